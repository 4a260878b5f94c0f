# What benchmarks share that send the people of generate.c to the sink. To be read by bash, at the root of the project:
# makes a folder, which goes with the script, and compiles the tools there.

folder=$(mktemp -d)
port=$((20000 + RANDOM % 20000))
url=http://127.0.0.1:$port
mapping='"userId": "id", "mappings": [{"from": "email", "to": "email"}, {"from": "first_name", "to": "first_name"},
  {"from": "balance", "to": "balance"}], "siteId": "site", "apiKey": "key", "requestsPerSecond": 100000'
sink=''
finish() {
  [ -z "$sink" ] || kill "$sink" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT

for tool in generate sink load measure; do
  gcc -O2 -o "$folder/$tool" "benchmarks/end-to-end/$tool.c"
done
./upserter --version >/dev/null # builds, if that is needed

start_sink() { # a file to write the requests to, perhaps
  "$folder/sink" "$port" "$@" &
  sink=$!
  until curl --silent "$url/count" >/dev/null; do :; done
}
