# One jar for any system with Java 21, without the module for Parquet and queries, which has native code for each.
# shellcheck shell=bash disable=SC2154 # variables are those of build.sh
mkdir -p "$target/stage/start"
"$jdk/bin/javac" --release 8 -Xlint:-options -d "$target/stage/start" "$packaging/start/Start.java"
printf '%s\n' 'Manifest-Version: 1.0' 'Main-Class: dev.upserter.start.Start' 'Multi-Release: true' 'Enable-Native-Access: ALL-UNNAMED' '' >"$target/stage/MANIFEST.MF"
(cd "$target/stage/start" && "$jdk/bin/jar" --create --no-manifest --date "$(at +%Y-%m-%dT%H:%M:%SZ)" --file ../start.jar dev)
"$jdk/bin/java" "$packaging/JoinJars.java" "$dist/upserter-$version.jar" "$target/stage/MANIFEST.MF" "$SOURCE_DATE_EPOCH" \
  "$target/stage/start.jar" "$modules/cli/target/upserter-cli-$version.jar" "$modules"/cli/target/lib/*.jar \
  "$app"/telemetry/*.jar
