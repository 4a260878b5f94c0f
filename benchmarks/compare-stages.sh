#!/usr/bin/env bash
# Compares what each stage of the data path costs in this build and in another clone of the project, which holds an older
# version. Both take turns, in processes of their own, and change who is first. The figures are medians of the turns.
#
#   benchmarks/compare-stages.sh FOLDER [TURNS] [JMH OPTIONS]       10 turns where nothing else is said, about 40 minutes
set -euo pipefail
cd "$(dirname "$0")/.."

other=$(cd "${1:?the folder of the other clone}" && pwd)
turns=${2:-10}
shift $(($# > 1 ? 2 : 1))
folder=$(mktemp -d "${TMPDIR:-/tmp}/stages-XXXXXX")
trap 'rm -rf "$folder"' EXIT

measure() { # this or other
  local clone=.
  [ "$1" = this ] || clone=$other
  "$clone/benchmarks/stages.sh" -f 1 "${@:2}" 2>"$folder/errors" >"$folder/turn" || {
    cat "$folder/errors" >&2
    exit 1
  }
  awk -v to="$folder/$1" 'NR > 1 { print $2, $NF >> (to "." $1) }' "$folder/turn"
}

for turn in $(seq "$turns"); do
  if [ $((turn % 2)) = 0 ]; then order='this other'; else order='other this'; fi
  for build in $order; do measure "$build" "$@"; done
done

median() { cut -d ' ' -f "$1" "$2" | sort -n | awk '{ a[NR] = $1 } END { print (a[int((NR + 1) / 2)] + a[int(NR / 2) + 1]) / 2 }'; }
printf '%-14s %14s %10s %8s %10s %10s\n' stage 'CPU ns/record' other ratio B/record other
for file in "$folder"/this.*; do
  stage=${file##*.}
  now=$(median 1 "$file") before=$(median 1 "$folder/other.$stage")
  printf '%-14s %14.0f %10.0f %8.3f %10.0f %10.0f\n' "$stage" "$now" "$before" \
    "$(awk -v a="$now" -v b="$before" 'BEGIN { print a / b }')" "$(median 2 "$file")" "$(median 2 "$folder/other.$stage")"
done
