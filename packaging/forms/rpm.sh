# The same two packages for Red Hat, Fedora and SUSE.
# shellcheck shell=bash disable=SC2154 # variables are those of build.sh
command -v rpmbuild >/dev/null || fail "rpmbuild is missing" "apt install rpm"
root=$target/stage/rpm
installed "$root/upserter" "$root/upserter-sql"
mkdir -p "$root/top"
cat >"$root/upserter.spec" <<SPEC
Name: upserter
Version: $version
Release: 1
Summary: $summary
License: Apache-2.0
AutoReqProv: no
Requires: /bin/sh, glibc
%description
$description

%package sql
Summary: Parquet and SQL for Customer Upserter
AutoReqProv: no
Requires: upserter = $version, libstdc++
%description sql
Reads Parquet, and queries over files and databases, for Customer Upserter.

%install
cp -a $root/upserter/. $root/upserter-sql/. %{buildroot}/

%postun
if [ "\$1" = 0 ]; then rm -rf /usr/lib/upserter; fi

%files
$(cd "$root/upserter" && find usr/lib/upserter usr/share/doc/upserter -type d | LC_ALL=C sort | sed 's|^|%dir /|')
$(cd "$root/upserter" && find usr -type f -o -type l | LC_ALL=C sort | sed 's|^|/|')

%files sql
$(cd "$root/upserter-sql" && find usr/lib/upserter/app/sql -type d | sed 's|^|%dir /|')
$(cd "$root/upserter-sql" && find usr -type f | LC_ALL=C sort | sed 's|^|/|')
SPEC
# The files stay as they are: nothing is stripped, compressed or rewritten.
rpmbuild -bb --quiet --target "$rpm_arch" --define "_topdir $root/top" --define "_rpmdir $root/out" \
  --define '__os_install_post %{nil}' --define '_build_id_links none' --define 'debug_package %{nil}' \
  --define 'use_source_date_epoch_as_buildtime 1' --define 'clamp_mtime_to_source_date_epoch 1' --define '_buildhost localhost' \
  --define "_binary_payload w$level.gzdio" "$root/upserter.spec"
cp "$root/out/$rpm_arch"/*.rpm "$dist"
