#include "base/utf8.h"

#include <doctest/doctest.h>

using namespace pamphlet;

namespace {
std::string decoded(std::string_view text) {
  return to_utf8(to_utf32(text));
}
}  // namespace

TEST_CASE("ill-formed bytes become U+FFFD, one per maximal subpart") {
  // Unicode 15 §3.9, tables 3-8 to 3-11.
  CHECK(decoded("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41") == "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA");
  CHECK(decoded("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41") == "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA");
  CHECK(decoded("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42") == "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA\uFFFD\uFFFDB");
  CHECK(decoded("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41") == "\uFFFD\uFFFD\uFFFD\uFFFDA");
  CHECK(decoded("a\xE2\x80") == "a\uFFFD");
}

TEST_CASE("encoding and decoding agree at every edge") {
  for (const char32_t c : {U'\x01', U'\x7F', U'\x80', U'\u07FF', U'\u0800', U'\uD7FF', U'\uE000', U'\uFFFF',
                           U'\U00010000', U'\U0010FFFF'}) {
    std::string text;
    append_utf8(text, c);
    CHECK(find_invalid_utf8(text) == std::string::npos);
    std::size_t at = 0;
    CHECK(next_code_point(text, at) == c);
    CHECK(at == text.size());
    CHECK(previous_code_point(text, at) == c);
    CHECK(at == 0);
  }
  std::string text;
  append_utf8(text, 0xD800);
  append_utf8(text, 0x110000);
  CHECK(text == "\uFFFD\uFFFD");
}

TEST_CASE("find_invalid_utf8 names the first bad byte") {
  CHECK(find_invalid_utf8("") == std::string::npos);
  CHECK(find_invalid_utf8("héllo…💡") == std::string::npos);
  CHECK(find_invalid_utf8("ab\xFF") == 2);
  CHECK(find_invalid_utf8("é\xE2\x82") == 2);
}

TEST_CASE("UTF-16 has surrogates above the BMP") {
  CHECK(to_utf16("aé💡") == u"aé\xD83D\xDCA1");
  CHECK(to_utf16("\U0010FFFF") == u"\xDBFF\xDFFF");
}

TEST_CASE("code points are counted, not bytes") {
  CHECK(count_code_points("") == 0);
  CHECK(count_code_points("aé…💡") == 4);
}

TEST_CASE("NFC composes") {
  CHECK(to_nfc("e\u0301") == "é");
  CHECK(to_nfc("plain — “text” …") == "plain — “text” …");
  CHECK(to_nfc("\u2000") == "\u2002");  // a canonical singleton in general punctuation
  CHECK(to_nfc("\u1100\u1161") == "가");
}

TEST_CASE("case mapping knows languages and scripts") {
  CHECK(to_lower("ÀB", "fr") == "àb");
  CHECK(to_upper("straße", "de") == "STRASSE");
  CHECK(to_lower("TITLE", "en") == "title");
  CHECK(to_lower("TITLE", "tr") == "tıtle");
  CHECK(to_upper("title", "tr-TR") == "TİTLE");
  CHECK(to_upper("trip", "trv") == "TRIP");  // Taroko is not Turkish
  CHECK(fold_case("Straße") == "strasse");
  CHECK(fold_case("E\u0301A") == "éa");
}

TEST_CASE("white space is Unicode's") {
  CHECK(is_space(' '));
  CHECK(is_space('\v'));
  CHECK(is_space(0xA0));
  CHECK(is_space(0x3000));
  CHECK_FALSE(is_space(0x200B));
  CHECK_FALSE(is_space('a'));
  CHECK(trim("\u00A0\t a b \u3000\n") == "a b");
  CHECK(trim(" \n") == "");
  CHECK(collapse_spaces("  a \n\t b\u00A0c ") == "a b c");
  CHECK(collapse_spaces("") == "");
}

TEST_CASE("capitals and small letters are told apart in every script that has them") {
  CHECK(is_upper('A'));
  CHECK(is_upper(U'É'));
  CHECK(is_upper(U'Ж'));
  CHECK_FALSE(is_upper('a'));
  CHECK_FALSE(is_upper('1'));
  CHECK_FALSE(is_upper(U'日'));
  CHECK(is_lower(U'ß'));
  CHECK(is_lower(U'ж'));
  CHECK_FALSE(is_lower(U'ب'));
}
