# What the scripts of this folder share; read by them, not run.
# shellcheck shell=bash disable=SC2034 # variables are for the scripts that read this

set -euo pipefail
umask 022
export LC_ALL=C TZ=UTC

project=$(cd "${BASH_SOURCE[0]%/*}/.." && pwd -P)
packaging=$project/packaging
target=$packaging/target

say() { printf '%s\n' "$*" >&2; }

fail() { # message, hint
  say "error: $1"
  say "hint: $2"
  exit 1
}

# ---- what is built, and for what

version=$(sed -n '/<artifactId>upserter-parent/,/<\/version>/s/.*<version>\(.*\)<\/version>.*/\1/p' "$project/pom.xml" | head -1)
commit=$(git -C "$project" describe --always --dirty --abbrev=7 --exclude '*' 2>/dev/null || true)
# The time that all files of a package have. A whole minute and one second: so the launcher expects it.
: "${SOURCE_DATE_EPOCH:=$(git -C "$project" log -1 --format=%ct 2>/dev/null || date +%s)}"
export SOURCE_DATE_EPOCH=$((SOURCE_DATE_EPOCH / 60 * 60 + 1))

at() { # format
  date -u -d "@$SOURCE_DATE_EPOCH" "$1"
}

case $(uname -s)-$(uname -m) in
  Linux-x86_64) platform=linux-x64 duckdb=linux_amd64 zstd=linux/amd64 deb_arch=amd64 rpm_arch=x86_64 oci_arch=amd64 ;;
  Linux-aarch64) platform=linux-arm64 duckdb=linux_arm64 zstd=linux/aarch64 deb_arch=arm64 rpm_arch=aarch64 oci_arch=arm64 ;;
  *) fail "there are no packages for $(uname -sm)" "run the program from a clone" ;;
esac
name=upserter-$version-$platform

summary="Sends people, events and companies from files to Customer.io"
description="Reads rows of JSON, CSV, Excel and more, checks them, sends them to Customer.io, and tells you what became of every row."
maintainer=${MAINTAINER:-Customer Upserter} # for packages of Debian: name <address>, where there is one

# ---- tools

# A package's own runtime comes from this JDK: that of JAVA_HOME if it is new enough, otherwise the newest in the usual places.
oldest=25 # the first whose start-up cache can be moved
find_jdk() {
  local folder number
  jdk='' major=0
  for folder in "${JAVA_HOME:-/none}" /usr/lib/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/*; do
    [ -x "$folder/bin/jlink" ] && [ -r "$folder/release" ] || continue
    number=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$folder/release")
    [ "${number:-0}" -gt "$major" ] && jdk=$folder major=$number
    [ "$folder" = "${JAVA_HOME:-/none}" ] && [ "$major" -ge $oldest ] && break
  done
  [ "$major" -ge $oldest ] || fail "packages need a JDK of $oldest or newer with jlink. The newest one found is ${jdk:-none}" \
    "install one, or set JAVA_HOME"
  java=$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$jdk/release")
}

even() { # folders: all files have the time of the package and the usual rights
  find "$@" -type d -exec chmod 755 {} +
  find "$@" -type f -perm /111 -exec chmod 755 {} +
  find "$@" -type f ! -perm /111 -exec chmod 644 {} +
  find "$@" -exec touch -h -t "$(at +%Y%m%d%H%M.%S)" {} +
}

pack() { # archive without .gz, folder in which, names...: the same bytes for the same files
  local archive=$1 folder=$2
  shift 2
  tar --create --file "$archive" --directory "$folder" --sort=name --format=gnu --mtime="@$SOURCE_DATE_EPOCH" \
    --owner=0 --group=0 --numeric-owner "$@"
}

digests() { # folder, the arguments of find: a line for each of these files there
  local folder=$1
  shift
  (cd "$folder" && find "$@" -type f | sed 's|^\./||' | sort | tr '\n' '\0' | xargs -0 sha256sum)
}

megabytes() { # file or folder
  du -k --apparent-size "$1" | tail -1 | awk '{printf "%.1f MB", $1 / 1024}'
}
