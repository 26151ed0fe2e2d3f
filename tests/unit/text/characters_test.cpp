// Our own passes over characters against ICU's slower ones.
#include "fixture.h"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>

#include "base/utf8.h"

using namespace pamphlet;
using namespace pamphlet::test;

namespace {

std::vector<std::uint32_t> icu_edges(const std::string& text) {
  const std::u16string units = to_utf16(text);
  UErrorCode error = U_ZERO_ERROR;
  UBreakIterator* breaker = ubrk_open(UBRK_CHARACTER, "en", units.data(), static_cast<int32_t>(units.size()), &error);
  REQUIRE(U_SUCCESS(error));
  std::vector<std::uint32_t> edges;
  for (int32_t at = ubrk_next(breaker); at != UBRK_DONE; at = ubrk_next(breaker)) {
    if (static_cast<std::size_t>(at) < units.size()) edges.push_back(static_cast<std::uint32_t>(at));
  }
  ubrk_close(breaker);
  return edges;
}

/// The same edges in UTF-16 units.
std::vector<std::uint32_t> own_edges(const std::string& text) {
  Shaper shaper(library());
  std::vector<std::uint32_t> edges;
  for (const std::uint32_t at : shaper.grapheme_edges(text, 0, static_cast<std::uint32_t>(text.size()))) {
    edges.push_back(static_cast<std::uint32_t>(to_utf16(std::string_view(text).substr(0, at)).size()));
  }
  return edges;
}

}  // namespace

TEST_CASE("grapheme clusters equal ICU's") {
  for (const std::string text : {"e\u0301a\u0308\u0323b", "नमस्ते क्षत्रिय", "กำลังใจ", "각가ᄀ",
                                 "👩‍👩‍👧‍👦👍🏽🇩🇪🇫🇷🇬", "a\r\nb\n\rc",
                                 "\u0600\u0661x", "❤️‍🔥#️⃣", "\u200Da\u200D\U0001F525", "\u0301", ""}) {
    CAPTURE(text);
    CHECK(own_edges(text) == icu_edges(text));
  }
  // One of each value of Grapheme_Cluster_Break, in random order.
  const std::vector<char32_t> samples = {U'a',    U'\r',   U'\n',  0x01,   0x301,  0x200D, 0x1F1E6, 0x1F1E7, 0x600,
                                         0x903,   0x1100,  0x1161, 0x11A8, 0xAC00, 0xAC01, 0x1F600, 0x2764,  0xFE0F,
                                         0x1F3FD, 0xE0020, 0x915,  0x937,  0x94D,  0x93C,  0xC95,   0xCCD};
  std::uint32_t state = 1;
  std::size_t wrong = 0;
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (int k = 0; k < 12; ++k) {
      state = state * 1664525U + 1013904223U;
      append_utf8(text, samples[(state >> 16) % samples.size()]);
    }
    if (own_edges(text) != icu_edges(text)) ++wrong;
  }
  CHECK(wrong == 0);
}

TEST_CASE("Unicode is the version the tables were made for") {
  // 256 script codes fit a byte as long as ICU has fewer.
  CHECK(u_getIntPropertyMaxValue(UCHAR_SCRIPT) < 256);
}
