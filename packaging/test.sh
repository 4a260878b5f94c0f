#!/usr/bin/env bash
# Tries the packages in packaging/target/dist as a user has them, in a root of Debian with neither JDK nor Maven:
# packaging/test.sh [--here] [--before FOLDER] [FORM...]; as root, since it makes that root (debootstrap) and enters it (chroot, unshare).
# FORM is archive, deb, rpm, image, npm, jar; all of them if none is given. --here makes the root of this machine's own system, by an overlay in
# which Java, Maven and their caches are deleted: that needs no mirror, and takes no time. --before names a folder with the packages of the version
# before, from which deb is upgraded; otherwise this version takes its place under an older name.
. "${BASH_SOURCE[0]%/*}/lib.sh"

dist=$target/dist
before='' here=''
forms=()
while [ $# -gt 0 ]; do
  case $1 in
    --before) before=$2 && shift ;;
    --here) here=yes ;;
    archive | deb | rpm | image | npm | jar) forms+=("$1") ;;
    *) fail "unknown: $1" "see the first lines of packaging/test.sh" ;;
  esac
  shift
done
[ ${#forms[@]} -gt 0 ] || forms=(archive deb rpm image npm jar)
work=$(mktemp -d)
# shellcheck disable=SC2329 # called by the trap
leave() {
  local point
  for point in "$work"/*/root-*/{proc,dev} "$work"/*/root-* "$work"/*; do
    ! mountpoint -q "$point" || umount "$point"
  done
  rm -rf --one-file-system "$work"
}
trap leave EXIT

wrong() {
  say "error: $form: $1"
  exit 1
}

# ---- a root for each form

new_root() { # sets root: a system without Java
  local layers=$work/$form
  root=$layers/root-$form
  mkdir -p "$root"
  if [ -n "$here" ]; then
    hide_java "$layers"
  else
    copy_debian
  fi
  mount -t proc proc "$root/proc"
  mount --bind /dev "$root/dev"
  mkdir -p "$root/trial"
  ! chroot "$root" sh -c 'command -v java || command -v javac || command -v mvn' || wrong "there is a Java in the root"
}

copy_debian() { # a small Debian
  local base=$target/root
  if [ ! -e "$base/bin/sh" ]; then
    say "making a root of Debian"
    debootstrap --variant=minbase "${SUITE:-bookworm}" "$base" ${MIRROR:+"$MIRROR"} >"$target/debootstrap.log" 2>&1 ||
      fail "debootstrap failed" "see $target/debootstrap.log"
  fi
  cp -a "$base/." "$root"
}

hide_java() { # this machine's system, in a layer of memory that takes what is written and deleted
  mount -t tmpfs tmpfs "$1" && mkdir "$1"/{upper,state} "$root" &&
    mount -t overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/state" overlay "$root" ||
    fail "this machine mounts no overlay" "leave out --here, which makes a root with debootstrap"
  local found
  rm -rf "$root"/usr/lib/jvm "$root"/usr/share/maven* "$root"/opt/{java,maven}* "$root"/root/{.m2,.sdkman,.cache}
  while found=$(chroot "$root" sh -c 'command -v java || command -v javac || command -v mvn'); do
    rm "$root$found"
  done
}

inside() { # a command in the root, in /trial, with a bare environment
  chroot "$root" /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root sh -c "cd /trial && $1"
}

# ---- what each form must do

configuration() { # further keys, each after a comma
  printf '{"userId": "id", "siteId": "s", "apiKey": "k", "mappings": [{"from": "email", "to": "email"}]%s}\n' "${1:-}"
}

data() { # the folder of the files that runs read
  cp -r "$project/examples" "$1/examples"
  rm -rf "$1/examples/.upserter" # of runs in the clone
  printf '[{"id": 1, "email": "ana@example.com"}, {"id": 2, "email": "bo@example.com"}]\n' >"$1/two.json"
  configuration >"$1/two.yaml"
  configuration ", \"source\": {\"query\": \"select 1 as id, 'ana@example.com' as email union all select 2, 'bo@example.com'\"}" >"$1/query.yaml"
  cp "$packaging/two.parquet" "$1"
}

runs() { # how the program is called, by "$run": the example, two rows, a second run that resumes, the proof of the cache
  local told
  told=$($run "$1 --version") || wrong "--version ends with $?"
  case $told in
    "upserter $version (commit "*"), Java "*) ;;
    "upserter $version, Java "*) [ -z "${CI:-}" ] || wrong "--version names no commit: $told" ;; # Maven was not given one
    *) wrong "--version says $told" ;;
  esac
  told=$($run "$1 sync examples/configuration.json examples/data.json --sandbox --state /tmp/state 2>&1; rm -rf /tmp/state")
  case $told in
    *delivered*Next*) ;;
    *) wrong "the example does not run: $told" ;;
  esac
}

delivers() { # launcher as called, configuration: two rows
  local told
  told=$($run "$1 sync $2 --sandbox --json --state /tmp/state 2>&1; rm -rf /tmp/state")
  case $told in
    *'"delivered" : 2,'*) ;;
    *) wrong "$2 does not run: $told" ;;
  esac
}

proves() { # launcher as called: Java takes the start-up cache, and would not start otherwise
  $run "JDK_JAVA_OPTIONS=-XX:AOTMode=on $1 --version >/dev/null 2>&1" || wrong "Java does not take the start-up cache"
}

queries() { # the module for Parquet and queries
  delivers "$1" query.yaml
  delivers "$1" "two.yaml two.parquet"
}

fastest() { # command: the least of seven times, in seconds
  local least=99 begun taken i
  for i in 1 2 3 4 5 6 7; do
    begun=$(date +%s%N)
    $run "$1" >/dev/null 2>&1 || true
    taken=$((($(date +%s%N) - begun) / 1000000))
    [ "$least" != 99 ] && [ "$taken" -ge "$least" ] || least=$taken
  done
  printf '%d.%03d' $((least / 1000)) $((least % 1000))
}

starts() { # launcher as called, file of the package
  say "$form: $(megabytes "$2"), --help in $(fastest "$1 --help") s, two rows in $(fastest "$1 sync two.yaml two.json --sandbox --state /tmp/s$RANDOM") s"
}

# ---- the forms

try_archive() {
  local full=$dist/$name-sql.tar.gz plain=$dist/$name.tar.gz
  [ "$(wc -c <"$plain")" -le 60000000 ] || wrong "the archive is larger than 60 MB"
  new_root
  root=$root/trial run=inside_trial
  data "$root"
  first_row "$plain"
  tar --extract --gzip --file "$full" --directory "$root" --no-same-owner
  (cd "$root/$name" && sha256sum --check --quiet MANIFEST.sha256) || wrong "a file is not that of the manifest"
  mv "$root/$name" "$root/moved to another place"
  find "$root/moved to another place" -exec touch {} + # as copies and some installers do
  local called='"./moved to another place/upserter"'
  runs "$called"
  proves "$called"
  queries "$called"
  starts "$called" "$plain"
  rm -rf "$root/moved to another place"
}

shell() { # a command on this machine
  (cd "$root" && env -i PATH=/usr/bin:/bin HOME="$root" sh -c "$1")
}

first_row() { # archive: the README's first line, by the clock
  local begun told taken
  begun=$(date +%s%N)
  tar --extract --gzip --file "$1" --directory "$root" --no-same-owner
  told=$($run "$name/upserter demo </dev/null 2>&1") || wrong "demo ends with $?"
  taken=$((($(date +%s%N) - begun) / 1000000))
  case $told in
    *' rows delivered to '*) ;;
    *) wrong "demo delivers no row: $told" ;;
  esac
  [ $taken -le 30000 ] || wrong "demo ends after $taken ms"
  say "$(printf '%s: unpacked, and the demonstration run, in %d.%03d s' "$form" $((taken / 1000)) $((taken % 1000)))"
  rm -rf "${root:?}/$name"
}

inside_trial() {
  root=${root%/trial} inside "$1"
}

try_deb() {
  new_root
  run=inside
  data "$root/trial"
  files >"$work/files.before"
  cp "$dist"/*.deb "$root/trial"
  earlier "$root/trial/before.deb"
  inside "dpkg -i before.deb >/dev/null && rm before.deb" || wrong "the version before cannot be installed"
  inside "upserter sync two.yaml two.json --dry-run --state kept >/dev/null" || wrong "the version before does not run"
  inside "dpkg -i upserter_*.deb >/dev/null" || wrong "it cannot be installed"
  inside "upserter runs --state kept | grep -q two" || wrong "the runs of the version before are not there"
  runs upserter
  proves upserter
  inside "upserter sync query.yaml --sandbox --state /tmp/state 2>&1 | grep -q upserter-sql" || wrong "it does not say that the module is missing"
  inside "apt-get install --yes ./upserter-sql_*.deb >/dev/null 2>&1 || { apt-get update && apt-get install --yes ./upserter-sql_*.deb; } >/dev/null 2>&1" ||
    wrong "upserter-sql cannot be installed"
  queries upserter
  databases upserter
  starts upserter "$(ls "$dist"/upserter_*.deb)"
  inside "gzip -dc /usr/share/man/man1/upserter-sync.1.gz | grep -q dry" || wrong "there is no manual page"
  inside "bash -c '. /usr/share/bash-completion/completions/upserter; COMP_WORDS=(upserter pe) COMP_CWORD=1; _upserter; [ \$COMPREPLY = peek ]'" ||
    wrong "bash does not complete"
  inside "dpkg --remove upserter-sql upserter >/dev/null" || wrong "it cannot be removed"
  files >"$work/files.after"
  ! comm -13 "$work/files.before" "$work/files.after" | grep -i upserter || wrong "its removal leaves files"
}

files() { # of the root, but for what runs and the package's manager leave
  local from=$root
  [ -z "$here" ] || from=$work/$form/upper # the layer that takes what is written
  find "$from" -xdev -path "$from/trial" -prune -o -path "$from/var" -prune -o -path "$from/tmp" -prune -o -print | sort
}

earlier() { # where to put the package before this; without --before, this one by an older name
  local tree=$work/earlier
  if [ -n "$before" ]; then
    cp "$before"/upserter_*.deb "$1"
  else
    dpkg-deb --raw-extract "$dist"/upserter_*.deb "$tree"
    sed -i 's/^Version: .*/Version: 0.0.1/' "$tree/DEBIAN/control"
    echo 'of the version before' >"$tree/usr/lib/upserter/app/lib/older.jar"
    dpkg-deb --root-owner-group -Zgzip -z1 --build "$tree" "$1" >/dev/null
    rm -rf "$tree"
  fi
}

nobody() { # a command, run as nobody: PostgreSQL does not run as root
  setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
}

databases() { # PostgreSQL, where this machine has it: reached over loopback, which the root shares
  local bin query port=54329
  bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1)
  if [ -z "$bin" ]; then
    say "$form: PostgreSQL is not tried: it is not installed"
    return
  fi
  mkdir "$work/pg" && chmod 777 "$work/pg" && chmod 755 "$work"
  nobody "$bin/initdb" -D "$work/pg/data" -U ana -A trust >/dev/null
  nobody "$bin/pg_ctl" -D "$work/pg/data" -w -o "-p $port -k $work/pg" -l "$work/pg/log" start >/dev/null
  query="select n as id, 'a' || n || '@example.com' as email from generate_series(1, 2) n"
  configuration ", \"source\": {\"url\": \"jdbc:postgresql://127.0.0.1:$port/postgres?user=ana\", \"query\": \"$query\"}" >"$root/trial/pg.yaml"
  delivers "$1" pg.yaml
  nobody "$bin/pg_ctl" -D "$work/pg/data" -w -m immediate stop >/dev/null
  say "$form: PostgreSQL queried"
}

try_rpm() { # installed by this machine's rpm into the root, which has the libraries, though not as packages of rpm
  new_root
  run=inside
  data "$root/trial"
  case $(rpm --query --package --queryformat '%{PAYLOADFLAGS}' "$dist"/upserter-[0-9]*.rpm) in
    [1-9]) ;;
    *) wrong "it is not packed at a level of gzip" ;;
  esac
  rpm --root "$root" --dbpath /var/lib/rpm --nodeps --install "$dist"/*.rpm || wrong "it cannot be installed"
  [ -e "$root/usr/lib/x86_64-linux-gnu/libstdc++.so.6" ] || inside "apt-get install --yes libstdc++6 >/dev/null 2>&1" || true
  runs upserter
  proves upserter
  queries upserter
  starts upserter "$(ls "$dist"/upserter-[0-9]*.rpm)"
  rpm --root "$root" --dbpath /var/lib/rpm --erase upserter-sql upserter || wrong "it cannot be removed"
  [ -z "$(find "$root/usr" "$root/etc" -iname '*upserter*')" ] || wrong "its removal leaves files"
}

try_image() { # as a container runs: its layers alone, read-only but for its volumes, as nobody
  local layout=$work/layout layer
  mkdir -p "$layout" "$work/root-image" && chmod 755 "$work"
  tar --extract --file "$dist/$name-image.tar" --directory "$layout"
  root=$work/root-image
  for layer in $(tr ',' '\n' <"$layout/blobs/sha256/$(grep -o 'sha256:[0-9a-f]*' "$layout/index.json" | cut -d: -f2)" | grep -o 'sha256:[0-9a-f]*' | cut -d: -f2); do
    case $(head -c 2 "$layout/blobs/sha256/$layer" | od -An -tx1 | tr -d ' ') in
      1f8b) tar --extract --gzip --same-owner --preserve-permissions --file "$layout/blobs/sha256/$layer" --directory "$root" ;;
    esac
    [ "$(sha256sum <"$layout/blobs/sha256/$layer" | cut -d' ' -f1)" = "$layer" ] || wrong "a blob is not what its name says"
  done
  data "$root/data"
  mkdir -p "$root/proc" "$root/dev"
  run=in_container
  runs upserter
  proves upserter
  queries upserter
  healthy
  starts upserter "$dist/$name-image.tar"
  [ "$(find "$root/data" "$root/state" -user 0 -newer "$layout" -name '*.json' -path '*runs*' | wc -l)" = 0 ] || wrong "it runs as root"
}

healthy() { # the health check of the docs, beside a sandbox in the same container
  local check
  check=$(sed -n 's/.*test: \["CMD", "\(.*\)"\]$/\1/p' "$project/docs/sandbox.md" | sed 's/", "/ /g')
  [ -n "$check" ] || wrong "docs/sandbox.md has no health check"
  $run "upserter sandbox --host 0.0.0.0 --token a-token-for-tests >/tmp/log 2>&1 &
    for i in 1 2 3 4 5 6 7 8 9 10; do $check >/tmp/health && exit; busybox sleep 1; done; exit 1" ||
    wrong "the health check of docs/sandbox.md fails: $check"
  say "$form: the health check of docs/sandbox.md passed"
}

in_container() { # read-only but for /tmp, /data and /state
  unshare --mount --pid --fork --kill-child sh -c '
    root=$1
    mount --bind "$root" "$root"
    for volume in data state; do mount --bind "$root/$volume" "$root/$volume"; done
    mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
    mount -t proc proc "$root/proc"
    mount --bind /dev "$root/dev"
    mount -o remount,bind,ro "$root"
    exec chroot --userspec=65534:65534 "$root" /bin/env -i PATH=/usr/bin:/bin HOME=/tmp LC_ALL=C.UTF-8 UPSERTER_STATE=/state /bin/sh -c "cd /data && $2"' \
    sh "$root" "$1"
}

try_npm() { # installed by this machine's npm, in the root that --here makes; otherwise on this machine, whose Java the program must not look for
  root=$work/npm run=shell_npm
  if [ -n "$here" ]; then
    new_root
    root=$root/trial run=inside_trial
  fi
  mkdir -p "$root"
  data "$root"
  cp "$dist/customer-upserter-$platform-$version.tgz" "$dist/customer-upserter-$version.tgz" "$root"
  printf '{"name": "trial", "private": true}\n' >"$root/package.json"
  $run "npm install --offline --no-audit --no-fund --silent ./customer-upserter-$platform-$version.tgz ./customer-upserter-$version.tgz >/dev/null" ||
    wrong "npm does not install it"
  runs node_modules/.bin/upserter
  proves node_modules/.bin/upserter
  starts node_modules/.bin/upserter "$dist/customer-upserter-$platform-$version.tgz"
  tests_of_node
}

tests_of_node() { # examples/sandbox-node, whose tests start this program and send with Customer.io's SDK
  local told
  if ! $run "cd examples/sandbox-node && npm install --no-audit --no-fund --silent >/dev/null 2>&1"; then
    say "$form: examples/sandbox-node is not tried: npm cannot get Customer.io's SDK"
    return
  fi
  told=$($run "cd examples/sandbox-node && UPSERTER=../../node_modules/.bin/upserter npm test 2>&1") || wrong "examples/sandbox-node: $told"
  case $told in
    *'pass 3'*'fail 0'*) say "$form: examples/sandbox-node: 3 tests passed" ;;
    *) wrong "examples/sandbox-node runs other tests than its three: $told" ;;
  esac
}

shell_npm() {
  (cd "$root" && env -i PATH="$(dirname "$(command -v node)"):/usr/bin:/bin" HOME="$root" sh -c "$1")
}

try_jar() {
  find_jdk
  root=$work/jar run=shell
  mkdir -p "$root"
  data "$root"
  local older told
  cp "$dist/upserter-$version.jar" "$root/upserter.jar"
  runs "$jdk/bin/java -jar upserter.jar"
  for older in /usr/lib/jvm/*; do
    [ "$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$older/release" 2>/dev/null || echo 99)" -lt 21 ] 2>/dev/null || continue
    told=$(shell "$older/bin/java -jar upserter.jar --version" 2>&1) && wrong "it starts with $older"
    case $told in
      *"needs Java 21 or newer"*) say "jar: on an older Java: ${told%%$'\n'*}" ;;
      *) wrong "on an older Java, it says $told" ;;
    esac
  done
  say "$form: $(megabytes "$dist/upserter-$version.jar")"
}

(cd "$dist" && sha256sum --check --quiet SHA256SUMS) || fail "a package is not that of SHA256SUMS" "build them again"
for form in "${forms[@]}"; do
  "try_$form"
  say "$form: passed"
done
