# Two archives: one without, one with the module for Parquet and for queries over files and databases.
# shellcheck shell=bash disable=SC2154 # variables are those of build.sh
manifest "$stage"
pack "$target/plain.tar" "$target/stage" "$name"
gzip -"$level" -n <"$target/plain.tar" >"$dist/$name.tar.gz"

full=$target/stage/full/$name
mkdir -p "$target/stage/full"
cp -a "$stage" "$full"
add_sql "$full"
manifest "$full"
pack "$target/full.tar" "$target/stage/full" "$name"
gzip -"$level" -n <"$target/full.tar" >"$dist/$name-sql.tar.gz"
rm -f "$target"/*.tar
