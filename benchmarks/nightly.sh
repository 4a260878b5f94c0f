#!/bin/sh
# Ninety nights of three jobs in one go: a mirror of dated CSV files, a plain sync of a file that keeps its name, and a mirror of a
# query, each started by the command line that docs/cli.md gives cron, with the launcher's own memory, against a sandbox in a
# process of its own. Among the nights are outages, kills, empty, cut and half exports, renamed columns and the wrong file.
# Checks after each night that the exit code is the documented one and that nobody was removed who should not be, and at the
# end that Customer.io holds what the last good export says. Ends with 1 if a check fails.
#
#   benchmarks/nightly.sh [NIGHTS] [SEED]

set -eu
home=$(cd "$(dirname "$0")/.." && pwd)
"$home/upserter" --version >/dev/null # builds, if that is needed
java=java
for jdk in /usr/lib/jvm/*; do
  [ -x "$jdk/bin/javac" ] && "$jdk/bin/java" -version 2>&1 | grep -q '"2[1-9]' && java=$jdk/bin/java
done
exec "$java" "$home/benchmarks/nightly/Nightly.java" "$home/upserter" "${1:-90}" "${2:-1}"
