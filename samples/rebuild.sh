#!/usr/bin/env bash
# Builds the samples: three articles in the four styles, as PDF, EPUB and pictures of the pages.
#
# usage: rebuild.sh PAMPHLET [--check]
# --check builds them elsewhere and says which of those kept here are stale. Exit status: 0 all fresh, 1 stale.
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

cd "$here/../content"
for style in "${styles[@]}"; do
  [ "$out" != "$here" ] || rm -rf "${out:?}/$style"
  fit=()
  if [ "$style" = sheet ]; then fit=(--fit 2); fi
  "$pamphlet" build "${articles[@]/%/.md}" --root . --style "$style" "${fit[@]}" -o "$out/$style" --quiet
done

if [ "$out" = "$here" ]; then
  for pdf in "$here"/*/*.pdf; do
    pdftoppm -r 50 -png "$pdf" "${pdf%.pdf}"
  done
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
