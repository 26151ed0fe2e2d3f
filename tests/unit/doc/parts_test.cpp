#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "doc/doc.h"

using namespace pamphlet;

namespace {

struct PartsArticle {
  Source source{"a.md", std::string(100, 'x')};
  DocumentBuilder builder{source};
  Diagnostics diagnostics;

  void block(Element element, const std::string& words, Payload payload = {}, Attributes attributes = {}) {
    builder.open(element, {1, 2}, std::move(payload), std::move(attributes));
    builder.text(words, {1, 2});
    builder.close();
  }
  void heading(int level, const std::string& words, std::vector<std::string> classes = {}) {
    Attributes attributes;
    attributes.classes = std::move(classes);
    block(Element::heading, words, HeadingData{level}, attributes);
  }
  void inline_in_paragraph(Element element, Payload payload, const std::string& words, Attributes attributes = {}) {
    builder.open(Element::paragraph, {1, 2});
    block(element, words, std::move(payload), std::move(attributes));
    builder.close();
  }
  void figure(const std::string& caption) {
    builder.open(Element::figure, {1, 2});
    builder.leaf(Element::image, {1, 2}, ImageData{"a.png", "", "alt", false, {}});
    block(Element::caption, caption);
    builder.close();
  }
  Document with(const PartsOptions& options) {
    builder.meta().title.value = "Title";
    return add_parts(resolve(builder.finish(), {"a"}, diagnostics), options);
  }
};

std::vector<std::string> texts(const Document& document, Element element) {
  std::vector<std::string> out;
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    if (document[id].element == element) out.push_back(document.plain_text(id));
  }
  return out;
}

using Words = std::vector<std::string>;
constexpr const char* kGap = "\u00A0 ";

}  // namespace

TEST_CASE("headings are numbered down to the depth asked for") {
  PartsArticle article;
  article.heading(2, "A");
  article.heading(3, "B");
  article.heading(4, "C");
  article.heading(3, "D");
  article.heading(2, "Thanks", {"unnumbered"});
  article.heading(3, "To all");
  article.heading(2, "E");
  article.block(Element::paragraph, "text");
  PartsOptions options;
  options.number_headings = 2;
  const Document document = article.with(options);
  const std::string gap = kGap;
  CHECK(texts(document, Element::heading) ==
        Words{"1" + gap + "A", "1.1" + gap + "B", "C", "1.2" + gap + "D", "Thanks", "To all", "2" + gap + "E"});
}

TEST_CASE("contents hold headings of the depth asked for, nested, each with the page of its place") {
  PartsArticle article;
  article.heading(2, "A");
  article.heading(3, "B");
  article.heading(4, "C");
  article.heading(2, "D");
  article.block(Element::paragraph, "text");
  PartsOptions options;
  options.contents = PartsOptions::When::always;
  const Document document = article.with(options);
  CHECK(texts(document, Element::contents_line) == Words{"A", "B", "D"});
  std::vector<int> depths;
  Words targets;
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    if (const auto* line = std::get_if<ContentsLineData>(&document[id].payload)) depths.push_back(line->depth);
    if (const auto* page = std::get_if<PageReferenceData>(&document[id].payload)) targets.push_back(document.plain_text(page->target));
  }
  CHECK(depths == std::vector<int>{1, 2, 1});
  CHECK(targets == Words{"A", "B", "D"});
}

TEST_CASE("the front matter's toc is stronger than the style") {
  for (const bool wanted : {true, false}) {
    PartsArticle article;
    article.builder.meta().toc = wanted;
    article.heading(2, "A");
    article.block(Element::paragraph, "text");
    PartsOptions options;
    options.contents = wanted ? PartsOptions::When::never : PartsOptions::When::always;
    CHECK(texts(article.with(options), Element::contents).size() == (wanted ? 1 : 0));
  }
}

TEST_CASE("a link without words says what its target is called") {
  PartsArticle article;
  article.figure("A cradle");
  article.heading(2, "Sleep");
  article.inline_in_paragraph(Element::link, LinkData{"#sleep", ""}, "");
  article.inline_in_paragraph(Element::link, LinkData{"#figure", ""}, "");
  Attributes page;
  page.classes = {"page"};
  article.inline_in_paragraph(Element::link, LinkData{"#sleep", ""}, "see", page);
  PartsOptions options;
  options.number_figures = true;
  options.number_headings = 1;
  article.builder.edit_attributes(1).id = "figure";
  const Document document = article.with(options);
  CHECK(texts(document, Element::link) == Words{"1 Sleep", "Figure 1", "see\u00A0" "1 Sleep"});
  CHECK(texts(document, Element::caption) == Words{std::string("Figure 1") + kGap + "A cradle"});
  CHECK(std::count_if(document.nodes.begin(), document.nodes.end(),
                      [](const Node& node) { return node.element == Element::page_reference; }) == 1);
}

TEST_CASE("index entries stand in the order of the language, equal words together") {
  PartsArticle article;
  const auto mark = [&](const std::string& words, const std::string& key = {}) {
    Attributes attributes;
    attributes.classes = {"index"};
    if (!key.empty()) attributes.values = {{"key", key}};
    article.inline_in_paragraph(Element::span, {}, words, attributes);
  };
  for (const char* word : {"zebra", "Äpfel", "apple", "Zebra", "bread"}) mark(word);
  mark("rye", "bread!rye");
  const Document document = article.with({});
  CHECK(texts(document, Element::index_entry) == Words{"Äpfel", "apple", "bread", "bread, rye", "zebra"});
  CHECK(texts(document, Element::index_letter) == Words{"A", "B", "Z"});
  int listed = 0;
  for (const Node& node : document.nodes) {
    const auto* page = std::get_if<PageReferenceData>(&node.payload);
    if (page == nullptr) continue;
    ++listed;
    CHECK(document[page->target].element == Element::span);
    CHECK(!document.attributes_of(page->target).id.empty());
  }
  CHECK(listed == 6);
}

TEST_CASE("a document that asks for nothing stays as it is") {
  PartsArticle article;
  article.heading(2, "A");
  article.block(Element::paragraph, "text");
  Document before = resolve(article.builder.finish(), {"a"}, article.diagnostics);
  const std::string text = dump(before);
  CHECK(dump(add_parts(std::move(before), {})) == text);
}
