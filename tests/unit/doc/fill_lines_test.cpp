// Lines to write on, typed as underscores.
#include <doctest/doctest.h>

#include <string>

#include "base/diagnostics.h"
#include "doc/doc.h"

using namespace pamphlet;

namespace {

/// The words of a tree, each line to write on as its width in brackets; blocks are parted by a stroke.
std::string shown(DocumentBuilder& builder) {
  Diagnostics diagnostics;
  const Document document = resolve(builder.finish(), {"a"}, diagnostics);
  CHECK_FALSE(diagnostics.has_errors());
  std::string out;
  bool begun = false;
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    const Element element = document[id].element;
    if (element == Element::paragraph) out += std::exchange(begun, true) ? "|" : "";
    if (!begun) continue;
    if (element == Element::thematic_break) out += "|***";
    if (element == Element::text || element == Element::code) out += document.text(id);
    if (element != Element::span) continue;
    const Attributes& own = document.attributes_of(id);
    CHECK(own.classes == std::vector<std::string>{"line"});
    REQUIRE(own.values.size() == 1);
    out += "[" + own.values[0].second + "]";
    const std::string_view written = std::string_view(document.source->text).substr(document[id].span.begin, document[id].span.end - document[id].span.begin);
    CHECK(written.find_first_not_of('_') == std::string_view::npos);
  }
  return out;
}

std::string in_words(std::string_view text) {
  const Source source("a.md", std::string(text));
  DocumentBuilder builder(source);
  builder.open(Element::paragraph, {});
  builder.text(text, {0, static_cast<std::uint32_t>(text.size())});
  builder.close();
  return shown(builder);
}

/// A paragraph, and below it as many rules as are given.
std::string below(std::string_view words, std::initializer_list<std::string_view> rules) {
  std::string text(words);
  for (const std::string_view rule : rules) text.append("\n\n").append(rule);
  const Source source("a.md", text);
  DocumentBuilder builder(source);
  builder.open(Element::paragraph, {});
  builder.text(words, {0, static_cast<std::uint32_t>(words.size())});
  builder.close();
  std::uint32_t at = static_cast<std::uint32_t>(words.size());
  for (const std::string_view rule : rules) {
    builder.leaf(Element::thematic_break, {at + 2, at + 2 + static_cast<std::uint32_t>(rule.size())});
    at += 2 + static_cast<std::uint32_t>(rule.size());
  }
  return shown(builder);
}

}  // namespace

TEST_CASE("a run of underscores is a line of half an em for each") {
  CHECK(in_words("Name: __________ Born: ____") == "Name: [5em] Born: [2em]");
  CHECK(in_words("Date: ___/___/____") == "Date: [1.5em]/[1.5em]/[2em]");
  CHECK(in_words("A ________") == "A [4em]");
  CHECK(in_words("I weigh ____kg") == "I weigh [2em]kg");
  CHECK(in_words("A " + std::string(1000, '_')) == "A [60em]");
}

TEST_CASE("underscores of names, of rules and of code are none") {
  CHECK(in_words("a____b, __init__ and x_y") == "a____b, __init__ and x_y");
  const Source source("a.md", "____");
  DocumentBuilder builder(source);
  builder.open(Element::paragraph, {});
  builder.code("____", {0, 4});
  builder.close();
  CHECK(shown(builder) == "____");
}

TEST_CASE("a whole line of underscores is to be written on below a question and beside another one") {
  CHECK(below("My number:", {"______________"}) == "My number:|[7em]");
  CHECK(below("What else?", {"______________"}) == "What else?|[7em]");
  CHECK(below("The end.", {"____________", "____________"}) == "The end.|[6em]|[6em]");
  CHECK(below("The end.", {"______________"}) == "The end.|***");
  CHECK(below("My number:", {"___"}) == "My number:|***");
  CHECK(below("My number:", {"--------------"}) == "My number:|***");
}
