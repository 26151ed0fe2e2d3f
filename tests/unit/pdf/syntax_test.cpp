#include "pdf/syntax.h"

#include <doctest/doctest.h>

#include "pdf/navigation.h"

namespace pamphlet::pdf {
namespace {

template <class Append, class... Arguments>
std::string made(Append append, Arguments... arguments) {
  std::string out;
  append(out, arguments...);
  return out;
}

}  // namespace

TEST_CASE("decimals are exact and short") {
  const auto decimal = [](std::int64_t value, int decimals) { return made(append_decimal, value, decimals); };
  CHECK(decimal(0, 3) == "0");
  CHECK(decimal(1, 3) == "0.001");
  CHECK(decimal(-1, 3) == "-0.001");
  CHECK(decimal(1200, 3) == "1.2");
  CHECK(decimal(-1000, 3) == "-1");
  CHECK(decimal(1234567, 3) == "1234.567");
  CHECK(decimal(1000, 0) == "1000");
  CHECK(decimal(INT64_MIN, 0) == "-9223372036854775808");
}

TEST_CASE("lengths are points with three decimals") {
  CHECK(made(append_points, Length::points(595.276)) == "595.276");
  CHECK(made(append_points, Length::raw(1)) == "0");        // 0.000015 pt
  CHECK(made(append_points, Length::raw(-1)) == "0");       // never "-0"
  CHECK(made(append_points, Length::points(-12.5)) == "-12.5");
  CHECK(made(append_points, Length::raw(65536 + 33)) == "1.001");  // 1.000504: rounded up
}

TEST_CASE("names escape what is not regular and keep to 127 bytes") {
  CHECK(made(append_name, "Arial-Bold") == "/Arial-Bold");
  CHECK(made(append_name, "A b#(c)/\xC3\xA9") == "/A#20b#23#28c#29#2F#C3#A9");
  CHECK(made(append_name, std::string(200, 'x')).size() == 128);
}

TEST_CASE("strings escape what ends or changes them") {
  CHECK(made(append_literal, "a(b)\\c") == "(a\\(b\\)\\\\c)");
  CHECK(made(append_literal, "\r\n") == "(\\r\\n)");
  CHECK(made(append_text, "plain (text)") == "(plain \\(text\\))");
  CHECK(made(append_text, "é😀") == "<FEFF00E9D83DDE00>");
  CHECK(made(append_text, "a\nb") == "<FEFF0061000A0062>");
  CHECK(made(append_text, "") == "()");
}

TEST_CASE("text strings keep to the limit of PDF/A") {
  std::string long_text;
  for (int i = 0; i < 40000; ++i) long_text += "😀";
  const std::string token = made(append_text, long_text);
  const std::size_t bytes = (token.size() - 2) / 2;
  CHECK(bytes <= kMaxStringBytes);
  CHECK(bytes > kMaxStringBytes - 10);
  CHECK(token.substr(token.size() - 9) == "DE002026>");  // whole pairs, then the ellipsis
  const std::string ascii = made(append_text, std::string(40000, 'x'));
  CHECK((ascii.size() - 2) / 2 <= kMaxStringBytes);
}

TEST_CASE("colours") {
  CHECK(made(append_fill_color, Color{0, 0, 0, 255}) == "0 g\n");
  CHECK(made(append_fill_color, Color{255, 255, 255, 255}) == "1 g\n");
  CHECK(made(append_fill_color, Color{255, 128, 0, 255}) == "1 0.502 0 rg\n");
  CHECK(made(append_stroke_color, Color{51, 51, 51, 255}) == "0.2 G\n");
}

TEST_CASE("addresses become ASCII once") {
  CHECK(ascii_uri("https://example.org/a?b=c&d=%20#e") == "https://example.org/a?b=c&d=%20#e");
  CHECK(ascii_uri("https://example.org/k\xC3\xA4se \"x\"") == "https://example.org/k%C3%A4se%20%22x%22");
  CHECK(ascii_uri("tel:+1 800\n") == "tel:+1%20800%0A");
}

TEST_CASE("page labels: one entry for each stretch that counts on") {
  const auto labels = [](std::vector<std::string> texts) {
    std::vector<Page> pages;
    for (std::string& text : texts) pages.push_back({Length(), Length(), std::move(text), {}});
    return page_labels(pages);
  };
  CHECK(labels({"1", "2", "3"}) == "<</Nums[0<</S/D>>\n]>>");
  CHECK(labels({"i", "ii", "iii", "iv", "1", "2"}) == "<</Nums[0<</S/r>>\n4<</S/D>>\n]>>");
  CHECK(labels({"5", "7"}) == "<</Nums[0<</S/D/St 5>>\n1<</S/D/St 7>>\n]>>");
  CHECK(labels({"A-9", "A-10", "B-1"}) == "<</Nums[0<</S/D/St 9/P(A-)>>\n2<</S/D/P(B-)>>\n]>>");
  CHECK(labels({"Cover", "IX", "X"}) == "<</Nums[0<</P(Cover)>>\n1<</S/R/St 9>>\n]>>");
  CHECK(labels({"007", ""}) == "<</Nums[0<</P(007)>>\n1<<>>\n]>>");
  CHECK(labels({"iiii", "mmxxvi"}) == "<</Nums[0<</P(iiii)>>\n1<</S/r/St 2026>>\n]>>");
}

}  // namespace pamphlet::pdf
