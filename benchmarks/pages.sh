#!/usr/bin/env bash
# What it costs a run when many pages follow it: sends many rows to a sandbox by the API of a server, in turns without and with
# so many readers of its events, who come while it runs, and compares the medians of the time that the report gives, and of the
# CPU time of the server alone. The readers run on the same machine, so that they slow the time, not the CPU time.
#
#   benchmarks/pages.sh [ROWS] [READERS] [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/.."

rows=${1:-1000000}
readers=${2:-200}
rounds=${3:-9}
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

run 0 >/dev/null # the first runs of a server are slower: nothing is compiled
read -r _ first_alone < <(run 0)
read -r _ first_watched < <(run "$readers")
for ((round = 0; round < 4; round++)); do
  run 0 >/dev/null
  run "$readers" >/dev/null
done
for ((round = 0; round < rounds; round++)); do
  run 0 >>"$folder/alone"
  run "$readers" >>"$folder/watched"
done

ranked() { # file, column, part of the way from the lowest to the highest
  sort -n "-k$2" "$folder/$1" | awk -v column="$2" -v part="$3" '{ all[NR] = $column } END { print all[1 + int((NR - 1) * part + 0.5)] }'
}
show() { # file, column, factor, unit
  echo "$(($(ranked "$1" "$2" 0.5) * $3)) $4 ($(($(ranked "$1" "$2" 0) * $3)) to $(($(ranked "$1" "$2" 1) * $3)))"
}
cost() { # column
  awk -v a="$(ranked alone "$1" 0.5)" -v w="$(ranked watched "$1" 0.5)" 'BEGIN { printf "%.1f %%\n", (w - a) * 100 / a }'
}
echo "$rows rows, $readers readers, medians of $rounds runs each (lowest to highest)"
echo "alone:   $(show alone 1 1 ms), $(show alone 2 10 'ms of CPU')"
echo "watched: $(show watched 1 1 ms), $(show watched 2 10 'ms of CPU')"
echo "cost:    $(cost 1) of the time, $(cost 2) of the CPU time"
echo "the first watched run of the server: ${first_watched}0 ms of CPU, the one before it ${first_alone}0"
