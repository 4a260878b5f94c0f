#!/bin/sh
# A service that lives long: runs and single rows in one JVM of 256 MB, ten thousand each by default. Prints
# descriptors, threads, classes and kilobytes after a tenth of them and after all, then whether the class loader went.
# Build first: mvn -q verify. Use: benchmarks/long-lived.sh [RUNS]
set -eu
cd "$(dirname "$0")/.."
classes="core/target/test-classes:core/target/classes"
jars=$(mvn -q -pl core dependency:build-classpath -Dmdep.outputFile=/dev/stdout)
exec java -Xmx256m -XX:+UseSerialGC -XX:SoftRefLRUPolicyMSPerMB=0 -cp "$classes:$jars" dev.upserter.LongLivedMain "${1:-10000}"
