#!/usr/bin/env bash
# What a row costs by its type: people, events with ids derived from all they say and from one field, and members of a
# segment, sent with the launcher's defaults to a sandbox in a process of its own. An entry of an event says more than one of
# a person, its name, its time and its id, so there are people who say as much, too. Prints the medians of the rounds, the
# start of the program included, which a run of one row shows.
#
#   benchmarks/types.sh [ROUNDS] [ROWS] [MEMBERS]       3 rounds, 200,000 rows, 1,000,000 members where nothing else is said
set -euo pipefail
unset UPSERTER_JAVA_OPTS # the launcher's own
cd "$(dirname "$0")/.."

rounds=${1:-3}
rows=${2:-200000}
members=${3:-1000000}
folder=$(mktemp -d)
sandbox=''
finish() {
  [ -z "$sandbox" ] || kill "$sandbox" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT

for tool in generate measure; do
  gcc -O2 -o "$folder/$tool" "benchmarks/end-to-end/$tool.c"
done
./upserter --version >/dev/null # builds, if that is needed
"$folder/generate" "$rows" >"$folder/rows.json"
for type in person wide event event-id; do ln "$folder/rows.json" "$folder/$type.data"; done
"$folder/generate" 1 >"$folder/start.data"
awk -v members="$members" 'BEGIN { print "id"; for (i = 0; i < members; i++) printf "user-%08d\n", i }' >"$folder/segment.data"
three='{from: email, to: email}, {from: first_name, to: first_name}, {from: balance, to: balance}'
more='{value: Signed Up, to: event}, {from: company_name, to: company_name}'
printf 'userId: id\nsource: {format: json}\nmappings: [%s]\n' "$three" >"$folder/person.yaml"
printf 'userId: id\ntimestamp: {from: signed_up, as: unix}\nsource: {format: json}\nmappings: [%s, %s]\n' "$three" "$more" \
  >"$folder/wide.yaml"
printf 'type: event\nuserId: id\nevent: Signed Up\ntime: signed_up\ntriggers: allow\nsource: {format: json}\nmappings: [%s]\n' \
  "$three" >"$folder/event.yaml"
{ cat "$folder/event.yaml" && echo 'eventId: id'; } >"$folder/event-id.yaml"
cp "$folder/person.yaml" "$folder/start.yaml"
printf 'type: segment\nsegment: 7\nuserId: id\nsource: {format: csv}\n' >"$folder/segment.yaml"
export CUSTOMERIO_SITE_ID=sandbox-site CUSTOMERIO_API_KEY=sandbox-key

start_sandbox() {
  ./upserter sandbox --port 0 >"$folder/sandbox.out" &
  sandbox=$!
  address=''
  until [ -n "$address" ]; do
    kill -0 "$sandbox"
    address=$(grep -om1 'http://[^ ]*' "$folder/sandbox.out" || true)
  done
}

requests() {
  curl --silent "$address/sandbox/stats" | grep -o '"requests":[0-9]*' | tr -dc '0-9'
}

for round in $(seq "$rounds"); do
  echo "round $round of $rounds" >&2
  start_sandbox # a fresh one: it keeps all that it is sent
  for type in start person wide event event-id segment; do
    before=$(requests)
    "$folder/measure" "$folder/now" ./upserter sync "$folder/$type.yaml" "$folder/$type.data" --endpoint "$address" \
      --state "$folder/state" 2>"$folder/errors" || {
      cat "$folder/errors" "$folder"/state/runs/*/report.json >&2
      exit 1
    }
    after=$(requests)
    read -r _ cpu wall memory < <(tail -n 1 "$folder/now")
    echo "$cpu $wall $memory $((after - before))" >>"$folder/$type.figures"
    rm -rf "$folder/state"
  done
  kill "$sandbox"
  wait "$sandbox" 2>/dev/null || true
  sandbox=''
done

median() { cut -d ' ' -f "$1" | sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'; }
printf '%-10s %10s %10s %10s %10s %14s %10s\n' type rows requests rows/s 'CPU s' 'CPU us a row' 'peak MB'
for type in start person wide event event-id segment; do
  case $type in
    start) sent=1 ;;
    segment) sent=$members ;;
    *) sent=$rows ;;
  esac
  cpu=$(median 1 <"$folder/$type.figures")
  wall=$(median 2 <"$folder/$type.figures")
  printf '%-10s %10d %10d %10.0f %10.2f %14.1f %10.0f\n' $type "$sent" "$(median 4 <"$folder/$type.figures")" \
    "$(echo "$sent $wall" | awk '{ print $1 / $2 }')" "$cpu" "$(echo "$cpu $sent" | awk '{ print $1 * 1e6 / $2 }')" \
    "$(median 3 <"$folder/$type.figures")"
done
