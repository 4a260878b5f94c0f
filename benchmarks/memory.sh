#!/usr/bin/env bash
# What memory a run takes as the launcher starts it, by the number of rows, all of them different people.
#
#   benchmarks/memory.sh [ROWS ...]       10 thousand, a million and ten million where nothing is said
#
# Sends batches to a sink on this machine. Needs gcc and curl, and 330 MB of disk for a million rows.
set -euo pipefail
cd "$(dirname "$0")/.."

[ $# -gt 0 ] || set -- 10000 1000000 10000000
. benchmarks/end-to-end/sink.sh
echo "{\"parallelism\": 25, \"api\": \"batch\", $mapping}" >"$folder/users.json"
start_sink

printf '%12s %10s %10s %10s\n' rows 'data MB' 'peak MB' 'CPU s'
for rows; do
  "$folder/generate" "$rows" >"$folder/data.json"
  "$folder/measure" "$folder/now" ./upserter sync "$folder/users.json" "$folder/data.json" --endpoint "$url" \
    --state "$folder/state-$rows" 2>"$folder/messages"
  read -r code cpu _ memory < <(tail -n 1 "$folder/now")
  [ "$code" = 0 ] && grep -q "\"delivered\" : $rows," "$folder/state-$rows"/runs/*/report.json || {
    echo "not all of $rows rows were delivered: exit code $code" >&2
    exit 1
  }
  printf '%12d %10d %10.0f %10.2f\n' "$rows" $(($(stat -c %s "$folder/data.json") / 1000000)) "$memory" "$cpu"
done
