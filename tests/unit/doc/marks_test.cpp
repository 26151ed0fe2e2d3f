#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "doc/doc.h"

using namespace pamphlet;

namespace {
using Found = std::pair<Mark, std::size_t>;
constexpr Found kNothing{Mark::none, 0};
}  // namespace

TEST_CASE("find_mark reads every emoji of the table, with and without its variation selector") {
  struct Row {
    Mark mark;
    std::string_view emoji;
  };
  const Row rows[] = {
#define PAMPHLET_MARK(name, spoken, emoji) {Mark::name, emoji},
#include "doc/marks.def"
#undef PAMPHLET_MARK
  };
  int count = 0;
  for (const Row& row : rows) {
    for (std::size_t at = 0; at < row.emoji.size();) {
      const std::size_t end = std::min(row.emoji.find(' ', at), row.emoji.size());
      const std::string emoji(row.emoji.substr(at, end - at));
      at = end + 1;
      if (emoji.empty()) continue;
      ++count;
      CAPTURE(emoji);
      CHECK(find_mark(emoji) == Found(row.mark, emoji.size()));
      CHECK(find_mark(emoji + "\uFE0F text") == Found(row.mark, emoji.size() + 3));
    }
  }
  CHECK(count > 80);
}

TEST_CASE("find_mark leaves other text alone") {
  for (const char* text :
       {"", "a", "1", "- item", "é", "“quote”", "…", "日本", "😀", "🇪🇸", "• item", "\xE2", "\xE2\x9C"}) {
    CAPTURE(text);
    CHECK(find_mark(text) == kNothing);
  }
  CHECK(find_mark("❤\uFE0F\u200D🔥 on fire") == kNothing);
  CHECK(find_mark("👉🏽 this way") == Found(Mark::arrow, 8));
  CHECK(find_mark("✔\uFE0E done") == Found(Mark::check, 6));
  CHECK(find_mark("→ go") == Found(Mark::arrow, 3));
}

TEST_CASE("marks know their names and their emoji") {
  CHECK(name(Mark::none) == "");
  CHECK(name(Mark::check) == "check");
  CHECK(name(Mark::task_open) == "task-open");
  CHECK(spoken_term(Mark::warning) == "warning");
  CHECK(spoken_term(Mark::check) == "");
  CHECK(canonical_emoji(Mark::none) == "");
  CHECK(canonical_emoji(Mark::idea) == "💡");         // an emoji by itself
  CHECK(canonical_emoji(Mark::check) == "✔\uFE0F");  // text by default
  CHECK(canonical_emoji(Mark::task_open) == "");     // no emoji means it
  for (std::size_t i = 1; i < kMarkCount; ++i) {
    const auto mark = static_cast<Mark>(i);
    if (canonical_emoji(mark).empty()) continue;
    CHECK(find_mark(canonical_emoji(mark)) == Found(mark, canonical_emoji(mark).size()));
    CHECK((spoken_term(mark).empty() || !term(spoken_term(mark), "en").empty()));
  }
}

TEST_CASE("emoji sequences are measured whole") {
  for (const char* emoji : {"😀", "💡", "❤\uFE0F", "👍🏽", "🇪🇸", "1\uFE0F\u20E3", "#\uFE0F\u20E3", "👩\u200D⚕\uFE0F",
                            "👩🏾\u200D⚕", "👨\u200D👩\u200D👧\u200D👦", "🏳\uFE0F\u200D🌈", "©\uFE0F",
                            "🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F", "☝🏿",
                            "❤\uFE0F\u200D🔥", "🫶🏻", "1\u20E3"}) {
    CAPTURE(emoji);
    const std::string text(emoji);
    CHECK(emoji_length(text) == text.size());
    CHECK(emoji_length(text + " more") == text.size());
    CHECK(emoji_length(text + "😀") == text.size());
  }
}

TEST_CASE("text is no emoji") {
  for (const char* text :
       {"", "a", "1", "#", "12", "©", "®", "™", "❤", "✔", "→", "😀\uFE0E", "日本", "–", "\xF0\x9F", "é", "\u200D"}) {
    CAPTURE(text);
    CHECK(emoji_length(text) == 0);
  }
  // Two flags are two flags, and a joiner that joins nothing is not part of the emoji.
  CHECK(emoji_length("🇪🇸🇫🇷") == 8);
  CHECK(emoji_length("😀\u200Dx") == 4);
  CHECK(emoji_length("🏴\U000E0067 ") == 4);  // tags that nothing terminates
}
