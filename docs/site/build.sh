#!/usr/bin/env bash
# Builds the searchable site of the documentation into target/site/dist, and fails if a link is dead. Needs Node 20 or newer and npm.
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
site=$root/target/site
rm -rf "$site"
mkdir -p "$site/.vitepress" "$site/docs" "$site/public/core/src/main/resources/dev/upserter/config"
cp "$root"/{README,CHANGELOG,CONTRIBUTING}.md "$site/"
cp -r "$root"/docs/{*.md,decisions,images} "$site/docs/"
cp -r "$root/examples" "$site/public/"
cp "$root/LICENSE" "$site/public/LICENSE.txt"
cp "$root/core/src/main/resources/dev/upserter/config/configuration.schema.json" "$site/public/core/src/main/resources/dev/upserter/config/"
cp config.mjs "$site/.vitepress/"
cp package.json package-lock.json "$site/"
for folder in "$site" "$site/docs"; do # the page that a folder opens with
  mv "$folder/README.md" "$folder/index.md"
done
sed -i 's#\(](\([a-z./]*/\)\{0,1\}\)README\.md#\1index.md#g; s#](LICENSE)#](/LICENSE.txt)#' "$site"/*.md "$site"/docs/*.md
mkdir -p "$site/examples"
list() { # the files of a folder of the examples, as links
  (cd "$root/examples" && find "$1" -type f ! -name README.md | sed 's#^\./##' | sort | sed 's#.*#- [&](/examples/&)#')
}
{
  printf '# Examples\n\n'
  for readme in "$root"/examples/*/README.md; do
    printf -- '- [%s](./%s/)\n' "$(sed -n '1s/^# *//p' "$readme")" "$(basename "$(dirname "$readme")")"
  done
  list .
} >"$site/examples/index.md"
for readme in "$root"/examples/*/README.md; do # an example that explains itself is a page, with its files
  name=$(basename "$(dirname "$readme")")
  mkdir "$site/examples/$name"
  rm "$site/public/examples/$name/README.md"
  {
    cat "$readme"
    printf '\n## Files\n\n'
    list "$name"
  } >"$site/examples/$name/index.md"
  sed -i "s#\(](\(\.\./\)*examples/$name\))#\1/)#g" "$site"/*.md "$site"/docs/*.md
done
# What the examples are written in, as files and not as pages.
VITE_EXTRA_EXTENSIONS=$(cd "$root/examples" && find . -type f -name '*.*' | sed 's/.*\.//' | sort -u | grep -vx md | paste -sd,)
export VITE_EXTRA_EXTENSIONS
{
  printf '# Decisions\n\nWhat was decided, and why.\n\n'
  for decision in "$root"/docs/decisions/*.md; do
    printf -- '- [%s](%s)\n' "$(sed -n '1s/^# *//p' "$decision")" "$(basename "$decision")"
  done
} >"$site/docs/decisions/index.md"
cd "$site"
npm ci --no-audit --no-fund --loglevel=error || {
  echo "the site is not built: npm cannot get what it is built with" >&2
  exit 3
}
NO_COLOR=1 npx vitepress build --outDir "$site/dist"
node "$root/docs/site/check.mjs" "$site/dist"
