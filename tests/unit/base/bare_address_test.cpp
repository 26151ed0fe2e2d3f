#include "base/bare_address.h"

#include <doctest/doctest.h>

#include <string>

using namespace pamphlet;

namespace {

/// The address at the start of a text up to its first blank, as far as it goes.
std::string cut(std::string_view text) { return std::string(text.substr(0, cut_bare_address(text, 0, std::min(text.find(' '), text.size())))); }

}  // namespace

TEST_CASE("a particle, the next word or a sign of a script without blanks ends an address") {
  CHECK(cut("https://example.org/fever/ko를") == "https://example.org/fever/ko");
  CHECK(cut("https://example.org에서") == "https://example.org");
  CHECK(cut("https://example.org/zh。然后") == "https://example.org/zh");
  CHECK(cut("https://example.org/zh,然后") == "https://example.org/zh,");  // the comma goes with all others at an end
  CHECK(cut("https://example.org/ja）を") == "https://example.org/ja");
  CHECK(cut("https://example.org/をご覧") == "https://example.org/");
  CHECK(cut("https://example.org/ko/를 보세요") == "https://example.org/ko/");
  CHECK(cut("https://example.org/a?b=2ดู") == "https://example.org/a?b=2");
  CHECK(cut("https://example.org/x”という") == "https://example.org/x");
  CHECK(cut("https://example.org/x”)") == "https://example.org/x");
  CHECK(cut("https://example.org/x”") == "https://example.org/x");
}

TEST_CASE("letters behind a slash and in a host are the address's") {
  for (const char* whole : {"https://ko.wikipedia.org/wiki/대한민국", "https://example.org/日本語/ページ", "https://한국.kr/a", "https://abc한국.com", "https://example.org/what’s-new", "https://example.org/é"}) {
    CAPTURE(whole);
    CHECK(cut(whole) == whole);
  }
}

TEST_CASE("what may stand before an address") {
  for (const char* before : {"请阅读", "（", "보기", "ดู"}) CHECK(may_precede_address(before));
  for (const char* before : {"", "a", "é", "ж", ".", "“", "«"}) CHECK_FALSE(may_precede_address(before));
}
