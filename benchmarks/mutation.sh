#!/usr/bin/env bash
# Whether the tests would notice a defect: PIT changes the classes of a package of the core one by one, and runs the tests that
# cover the change. One line a package: how many changes were tried, how many the tests noticed, and the share; and how many
# could not be tried, since PIT cannot load a record again that has an annotated component. Ends with 1 if a share is below 85 %.
#
#   benchmarks/mutation.sh [PACKAGE ...]     kind, plan, batch, guard, mapping, state: some minutes each
#
# Where which change survived is in core/target/mutation/PACKAGE/index.html. A package is tested by its own tests, the kinds by
# those of the configuration as well, and the mapping by those of the kinds and the examples of its documentation. Tests that
# start processes or servers, or that try thousands of random rows, would run again for each change: they are left out, though
# they notice changes that the others do not.
set -euo pipefail
cd "$(dirname "$0")/.."

least=85
slow='*CrashTest,*EveryKindTest,*ContributingTest,*FuzzTest,*AgreementTest'
[ $# -gt 0 ] || set -- kind plan batch guard mapping state
jdk='' newest=0 # the newest, as the build and the launcher take; PIT runs the tests by the JVM of Maven
for folder in "${JAVA_HOME:-/none}" /usr/lib/jvm/*; do
  major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$folder/release" 2>/dev/null || true)
  [ "${major:-0}" -le "$newest" ] || jdk=$folder newest=$major
done

failed=0
printf '%-10s %8s %8s %8s %8s\n' package mutants killed share untried
for package in "$@"; do
  tests="dev.upserter.$package.*"
  case $package in
    kind) tests+=',dev.upserter.config.read.*' ;;
    mapping) tests+=',dev.upserter.kind.*,dev.upserter.preview.MappingDocsTest' ;;
  esac
  report=$PWD/core/target/mutation/$package
  mkdir -p "$report"
  JAVA_HOME=$jdk mvn -q -B -ntp -pl core -am -DskipTests package org.pitest:pitest-maven:mutationCoverage \
    -DtargetClasses="dev.upserter.$package.*" -DtargetTests="$tests" -DexcludedTestClasses="$slow" \
    -DjvmArgs=-Xmx768m,-XX:+UseSerialGC,-XX:TieredStopAtLevel=1 -DreportsDirectory="$report" >"$report/log" 2>&1 || {
    tail -20 "$report/log" >&2
    exit 2
  }
  awk -F, -v package="$package" -v least=$least '
    $6 == "RUN_ERROR" { untried++; next }
    { all++; killed += $6 != "SURVIVED" && $6 != "NO_COVERAGE" }
    END {
      share = all ? 100 * killed / all : 0
      printf "%-10s %8d %8d %6.1f %% %8d\n", package, all, killed, share, untried
      exit share < least
    }' "$report/mutations.csv" || failed=1
done
exit $failed
