// Spaces that keep words together, and numbers that right-to-left text would tear apart.
#include <algorithm>

#include "fixture.h"

using namespace pamphlet;
using namespace pamphlet::test;

namespace {

/// The text with "~" for U+00A0 and "_" for U+202F, as no_break_space() sets its spaces.
std::string joined(std::string_view text, std::string_view lang) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char32_t space = text[at] == ' ' ? no_break_space(text, at, lang) : 0;
    out += space == 0xA0 ? '~' : space == 0x202F ? '_' : text[at];
  }
  return out;
}

/// The text with "{" and "}" around its left-to-right expressions.
std::string marked(std::string_view text) {
  std::string out;
  std::size_t from = 0;
  for (const auto& [begin, end] : ltr_expressions(text)) {
    out += std::string(text.substr(from, begin - from)) + '{' + std::string(text.substr(begin, end - begin)) + '}';
    from = end;
  }
  return out + std::string(text.substr(from));
}

std::vector<std::uint32_t> breaks_of(std::string_view text, std::string_view lang, bool prose = true) {
  Shaper shaper(library());
  Diagnostics diagnostics;
  TextRun run;
  run.end = static_cast<std::uint32_t>(text.size());
  run.style = std::make_shared<TextStyle>(TextStyle{{{"Open Sans"}}, std::string(lang), {}, 0, prose});
  std::vector<std::uint32_t> out;
  for (const BreakOpportunity& opportunity : shaper.shape(text, std::span(&run, 1), std::nullopt, diagnostics).breaks) {
    out.push_back(opportunity.offset);
  }
  return out;
}

}  // namespace

TEST_CASE("a number stays with its unit") {
  CHECK(joined("give 38 °C or 5 ml now", "en") == "give 38~°C or 5~ml now");
  CHECK(joined("15 mg/kg, 3 days, 90 %", "en") == "15~mg/kg, 3 days, 90~%");
  CHECK(joined("5 мл и 39,5 °C", "ru") == "5~мл и~39,5~°C");
  CHECK(joined("٥ مل", "ar") == "٥~مل");
  CHECK(joined("10 000 of 12 3456", "en") == "10~000 of 12 3456");
  CHECK(joined("p. 12, No. 5, § 4", "en") == "p.~12, No.~5, §~4");
}

TEST_CASE("initials and titles stay with the name") {
  CHECK(joined("by J. R. R. Tolkien and Dr. Ortiz", "en") == "by J.~R.~R.~Tolkien and Dr.~Ortiz");
  CHECK(joined("д-р Е. В. Соколова", "ru") == "д-р~Е.~В.~Соколова");
  CHECK(joined("Frau Müller", "de") == "Frau~Müller");
  CHECK(joined("Frau Müller", "en") == "Frau Müller");
  CHECK(joined("Dr. said", "en") == "Dr. said");
}

TEST_CASE("French sets narrow spaces, other languages do not") {
  CHECK(joined("Quoi ? Oui : « non » !", "fr-FR") == "Quoi_? Oui_: «_non_»_!");
  CHECK(joined("Quoi ? Oui : non", "en") == "Quoi ? Oui : non");
}

TEST_CASE("a dash between spaces stays with the words before it, small words of Slavic languages with those after") {
  CHECK(joined("water – and rest", "en") == "water~– and rest");
  CHECK(joined("v nemocnici a s dítětem", "cs") == "v~nemocnici a~s~dítětem");
  CHECK(joined("a child", "en") == "a child");
}

TEST_CASE("no line ends where a space keeps words together, but in code") {
  CHECK(breaks_of("5 ml now", "en") == std::vector<std::uint32_t>{5});
  CHECK(breaks_of("5 ml now", "en", false) == std::vector<std::uint32_t>{2, 5});
  CHECK(breaks_of("« oui » !", "fr").empty());
}

TEST_CASE("Korean lines end between words") {
  CHECK(breaks_of("열이 나는 아이는", "ko") == std::vector<std::uint32_t>{7, 14});
  CHECK(breaks_of("Paracetamol은 5번", "ko") == std::vector<std::uint32_t>{15});
}

TEST_CASE("telephone numbers and quantities run from left to right") {
  CHECK(marked("اتصل 555-0142 الآن") == "اتصل {555-0142} الآن");
  CHECK(marked("+1 (555) 010-0142") == "{+1 (555) 010-0142}");
  CHECK(marked("في 2026-03-01 وفي 2020-2024") == "في {2026-03-01} وفي 2020-2024");
  CHECK(marked("الحرارة 39.5 °C، و15 mg/kg") == "الحرارة {39.5 °C}، و{15 mg/kg}");
  CHECK(marked("من 3-5 أيام، 50%") == "من 3-5 أيام، 50%");
}

TEST_CASE("an Arabic paragraph does not turn a telephone number round") {
  Shaper shaper(library());
  Diagnostics diagnostics;
  const std::string text = "هاتف 555-0142 غدا";
  TextRun run;
  run.end = static_cast<std::uint32_t>(text.size());
  run.style = std::make_shared<TextStyle>(TextStyle{{{"Open Sans"}}, "ar"});
  const ShapedText shaped = shaper.shape(text, std::span(&run, 1), Direction::rtl, diagnostics);
  std::vector<std::uint8_t> levels;
  for (const Segment& segment : shaped.segments) levels.push_back(segment.level);
  std::string seen;
  for (const std::uint32_t k : visual_order(levels)) {
    const Segment& segment = shaped.segments[k];
    const std::string part = text.substr(segment.begin, segment.end - segment.begin);
    if (part.find_first_of("0123456789-") != std::string::npos) seen += part;
  }
  CHECK(seen == "555-0142");
}

TEST_CASE("a line end between wide characters is nothing") {
  CHECK(joins_at_line_end(U'的', U'孩', "zh"));
  CHECK(joins_at_line_end(U'。', U'可', "zh"));
  CHECK(joins_at_line_end(U'”', U'他', "zh"));
  CHECK(joins_at_line_end(U'、', U'「', "ja"));
  CHECK_FALSE(joins_at_line_end(U'는', U'아', "ko"));
  CHECK_FALSE(joins_at_line_end(U'的', U'A', "zh"));
  CHECK_FALSE(joins_at_line_end(U'”', U'h', "en"));
}
