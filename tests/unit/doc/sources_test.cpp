#include <doctest/doctest.h>

#include <string>

#include "doc/doc.h"

using namespace pamphlet;

namespace {

/// The paragraphs and lists of an article after resolve(), each link as words→target and its own id.
std::string linked(const Document& document) {
  std::string out;
  for (NodeId id = 1; id < document.nodes.size(); ++id) {
    if (document[id].element == Element::link) {
      out += "{" + document.plain_text(id) + document.data<LinkData>(id).target.str() + "=" + document.attributes_of(id).id + "}";
      id = document[id].end - 1;
    } else if (document[id].element == Element::text && document[document[id].parent].element == Element::paragraph) {
      out += document.text(id);
    } else if (document[id].element == Element::item) {
      out += "<" + document.attributes_of(id).id + ">";
    } else if (document[id].element == Element::hard_break) {
      out += "/";
    }
  }
  return out;
}

struct Cited {
  Source source{"a.md", std::string(100, 'x')};
  DocumentBuilder builder{source};
  Diagnostics diagnostics;

  void paragraph(std::string_view first, std::string_view second = {}) {
    builder.open(Element::paragraph, {1, 2});
    builder.text(first, {1, 2});
    if (!second.empty()) builder.leaf(Element::soft_break, {2, 3});
    builder.text(second, {3, 4});
    builder.close();
  }
  std::string run() {
    builder.meta().title = {"T", {}};
    return linked(resolve(builder.finish(), {"a"}, diagnostics));
  }
};

}  // namespace

TEST_CASE("a citation and the line with its number lead to each other") {
  Cited article;
  article.paragraph("Warm [1] and calm [2, 1], not [7].");
  article.paragraph("[1] First.", "[2]: Second.");
  CHECK(article.run() ==
        "Warm {[1]#source-1=cited-1} and calm [{2#source-2=cited-2}, {1#source-1=}], not [7]."
        "{[1]#cited-1=source-1} First./{[2]#cited-2=source-2}: Second.");
}

TEST_CASE("the items below References are sources, those of other lists are none") {
  Cited article;
  article.paragraph("Warm [2].");
  article.builder.open(Element::heading, {1, 2}, HeadingData{2});
  article.builder.text("References", {1, 2});
  article.builder.close();
  article.builder.open(Element::list, {1, 2}, ListData{ListKind::ordered, true, 1, '.', Mark::none, NumberStyle::decimal});
  for (const std::int64_t number : {1, 2}) {
    ItemData item;
    item.number = number;
    article.builder.open(Element::item, {1, 2}, item);
    article.builder.close();
  }
  article.builder.close();
  CHECK(article.run() == "Warm {[2]#source-2=cited-2}.<><source-2>");
  Cited other;
  other.paragraph("Warm [2].");
  other.paragraph("[9] is no source.");
  CHECK(other.run() == "Warm [2].[9] is no source.");
}
