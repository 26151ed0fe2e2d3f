#!/usr/bin/env bash
# Builds the samples: three articles in the four styles and one in a house's own (brand/), as PDF and EPUB; and for each style
# a picture of every page of all articles of content/.
#
# usage: rebuild.sh PAMPHLET [--check]
# --check builds the files elsewhere and says which of those kept here are stale. Exit status: 0 all fresh, 1 stale.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
pamphlet=$(realpath "${1:?usage: rebuild.sh PAMPHLET [--check]}")
articles=(mother-baby-bonding first-week-home primera-semana-en-casa)
styles=(clinic doula large-print sheet)
export SOURCE_DATE_EPOCH=1767225600 # 2026-01-01: whoever rebuilds them gets the same bytes

if [ "${2:-}" = --check ]; then
  out=$(mktemp -d)
  trap 'rm -rf "$out"' EXIT
else
  out=$here
fi

# build FOLDER STYLE OPTION… ARTICLE…
build() {
  "$pamphlet" build "${@:3}" --root . --style "$2" -o "$1" --quiet
}

cd "$here/../content"
for style in "${styles[@]}"; do
  [ "$out" != "$here" ] || rm -rf "${out:?}/$style"
  fit=()
  if [ "$style" = sheet ]; then fit=(--fit 2); fi
  build "$out/$style" "$style" "${fit[@]}" "${articles[@]/%/.md}"
done
for style in willow willow-large; do
  [ "$out" != "$here" ] || rm -rf "${out:?}/$style"
  build "$out/$style" "$here/brand/$style.toml" feeding.md
done

if [ "$out" = "$here" ]; then
  all=$(mktemp -d)
  trap 'rm -rf "$all"' EXIT
  for style in "${styles[@]}"; do
    fit=()
    if [ "$style" = sheet ]; then fit=(--fit 2); fi
    build "$all/$style" "$style" --format pdf "${fit[@]}" ./*.md
    "$here/contact_sheet.py" "$here/$style.png" "$all/$style"/*.pdf
  done
  "$here/contact_sheet.py" "$here/brand.png" "$here"/willow*/*.pdf
  exit 0
fi

stale=0
fresh=0
for file in "$out"/*/*; do
  kept=$here/${file#"$out"/}
  if cmp -s "$file" "$kept"; then
    fresh=$((fresh + 1))
  else
    stale=$((stale + 1))
    echo "stale: samples/${file#"$out"/} (run samples/rebuild.sh)"
  fi
done
echo "$fresh passed, $stale failed"
[ "$stale" -eq 0 ] && [ "$fresh" -gt 0 ]
