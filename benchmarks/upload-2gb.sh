#!/usr/bin/env bash
# Uploads 2 GB of data to a server with 256 MB of heap, which sends it to a sandbox, and shows what that took.
# Needs twice the size in free disk (TMPDIR, otherwise /tmp).
#
#   benchmarks/upload-2gb.sh [MEGABYTES]
set -euo pipefail
cd "$(dirname "$0")/.."

megabytes=${1:-2000}
folder=$(mktemp -d)
pids=()
finish() {
  [ ${#pids[@]} -eq 0 ] || kill "${pids[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT

start() { # NAME ARGUMENT…: starts it, waits until it prints its address, sets pid and address
  local name=$1
  shift
  ./upserter "$@" >"$folder/$name.out" &
  pid=$!
  pids+=("$pid")
  address=''
  until [ -n "$address" ]; do
    kill -0 "$pid" || exit 1
    address=$(grep -om1 "http://[^ ]*" "$folder/$name.out" 2>/dev/null || true)
  done
}

memory() { # PID FIELD
  awk -v field="$2:" '$1 == field { printf "%d MB", $2 / 1024 }' "/proc/$1/status"
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
echo '{"userId": "id"}' >"$folder/configuration.json"
rows=$(wc -l <"$folder/data.json")
echo "data: $(stat -c %s "$folder/data.json") bytes, $((rows - 1)) rows"

start sandbox sandbox --port 0
credentials=(CUSTOMERIO_SITE_ID=sandbox-site CUSTOMERIO_API_KEY=sandbox-key)
export "${credentials[@]}"
start server serve --port 0 --endpoint "$address" --state "$folder/state"
tr '\0' ' ' <"/proc/$pid/cmdline" | grep -o -- '-Xmx[0-9]*m'
echo "server before: $(memory "$pid" VmRSS)"

curl --silent --show-error --request PUT --url "$address" \
  --form "inputs=@$folder/data.json" --form "inputs=@$folder/configuration.json" \
  --output "$folder/report.json" --write-out 'answer: %{http_code} after %{time_total} s\n'
grep -A 9 '"records"' "$folder/report.json"
grep -E '"(sent|retried|durationMillis)"' "$folder/report.json"
echo "server at its peak: $(memory "$pid" VmHWM)"
echo "CPU of the server: $(awk -v hz="$(getconf CLK_TCK)" '{ print ($14 + $15) / hz " s" }' "/proc/$pid/stat")"
echo "left behind: $(find "$folder/state/uploads" -name '*.part' | wc -l) files"
