#!/usr/bin/env bash
# Builds one set of articles and validates every output.
#
# usage: suite.sh PAMPHLET content|samples|golden
# Exit status: 0 all passed, 1 a failure, 77 the validators are not installed.
set -uo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
pamphlet=$(realpath "$1")

if [ ! -f "${VALIDATORS_DIR:-$here/validators}/classes/VeraCheck.class" ]; then
  echo "skipped: the validators are not installed (tests/validate/install-validators.sh)"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export SOURCE_DATE_EPOCH=1767225600

case $2 in
  content)
    for style in clinic doula large-print sheet; do
      "$pamphlet" build "$root/content" --style "$style" -o "$work/$style" --quiet || exit 1
    done
    ;;
  samples) cp -r "$root/samples/." "$work" ;;
  golden)
    for case in "$root"/tests/golden/*/; do
      name=$(basename "$case")
      source=$(ls -d "$case"in.{md,txt,html,docx,odt} 2>/dev/null | head -n 1)
      if [ -d "$source" ]; then  # an office file, kept as its parts: pictures are found beside it
        cp -r "$case" "$work/$name.parts"
        packed=$work/$name.parts/packed.${source##*.}
        (cd "$source" && python3 -m zipfile -c "$packed" *) || exit 1
        rm -r "$work/$name.parts/$(basename "$source")"
        mv "$packed" "$work/$name.parts/$(basename "$source")"
        source=$work/$name.parts/$(basename "$source")
      fi
      style=$root/tests/golden/golden.toml
      [ ! -f "${case}style.toml" ] || style=${case}style.toml
      book=()
      if [ -z "$source" ]; then  # a folder of articles instead
        source=${case}book
        book=(--book)
      fi
      "$pamphlet" build "$source" "${book[@]}" --style "$style" --draft -o "$work/$name" --quiet || exit 1
      rm -rf "$work/$name.parts"
    done
    ;;
esac
# What five readers take out of the pages, how four programs draw them, and how the ebook looks by day and at night.
seen() {
  "$here/readers.py" "$work"/clinic/*.pdf && node "$here/renderings.mjs" "$work"/clinic/{going-home-sheet,safe-sleep}.pdf && node "$here/epub-contrast.mjs" --screens 4 "$work/clinic/first-week-home.epub"
}

# Ace starts a browser for each book: what it looks at differs little between styles. It sees all of content/ in one of them, and
# the samples in another.
if [ "$2" = content ]; then
  "$here/run.sh" "$work/clinic" && "$here/run.sh" --no-ace "$work/doula" "$work/large-print" "$work/sheet" && seen
elif [ "$2" = samples ]; then
  "$here/run.sh" "$work/doula" && "$here/run.sh" --no-ace "$work/willow" "$work/willow-large" "$work/library"  # the others are of content/ too
elif [ "$2" = golden ]; then
  "$here/run.sh" --no-ace "$work"
else
  "$here/run.sh" "$work"
fi
