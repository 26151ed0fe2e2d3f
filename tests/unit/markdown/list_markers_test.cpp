#include "markdown/list_markers.h"

#include <doctest/doctest.h>

using namespace pamphlet;
using namespace pamphlet::markdown;

TEST_CASE("markers that CommonMark reads itself are none of ours") {
  for (const char* line : {"- x", "* x", "+ x", "1. x", "1) x", "# x", "words", "10:30 x", "1.5 mg", "2026. x", ""}) {
    CAPTURE(line);
    CHECK(find_list_marker(line).kind == ListMarker::Kind::none);
  }
}

TEST_CASE("bullets and boxes of other programs") {
  CHECK(find_list_marker("• x").kind == ListMarker::Kind::bullet);
  CHECK(find_list_marker("• x").length == 3);
  CHECK(find_list_marker("• x").content == 4);
  CHECK(find_list_marker("•x").kind == ListMarker::Kind::none);
  CHECK(find_list_marker("-\u00A0x").sure);
  CHECK(find_list_marker("o\tx").kind == ListMarker::Kind::bullet);
  CHECK(find_list_marker("o x").kind == ListMarker::Kind::none);
  CHECK_FALSE(find_list_marker("– x").sure);
  CHECK(find_list_marker("☐ x").checked == false);
  CHECK(find_list_marker("☑ x").checked == true);
  CHECK(find_list_marker("##\u00A0x").value == 2);
}

TEST_CASE("letters, roman numerals and brackets count") {
  const ListMarker b = find_list_marker("b) x");
  CHECK(b.kind == ListMarker::Kind::number);
  CHECK(b.style == NumberStyle::lower_alpha);
  CHECK(b.value == 2);
  CHECK(b.delimiter == ')');
  CHECK(find_list_marker("i. x").style == NumberStyle::lower_roman);
  CHECK(find_list_marker("I. x").style == NumberStyle::upper_roman);
  CHECK(find_list_marker("iv) x").value == 4);
  CHECK(find_list_marker("(3) x").delimiter == '(');
  CHECK(find_list_marker("2\uFE0F\u20E3 x").value == 2);
  // Who knows what came before says which of two it is.
  CHECK(find_list_marker("i) x", NumberStyle::lower_alpha, 9, ')').value == 9);
  CHECK(find_list_marker("i) x", NumberStyle::lower_alpha, 8, ')').kind == ListMarker::Kind::none);
}
