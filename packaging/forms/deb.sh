# upserter, and upserter-sql with the module for Parquet and queries. They need no other package but the system's library.
# shellcheck shell=bash disable=SC2154 # variables are those of build.sh
command -v dpkg-deb >/dev/null || fail "dpkg-deb is missing" "apt install dpkg"

control() { # package, depends, folder, text...
  mkdir -p "$3/DEBIAN"
  {
    printf 'Package: %s\nVersion: %s\nArchitecture: %s\n' "$1" "$version" "$deb_arch"
    printf 'Maintainer: %s\nSection: utils\nPriority: optional\n' "$maintainer"
    printf 'Installed-Size: %s\nDepends: %s\n' "$(du -k -s "$3" | cut -f1)" "$2"
    printf 'Description: %s\n' "$4"
    printf ' %s\n' "$5"
  } >"$3/DEBIAN/control"
}

root=$target/stage/deb
installed "$root/upserter" "$root/upserter-sql"
control upserter 'libc6' "$root/upserter" "$summary" "$description"
control upserter-sql "upserter (= $version), libstdc++6" "$root/upserter-sql" "Parquet and SQL for Customer Upserter" \
  "Reads Parquet, and queries over files and databases, for Customer Upserter."
# What the program itself may have left in its folder, such as which options of Java were tried out.
printf '#!/bin/sh\nset -e\nif [ "$1" = remove ]; then rm -rf /usr/lib/upserter; fi\n' >"$root/upserter/DEBIAN/postrm"
chmod 755 "$root/upserter/DEBIAN/postrm"
for package in upserter upserter-sql; do
  (cd "$root/$package" && find usr -type f | LC_ALL=C sort | xargs md5sum >DEBIAN/md5sums)
  even "$root/$package"
  # shellcheck disable=SC2086 # options are words
  dpkg-deb --root-owner-group $deb_packing --build "$root/$package" "$dist/${package}_${version}_$deb_arch.deb" >/dev/null
done
