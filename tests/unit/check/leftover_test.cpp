#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "check/check.h"
#include "check/codes.h"
#include "doc/codes.h"

using namespace pamphlet;

namespace {

/// What is said of a paragraph with these words: the kinds, without what is quoted.
std::vector<std::string> kinds_in(const std::string& words) {
  const Source source("a.md", words + "\n");
  DocumentBuilder builder(source);
  builder.open(Element::paragraph, {0, static_cast<std::uint32_t>(words.size())});
  builder.text(words, {0, static_cast<std::uint32_t>(words.size())});
  builder.close();
  const Document document = builder.finish();
  Diagnostics diagnostics;
  check_document(document, {}, {2026, 1, 1}, diagnostics);
  std::vector<std::string> out;
  for (const Diagnostic& item : diagnostics.items())
    if (item.code == code::left_over_markup) out.push_back(item.message.substr(0, item.message.find(" can be seen")));
  return out;
}

}  // namespace

TEST_CASE("what no reader should see is named by its kind") {
  const auto one = [](const std::string& words, const std::string& kind) {
    CAPTURE(words);
    CHECK(kinds_in(words) == std::vector<std::string>{kind});
  };
  for (const char* words : {"a <div> b", "</p>", "<a href=x>", "<br/>", "so <!-- it"}) one(words, "an HTML tag");
  for (const char* words : {"a&nbsp;b", "&#8217;"}) one(words, "a character reference");
  for (const char* words : {"{{ x }}", "{% if %}", "words {: .lead}", "{#id}", "{width=50%}", "{page-break}"}) one(words, "braces of another program");
  for (const char* words : {"| Age | Dose |", "Age|---|", "+----+"}) one(words, "signs of a table");
  for (const char* words : {"\\newpage", "see \\textbf{x"}) one(words, "a command of TeX");
  for (const char* words : {"Caf\u00c3\u00a9", "don\u00e2\u20ac\u2122t", "39 \u00c2\u00b0C", "\u00c3\u2013sterreich", "\u00f0\u0178\u02dc\u20ac"}) one(words, "letters of a wrong encoding");
  for (const char* words : {"**Note: ** it", "word** here", "so *this one* is", "~~old~~", "_so_ it"}) one(words, "signs of emphasis");
  for (const char* words : {"[a](b", "![a", "[[Page]]", "[^1] so", "[!NOTE] so", "[ ] yes", "[caption id=\"x\"]", "a [/caption]", "[see @x] and [@y]", "[NOTE]\nso"}) one(words, "brackets of a link, a box or a short code");
  for (const char* words : {"## Words", "::: box", "so :warning: it", "!!! note", "dose:: 5 mg", ".. note:: words", "[mood:: good]", "> as you wrote", "#. one"}) one(words, "signs of a heading, a quotation, a box or an emoji");
}

TEST_CASE("what people write is no left-over") {
  for (const char* words : {"5 < 6 and a > b", "> 38 °C", "write <your name> here", "R&D; more", "C++ and 2*3 = 6*1", "*Terms apply.", "price* and more*", "snake_case_word", "C:\\Temp\\new",
                            "at 10:30:15", "Note: this: that", "std::string", "a note [NOTE] here", "Ana Ruiz | Midwife", "a [word] in brackets, [sic]", "\u201e\u00c4\u201c and \u00e2\u2026", "5 ~ 6", "x == y",
                            "https://example.org/a/b?c=d&e=f", "#1 for parents", "1/2 + 3/4 = 5/4"}) {
    CAPTURE(words);
    CHECK(kinds_in(words).empty());
  }
}

TEST_CASE("a left-over that a reader has named, or that is code, is not named again") {
  const std::string words = "a {{ b }} c";
  const Source source("a.md", words + "\n");
  DocumentBuilder builder(source);
  builder.open(Element::paragraph, {0, 11});
  builder.text(words, {0, 11});
  builder.code("{{ code }}", {0, 11});
  builder.close();
  const Document document = builder.finish();
  for (const bool named : {false, true}) {
    Diagnostics diagnostics;
    if (named) diagnostics.report(code::attribute_invalid, source, {2, 9}, "named");
    check_document(document, {}, {2026, 1, 1}, diagnostics);
    CHECK(diagnostics.has(code::left_over_markup) != named);
  }
}

TEST_CASE("a page of an export makes a few findings") {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "a {{ b }} c\n";
  const Source source("a.md", text);
  DocumentBuilder builder(source);
  for (std::uint32_t i = 0; i < 500; ++i) {
    builder.open(Element::paragraph, {i * 12, i * 12 + 11});
    builder.text("a {{ b }} c", {i * 12, i * 12 + 11});
    builder.close();
  }
  const Document document = builder.finish();
  Diagnostics diagnostics;
  check_document(document, {}, {2026, 1, 1}, diagnostics);
  std::size_t count = 0;
  for (const Diagnostic& item : diagnostics.items()) count += item.code == code::left_over_markup ? 1 : 0;
  CHECK(count == 31);
}
