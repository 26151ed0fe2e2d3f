#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <tuple>

#include "check/check.h"
#include "check/codes.h"

using namespace pamphlet;

namespace {

// A style made by hand: black on white, 12 pt, in two files.
struct Draft {
  Style style;
  std::uint32_t next = 1;

  Draft() {
    style.sources = {std::make_shared<const Source>("base.toml", std::string(100, 'b')),
                     std::make_shared<const Source>("mine.toml", std::string(100, 'm'))};
    style.page.font_size = Length::points(12);
    add(Element::document, "", {}, Property::color, Color{0, 0, 0, 255}, 0);
  }
  void add(Element element, const std::string& variant, std::optional<Media> medium, Property property, Value value,
           std::uint32_t source = 1) {
    style.rules.push_back({{element, variant, medium}, {{property, std::move(value), {next, next + 1}, source}}});
    ++next;
  }
  // "mine.toml:3 L302 link in callout" …
  std::string found() const {
    Diagnostics diagnostics;
    check_style(style, diagnostics);
    std::string out;
    for (const Diagnostic& item : diagnostics.items()) {
      out += item.source->path + ':' + std::to_string(item.span.begin) + ' ' + std::string(info(item.code).id) + ' ' +
             item.message.substr(0, item.message.find(':')) + '\n';
    }
    return out;
  }
  std::string message() const {
    Diagnostics diagnostics;
    check_style(style, diagnostics);
    return diagnostics.items().empty() ? "" : diagnostics.items()[0].message;
  }
};

constexpr Color grey(int level) {
  const auto channel = static_cast<std::uint8_t>(level);
  return {channel, channel, channel, 255};
}

}  // namespace

TEST_CASE("black on white has no finding") {
  CHECK(Draft().found() == "");
}

TEST_CASE("text needs 4.5 to 1") {
  Draft below, above;
  below.add(Element::paragraph, "", {}, Property::color, grey(0x77));
  CHECK(below.found() == "mine.toml:2 L302 paragraph\n");
  CHECK(below.message() == "paragraph: #777777 on #ffffff has a contrast of 4.47:1; 4.5:1 is needed");
  above.add(Element::paragraph, "", {}, Property::color, grey(0x76));
  CHECK(above.found() == "");
}

TEST_CASE("large text needs 3 to 1") {
  // #888 on white is 3.54:1.
  struct Row {
    double ratio;
    int weight;
    bool passes;
  };
  for (const Row& row : {Row{18.0 / 12, 400, true}, Row{14.0 / 12, 700, true}, Row{14.0 / 12, 400, false}, Row{13.0 / 12, 700, false}}) {
    Draft draft;
    draft.add(Element::title, "", {}, Property::color, grey(0x88));
    draft.add(Element::title, "", {}, Property::font_size, FontSize{row.ratio});
    draft.add(Element::title, "", {}, Property::font_weight, row.weight);
    CAPTURE(row.ratio);
    CAPTURE(row.weight);
    CHECK(draft.found() == (row.passes ? "" : "mine.toml:2 L302 title\n"));
  }
}

TEST_CASE("what stands in a coloured box is judged against the box") {
  Draft draft;
  draft.add(Element::callout, "warning", {}, Property::background_color, grey(0xBB));
  draft.add(Element::link, "", {}, Property::color, grey(0x66));  // 5.7:1 on white, 3:1 on the box
  CHECK(draft.found() == "mine.toml:3 L302 link in callout\n");
}

TEST_CASE("the nearer file is blamed for a pair of two files") {
  Draft draft;
  draft.add(Element::paragraph, "", {}, Property::color, grey(0x66), 0);
  draft.add(Element::block_quote, "", {}, Property::background_color, grey(0xBB), 1);
  CHECK(draft.found() == "mine.toml:3 L302 paragraph in block-quote\n");
}

TEST_CASE("marks need 3 to 1 against their ground") {
  Draft on_paper, on_ground, fine;
  on_paper.add(Element::marker, "warning", {}, Property::mark_color, grey(0x99));  // 2.85:1
  CHECK(on_paper.found() == "mine.toml:2 L302 marker in item\n");
  on_ground.add(Element::marker, "", {}, Property::mark_ground, grey(0x44));
  CHECK(on_ground.found() != "");  // black on dark grey
  fine.add(Element::marker, "", {}, Property::mark_color, grey(0x88));
  CHECK(fine.found() == "");
}

TEST_CASE("classes are judged where they may stand") {
  Draft draft;
  draft.add(Element::div, "recipe", {}, Property::color, grey(0xAA));
  draft.add(Element::span, "term", {}, Property::color, grey(0xAA));
  CHECK(draft.found().find("mine.toml:2 L302 ") != std::string::npos);
  CHECK(draft.found().find("mine.toml:3 L302 span\n") != std::string::npos);
}

TEST_CASE("one medium alone can fail") {
  Draft ebook, page;
  ebook.add(Element::paragraph, "", Media::ebook, Property::color, grey(0x99));
  CHECK(ebook.found().find("mine.toml:2 L302 paragraph\n") != std::string::npos);
  page.style.page.background = grey(0x20);
  CHECK(page.found().find("base.toml:1 L302 ") != std::string::npos);  // black text on a black page
}

TEST_CASE("running heads and the cover are judged") {
  Draft draft;
  draft.style.page.running_style.color = grey(0x99);
  draft.style.ebook.cover_color = grey(0xCC);
  CHECK(draft.found() == "mine.toml:0 L302 the running heads\nmine.toml:0 L302 the title on the cover\n");
}

TEST_CASE("more than 15 % for one medium is too much") {
  const auto draft_with = [](int shared, int exceptions) {
    Draft draft;  // has one shared declaration already
    for (int i = 1; i < shared; ++i)
      draft.add(Element::paragraph, "", {}, Property::orphans, 2);
    for (int i = 0; i < exceptions; ++i)
      draft.add(Element::paragraph, "", Media::pdf, Property::widows, 2);
    return draft.found();
  };
  CHECK(draft_with(85, 15) == "");
  CHECK(draft_with(84, 16).starts_with("mine.toml:85 L303 16 of 100 declarations (16 %)"));
  CHECK(draft_with(10, 0) == "");
}

TEST_CASE("what reaches beyond the page is found once a node") {
  const Source source("a.md", "text");
  DocumentBuilder builder(source);
  builder.open(Element::paragraph, {1, 2});
  builder.text("x", {1, 2});
  const Document document = builder.finish();
  GlyphRun run;
  run.node = 2;
  run.origin = {Length::points(50), Length::points(50)};
  run.width = Length::points(50.4);
  PageList pages;
  pages.pages.resize(1);
  Page& page = pages.pages[0];
  page.width = page.height = Length::points(100);
  page.label = "1";
  BoxItem bleed;
  bleed.box = {-Length::points(9), Length(), Length::points(200), Length::points(10)};
  page.items = {run, bleed};
  Diagnostics none;
  check_pages(document, pages, none);
  CHECK(none.items().empty());

  run.width = Length::points(51);
  page.items = {run, run};
  Diagnostics some;
  check_pages(document, pages, some);
  REQUIRE(some.items().size() == 1);
  CHECK(some.items()[0].code == code::outside_page);
  CHECK(some.items()[0].span == Span{1, 2});
}
