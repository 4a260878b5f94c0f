#!/usr/bin/env bash
# Sends the same people from every form that data may have to a sink that costs little, and tells rows a second, CPU seconds for
# a million rows, and how much more CPU time than JSON a form takes. Rounds are interleaved, so that a busy moment of the
# machine meets all forms; it prints the medians. PostgreSQL takes part where it is installed.
#
#   benchmarks/formats.sh [ROWS] [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/.."

rows=${1:-500000} rounds=${2:-3} port=${PORT:-3999}
folder=$(mktemp -d)
chmod 711 "$folder"
as=() # who runs PostgreSQL, which does not run as root
[ "$(id -u)" -ne 0 ] || as=(runuser -u nobody --)
finish() {
  [ ! -d "$folder/postgres/data" ] || "${as[@]}" "$tools/pg_ctl" -D "$folder/postgres/data" -m immediate stop >/dev/null || true
  kill "$sink" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$folder"
}
sink=''
trap finish EXIT

for tool in generate sink measure; do
  cc -O2 -o "$folder/$tool" "benchmarks/end-to-end/$tool.c"
done
./upserter --version >/dev/null # builds, if that is needed
engine=$(ls sql/target/lib/duckdb_jdbc-*.jar)
jdk=$(ls -d /usr/lib/jvm/*/bin/java | sort -V | tail -1)

"$folder/generate" "$rows" >"$folder/people.json"
sed -e 's/^[[,]//' -e '/^\]$/d' "$folder/people.json" >"$folder/people.ndjson"
"$jdk" --enable-native-access=ALL-UNNAMED -cp "$engine" benchmarks/end-to-end/Forms.java "$folder"
gzip -k "$folder/people.json" "$folder/people.ndjson"
echo '{"userId": "id", "requestsPerSecond": 1000}' >"$folder/users.json"
echo "{\"userId\": \"id\", \"requestsPerSecond\": 1000, \"source\": {\"query\": \"select * from 'people.parquet'\"}}" >"$folder/sql.json"
forms='people.json people.ndjson people.csv people.tsv people.json.gz people.ndjson.gz people.csv.gz people.parquet people.xlsx sql'
if command -v zstd >/dev/null; then
  zstd -q "$folder/people.json"
  forms="$forms people.json.zst"
fi

tools=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
if [ -x "$tools/initdb" ]; then
  mkdir "$folder/postgres"
  [ "$(id -u)" -ne 0 ] || chown nobody "$folder/postgres"
  (
    cd "$folder/postgres"
    "${as[@]}" "$tools/initdb" -D "$folder/postgres/data" -U reader -A trust -E UTF8 --locale=C --no-sync >/dev/null
    "${as[@]}" "$tools/pg_ctl" -D "$folder/postgres/data" -l "$folder/postgres/log" -w \
      -o "-p $((port + 1)) -k $folder/postgres -c listen_addresses=127.0.0.1 -c fsync=off" start >/dev/null
  )
  psql -q -h 127.0.0.1 -p $((port + 1)) -U reader postgres -c 'create table people (id text, email text, first_name text,
    last_name text, company_name text, balance numeric(9, 2), signed_up text, active boolean, note text)' \
    -c '\copy people from '"$folder"'/people.csv (format csv, header)'
  echo "{\"userId\": \"id\", \"requestsPerSecond\": 1000, \"source\": {\"url\": \"jdbc:postgresql://127.0.0.1:$((port + 1))/postgres\",
    \"user\": \"reader\", \"query\": \"select * from people\"}}" >"$folder/postgresql.json"
  forms="$forms postgresql"
else
  echo "PostgreSQL is not installed: its rows are left out" >&2
fi

"$folder/sink" "$port" &
sink=$!
export CUSTOMERIO_SITE_ID=site CUSTOMERIO_API_KEY=key
for _ in $(seq "$rounds"); do
  for form in $forms; do
    case $form in
      people.*) what=("$folder/users.json" "$folder/$form") ;;
      *) what=("$folder/$form.json") ;;
    esac
    "$folder/measure" "$folder/$form.times" ./upserter sync "${what[@]}" --endpoint "http://127.0.0.1:$port" --json \
      --state "$folder/state" 2>"$folder/stderr" || true
    grep -q "\"delivered\" : $rows," "$folder"/state/runs/*/report.json || {
      cat "$folder"/state/runs/*/report.json "$folder/stderr" >&2
      exit 1
    }
    rm -rf "$folder/state"
  done
done

median() { sort -n | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'; }
base=$(awk '{ print $2 }' "$folder/people.json.times" | median)
printf '%-18s %10s %14s %16s %10s %12s\n' form bytes 'rows a second' 'CPU s a million' 'x JSON' 'peak memory'
for form in $forms; do
  cpu=$(awk '{ print $2 }' "$folder/$form.times" | median)
  wall=$(awk '{ print $3 }' "$folder/$form.times" | median)
  bytes=$(stat -c %s "$folder/$form" 2>/dev/null || echo -)
  memory=$(awk '{ print $4 }' "$folder/$form.times" | median)
  awk -v form="${form#people.}" -v bytes="$bytes" -v rows="$rows" -v cpu="$cpu" -v wall="$wall" -v base="$base" -v memory="$memory" \
    'BEGIN { printf "%-18s %10s %14.0f %16.2f %10.2f %9.0f MB\n", form, bytes, rows / wall, cpu * 1e6 / rows, cpu / base, memory }'
done
