#!/usr/bin/env bash
# What it costs to deliver people from a file, beside Customer.io's SDK for Node, curl, and the least that it can cost.
#
#   benchmarks/end-to-end.sh [ROUNDS] [ROWS]       3 rounds of 1,000,000 rows where nothing else is said
#
# All contenders send to the same sink on this machine, which reads each request whole before it answers; they take turns,
# round by round, and the medians are printed. Slow contenders get fewer rows: the figures are for a million each.
# Needs gcc, curl, and node with npm (without these two, the SDK is left out).
set -euo pipefail
unset UPSERTER_JAVA_OPTS # the launcher's own
cd "$(dirname "$0")/.."

rounds=${1:-3}
rows=${2:-1000000}
few=$((rows / 20))
at_once=25
. benchmarks/end-to-end/sink.sh

# ---- what is needed

sdk=''
if command -v npm >/dev/null && npm install --silent --prefix "$folder/sdk" customerio-node@5.2.0 >/dev/null 2>&1; then
  sdk=yes
else
  echo "node, npm or the SDK is missing: it is left out" >&2
fi
"$folder/generate" "$rows" >"$folder/many.json"
"$folder/generate" "$few" >"$folder/few.json"
"$folder/generate" 2 >"$folder/two.json"
echo "{\"parallelism\": $at_once, \"api\": \"batch\", $mapping}" >"$folder/batch.json"
echo "{\"parallelism\": $at_once, \"api\": \"single\", $mapping}" >"$folder/single.json"

count() {
  curl --silent "$url/count" | tr -d ' '
}

ours() { # batch or single, the data
  ./upserter sync "$folder/$1.json" "$2" --endpoint "$url" --state "$folder/state" --json
}

stop_sink() {
  kill "$sink"
  wait "$sink" 2>/dev/null || true
}

# The requests that the load generator and curl send are those of ours.
start_sink "$folder/batch.requests"
ours batch "$folder/many.json" >/dev/null
stop_sink
start_sink "$folder/single.requests"
ours single "$folder/few.json" >/dev/null
stop_sink
mkdir "$folder/bodies"
awk -v few="$few" -v folder="$folder" -v url="$url" 'BEGIN { RS = "PUT " } NR > 1 && NR <= few + 1 {
  body = $0
  sub(/^.*\r\n\r\n/, "", body)
  printf "%snext\nurl = \"%s%s\"\nrequest = \"PUT\"\nheader = \"Content-Type: application/json\"\n", "", url, $1
  gsub(/\\/, "\\\\", body)
  gsub(/"/, "\\\"", body)
  printf "data = \"%s\"\noutput = \"/dev/null\"\nsilent\n", body
}' "$folder/single.requests" | sed 1d >"$folder/single.curl"

# ---- the contest

measure() { # name, rows, the requests that must arrive (0: any number), then the command
  local name=$1 size=$2 expected=$3 before after code cpu wall memory
  shift 3
  before=$(count)
  "$folder/measure" "$folder/now" "$@" 2>/dev/null
  after=$(count)
  read -r code cpu wall memory < <(tail -n 1 "$folder/now")
  if [ "$code" != 0 ] || { [ "$expected" != 0 ] && [ $((after - before)) -ne "$expected" ]; }; then
    echo "$name: exit code $code, $((after - before)) requests in place of $expected" >&2
    exit 1
  fi
  echo "$name $size $cpu $wall $memory" >>"$folder/figures"
}

start_sink
batches=$(grep -ao 'POST /api/v2/batch HTTP' "$folder/batch.requests" | wc -l)
for round in $(seq "$rounds"); do
  echo "round $round of $rounds" >&2
  for mode in batch single; do
    [ $mode = batch ] && requests=$batches sent=$rows || { requests=$rows && sent=$rows; }
    measure "$mode:upserter" "$sent" "$requests" ./upserter sync "$folder/$mode.json" "$folder/many.json" \
      --endpoint "$url" --state "$folder/state" --json
  done
  measure batch:limit "$rows" "$batches" "$folder/load" "$port" "$folder/batch.requests" $at_once
  measure single:limit "$few" "$few" "$folder/load" "$port" "$folder/single.requests" $at_once
  measure single:curl "$few" "$few" curl --silent --parallel --parallel-max $at_once --config "$folder/single.curl"
  if [ -n "$sdk" ]; then
    (
      cd "$folder/sdk"
      script=$OLDPWD/benchmarks/end-to-end/sdk.mjs
      measure batch:sdk "$rows" $(((rows + 999) / 1000)) node --max-old-space-size=4096 "$script" batch "$url" "$folder/many.json" $at_once
      measure single:sdk "$few" "$few" node "$script" single "$url" "$folder/few.json" $at_once
    )
  fi
  measure start:help 1 0 ./upserter --help
  measure start:two-rows 2 0 ./upserter sync "$folder/batch.json" "$folder/two.json" --endpoint "$url" --state "$folder/state"
done

# ---- the medians

echo
echo "$(nproc) processors, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), Linux $(uname -r), $(date +%F);" \
  "medians of $rounds rounds"
sort -k1,1 "$folder/figures" | awk '
  function median(values, count,   i, j, swap) {
    for (i = 1; i <= count; i++) for (j = i + 1; j <= count; j++) if (values[j] < values[i]) {
      swap = values[i]; values[i] = values[j]; values[j] = swap
    }
    return count % 2 ? values[(count + 1) / 2] : (values[count / 2] + values[count / 2 + 1]) / 2
  }
  function end(   c, w, m) {
    if (name == "") return
    c = median(cpu, n); w = median(wall, n); m = median(memory, n)
    names[++lines] = name; cpus[name] = c / size * 1e6; rates[name] = size / w; memories[name] = m; walls[name] = w; raw[name] = c
  }
  { if ($1 != name) { end(); name = $1; n = 0 } size = $2; n++; cpu[n] = $3; wall[n] = $4; memory[n] = $5 }
  END {
    end()
    printf "\n%-18s %12s %16s %9s %16s\n", "", "rows/s", "CPU s/1M rows", "peak MB", "CPU beside ours"
    for (i = 1; i <= lines; i++) {
      split(names[i], part, ":")
      if (part[1] == "start") continue
      printf "%-18s %12d %16.2f %9.0f %16.2f\n", part[1] " " part[2], rates[names[i]], cpus[names[i]], memories[names[i]],
        cpus[names[i]] / cpus[part[1] ":upserter"]
    }
    printf "\n%-18s %12s %16s %9s\n", "", "wall s", "CPU s", "peak MB"
    for (i = 1; i <= lines; i++) {
      split(names[i], part, ":")
      if (part[1] == "start") printf "%-18s %12.2f %16.2f %9.0f\n", part[2], walls[names[i]], raw[names[i]], memories[names[i]]
    }
  }'
