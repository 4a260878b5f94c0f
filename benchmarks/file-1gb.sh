#!/usr/bin/env bash
# Sends a file of 1 GB with 128 MB of heap at most, to a sandbox, and shows what that took.
#
#   benchmarks/file-1gb.sh [MEGABYTES]
set -euo pipefail
unset UPSERTER_JAVA_OPTS # the launcher's own
cd "$(dirname "$0")/.."

megabytes=${1:-1000}
folder=$(mktemp -d)
finish() {
  kill "$sandbox" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$folder"
}

./upserter --version >/dev/null # builds, if that is needed
awk -v bytes="$megabytes"000000 'BEGIN {
  printf "["
  while (written < bytes) {
    row = sprintf("%s{\"id\":\"u-%d\",\"email\":\"person%d@example.com\",\"first_name\":\"Person\",\"plan\":\"team\",\"seats\":%d,\"city\":\"Timbuktu\",\"note\":\"a text of some length, as they occur in such exports\"}\n", written ? "," : "", n % 100000, n % 100000, n)
    printf "%s", row
    written += length(row)
    n++
  }
  print "]"
}' >"$folder/data.json"
echo '{"userId": "id", "mappings": [{"from": "email", "to": "email"}, {"from": "seats", "to": "seats"}]}' >"$folder/users.json"
echo "data: $(stat -c %s "$folder/data.json") bytes, $(($(wc -l <"$folder/data.json") - 1)) rows"

./upserter sandbox --port 0 >"$folder/sandbox.out" &
sandbox=$!
trap finish EXIT
address=''
until [ -n "$address" ]; do
  kill -0 "$sandbox"
  address=$(grep -om1 'http://[^ ]*' "$folder/sandbox.out" || true)
done
export CUSTOMERIO_SITE_ID=sandbox-site CUSTOMERIO_API_KEY=sandbox-key

./upserter sync "$folder/users.json" "$folder/data.json" --endpoint "$address" --json >"$folder/report.json" &
run=$!
while kill -0 "$run" 2>/dev/null; do # its memory and time, while it lasts
  { grep -h VmHWM "/proc/$run/status" && awk '{ print "CPU", $14 + $15 }' "/proc/$run/stat"; } >"$folder/now" 2>/dev/null &&
    mv "$folder/now" "$folder/used" || true
  sleep 0.2
done
wait "$run" && code=0 || code=$?
echo "exit code: $code"
grep -E '"(status|read|delivered|rejected|deadLetters|pending|sent|durationMillis)" :' "$folder/report.json" | grep -v null
awk -v hz="$(getconf CLK_TCK)" '/VmHWM/ { print "peak memory: " int($2 / 1024) " MB" } /CPU/ { print "CPU: " $2 / hz " s" }' "$folder/used"
