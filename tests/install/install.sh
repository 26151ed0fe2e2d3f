#!/usr/bin/env bash
# Installs into an empty prefix and publishes an article from there, with nothing but the installed files.
#
# usage: install.sh CMAKE BUILD_FOLDER PROJECT
set -euo pipefail
cmake=$1 build=$2 project=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$cmake" --install "$build" --prefix "$work/usr" >/dev/null
for file in bin/pamphlet share/pamphlet/styles/base.toml share/pamphlet/styles/marks/check.svg share/man/man1/pamphlet.1; do
  [ -f "$work/usr/$file" ] || { echo "not installed: $file"; exit 1; }
done

mkdir "$work/home"
cp "$project/content/mother-baby-bonding.md" "$work/home"
cd "$work/home"
for style in clinic doula large-print; do
  env -i PATH=/usr/bin:/bin "$work/usr/bin/pamphlet" build mother-baby-bonding.md --style "$style" -o "out-$style" --format epub,pdf
  [ -s "out-$style/mother-baby-bonding.pdf" ] && [ -s "out-$style/mother-baby-bonding.epub" ]
done
env -i "$work/usr/bin/pamphlet" --version
