// One article in many layouts: whatever blank lines, wrapping, bullets and page lines it comes with, its words stay.
#include <doctest/doctest.h>

#include <array>
#include <random>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "recover/recover.h"
#include "words.h"

using namespace pamphlet;

namespace {

enum class Kind { title, heading, paragraph, items, lead, quote };
struct Part {
  Kind kind;
  std::vector<std::string> lines;
};

const std::vector<Part>& article() {
  static const std::vector<Part> parts = {
      {Kind::title, {"Walking With Your Baby"}},
      {Kind::paragraph,
       {"A walk does both of you good. Fresh air wakes you up, and the rocking makes most babies sleepy. You don't "
        "need a plan, "
        "and you don't need to go far: once around the block is a fine beginning for the first weeks."}},
      {Kind::heading, {"What to Take Along"}},
      {Kind::paragraph, {"Keep a small bag by the door, so that you can leave when the moment comes. It should hold:"}},
      {Kind::items,
       {"two clean diapers and a bag for the used ones", "a light blanket",
        "water for you, since feeding makes you thirsty"}},
      {Kind::heading, {"Sun and Cold"}},
      {Kind::paragraph,
       {"Babies lose warmth quickly. Touch the back of the neck: if it's warm and dry, your baby is dressed well. In "
        "summer, stay in the "
        "shade between eleven and three."}},
      {Kind::lead, {"Amara Osei, community nurse, says:"}},
      {Kind::quote,
       {"“Go at the pace of your slowest day. Nobody has to walk fast, and nobody is counting your steps.”"}},
      {Kind::heading, {"When to Turn Back"}},
      {Kind::paragraph,
       {"Go home and rest if you bleed more than before, or if the scar hurts. Then call your midwife and tell her "
        "what you've noticed."}},
      {Kind::items, {"heavy bleeding", "pain that does not ease", "a fever or shivers"}},
      {Kind::paragraph, {"Otherwise, enjoy it. Next week you will go a little further than today."}},
  };
  return parts;
}

struct Layout {
  std::mt19937 random;
  explicit Layout(unsigned seed) : random(seed) {}

  std::size_t pick(std::size_t n) { return random() % n; }
  bool chance(int percent) { return static_cast<int>(random() % 100) < percent; }

  std::string wrapped(const std::string& text, std::size_t column, const std::string& hang) {
    if (column == 0) return text + "\n";
    std::string out, line;
    for (const std::string_view word : recover::split_words(text)) {
      if (!line.empty() && line.size() + 1 + word.size() > column) {
        out += line + "\n";
        line = hang;
      } else if (!line.empty() && line != hang) {
        line += ' ';
      }
      line += word;
    }
    return out + line + "\n";
  }

  std::string body() {
    constexpr std::array<std::string_view, 10> kBullets = {"• ",      "- ", "* ",  "– ", "✔️ ",
                                                           "➡️ ", "▪ ", "•\t", "☐ ", "💡 "};
    const std::size_t column = chance(50) ? 0 : 60 + pick(30);
    const std::size_t gap = pick(4) == 0 ? 0 : 1 + pick(2);
    const bool indent = column > 0 && chance(30);
    const bool caps = chance(15), ruled = chance(15), loose = gap > 0 && chance(30);
    const std::string bullet(kBullets[pick(kBullets.size())]);
    const bool numbers = chance(20);
    std::string out;
    for (const Part& part : article()) {
      for (std::size_t i = 0; i < part.lines.size(); ++i) {
        std::string line = part.lines[i];
        if (part.kind == Kind::items) {
          const std::string marker = numbers ? std::to_string(i + 1) + ". " : bullet;
          out += wrapped(marker + line, column, chance(50) ? "  " : "");
          if (loose && i + 1 < part.lines.size()) out += "\n";
        } else if (part.kind == Kind::paragraph) {
          out += wrapped((indent ? "    " : "") + line, column, "");
        } else {
          out += line + "\n";
          if (ruled && part.kind == Kind::title) out += std::string(line.size(), '=') + "\n";
          if (ruled && part.kind == Kind::heading) out += std::string(line.size(), '-') + "\n";
        }
        if (part.kind == Kind::title && chance(50)) out += std::string(gap, '\n') + "March 3, 2024\n";
      }
      out += std::string(gap, '\n');
    }
    (void)caps;
    return out;
  }

  std::string page() {
    std::string text = body();
    if (chance(25)) text += "\nBack to blog\n\n" + text;
    if (chance(40)) text = "Back to blog\n\n" + text;
    if (chance(30)) text += "\n\nShare this:\n\nFacebook Twitter\n\n© 2024 The Clinic\n";
    if (chance(30)) {
      std::string crlf;
      for (const char c : text)
        crlf += c == '\n' ? "\r\n" : std::string(1, c);
      text = crlf;
    }
    return text;
  }
};

std::vector<std::string> without_numbers(std::vector<std::string> words) {
  std::erase_if(words, [](const std::string& word) {
    return word.size() == 1 && is_ascii_digit(static_cast<unsigned char>(word[0]));
  });
  return words;
}

}  // namespace

TEST_CASE("three hundred layouts of one article have the same words") {
  std::string plain;
  for (const Part& part : article()) {
    for (const std::string& line : part.lines)
      plain += line + "\n";
  }
  const std::vector<std::string> expected = test::words_of(plain);
  std::size_t structured = 0;
  for (unsigned seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    Layout layout(seed);
    const std::string text = layout.page();
    CAPTURE(text);
    Diagnostics diagnostics;
    const auto source = decode_source("a.txt", text, diagnostics);
    const Document document = recover_text(*source, diagnostics);
    REQUIRE(without_numbers(test::words_of(document)) == expected);
    std::size_t headings = 0, items = 0, quotations = 0;
    for (const Node& node : document.nodes) {
      headings += node.element == Element::heading;
      items += node.element == Element::item;
      quotations += node.element == Element::quotation;
    }
    CHECK(quotations == 1);
    CHECK(items == 6);
    INFO(dump(document));
    WARN((document.meta.title.value == "Walking With Your Baby" && headings == 3));
    structured += document.meta.title.value == "Walking With Your Baby" && headings == 3;
  }
  CHECK(structured >= 290);
}
