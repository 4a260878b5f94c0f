#!/usr/bin/env bash
# Builds twice, and compares all but the runtime and the start-up cache, which differ each time and are named by digest.
. "${BASH_SOURCE[0]%/*}/lib.sh"

sums() {
  digests "$target/stage" "$name" sql ! -path '*/runtime/*' ! -name '*.cache' ! -name MANIFEST.sha256
  (cd "$target/stage" && find "$name" sql -printf '%p %m %l %t\n' | sort)
  (cd "$target/dist" && sha256sum "upserter-$version.jar")
}

first=$(mktemp) second=$(mktemp)
trap 'rm -f "$first" "$second"' EXIT
"$packaging/build.sh" --quick jar >&2
sums >"$first"
"$packaging/build.sh" --quick jar >&2
sums >"$second"
diff "$first" "$second" || fail "two builds differ, as shown above" "find what makes them differ"
say "the same twice: $(wc -l <"$first") lines of names, rights, times and digests"
