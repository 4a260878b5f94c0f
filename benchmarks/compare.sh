#!/usr/bin/env bash
# Compares this build with another clone of the project, which holds an older version: the CPU time and the peak memory of
# whole runs, for each form of data, for requests of one person each, and for an incremental run that changes nothing.
# Both take turns within a round, and change who is first, so that a busy moment of the machine meets both. The ratio is the
# median of the ratios of the rounds.
#
#   benchmarks/compare.sh FOLDER [ROUNDS] [ROWS]       11 rounds of 300,000 rows where nothing else is said
set -euo pipefail
unset UPSERTER_JAVA_OPTS # the launcher's own
cd "$(dirname "$0")/.."

other=$(cd "${1:?the folder of the other clone}" && pwd)
rounds=${2:-11}
rows=${3:-300000}
. benchmarks/end-to-end/sink.sh
"$other/upserter" --version >/dev/null # builds, if that is needed

"$folder/generate" "$rows" >"$folder/people.json"
sed -e 's/^[[,]//' -e '/^\]$/d' "$folder/people.json" >"$folder/people.ndjson"
jdk=$(ls -d /usr/lib/jvm/*/bin/java | sort -V | tail -1)
"$jdk" --enable-native-access=ALL-UNNAMED -cp "$(ls sql/target/lib/duckdb_jdbc-*.jar)" benchmarks/end-to-end/Forms.java "$folder"
gzip -k "$folder/people.json" "$folder/people.ndjson"
forms='json ndjson csv tsv json.gz csv.gz parquet xlsx sql incremental single'
if command -v zstd >/dev/null; then
  zstd -q "$folder/people.json"
  forms="json json.zst ${forms#json }"
fi
echo "{$mapping}" >"$folder/batch.json"
echo "{\"api\": \"single\", $mapping}" >"$folder/single.json"
echo "{$mapping, \"source\": {\"query\": \"select * from 'people.parquet'\"}}" >"$folder/sql.json"
head -n $((rows / 10)) "$folder/people.ndjson" >"$folder/few.ndjson"
start_sink

run() { # this or other, the form
  local clone=. what=(batch.json "people.$2") state="$folder/state"
  [ "$1" = this ] || clone=$other
  case $2 in
    single) what=(single.json few.ndjson) ;;
    sql) what=(sql.json) ;;
    incremental) what=(batch.json people.ndjson --incremental) state="$folder/known.$1" ;;
  esac
  what=("${what[@]/#/$folder/}")
  what=("${what[@]/#"$folder/--"/--}")
  "$folder/measure" "$folder/$2.$1.times" "$clone/upserter" sync "${what[@]}" --endpoint "$url" --json --state "$state" 2>"$folder/errors" || {
    cat "$folder/errors" "$state"/runs/*/report.json >&2
    exit 1
  }
  rm -rf "$folder/state"
}

for round in $(seq 0 "$rounds"); do # the first round fills caches, and the states of the incremental runs; it does not count
  for form in $forms; do
    if [ $((round % 2)) = 0 ]; then turn='this other'; else turn='other this'; fi
    for build in $turn; do run $build "$form"; done
  done
  [ "$round" != 0 ] || rm -f "$folder"/*.times
done

median() { sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'; }
printf '%-12s %10s %10s %8s %10s %10s\n' form 'CPU s' 'other' 'ratio' 'peak MB' 'other'
for form in $forms; do
  printf '%-12s %10.2f %10.2f %8.3f %10.0f %10.0f\n' "$form" \
    "$(cut -d ' ' -f 2 "$folder/$form.this.times" | median)" "$(cut -d ' ' -f 2 "$folder/$form.other.times" | median)" \
    "$(paste -d ' ' "$folder/$form.this.times" "$folder/$form.other.times" | awk '{ print $2 / $6 }' | median)" \
    "$(cut -d ' ' -f 4 "$folder/$form.this.times" | median)" "$(cut -d ' ' -f 4 "$folder/$form.other.times" | median)"
done
