#!/usr/bin/env bash
# Validates every PDF and EPUB below the folders named: veraPDF ua1 and 2a (of files of PDF 2.0 ua2, wt1r and 4), qpdf, EPUBCheck, Ace,
# the Nu checker.
#
# usage: run.sh [--no-ace] FOLDER...
# Prints a line for each file that fails, then 'N passed, N failed'. Exit status: 0 all passed.
#
# VALIDATORS_DIR: the folder that install-validators.sh filled.
set -uo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ace=yes
if [ "${1:-}" = --no-ace ]; then
  ace=
  shift
fi
if [ $# -eq 0 ]; then
  echo "usage: run.sh [--no-ace] FOLDER..." >&2
  exit 2
fi

mapfile -d '' pdfs < <(find "$@" -name '*.pdf' -print0 | sort -z)
mapfile -d '' epubs < <(find "$@" -name '*.epub' -print0 | sort -z)
results=$(mktemp)
trap 'rm -f "$results"' EXIT

if [ ${#pdfs[@]} -gt 0 ]; then
  first=() second=()  # by the version that the file says it has
  for pdf in "${pdfs[@]}"; do
    if [ "$(head -c 8 "$pdf")" = %PDF-2.0 ]; then second+=("$pdf"); else first+=("$pdf"); fi
  done
  [ ${#first[@]} -eq 0 ] || "$here/verapdf.sh" --explain ua1,2a "${first[@]}" >>"$results"
  [ ${#second[@]} -eq 0 ] || "$here/verapdf.sh" --explain ua2,wt1r,4 "${second[@]}" >>"$results"
  for pdf in "${pdfs[@]}"; do
    if problem=$(qpdf --check "$pdf" 2>&1); then
      echo "PASS $pdf qpdf" >>"$results"
    else
      echo "FAIL $pdf qpdf: $(tail -n 1 <<<"$problem")" >>"$results"
    fi
  done
fi
if [ ${#epubs[@]} -gt 0 ]; then
  "$here/epubcheck.sh" --explain "${epubs[@]}" >>"$results"
  "$here/xhtml.sh" "${epubs[@]}" >>"$results"
  [ -z "$ace" ] || "$here/ace.sh" "${epubs[@]}" >>"$results"
fi
grep -v '^PASS' "$results"
passed=$(grep -c '^PASS' "$results")
failed=$(grep -c '^FAIL' "$results")
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
