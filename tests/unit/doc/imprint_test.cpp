// What the front matter says of a handout as such stands in its text; how marks before items are heard.
#include <doctest/doctest.h>

#include <string>

#include "base/diagnostics.h"
#include "doc/doc.h"

using namespace pamphlet;

namespace {

const Source kSource("a.md", std::string(64, 'x'));

/// The last line of an article of one paragraph; links in angle brackets.
std::string last_line(Meta meta, std::string_view text, const Meta* book = nullptr) {
  DocumentBuilder builder(kSource);
  meta.title = {"T", {1, 2}};
  if (meta.lang.value.empty()) meta.lang = {"en", {1, 2}};
  builder.meta() = std::move(meta);
  builder.open(Element::paragraph, {});
  builder.text(text, {});
  builder.close();
  Diagnostics diagnostics;
  const Document document = resolve(builder.finish(), {"a", book}, diagnostics);
  std::string out;
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    if (document[id].element == Element::colophon) out = document.plain_text(id);
    if (document[id].element == Element::link) out += '<' + document.data<LinkData>(id).target.str() + '>';
  }
  return out;
}

Meta known() {
  Meta meta;
  meta.phone = {"555-0142", {1, 2}};
  meta.website = {"https://www.example.org/", {1, 2}};
  meta.version = {"1.2", {1, 2}};
  return meta;
}

/// What is heard before the items of one list, each with a semicolon.
std::string heard(const std::vector<std::pair<Mark, std::string>>& items, std::string_view lang = "en") {
  DocumentBuilder builder(kSource);
  builder.meta().title = {"T", {1, 2}};
  builder.meta().lang = {std::string(lang), {1, 2}};
  for (const auto& [mark, words] : items) {  // each in a list of its own: they belong together all the same
    builder.open(Element::list, {}, ListData{.kind = ListKind::marked, .mark = mark});
    builder.open(Element::item, {}, ItemData{.mark = mark});
    builder.open(Element::paragraph, {});
    builder.text(words, {});
    for (int open = 0; open < 3; ++open) builder.close();
  }
  Diagnostics diagnostics;
  const Document document = resolve(builder.finish(), {"a"}, diagnostics);
  std::string out;
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    if (const auto* item = std::get_if<ItemData>(&document[id].payload)) out += std::string(term(spoken_term(*item), lang)) + ';';
  }
  return out;
}

}  // namespace

TEST_CASE("the imprint says what the text does not") {
  CHECK(last_line(known(), "Words.") == "Version 1.2 · Phone\u00A0555-0142 · https://www.example.org/<tel:5550142><https://www.example.org/>");
  CHECK(last_line(known(), "Call 555 0142, see EXAMPLE.org. Version 1.2") == "");
  CHECK(last_line(known(), "Call 1-800-555-0142, version 1") .starts_with("Version 1.2 · Phone\u00A0555-0142"));
  CHECK(last_line({}, "Words.") == "");
}

TEST_CASE("a chapter does not say again what its book says") {
  Meta book = known();
  book.version = {"2", {}};
  CHECK(last_line(known(), "Words.", &book) == "Version 1.2");
  book.phone = {"555-0199", {}};
  CHECK(last_line(known(), "Words.", &book) == "Version 1.2 · Phone\u00A0555-0142<tel:5550142>");
}

TEST_CASE("a cross says Do not once, a check Do where there are crosses") {
  CHECK(heard({{Mark::cross, "Pillows"}, {Mark::cross, "No blankets"}, {Mark::cross, "Don\u2019t shake"}, {Mark::cross, "Nobody"}}) == "Do not;;;Do not;");
  CHECK(heard({{Mark::check, "Feed often"}, {Mark::cross, "Never shake"}}) == "Do;;");
  CHECK(heard({{Mark::check, "Feed often"}, {Mark::check, "Sleep"}}) == ";;");
  CHECK(heard({{Mark::warning, "Fever"}, {Mark::warning, "Warning: fever"}}) == "Warning;;");
  CHECK(heard({{Mark::cross, "N\u2019agitez pas"}, {Mark::cross, "Oreiller"}}, "fr") == ";\u00C0 ne pas faire;");
}
