#!/bin/sh
# Measures a first load and a repeat run of a large file of which 1 % changed, 1 % is gone and 1 % is new: CPU time and peak
# memory of the process, and the size of the state. The first load takes the file as delivered (--baseline), so that sending
# is not counted; the repeat run sends its changes to a server that costs little.
#
#   benchmarks/incremental.sh [ROWS] [FOLDER]     10,000,000 rows take 8 GB in FOLDER while it runs

set -eu
unset UPSERTER_JAVA_OPTS # the launcher's own
rows=${1:-10000000}
folder=${2:-$(mktemp -d)}
home=$(cd "$(dirname "$0")/.." && pwd)
port=3939

"$home/upserter" --version > /dev/null # builds, if that is needed
cc -O2 -o "$folder/generate" "$home/benchmarks/end-to-end/generate.c"
cc -O2 -o "$folder/sink" "$home/benchmarks/end-to-end/sink.c"
[ -f "$folder/day1.json" ] || "$folder/generate" "$rows" > "$folder/day1.json"
[ -f "$folder/day2.json" ] || "$folder/generate" "$rows" next > "$folder/day2.json"
cat > "$folder/config.json" <<EOF
{"userId": "id", "endpoint": "http://127.0.0.1:$port", "siteId": "s", "apiKey": "k", "mode": "mirror", "removed": "delete",
 "sync": "benchmark", "guards": {"DATE_AS_TEXT": "off"},
 "mappings": [{"from": "email", "to": "email"}, {"from": "first_name", "to": "first_name"}, {"from": "last_name", "to": "last_name"},
  {"from": "company_name", "to": "company"}, {"from": "balance", "to": "balance"}, {"from": "signed_up", "to": "signed_up"},
  {"from": "active", "to": "active"}, {"from": "note", "to": "note"}]}
EOF
rm -rf "$folder/state"
"$folder/sink" $port &
sink=$!
trap 'kill $sink' EXIT

run() { # name, data, options
  name=$1 data=$2
  shift 2
  /usr/bin/time -f "%U %S %M %e" -o "$folder/time" \
    "$home/upserter" sync "$folder/config.json" "$data" --state "$folder/state" "$@" > "$folder/$name.txt" 2>&1 || true
  sed -n 's/^  rows  /  rows/p' "$folder/$name.txt"
  awk -v name="$name" '{printf "%s: %.1f CPU s (%.1f user, %.1f system), %d MB at most, %.0f s\n", name, $1 + $2, $1, $2, $3 / 1024, $4}' \
    "$folder/time"
}

run "first load" "$folder/day1.json" --baseline
run "repeat run" "$folder/day2.json" --allow-removals # the first that delete are asked for
awk -v bytes="$(wc -c < "$folder/state/syncs/benchmark/state")" -v rows="$rows" \
  'BEGIN {printf "state: %.1f bytes a person, of which 13 are the key\n", bytes / rows}'
