#!/usr/bin/env bash
# Builds Pamphlet on Debian 12 and publishes content/ into out/.
#
# usage: ./bootstrap.sh          install the packages, build, publish
#        ./bootstrap.sh test     install what the tests need too, build, run all tests, also under the sanitizers, and the fuzzers
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# One list for each purpose. The libraries are those of cmake/PamphletLibraries.cmake.
tools=(build-essential cmake ninja-build pkg-config)
libraries=(
  libcli11-dev libcmark-gfm-dev libdeflate-dev libfmt-dev libgif-dev libgumbo-dev
  libharfbuzz-dev libheif-dev libhpdf-dev libicu-dev libjpeg-dev liblcms2-dev libpng-dev libpugixml-dev libstb-dev libtiff-dev libtomlplusplus-dev
  libwebp-dev libyaml-cpp-dev libzip-dev zlib1g-dev
)
hyphenation=(
  hyphen-cs hyphen-de hyphen-el hyphen-en-gb hyphen-en-us hyphen-es hyphen-fr hyphen-hu hyphen-it hyphen-nl hyphen-pl
  hyphen-pt-pt hyphen-ru hyphen-sv
)
# The style files say which package each font comes from.
mapfile -t fonts < <(grep -oh 'package = "[^"]*"' styles/*.toml | cut -d '"' -f 2 | sort -u)
test_tools=(clang doctest-dev ghostscript libclang-rt-14-dev lld mupdf-tools poppler-utils python3 qpdf)
# Each fuzzer runs for so long: it shows that it builds and runs, and finds what lies near the seeds. All within CI's 40 minutes.
fuzz_seconds=10

say() { printf '\n== %s\n' "$*"; }

install_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  say "Installing ${#missing[@]} Debian packages"
  local root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "These packages are missing, and installing them needs root. As root, run:" >&2
      echo "  apt-get install ${missing[*]}" >&2
      exit 1
    fi
    root=(sudo)
  fi
  "${root[@]}" apt-get update -q
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
}

# build PRESET TESTS: configures and compiles; ccache is used where it is installed.
build() {
  local options=("-DPAMPHLET_TESTS=$2")
  if command -v ccache >/dev/null; then options+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache); fi
  say "Building ($1)"
  cmake --preset "$1" "${options[@]}" >"build/$1.log" || { cat "build/$1.log" >&2; exit 1; }
  cmake --build --preset "$1"
}

publish() {
  say "Publishing content/ into out/"
  build/release/src/pamphlet build content -o out
  say "Done. Open these"
  ls out/*.pdf out/*.epub
  echo
  echo "Your own article: build/release/src/pamphlet build ARTICLE.txt -o out"
}

run_tests() {
  local jobs
  jobs=$(nproc)
  say "Testing under AddressSanitizer and UndefinedBehaviorSanitizer"
  # The validators read the same outputs there; once is enough, below.
  ctest --preset asan -j "$jobs" -E '^validate_'
  say "Fuzzing"
  tests/fuzz/run.py build/asan --seconds "$fuzz_seconds"
  say "Testing"
  ctest --preset release -j "$jobs"
}

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
  echo "This script installs Debian 12 packages. On another system, install what it lists near its top, then run:" >&2
  echo "  cmake --preset release && cmake --build --preset release" >&2
  exit 1
fi
mkdir -p build
case ${1:-} in
  '')
    install_packages "${tools[@]}" "${libraries[@]}" "${hyphenation[@]}" "${fonts[@]}"
    build release OFF
    publish
    ;;
  test)
    install_packages "${tools[@]}" "${libraries[@]}" "${hyphenation[@]}" "${fonts[@]}" "${test_tools[@]}"
    say "Installing the validators into build/validators"
    tests/validate/install-validators.sh build/validators
    export VALIDATORS_DIR=$PWD/build/validators
    build release ON
    build asan ON
    run_tests
    ;;
  *)
    sed -n '2,5s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
    ;;
esac
