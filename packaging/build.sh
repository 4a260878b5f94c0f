#!/usr/bin/env bash
# Makes the packages of Customer Upserter for this system in packaging/target: packaging/build.sh [--built[=FOLDER]] [--quick] [FORM...]
# FORM is archive, deb, rpm, image, npm, jar; all of them if none is given. --built takes the jars that Maven has made already, in this clone or in FOLDER.
# --quick packs less well, in a tenth of the time: for tests.
# With one JDK and one SOURCE_DATE_EPOCH, the jars and the layout are the same bytes each time; docs/decisions/0100-packages.md.
. "${BASH_SOURCE[0]%/*}/lib.sh"

built='' level=9 deb_packing=-Zxz
forms=()
for argument; do
  case $argument in
    --built) built=$project ;;
    --quick) level=1 deb_packing='-Zgzip -z1' ;;
    --built=*) built=$(cd "${argument#*=}" && pwd -P) ;;
    archive | deb | rpm | image | npm | jar) forms+=("$argument") ;;
    *) fail "unknown: $argument" "see the first lines of packaging/build.sh" ;;
  esac
done
[ ${#forms[@]} -gt 0 ] || forms=(archive deb rpm image npm jar)

find_jdk
say "$name with Java $(sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"/\1/p' "$jdk/release") from $jdk"
rm -rf "$target"/{stage,dist,source}
mkdir -p "$target/stage" "$target/dist"
dist=$target/dist
stage=$target/stage/$name
app=$stage/app

# ---- the jars

compile() { # with the JDK that packages get, whatever Java runs Maven
  say "building the jars"
  # In a copy: no class of an earlier build gets in, and what the clone has built stays.
  modules=$target/source
  mkdir "$modules"
  (cd "$project" && find pom.xml ./*/pom.xml ./benchmarks/*/pom.xml ./*/src/main -type f | tar --create --files-from - | tar --extract --directory "$modules")
  # shellcheck disable=SC2086 # options are words
  maven ${MAVEN_FLAGS:-} -DskipTests -Dcompiler.checks=-g -Dbuild.commit="$commit" -Dbuild.jdk="[$java]" package
  say "writing the bill of materials"
  maven org.cyclonedx:cyclonedx-maven-plugin:makeAggregateBom
}

maven() { # what to do in the copy
  JAVA_HOME=$jdk MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}" \
    mvn -q -B -ntp -f "$modules/pom.xml" -pl cli,sql,telemetry -am -Dproject.build.outputTimestamp="$(at +%Y-%m-%dT%H:%M:%SZ)" "$@"
}

cut_jar() { # jar, folder, pattern of entries to leave out
  "$jdk/bin/java" "$packaging/CutJar.java" "$1" "$2/${1##*/}" "$3"
}

lay_out() {
  mkdir -p "$app/lib" "$app/telemetry" "$target/stage/sql"
  cp "$modules/cli/target/upserter-cli-$version.jar" "$app/upserter.jar"
  cp "$modules"/cli/target/lib/*.jar "$app/lib"
  cp "$modules/telemetry/target/upserter-telemetry-$version.jar" "$modules"/telemetry/target/lib/*.jar "$app/telemetry"
  cp "$modules/sql/target/upserter-sql-$version.jar" "$modules"/sql/target/lib/*.jar "$target/stage/sql"
  # Of the native code, only what this system needs; that of DuckDB, 70 MB, unpacked, so that no run has to do it.
  local jar
  for jar in "$modules"/cli/target/lib/zstd-jni-*.jar; do
    cut_jar "$jar" "$app/lib" "(?!$zstd/).*\\.(so|dll|dylib)"
  done
  for jar in "$modules"/sql/target/lib/duckdb_jdbc-*.jar; do
    cut_jar "$jar" "$target/stage/sql" 'libduckdb_java\.so_.*'
    "$jdk/bin/java" "$packaging/Extract.java" "$target/stage/native" "libduckdb_java.so_$duckdb" "$jar"
    mv "$target"/stage/native/*/libduckdb_java.so_* "$target/stage/sql/libduckdb_java.so"
  done
  (cd "$app" && printf '%s\n' lib/*.jar telemetry/*.jar) >"$app/jars"
  at '+%Y-%m-%d %H:%M' >"$app/time"
  cp "$project/upserter" "$stage/upserter"
  cp "$project/LICENSE" "$project/README.md" "$project/CHANGELOG.md" "$stage"
  cp -r "$project/examples" "$stage/examples"
  describe
  rm -rf "$stage/examples/.upserter" "$stage"/examples/*/{target,node_modules}
  even "$stage" "$target/stage/sql"
}

describe() { # manual pages and completions, from the program itself; the licenses of what is inside
  "$jdk/bin/java" -cp "$app/upserter.jar" dev.upserter.cli.complete.ManPages "$stage/share/man/man1" "$version" "$(at +%Y-%m-%d)"
  mkdir -p "$stage/share/completions"
  for shell in bash zsh fish; do
    "$jdk/bin/java" -cp "$app/upserter.jar" dev.upserter.cli.Main completion "$shell" >"$stage/share/completions/upserter.$shell"
  done
  mkdir -p "$stage/licenses"
  cp "$packaging"/licenses/*.txt "$stage/licenses"
  "$jdk/bin/java" "$packaging/Extract.java" "$stage/licenses" '(META-INF/(licenses/.*/)?)?[^/]*(LICENSE|NOTICE)[^/]*' \
    "$app"/lib/*.jar "$app"/telemetry/*.jar "$target"/stage/sql/*.jar
  [ ! -r "$modules/target/bom.json" ] || cp "$modules/target/bom.json" "$stage/bom.json"
}

add_sql() { # a copy of the program, which gets the module for Parquet and queries
  cp -a "$target/stage/sql" "$1/app/sql"
  (cd "$1/app" && printf '%s\n' sql/*.jar) >>"$1/app/jars"
}

installed() { # folders of a base package and of one with the module for queries: files where a Linux system has them
  local base=$1/usr sql=$2/usr page
  mkdir -p "$base"/{bin,lib,share/man/man1,share/doc/upserter,share/bash-completion/completions,share/zsh/vendor-completions} \
    "$base/share/fish/vendor_completions.d" "$sql/lib/upserter/app"
  cp -a "$stage" "$base/lib/upserter"
  ln -s ../lib/upserter/upserter "$base/bin/upserter"
  for page in "$stage"/share/man/man1/*; do
    gzip -9 -n <"$page" >"$base/share/man/man1/${page##*/}.gz"
  done
  cp "$stage/share/completions/upserter.bash" "$base/share/bash-completion/completions/upserter"
  cp "$stage/share/completions/upserter.zsh" "$base/share/zsh/vendor-completions/_upserter"
  cp "$stage/share/completions/upserter.fish" "$base/share/fish/vendor_completions.d/upserter.fish"
  cp "$stage/licenses/README.txt" "$base/share/doc/upserter/copyright"
  mv "$base"/lib/upserter/{README.md,CHANGELOG.md,examples} "$base/share/doc/upserter"
  rm -rf "$base/lib/upserter/share" "$base/lib/upserter/MANIFEST.sha256"
  cp -a "$target/stage/sql" "$sql/lib/upserter/app/sql"
  even "$1" "$2"
}

# ---- Java

# What the jars use (jdeps), and what drivers of other databases than PostgreSQL ask for.
parts=java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.sql,java.xml,jdk.charsets,jdk.net,jdk.security.auth,jdk.unsupported

link() {
  say "linking the runtime"
  "$jdk/bin/jlink" --add-modules "$parts" --vm server --strip-debug --no-header-files --no-man-pages --compress zip-0 \
    --output "$stage/runtime"
  rm -f "$stage"/runtime/bin/{jrunscript,keytool,kinit,klist,ktab,rmiregistry} # not for us, and each is a question of a scanner
  cp -rL "$stage/runtime/legal" "$stage/legal" # links to one text, which npm and some archives do not keep
  rm -rf "$stage/runtime/legal"
  mv "$stage/legal" "$stage/runtime/legal"
  even "$stage/runtime"
}

prepare() { # the start-up cache, made by the launcher with its own options
  say "making the start-up cache"
  (cd / && env -u UPSERTER_JAVA_OPTS -u JAVA_TOOL_OPTIONS -u JDK_JAVA_OPTIONS "$stage/upserter" --version)
  [ -s "$(echo "$app"/java-*.cache)" ] || fail "Java made no start-up cache" "run $stage/upserter --version, and see what it says"
  even "$stage"
  JDK_JAVA_OPTIONS=-XX:AOTMode=on "$stage/upserter" --version >/dev/null 2>&1 || # which ends where the cache is not taken
    fail "Java does not take the start-up cache" "run it with JDK_JAVA_OPTIONS='-XX:AOTMode=on -Xlog:aot'"
  rm -f "$app/tried" # which options were tried out here
  even "$app"
}

manifest() { # what cannot be the same bytes each time, by its digest, and all the rest too
  digests "$1" . ! -name MANIFEST.sha256 >"$1/MANIFEST.sha256"
  even "$1"
}

modules=$built # the folder of Maven's modules, whose target/ folders hold the jars
[ -n "$built" ] || compile
lay_out
link
prepare
for form in "${forms[@]}"; do
  say "making: $form"
  . "$packaging/forms/$form.sh"
done
[ ! -r "$stage/bom.json" ] || cp "$stage/bom.json" "$dist/upserter-$version.cdx.json"
digests "$dist" . ! -name SHA256SUMS >"$dist/SHA256SUMS"
for file in "$dist"/*; do
  say "$(megabytes "$file")  ${file##*/}"
done
