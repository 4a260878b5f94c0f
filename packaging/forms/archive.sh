# Two archives: one without, one with the module for Parquet and for queries over files and databases.
# shellcheck shell=bash disable=SC2154 # variables are those of build.sh
manifest "$stage"
pack "$target/plain.tar" "$target/stage" "$name"
gzip -9 -n <"$target/plain.tar" >"$dist/$name.tar.gz"

full=$target/stage/full/$name
mkdir -p "$target/stage/full"
cp -a "$stage" "$full"
cp -a "$target/stage/sql" "$full/app/sql"
(cd "$full/app" && printf '%s\n' sql/*.jar) >>"$full/app/jars"
manifest "$full"
pack "$target/full.tar" "$target/stage/full" "$name"
gzip -9 -n <"$target/full.tar" >"$dist/$name-sql.tar.gz"
rm -f "$target"/*.tar
