#include <doctest/doctest.h>

#include "epub/xml.h"

using namespace pamphlet::epub;

namespace {
std::string escaped(std::string_view text) {
  std::string out;
  append_escaped(out, text);
  return out;
}
}  // namespace

TEST_CASE("character data cannot become markup") {
  CHECK(escaped("a < b & c > \"d\"") == "a &lt; b &amp; c &gt; \"d\"");
  CHECK(escaped("]]>") == "]]&gt;");
  CHECK(escaped("") == "");
}

TEST_CASE("what XML and HTML forbid becomes U+FFFD, the rest stays") {
  CHECK(escaped(std::string_view("a\0b", 3)) == "a\uFFFDb");
  CHECK(escaped("\x01\x08\x0B\x1F\x7F") == "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
  CHECK(escaped("a\tb\nc") == "a\tb\nc");
  CHECK(escaped("\u0080\u009F\u00A0\u00FF") == "\uFFFD\uFFFD\u00A0\u00FF");
  CHECK(escaped("\uFDD0\uFDEF\uFFFE\uFFFF\U0001FFFE\U0010FFFF") == "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
  CHECK(escaped("\u05D0\u4E2D\U0001F4A1\u00E9") == "\u05D0\u4E2D\U0001F4A1\u00E9");
  CHECK(escaped("\xFF\xC3") == "\uFFFD\uFFFD");   // not UTF-8 at all
  CHECK(escaped("\xED\xA0\x80").find('\xED') == std::string::npos);  // a surrogate
}

TEST_CASE("attribute values keep to one line") {
  std::string out;
  append_attribute_value(out, "a\"b\nc\t<d>");
  CHECK(out == "a&quot;b c &lt;d&gt;");
}

TEST_CASE("the writer closes what it opened") {
  XmlWriter xml;
  xml.open("p", {{"class", "x"}}).text("a").leaf("br", {}).text("b");
  CHECK(xml.take() == "<p class=\"x\">a<br/>b</p>");
  XmlWriter nested;
  nested.open("a").open("b").optional("title", "").optional("id", "i").close_empty();
  CHECK(nested.take() == "<a><b id=\"i\"/></a>");
}
