#include <doctest/doctest.h>

#include "doc/doc.h"

using namespace pamphlet;

TEST_CASE("the builder makes a preorder tree") {
  const Source source("a.md", "one two\nthree\n");
  DocumentBuilder builder(source);
  CHECK(builder.depth() == 1);
  const NodeId paragraph = builder.open(Element::paragraph, {0, 7});
  builder.text("one ", {0, 4});
  builder.text("two", {4, 7});
  const NodeId strong = builder.open(Element::strong, {4, 7});
  builder.text("x", {4, 5});
  builder.close();
  const NodeId code = builder.code("y", {5, 6});
  CHECK(builder.text("", {5, 6}) == kNoNode);
  builder.close();
  builder.close();  // one too many: the document stays open
  CHECK(builder.depth() == 1);
  const NodeId second = builder.open(Element::paragraph, {8, 13});
  const Document document = builder.finish();

  CHECK(document.nodes.size() == 7);
  CHECK(document[0].element == Element::document);
  CHECK(document[0].end == 7);
  CHECK(document[paragraph].end == 6);
  CHECK(document.text(paragraph + 1) == "one two");
  CHECK(document[paragraph + 1].span == Span{0, 7});
  CHECK(document[strong].parent == paragraph);
  CHECK(document.text(code) == "y");
  CHECK(document.first_child(strong) == strong + 1);
  CHECK(document.first_child(second) == kNoNode);
  CHECK(document.next_sibling(paragraph) == second);
  CHECK(document.next_sibling(second) == kNoNode);
  CHECK(document.next_sibling(0) == kNoNode);
  CHECK(document.is_ancestor(0, strong));
  CHECK_FALSE(document.is_ancestor(strong, code));
  std::vector<NodeId> seen;
  for (const NodeId child : children(document, paragraph))
    seen.push_back(child);
  CHECK(seen == std::vector<NodeId>{paragraph + 1, strong, code});
}

TEST_CASE("text joins only what stands side by side") {
  const Source source("a.md", "");
  DocumentBuilder builder(source);
  builder.open(Element::paragraph, {});
  const NodeId first = builder.text("a", {});
  builder.open(Element::emphasis, {});
  const NodeId inner = builder.text("b", {});
  builder.close();
  const NodeId after = builder.text("c", {});
  CHECK(builder.text("d", {}) == after);
  builder.leaf(Element::soft_break, {});
  const NodeId last = builder.text("e", {});
  const Document document = builder.finish();
  CHECK(first != inner);
  CHECK(document.text(after) == "cd");
  CHECK(last == after + 2);
}

TEST_CASE("plain_text has a space for breaks and between blocks") {
  const Source source("a.md", "");
  DocumentBuilder builder(source);
  builder.open(Element::div, {});
  builder.open(Element::paragraph, {});
  builder.text("a", {});
  builder.leaf(Element::soft_break, {});
  builder.open(Element::emphasis, {});
  builder.text("b", {});
  builder.close();
  builder.text("c", {});
  builder.leaf(Element::image, {}, ImageData{"x.png", "", "a cat", false, {}});
  builder.leaf(Element::note_reference, {}, NoteReferenceData{});
  builder.close();
  builder.open(Element::paragraph, {});
  builder.code("d", {});
  builder.leaf(Element::hard_break, {});
  builder.close();
  const Document document = builder.finish();
  CHECK(document.plain_text(0) == "a bca cat d");
}

TEST_CASE("the language is the nearest one that somebody states") {
  const Source source("a.md", "");
  DocumentBuilder builder(source);
  Attributes spanish;
  spanish.lang = "es";
  const NodeId div = builder.open(Element::div, {}, {}, spanish);
  const NodeId paragraph = builder.open(Element::paragraph, {});
  Document document = builder.finish();
  CHECK(document.lang(paragraph) == "es");
  CHECK(document.lang(div) == "es");
  CHECK(document.lang(0) == "en");
  document.meta.lang.value = "fr";
  CHECK(document.lang(0) == "fr");
}

TEST_CASE("copy takes a subtree over with text, attributes and notes") {
  const Source source("a.md", "");
  DocumentBuilder one(source);
  one.open(Element::paragraph, {});
  one.text("skipped", {});
  one.close();
  Attributes attributes;
  attributes.id = "here";
  const NodeId div = one.open(Element::div, {}, {}, attributes);
  one.open(Element::paragraph, {});
  const NodeId text = one.text("kept", {});
  one.leaf(Element::note_reference, {}, NoteReferenceData{div + 4, 1, 1});
  one.close();
  one.open(Element::note, {}, NoteData{"n", 1});
  const Document from = one.finish();

  DocumentBuilder two(source);
  two.open(Element::block_quote, {});
  const NodeId copied = two.copy(from, div);
  two.open(Element::paragraph, {});
  two.text("a ", {});
  two.copy(from, text);  // joins
  const Document to = two.finish();
  CHECK(to[copied].parent == 1);
  CHECK(to.attributes_of(copied).id == "here");
  CHECK(to.text(copied + 2) == "kept");
  CHECK(to.data<NoteReferenceData>(copied + 3).note == copied + 4);
  CHECK(to[copied].end == copied + 5);
  CHECK(to.plain_text(copied + 5) == "a kept");
}

TEST_CASE("edit_attributes makes a set of its own") {
  const Source source("a.md", "");
  DocumentBuilder builder(source);
  const NodeId a = builder.leaf(Element::thematic_break, {});
  const NodeId b = builder.leaf(Element::thematic_break, {});
  builder.edit_attributes(a).id = "a";
  builder.edit_attributes(a).classes.push_back("c");
  const Document document = builder.finish();
  CHECK(document.attributes_of(a).id == "a");
  CHECK(document.attributes_of(a).classes.size() == 1);
  CHECK(document.attributes_of(b).empty());
}

TEST_CASE("dump shows every node with its place") {
  const Source source("a.md", "# T\n\nsay \"hi\"\n- x\n");
  DocumentBuilder builder(source);
  builder.meta().title = {"T", {2, 3}};
  builder.meta().date = Date{2025, 2, 18};
  Attributes attributes;
  attributes.id = "t";
  attributes.classes = {"big"};
  attributes.values = {{"key", "v"}};
  builder.open(Element::heading, {0, 3}, HeadingData{1}, attributes);
  builder.text("T", {2, 3});
  builder.close();
  builder.open(Element::paragraph, {5, 13});
  builder.text("say \"hi\"\n", {5, 13});
  builder.close();
  builder.open(Element::list, {14, 17}, ListData{ListKind::ordered, true, 3, ')', Mark::none});
  builder.open(Element::item, {14, 17}, ItemData{3, {}, Mark::none, MarkSense::usual, ""});
  builder.leaf(Element::image, {16, 17}, ImageData{"x.png", "", "alt", true, 0.5});
  CHECK(dump(builder.finish()) ==
        "meta title \"T\" @1:3\n"
        "meta date 2025-02-18\n"
        "document @1:1\n"
        "  heading level=1 #t .big key=\"v\" @1:1\n"
        "    text \"T\" @1:3\n"
        "  paragraph @3:1\n"
        "    text \"say \\\"hi\\\"\\n\" @3:1\n"
        "  list kind=ordered tight start=3 delimiter=) @4:1\n"
        "    item number=3 @4:1\n"
        "      image source=\"x.png\" alt=\"alt\" decorative width=0.5 @4:3\n");
}
