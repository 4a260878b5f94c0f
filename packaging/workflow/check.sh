#!/usr/bin/env bash
# Holds the workflow files against GitHub's schema. Needs Node 20 or newer and npm. Ends with 3 where npm cannot get the schema.
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
tool=$root/target/workflow
rm -rf "$tool" && mkdir -p "$tool"
cp package.json package-lock.json ./*.mjs "$tool"
cd "$tool"
npm ci --no-audit --no-fund --loglevel=error || exit 3
node check.mjs "$root"/.github/workflows/*.yml
echo "the workflow files are valid"
