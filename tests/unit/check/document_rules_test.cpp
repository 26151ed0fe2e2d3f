#include <doctest/doctest.h>

#include <string>

#include "check/check.h"

using namespace pamphlet;

namespace {

constexpr Date kToday{2026, 6, 1};

// An article that has everything; each test takes something away or adds something wrong.
struct Article {
  Source source{"a.md", std::string(200, 'x')};
  DocumentBuilder builder{source};

  Article() {
    Meta& meta = builder.meta();
    meta.title = {"Title", {1, 2}};
    meta.lang = {"en", {2, 3}};
    meta.sources = {{"A book", {3, 4}}};
    meta.review_by = Date{2026, 6, 1};
    meta.review_by_span = {4, 5};
  }
  void block(Element element, std::string_view words, Payload payload = {}) {
    builder.open(element, {10, 11}, std::move(payload));
    builder.text(words, {10, 11});
    builder.close();
  }
  void link(std::string_view words, std::string_view lang = {}) {
    Attributes attributes;
    attributes.lang = lang;
    builder.open(Element::paragraph, {20, 21});
    builder.open(Element::link, {20, 21}, LinkData{"https://example.org/", ""}, attributes);
    builder.text(words, {20, 21});
    builder.close();
    builder.close();
  }
  void table(bool header, std::string_view head, std::string_view cell) {
    builder.open(Element::table, {30, 31}, TableData{{CellAlign::none}});
    for (const bool first : {true, false}) {
      builder.open(Element::table_row, {30, 31}, RowData{first && header});
      block(Element::table_cell, first ? head : cell, CellData{CellAlign::none, first && header, 0});
      builder.close();
    }
    builder.close();
  }
  // "5-E123 …": line starts are not interesting here, so places are byte offsets.
  std::string found(Date today = kToday) {
    const Document document = builder.finish();
    Diagnostics diagnostics;
    check_document(document, ImageSet(), today, diagnostics);
    std::string out;
    for (const Diagnostic& item : diagnostics.items()) {
      out += std::to_string(item.span.begin) + '-' + std::string(info(item.code).id) + ' ';
      CHECK_FALSE(item.message.empty());
      CHECK_FALSE(item.help.empty());
    }
    return out;
  }
};

std::string link_finding(std::string_view words, std::string_view lang = {}) {
  Article article;
  article.link(words, lang);
  return article.found();
}

std::string capitals_finding(std::string_view words) {
  Article article;
  article.block(Element::paragraph, words);
  return article.found();
}

}  // namespace

TEST_CASE("an article in order has no finding") {
  Article article;
  article.block(Element::heading, "Sleep", HeadingData{2});
  article.link("the safe sleep guide");
  article.table(true, "Age", "1");
  article.builder.leaf(Element::image, {40, 41}, ImageData{"a.png", "", "a cot", false, {}});
  article.builder.leaf(Element::image, {40, 41}, ImageData{"line.png", "", "", true, {}});
  CHECK(article.found() == "");
}

TEST_CASE("images need alternative text unless they are decoration") {
  Article article;
  article.builder.leaf(Element::image, {40, 41}, ImageData{"a.png", "a title is no alternative", " ", false, {}});
  CHECK(article.found() == "40-L301 ");
}

TEST_CASE("the language must be said, not assumed") {
  Article article;
  article.builder.meta().lang = {"en", {}};
  CHECK(article.found() == "0-L304 ");
}

TEST_CASE("link texts must say where they lead") {
  for (const char* text :
       {"here", "Click  here", "HERE", "more…", "Read more »", "→ here", "this link.", "(link)", "", " ", "→"}) {
    CAPTURE(text);
    CHECK(link_finding(text) == "20-L305 ");
  }
  for (const char* text : {"where to get help", "here is the guide", "call 988", "aquí", "example.org",
                           "https://example.org/a", "moreover"}) {
    CAPTURE(text);
    CHECK(link_finding(text) == "");
  }
}

TEST_CASE("unclear link texts are known in the language of the link") {
  struct Row {
    const char* text;
    const char* lang;
  };
  for (const Row& row : {Row{"Aquí", "es-MX"}, Row{"plus d’informations", "fr"}, Row{"Hier klicken", "de"},
                         Row{"qui", "it"}, Row{"clique aqui", "pt"}, Row{"lees meer", "nl"}, Row{"Подробнее", "ru"},
                         Row{"هنا", "ar"}, Row{"כאן", "he"}, Row{"点击这里", "zh-Hans"}, Row{"こちら。", "ja"},
                         Row{"यहाँ", "hi"}, Row{"Xem thêm", "vi"}, Row{"더 보기", "ko"}, Row{"here", "es"}}) {
    CAPTURE(row.text);
    CHECK(link_finding(row.text, row.lang) == "20-L305 ");
  }
  CHECK(link_finding("plus", "en") == "");
  CHECK(link_finding("plus", "fr") == "20-L305 ");
}

TEST_CASE("long addresses are no link texts, except among the sources") {
  const std::string address = "https://example.org/a/very/long/address/that/nobody/can/type";
  CHECK(link_finding(address) == "20-L305 ");
  CHECK(link_finding("see " + address) == "");
  Article article;
  article.builder.open(Element::colophon, {50, 51});
  article.link(address);
  article.builder.close();
  CHECK(article.found() == "");
}

TEST_CASE("tables need a header row with words") {
  Article without, empty;
  without.table(false, "Age", "1");
  CHECK(without.found() == "30-L306 ");
  empty.table(true, " ", "1");
  CHECK(empty.found() == "30-L306 ");
}

TEST_CASE("heads of rows are heads") {
  Article article;
  article.builder.open(Element::table, {30, 31}, TableData{{CellAlign::none, CellAlign::none}});
  article.builder.open(Element::table_row, {30, 31}, RowData{});
  article.block(Element::table_cell, "Age", CellData{CellAlign::none, true, 0, 1, 1, CellScope::row});
  article.block(Element::table_cell, "1", CellData{CellAlign::none, false, 1});
  article.builder.close();
  article.builder.close();
  CHECK(article.found() == "");
}

TEST_CASE("a review is due until its day has passed") {
  CHECK(Article().found({2026, 6, 1}) == "");
  CHECK(Article().found({2026, 6, 2}) == "4-L307 ");
  Article article;
  article.builder.meta().review_by.reset();
  CHECK(article.found({2999, 1, 1}) == "");
}

TEST_CASE("long runs of capitals are found, acronyms are not") {
  CHECK(capitals_finding("NEVER SHAKE YOUR BABY OR CHILD") == "10-L308 ");
  CHECK(capitals_finding("Please: NEVER LEAVE YOUR BABY ALONE, ok?") == "10-L308 ");
  CHECK(capitals_finding("НИКОГДА НЕ ТРЯСИТЕ РЕБЁНКА") == "10-L308 ");
  CHECK(capitals_finding("ATTENTION À L’ÉTÉ, PROTÉGEZ BÉBÉ") == "10-L308 ");
  for (const char* text :
       {"WHO, CDC, NHS and AAP agree", "WHO, CDC, NHS, AAP, ACOG, AAFP and ACNM", "WHO CDC NHS AAP ACOG AAFP ACNM",
        "DO NOT", "\"MUST\", \"MUST NOT\", \"SHOULD\", \"REQUIRED\"", "SET MAX_AGE AND MIN_AGE AND MEAN_AGE",
        "ANTIDISESTABLISHMENTARIANISM", "Every Word Has A Capital In This Long Line",
        "日本語の文章はとても長いですが大文字はありません", ""}) {
    CAPTURE(text);
    CHECK(capitals_finding(text) == "");
  }
}

TEST_CASE("a run of capitals may cross inline markup but no block") {
  Article inline_markup, blocks, code;
  inline_markup.builder.open(Element::paragraph, {10, 11});
  inline_markup.builder.text("NEVER LEAVE ", {11, 12});
  inline_markup.builder.open(Element::strong, {12, 13});
  inline_markup.builder.text("YOUR BABY ALONE", {13, 14});
  inline_markup.builder.close();
  inline_markup.builder.leaf(Element::soft_break, {14, 15});
  inline_markup.builder.text("AND ANOTHER LONG RUN OF CAPITALS", {15, 16});
  CHECK(inline_markup.found() == "11-L308 ");  // once a block
  for (int i = 0; i < 4; ++i)
    blocks.block(Element::paragraph, "NEVER LEAVE BABY");
  CHECK(blocks.found() == "");
  code.block(Element::code_block, "SELECT NAME FROM PATIENTS WHERE AGE", CodeData{});
  CHECK(code.found() == "");
}

TEST_CASE("headings need text") {
  Article article;
  article.block(Element::heading, "", HeadingData{2});
  CHECK(article.found() == "10-L309 ");
}

TEST_CASE("sources are named in the front matter, in notes or under a heading") {
  Article none, notes, heading, spanish;
  for (Article* article : {&none, &notes, &heading, &spanish})
    article->builder.meta().sources = {{" ", {3, 4}}};
  CHECK(none.found() == "0-L310 ");
  notes.builder.open(Element::notes, {60, 61});
  CHECK(notes.found() == "");
  heading.block(Element::heading, "References", HeadingData{2});
  CHECK(heading.found() == "");
  spanish.builder.meta().lang.value = "es";
  spanish.block(Element::heading, "FUENTES", HeadingData{2});
  CHECK(spanish.found() == "");
}
