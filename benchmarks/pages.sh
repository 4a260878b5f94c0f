#!/usr/bin/env bash
# What it costs a run when many pages follow it: sends many rows to a sandbox by the API of a server, in turns without and with
# so many readers of its events, and compares the best times, and the CPU time of the server.
#
#   benchmarks/pages.sh [ROWS] [READERS] [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/.."

rows=${1:-1000000}
readers=${2:-200}
rounds=${3:-3}
upserter=${UPSERTER:-./upserter}
folder=$(mktemp -d)
pids=()
finish() {
  kill "${pids[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT

address() { # of the server that writes to this file
  until grep -om1 'http://127[^ ]*' "$1" 2>/dev/null; do sleep 0.1; done
}
ticks() { # CPU time of the server so far, in hundredths of a second
  awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$server/stat"
}

$upserter --version >/dev/null # builds, if that is needed
awk -v rows="$rows" 'BEGIN {
  for (i = 0; i < rows; i++) printf "%s{\"id\":\"p%d\",\"n\":%d,\"note\":\"some text that goes along, as it does\"}\n", i ? "," : "[", i, i
  print "]"
}' >"$folder/data.json"
$upserter sandbox --port 0 >"$folder/sandbox.out" &
pids+=($!)
sandbox=$(address "$folder/sandbox.out")
export CUSTOMERIO_SITE_ID=sandbox-site CUSTOMERIO_API_KEY=sandbox-key
mkdir "$folder/syncs"
echo '{"userId": "id", "requestsPerSecond": 1000, "source": {"file": "../data.json"}}' >"$folder/syncs/pages.json"
$upserter serve --port 0 --endpoint "$sandbox" --state "$folder/state" --syncs "$folder/syncs" >"$folder/serve.out" &
server=$!
pids+=("$server")
url=$(address "$folder/serve.out")

run() { # readers; prints milliseconds and CPU hundredths
  local before id after
  before=$(ticks)
  id=$(curl --silent --header 'Content-Type: application/json' --data '{"sync": "pages.json"}' "$url/api/runs" | grep -o '2[0-9-]*-[0-9a-f]*')
  if [ "$1" -gt 0 ]; then
    for ((i = 0; i < $1; i++)); do printf 'url="%s/api/runs/%s/events"\noutput="/dev/null"\n' "$url" "$id"; done >"$folder/readers"
    curl --silent --no-progress-meter --no-buffer --parallel --parallel-immediate --parallel-max 300 --config "$folder/readers"
  else
    curl --silent --no-buffer --output /dev/null "$url/api/runs/$id/events"
  fi
  after=$(ticks)
  curl --silent "$url/api/runs/$id/files/report" |
    awk -v cpu=$((after - before)) -F: '/durationMillis/ { print $2 + 0, cpu } /"delivered"/ { if ($2 + 0 == 0) print "nothing was delivered" >"/dev/stderr" }'
}

run 0 >/dev/null # warms up
for ((round = 0; round < rounds; round++)); do
  run 0 >>"$folder/alone"
  run "$readers" >>"$folder/watched"
done
best() { sort -n "-k$2" "$folder/$1" | head -n 1 | cut -d' ' -f"$2"; }
echo "alone:   $(best alone 1) ms, $(best alone 2)0 ms of CPU"
echo "watched: $(best watched 1) ms, $(best watched 2)0 ms of CPU, by $readers readers"
awk -v a="$(best alone 2)" -v w="$(best watched 2)" 'BEGIN { printf "cost: %.1f %% of the CPU time\n", (w - a) * 100 / a }'
