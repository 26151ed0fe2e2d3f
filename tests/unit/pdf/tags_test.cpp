// The structure tree of small documents. Runs need no glyph ids here, only texts and nodes.

#include <doctest/doctest.h>

#include <string>

#include "pdf/pdf.h"
#include "pdf/tags.h"

namespace pamphlet::test {
namespace {

/// Documents with one page, on which each text is one glyph.
struct Tagged {
  Source source{"t.md", "t"};
  DocumentBuilder b{source};
  PageList pages;

  Tagged() { page(); }
  void page() { pages.pages.push_back({Length::points(400), Length::points(600), "1", {}}); }
  std::vector<Item>& items() { return pages.pages.back().items; }

  NodeId open(Element element, Payload payload = {}, Attributes attributes = {}) {
    return b.open(element, {}, std::move(payload), std::move(attributes));
  }
  void close() { b.close(); }
  NodeId text(std::string_view words) {
    const NodeId node = b.text(words, {});
    run(node, words);
    return node;
  }
  void run(NodeId node, std::string_view words, Role role = Role::content) {
    GlyphRun run;
    run.node = node;
    run.role = role;
    run.first_glyph = static_cast<std::uint32_t>(pages.glyphs.size());
    run.glyph_count = 1;
    run.text_begin = static_cast<std::uint32_t>(pages.text.size());
    run.text_length = static_cast<std::uint32_t>(words.size());
    pages.glyphs.emplace_back();
    pages.text += words;
    items().push_back(run);
  }
  void block(Element element, std::string_view words, Payload payload = {}, Attributes attributes = {}) {
    open(element, std::move(payload), std::move(attributes));
    text(words);
    close();
  }
  std::string tags() { return dump_tags(b.finish(), pages); }
};

Attributes in_language(std::string lang) {
  Attributes out;
  out.lang = std::move(lang);
  return out;
}

}  // namespace

TEST_CASE("a document without anything on its pages has the root only") {
  Tagged t;
  t.b.open(Element::paragraph, {});
  t.b.text("not shown", {});
  CHECK(t.tags() == "Document lang=en\n");
}

TEST_CASE("emphasis makes no element, another language does") {
  Tagged t;
  t.open(Element::paragraph);
  t.text("one ");
  t.open(Element::emphasis);
  t.text("two ");
  t.close();
  t.open(Element::strong, {}, in_language("de"));
  t.text("drei");
  t.close();
  t.close();
  CHECK(t.tags() == "Document lang=en\n  P\n    \"one two \"\n    Span lang=de \"drei\"\n");
}

TEST_CASE("a language that is no tag is not passed on") {
  Tagged t;
  t.block(Element::paragraph, "x", {}, in_language("not a language"));
  t.b.meta().lang.value = "??";
  CHECK(t.tags() == "Document lang=und\n  P \"x\"\n");
}

TEST_CASE("a paragraph over two pages is one element, and footers between are none of it") {
  Tagged t;
  t.open(Element::paragraph);
  const NodeId words = t.text("begins ");
  t.run(kNoNode, "Page 1", Role::footer);
  t.page();
  t.run(words, "ends");
  t.open(Element::link, LinkData{"https://example.org", ""});
  t.items().push_back(LinkArea{t.text(" here") - 1, {}});
  t.close();
  t.close();
  CHECK(t.tags() == "Document lang=en\n  P\n    \"begins ends\"\n    Link -> https://example.org \" here\"\n");
}

TEST_CASE("reading order is the document's, not the painter's") {
  Tagged t;
  t.open(Element::paragraph);
  const NodeId first = t.b.text("first", {});
  t.close();
  t.open(Element::paragraph);
  const NodeId second = t.b.text("second", {});
  t.close();
  t.run(second, "second");
  t.run(first, "first");
  CHECK(t.tags() == "Document lang=en\n  P \"first\"\n  P \"second\"\n");
}

TEST_CASE("heading levels are never skipped") {
  Tagged t;
  t.block(Element::heading, "two", HeadingData{2});
  t.block(Element::heading, "four", HeadingData{4});
  t.block(Element::heading, "one", HeadingData{1});
  t.block(Element::heading, "six", HeadingData{6});
  CHECK(t.tags() == "Document lang=en\n  H1 \"two\"\n  H2 \"four\"\n  H1 \"one\"\n  H2 \"six\"\n");
}

TEST_CASE("list items: label and body, tight paragraphs merged, loose ones kept") {
  Tagged t;
  t.open(Element::list, ListData{ListKind::bullet, true, 1, '.', Mark::none});
  const NodeId tight = t.open(Element::item, ItemData{});
  t.run(tight, "•", Role::marker);
  t.block(Element::paragraph, "tight");
  t.open(Element::list, ListData{ListKind::ordered, false, 1, '.', Mark::none});
  const NodeId loose = t.open(Element::item, ItemData{});
  t.run(loose, "1.", Role::marker);
  t.block(Element::paragraph, "loose");
  t.block(Element::paragraph, "more");
  t.close();
  t.close();
  t.close();
  t.open(Element::item, ItemData{});
  t.block(Element::paragraph, "sans", {}, in_language("fr"));
  t.close();
  t.close();
  CHECK(t.tags() ==
        "Document lang=en\n"
        "  L numbering=Disc\n"
        "    LI\n"
        "      Lbl \"•\"\n"
        "      LBody\n"
        "        \"tight\"\n"
        "        L numbering=Decimal\n"
        "          LI\n"
        "            Lbl \"1.\"\n"
        "            LBody\n"
        "              P \"loose\"\n"
        "              P \"more\"\n"
        "    LI\n"
        "      LBody\n"
        "        P lang=fr \"sans\"\n");
}

TEST_CASE("terms and descriptions are grouped into items") {
  Tagged t;
  t.open(Element::definition_list);
  t.block(Element::term, "a");
  t.block(Element::term, "b");
  t.open(Element::description);
  t.block(Element::paragraph, "both");
  t.close();
  t.block(Element::term, "c");
  t.open(Element::description);
  t.block(Element::paragraph, "x");
  t.block(Element::paragraph, "y");
  t.close();
  t.close();
  CHECK(t.tags() ==
        "Document lang=en\n"
        "  L numbering=None\n"
        "    LI\n      Lbl \"a\"\n      Lbl \"b\"\n      LBody \"both\"\n"
        "    LI\n      Lbl \"c\"\n      LBody\n        P \"x\"\n        P \"y\"\n");
}

TEST_CASE("tables are regular, with head and body") {
  Tagged t;
  t.open(Element::table, TableData{{CellAlign::none, CellAlign::none, CellAlign::none}});
  t.open(Element::table_row, RowData{true});
  t.block(Element::table_cell, "h1", CellData{});
  t.block(Element::table_cell, "h2", CellData{});
  t.close();
  t.open(Element::table_row, RowData{});
  t.block(Element::table_cell, "r", CellData{CellAlign::none, true, 0});
  t.open(Element::table_cell, CellData{});
  t.close();
  t.block(Element::table_cell, "d", CellData{});
  t.close();
  t.close();
  CHECK(t.tags() ==
        "Document lang=en\n"
        "  Table\n"
        "    THead\n      TR\n        TH scope=Column \"h1\"\n        TH scope=Column \"h2\"\n        TD\n"
        "    TBody\n      TR\n        TH scope=Row \"r\"\n        TD\n        TD \"d\"\n");
}

TEST_CASE("cells that span, and the heads of each where scopes do not say it") {
  Tagged t;
  t.open(Element::table, TableData{{CellAlign::none, CellAlign::none, CellAlign::none}});
  t.open(Element::table_row, RowData{true});                                     // node 2
  t.block(Element::table_cell, "age", CellData{CellAlign::none, true, 0, 2, 1});   // 3
  t.block(Element::table_cell, "dose", CellData{CellAlign::none, true, 1, 1, 2});  // 5
  t.close();
  t.open(Element::table_row, RowData{true});
  t.block(Element::table_cell, "day", CellData{CellAlign::none, true, 1});    // 8
  t.block(Element::table_cell, "night", CellData{CellAlign::none, true, 2});  // 10
  t.close();
  t.open(Element::table_row, RowData{});
  t.block(Element::table_cell, "4", CellData{CellAlign::none, true, 0, 2, 1, CellScope::row});  // 13
  t.block(Element::table_cell, "none", CellData{CellAlign::none, false, 1, 1, 2});
  t.close();
  t.open(Element::table_row, RowData{false, true});  // a row group of its own, short
  t.close();
  t.close();
  // The scopes of columns are given by resolve(); this document is unresolved, so heads of the head say it here.
  for (const NodeId head : {3U, 5U, 8U, 10U}) std::get<CellData>(t.b.node(head).payload).scope = CellScope::column;
  CHECK(t.tags() ==
        "Document lang=en\n"
        "  Table\n"
        "    THead\n"
        "      TR\n        TH scope=Column row-span=2 \"age\"\n        TH id=cell-5 scope=Column column-span=2 \"dose\"\n"
        "      TR\n        TH id=cell-8 scope=Column \"day\"\n        TH id=cell-10 scope=Column \"night\"\n"
        "    TBody\n"
        "      TR\n        TH id=cell-13 scope=Row row-span=2 \"4\"\n"
        "        TD column-span=2 headers=cell-5,cell-8,cell-10,cell-13 \"none\"\n"
        "    TBody\n"
        "      TR\n        TD column-span=2\n");
}

TEST_CASE("a table's head that is shown again is an artifact") {
  Tagged t;
  t.open(Element::table, TableData{{CellAlign::none}});
  t.open(Element::table_row, RowData{true});
  t.open(Element::table_cell, CellData{});
  const NodeId head = t.text("head");
  t.close();
  t.close();
  t.open(Element::table_row, RowData{});
  t.block(Element::table_cell, "one", CellData{});
  t.close();
  t.page();
  t.run(head, "head", Role::repeated);
  t.close();
  CHECK(t.tags() ==
        "Document lang=en\n  Table\n"
        "    THead\n      TR\n        TH scope=Column \"head\"\n"
        "    TBody\n      TR\n        TD \"one\"\n");
}

TEST_CASE("figures: caption beside the picture, decoration nowhere, a missing picture's words as text") {
  Tagged t;
  t.open(Element::figure);
  const NodeId picture = t.b.leaf(Element::image, {}, ImageData{"folder/p.png", "", "A baby", false, std::nullopt});
  t.items().push_back(ImageItem{picture, Role::content, {}, 0});
  t.block(Element::caption, "Caption");
  t.close();
  const NodeId decoration = t.b.leaf(Element::image, {}, ImageData{"d.png", "", "", true, std::nullopt});
  t.items().push_back(ImageItem{decoration, Role::content, {}, 0});
  t.open(Element::figure);
  const NodeId missing = t.b.leaf(Element::image, {}, ImageData{"m.png", "", "Gone", false, std::nullopt});
  t.run(missing, "Gone");
  t.close();
  t.open(Element::paragraph);
  const NodeId unnamed = t.b.leaf(Element::image, {}, ImageData{"folder/u.png", "", "", false, std::nullopt});
  t.items().push_back(ImageItem{unnamed, Role::content, {}, 0});
  t.close();
  CHECK(t.tags() ==
        "Document lang=en\n"
        "  Sect\n    Figure placement=Block alt=\"A baby\"\n    Caption \"Caption\"\n"
        "  P \"Gone\"\n");
}

TEST_CASE("callouts and notes have their labels, hyphens no text") {
  Tagged t;
  const NodeId callout = t.open(Element::callout, CalloutData{});
  t.run(callout, "Warning", Role::label);
  t.open(Element::paragraph);
  const NodeId words = t.text("hand");
  t.run(words, "-", Role::hyphen);
  t.run(words, "out");
  t.close();
  t.close();
  t.block(Element::code_block, "x = 1", CodeData{});
  t.open(Element::notes);
  const NodeId note = t.open(Element::note, NoteData{"n", 1});
  t.run(note, "1", Role::label);
  t.block(Element::paragraph, "Note");
  t.close();
  t.close();
  CHECK(t.tags() ==
        "Document lang=en\n"
        "  Sect\n    P \"Warning\"\n    P \"handout\"\n"
        "  P\n    Code \"x = 1\"\n"
        "  Sect\n    Note id=note-7\n      Lbl \"1\"\n      P \"Note\"\n");
}

TEST_CASE("marks: what they say is a label, what they decorate is nothing") {
  Tagged t;
  t.pages.drawings.emplace_back();
  t.pages.text = "⚠️";
  t.open(Element::list, ListData{ListKind::marked, true, 1, '.', Mark::none});
  for (const std::uint32_t spoken : {6u, 0u}) {
    const NodeId item = t.open(Element::item, ItemData{});
    t.items().push_back(DrawingItem{item, Role::marker, {}, 0, {}, 0, spoken});
    t.block(Element::paragraph, "x");
    t.close();
  }
  t.close();
  CHECK(t.tags() ==
        "Document lang=en\n  L numbering=None\n"
        "    LI\n      Lbl \"⚠️\"\n      LBody \"x\"\n"
        "    LI\n      LBody \"x\"\n");
}

TEST_CASE("links that lead nowhere are text") {
  Tagged t;
  t.open(Element::paragraph);
  for (const char* target : {"javascript:alert(1)", "#nowhere", "file:///etc/passwd"}) {
    const NodeId link = t.open(Element::link, LinkData{target, ""});
    t.text("x");
    t.items().push_back(LinkArea{link, {}});
    t.close();
  }
  t.close();
  CHECK(t.tags() == "Document lang=en\n  P \"xxx\"\n");
}

TEST_CASE("a note reference is a link to its note") {
  Tagged t;
  t.open(Element::paragraph);
  t.text("claim");
  const NodeId reference = t.b.leaf(Element::note_reference, {}, NoteReferenceData{5, 1, 1});
  t.run(reference, "1");
  t.items().push_back(LinkArea{reference, {}});
  t.close();
  t.open(Element::notes);
  REQUIRE(t.open(Element::note, NoteData{"n", 1}) == 5);
  t.block(Element::paragraph, "Note");
  t.pages.anchors.push_back({5, 0, Length::points(500)});
  t.close();
  t.close();
  CHECK(t.tags() ==
        "Document lang=en\n  P\n    \"claim\"\n    Reference\n      Link -> page 1 \"1\"\n"
        "  Sect\n    Note id=note-5\n      P \"Note\"\n");
}

TEST_CASE("items without a node in the document are artifacts") {
  Tagged t;
  t.run(12345, "stray");
  t.items().push_back(LinkArea{777, {}});
  t.items().push_back(ImageItem{99, Role::content, {}, 4});
  CHECK(t.tags() == "Document lang=en\n");
}

TEST_CASE("neighbouring items of one element share a sequence; a picture between cuts it") {
  Tagged t;
  t.open(Element::paragraph);
  t.text("a");
  t.open(Element::strong);
  t.text("b");
  t.close();
  t.items().push_back(BoxItem{});
  t.text("c");
  t.close();
  const Document document = t.b.finish();
  const pdf::TagTree tree = pdf::build_tags(document, t.pages, pdf::Targets(document, t.pages));
  REQUIRE(tree.sequences.size() == 3);
  CHECK(tree.sequences[0].end_item == 2);
  CHECK(tree.sequences[0].mcid == 0);
  CHECK(tree.sequences[1].artifact == pdf::Artifact::layout);
  CHECK(tree.sequences[2].mcid == 1);
}

}  // namespace pamphlet::test
