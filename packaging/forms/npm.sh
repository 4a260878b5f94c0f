# A package with the program for this system, and a small one by which npm takes the right of them.
# shellcheck shell=bash disable=SC2154 # variables are those of build.sh
command -v npm >/dev/null || fail "npm is missing" "apt install npm"
root=$target/stage/npm
os=${platform%-*} cpu=${platform#*-}
mkdir -p "$root/main/bin"
cp -a "$stage" "$root/platform"
common=$(printf '"version": "%s", "license": "Apache-2.0"' "$version")
# npm gives each file the time at which it is installed; the launcher sets those that Java's start-up cache knows.
cat >"$root/platform/package.json" <<JSON
{"name": "customer-upserter-$platform", $common, "description": "$summary, for $platform", "os": ["$os"], "cpu": ["$cpu"],
 "scripts": {"postinstall": "./upserter --version || true"}, "preferUnplugged": true}
JSON
cp "$packaging/npm/upserter.js" "$root/main/bin/upserter.js"
chmod 755 "$root/main/bin/upserter.js"
cp "$project/LICENSE" "$project/README.md" "$root/main"
cat >"$root/main/package.json" <<JSON
{"name": "customer-upserter", $common, "description": "$summary", "bin": {"upserter": "bin/upserter.js"}, "engines": {"node": ">=18"},
 "optionalDependencies": {$(printf '"customer-upserter-%s": "'"$version"'"\n' linux-x64 linux-arm64 | paste -sd,)}}
JSON
for package in platform main; do
  npm pack --silent --pack-destination "$dist" "$root/$package" >/dev/null
done
