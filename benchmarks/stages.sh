#!/usr/bin/env bash
# What each stage of the data path costs per record, in time and in memory allocated, without a network.
#
#   benchmarks/stages.sh [JMH OPTIONS]       all stages, which takes about five minutes
#   benchmarks/stages.sh guard -f 1          one stage, in one process
#   benchmarks/stages.sh -h                  what else JMH can do, such as -prof stack
#
# Builds what is needed, offline once Maven has been here. The JVM gets the options that the launcher gives to long runs.
set -euo pipefail
cd "$(dirname "$0")/.."

target=benchmarks/stages/target
offline=-o
[ -r $target/classpath ] || offline=''
mvn $offline -q -B -ntp -Dmaven.test.skip -Dspotless.check.skip -pl benchmarks/stages -am package >&2
jdk='' newest=0 # the newest, as the build and the launcher take
for folder in "${JAVA_HOME:-/none}" /usr/lib/jvm/*; do
  major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$folder/release" 2>/dev/null || true)
  [ "${major:-0}" -le "$newest" ] || jdk=$folder newest=$major
done

long=$(sed -n 's/^long=\([^ ]*\).*/\1/p' upserter)
"$jdk/bin/java" -XX:+UseSerialGC -cp "$target/classes:$(cat $target/classpath)" dev.upserter.benchmarks.Stages \
  -jvmArgsPrepend "-XX:+UseSerialGC -Xmx256m $long" "$@"
