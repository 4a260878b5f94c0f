#!/usr/bin/env bash
# What memory a run takes as the launcher starts it: by the number of rows, all of them different people, then what has been
# dear once: incremental runs, long rows from standard input, and as many requests in flight as there may be.
#
#   benchmarks/memory.sh [ROWS ...]       10 thousand, a million and ten million where nothing is said
#
# The largest number of rows is loaded incrementally, too, and a hundredth of it as rows of 32 kB. Sends to a sink of its own
# process on this machine. Needs gcc and curl, and 700 MB of disk for a million rows.
set -euo pipefail
cd "$(dirname "$0")/.."

[ $# -gt 0 ] || set -- 10000 1000000 10000000
. benchmarks/end-to-end/sink.sh
unset UPSERTER_JAVA_OPTS # the launcher's own
start_sink

configure() { # name, further keys
  echo "{\"parallelism\": 25, \"api\": \"batch\", $mapping}" | sed "s/\"parallelism\": 25, \"api\": \"batch\"/$2/" >"$folder/$1.json"
}

run() { # name, rows, configuration, data; standard input where the data are -
  local name=$1 rows=$2 config=$3 data=$4 code cpu memory
  "$folder/measure" "$folder/now" ./upserter sync "$folder/$config.json" "$data" --endpoint "$url" \
    --state "$folder/state" --json 2>"$folder/messages" || true
  read -r code cpu _ memory < <(tail -n 1 "$folder/now")
  [ "$code" = 0 ] && grep -q "\"delivered\" : $rows," "$folder"/state/runs/*/report.json || {
    echo "$name: not all of $rows rows were delivered: exit code $code" >&2
    exit 1
  }
  printf '%-24s %12d %10.0f %10.2f\n' "$name" "$rows" "$memory" "$cpu"
  rm -rf "$folder/state"
}

long_rows() { # how many; 31 attributes of 1,000 bytes each
  awk -v rows="$1" 'BEGIN {
    value = sprintf("%980s", ""); gsub(/ /, "x", value)
    for (i = 0; i < 31; i++) rest = rest ",\"a" i "\":\"" value "\""
    for (row = 0; row < rows; row++) print "{\"id\":" row rest "}"
  }'
}

configure plain '"parallelism": 25, "api": "batch"'
configure incremental '"parallelism": 25, "incremental": true'
configure values '"parallelism": 500, "incremental": true, "keepValues": true'
configure many '"parallelism": 500, "api": "batch"'
configure single '"parallelism": 500, "api": "single"'
echo "{\"userId\": \"id\", \"parallelism\": 500, \"siteId\": \"s\", \"apiKey\": \"k\"}" >"$folder/long.json"

printf '%-24s %12s %10s %10s\n' '' rows 'peak MB' 'CPU s'
most=0
for rows; do
  "$folder/generate" "$rows" >"$folder/data.json"
  run batch "$rows" plain "$folder/data.json"
  [ "$rows" -le "$most" ] || most=$rows
done
[ "$rows" = "$most" ] || "$folder/generate" "$most" >"$folder/data.json"
run incremental "$most" incremental "$folder/data.json"
run 'with values, 500' "$most" values "$folder/data.json"
run 'batch, 500' "$most" many "$folder/data.json"
"$folder/generate" $((most / 10)) >"$folder/data.json"
run 'single, 500' $((most / 10)) single "$folder/data.json"
long_rows $((most / 100)) | run '32 kB, streamed, 500' $((most / 100)) long -
