#!/usr/bin/env bash
# Sends many rows through a sandbox that misbehaves for a fifth of the requests, goes on until the run is done, and compares
# every person with the file. Each tenth person has two rows: the later one must win.
#
#   benchmarks/soak.sh [ROWS]
set -euo pipefail
cd "$(dirname "$0")/.."

rows=${1:-1000000}
folder=$(mktemp -d)
finish() {
  kill "$sandbox" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$folder"
}

./upserter --version >/dev/null # builds, if that is needed
awk -v rows="$rows" 'BEGIN {
  for (i = 0; i < rows; i++) {
    person = i % 11 == 10 ? i - 10 : i
    printf "%s{\"id\":\"p%d\",\"n\":%d,\"note\":\"some text that goes along, as it does\"}\n", i ? "," : "[", person, i
  }
  print "]"
}' >"$folder/data.json"
echo '{"userId": "id", "mappings": [{"from": "n", "to": "n"}], "requestsPerSecond": 1000, "maxAttempts": 100}' >"$folder/soak.json"

./upserter sandbox --port 0 --seed 7 --faults '429=0.04,500=0.04,503=0.03,500-applied=0.03,reset=0.03,lost=0.03' >"$folder/sandbox.out" &
sandbox=$!
trap finish EXIT
address=''
until [ -n "$address" ]; do
  kill -0 "$sandbox"
  address=$(grep -om1 'http://[^ ]*' "$folder/sandbox.out" || true)
done
export CUSTOMERIO_SITE_ID=sandbox-site CUSTOMERIO_API_KEY=sandbox-key

./upserter sync "$folder/soak.json" "$folder/data.json" --endpoint "$address" --json >"$folder/report.json" &
run=$!
while kill -0 "$run" 2>/dev/null; do # its memory, while it lasts
  grep -h VmHWM "/proc/$run/status" >"$folder/memory.now" 2>/dev/null && mv "$folder/memory.now" "$folder/memory" || true
  sleep 0.2
done
wait "$run" && code=0 || code=$?
echo "exit code: $code"
grep -E '"(status|read|delivered|rejected|deadLetters|pending|sent|retried|durationMillis)"' "$folder/report.json"
echo "peak memory of the run: $(awk '{ print int($2 / 1024) " MB" }' "$folder/memory")"
curl --silent "$address/sandbox/people?limit=100000000" |
  grep -o '"id" *: *"p[0-9]*"\|"n" *: *"\{0,1\}[0-9]*' | awk -v rows="$rows" '
  /"id"/ { gsub(/[^0-9]/, ""); person = $0; next }
  { gsub(/[^0-9]/, ""); people++; expected = (person % 11 == 0 && person + 10 < rows) ? person + 10 : person
    if ($0 != expected) wrong++ }
  END { expected = rows - int(rows / 11) - (rows % 11 > 10)
        printf "people: %d of %d, with other values than their last row: %d\n", people, expected, wrong
        exit !(people == expected && wrong == 0) }'
