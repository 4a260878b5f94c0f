#!/usr/bin/env bash
# Whether an ingester that lives long stays as it is: heap, threads, loaded classes and descriptors, while it adds rows for ten
# minutes against a sandbox of its own JVM that answers some requests with errors.
#
#   benchmarks/ingester.sh [SECONDS]      600 where nothing is said
#
# Needs the modules built (mvn package). One line every ten seconds; exits with 1 if the heap after a collection grows by more
# than 16 MB, or threads or descriptors by more than 10, after the first tenth of the time.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-600}
classes=$(ls -d http/target/classes sandbox/target/classes core/target/classes carried/target/*.jar carried-server/target/*.jar 2>/dev/null | tr '\n' ':')
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp benchmarks/ingester/LongIngester.java "$folder"
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx256m -cp "$classes" "$folder/LongIngester.java" "$seconds"
