#!/bin/sh
# A service that lives long: runs and single rows in one JVM of 256 MB, ten thousand each by default. Prints
# descriptors, threads, classes and kilobytes after a tenth of them and after all, then whether the class loader went.
# Build first: mvn -q verify. Use: benchmarks/long-lived.sh [RUNS]
set -eu
cd "$(dirname "$0")/.."
classes=$(ls -d http/target/classes sandbox/target/classes core/target/classes core/target/test-classes carried/target/*.jar carried-server/target/*.jar | tr '\n' ':')
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx256m -XX:+UseSerialGC -XX:SoftRefLRUPolicyMSPerMB=0 -cp "$classes" dev.upserter.LongLivedMain "${1:-10000}"
