#!/usr/bin/env bash
# Installs into an empty prefix, moves that elsewhere, and works from there with nothing but the installed files: publishes
# an article, then builds the example in samples/library against the library and reads what that wrote with other programs.
#
# usage: install.sh CMAKE BUILD_FOLDER PROJECT
set -euo pipefail
cmake=$1 build=$2 project=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$cmake" --install "$build" --prefix "$work/first" >/dev/null
mv "$work/first" "$work/usr"
for file in bin/pamphlet share/pamphlet/styles/base.toml share/pamphlet/styles/marks/check.svg share/man/man1/pamphlet.1 \
  include/pamphlet/pamphlet.h; do
  [ -f "$work/usr/$file" ] || { echo "not installed: $file"; exit 1; }
done
[ "$(find "$work/usr/include" -type f | wc -l)" -eq 1 ] || { echo "internal headers are installed"; exit 1; }

mkdir "$work/home"
cp "$project/content/mother-baby-bonding.md" "$work/home"
cd "$work/home"
# What a user has set has no effect here; only the probe of tests/mutation may.
clean=(env -i ${PAMPHLET_MUTANT:+"PAMPHLET_MUTANT=$PAMPHLET_MUTANT"})
for style in clinic doula large-print; do
  env -i PATH=/usr/bin:/bin "$work/usr/bin/pamphlet" build mother-baby-bonding.md --style "$style" -o "out-$style" --format epub,pdf
  [ -s "out-$style/mother-baby-bonding.pdf" ] && [ -s "out-$style/mother-baby-bonding.epub" ]
done
"${clean[@]}" "$work/usr/bin/pamphlet" --version

# The example is copied, so that nothing of the source tree is beside it.
cp -r "$project/samples/library" "$work/example"
option() { sed -n "s/^$1:[^=]*=//p" "$build/CMakeCache.txt"; }
"$cmake" -S "$work/example" -B "$work/example/build" -G "$(option CMAKE_GENERATOR)" -DCMAKE_PREFIX_PATH="$work/usr" \
  -DCMAKE_BUILD_TYPE="$(option CMAKE_BUILD_TYPE)" -DCMAKE_CXX_COMPILER="$(option CMAKE_CXX_COMPILER)" >/dev/null
"$cmake" --build "$work/example/build" >"$work/log" || { cat "$work/log"; exit 1; }
mkdir "$work/made"
cd "$work/made"
"${clean[@]}" SOURCE_DATE_EPOCH=1767225600 "$work/example/build/publish"
qpdf --check fever.pdf >/dev/null
pdftotext fever.pdf - | grep -q "A child with fever needs water"
python3 - <<'EOF'
import zipfile
with zipfile.ZipFile("fever.epub") as book:
    assert book.testzip() is None
    assert book.read("mimetype") == b"application/epub+zip"
    names = book.namelist()
    text = "".join(book.read(name).decode() for name in names if name.endswith(".xhtml"))
assert "child with fever needs water" in text and "The fever lasts for three days" in text, text
assert any(name.endswith(".svg") for name in names), names
EOF
# The same bytes as the command line makes of the same text.
sed -n '/R"(---$/,/^)";$/p' "$work/example/publish.cpp" | sed '1s/.*/---/;$d' >fever.md
sed -n '/R"(<svg/,/^<\/svg>)";$/p' "$work/example/publish.cpp" | sed '1s/.*R"(//;$s/)";$//' | head -c -1 >thermometer.svg
"${clean[@]}" SOURCE_DATE_EPOCH=1767225600 "$work/usr/bin/pamphlet" build -q fever.md --style doula
cmp fever.pdf out/fever.pdf
cmp fever.epub out/fever.epub
