#include "pdf/glyph_use.h"

#include <doctest/doctest.h>

#include <memory>

#include "page_builder.h"

namespace pamphlet::pdf {
namespace {

std::vector<Cluster> clusters(const std::vector<PageGlyph>& glyphs, std::string_view text, bool rtl) {
  std::vector<Cluster> out;
  for_each_cluster(glyphs, text, rtl, [&](const Cluster& cluster) { out.push_back(cluster); });
  return out;
}

PageGlyph at(std::uint32_t cluster) { return {1, cluster, 0, 0, 0}; }

std::string extracted(std::string_view text) {
  std::string scratch;
  return std::string(extractable(text, scratch));
}

}  // namespace

TEST_CASE("clusters share out the text from left to right") {
  const auto found = clusters({at(0), at(3), at(3), at(4)}, "ffiéx", false);
  REQUIRE(found.size() == 3);
  CHECK(found[0].text == "ffi");
  CHECK(found[1].text == "\xC3");  // by the numbers alone
  CHECK(found[1].last - found[1].first == 2);
  CHECK(found[2].text == "\xA9x");
}

TEST_CASE("clusters share out the text from right to left") {
  const auto found = clusters({at(4), at(2), at(0)}, "abcdef", true);
  REQUIRE(found.size() == 3);
  CHECK(found[0].text == "ef");
  CHECK(found[1].text == "cd");
  CHECK(found[2].text == "ab");
}

TEST_CASE("space at a line's end without a glyph belongs to no cluster") {
  const std::vector<PageGlyph> word = {at(0), at(1)}, with_space = {at(0), at(1), at(2)}, rtl = {at(2), at(0)};
  CHECK(covered_length(word, "ab  ", false) == 2);
  CHECK(covered_length(with_space, "ab ", false) == 3);
  CHECK(covered_length(rtl, "\xD7\x90\xD7\x91 ", true) == 4);
  CHECK(covered_length({}, "  ", false) == 2);
  CHECK(clusters(word, "ab \u00A0", false)[1].text == "b");
}

TEST_CASE("clusters never reach outside the text") {
  for (const bool rtl : {false, true}) {
    for (const Cluster& cluster : clusters({at(90), at(2), at(70), at(0), at(UINT32_MAX)}, "abc", rtl)) CHECK(cluster.text.size() <= 3);
  }
}

TEST_CASE("what extracts: no invisible characters, spaces for line ends, nothing private") {
  CHECK(extracted("hand\u00ADout\u200B\uFEFF") == "handout");
  CHECK(extracted("\u2066a\u2069") == "a");
  CHECK(extracted("a\tb\u2028c") == "a b c");
  CHECK(extracted("\uE000\U000F0000\uFFFF") == "\uFFFD\uFFFD\uFFFD");
  CHECK(extracted("\u0645\u200C\u06CC \u2764\uFE0F \U0001F469\u200D\U0001F467") == "\u0645\u200C\u06CC \u2764\uFE0F \U0001F469\u200D\U0001F467");
}

TEST_CASE("glyphs that never stand alone get what the others leave") {
  PageList pages;
  const FontId font = test::library().find({{"Noto Sans Devanagari"}, 400, false}, *std::make_unique<Diagnostics>());
  REQUIRE(font != kNoFont);
  pages.pages.emplace_back();
  const auto add = [&](std::vector<std::uint32_t> glyphs, std::string_view text) {
    GlyphRun run;
    run.font = font;
    run.first_glyph = static_cast<std::uint32_t>(pages.glyphs.size());
    run.glyph_count = static_cast<std::uint32_t>(glyphs.size());
    run.text_begin = static_cast<std::uint32_t>(pages.text.size());
    run.text_length = static_cast<std::uint32_t>(text.size());
    for (const std::uint32_t glyph : glyphs) pages.glyphs.push_back({glyph, 0, 0, 0, 0});
    pages.text += text;
    pages.pages[0].items.push_back(run);
  };
  add({10, 20}, "\u0939\u093F");  // hi: the sign (10) is drawn before the letter (20)
  add({30, 40}, "xyz");             // nothing is known of these
  add({20}, "\u0939");             // ha alone
  add({10, 50}, "\u0915\u093F");  // ki: by now the sign is known
  const FontUse use = collect_fonts(pages, test::library());
  REQUIRE(use.fonts.size() == 1);
  const auto text = [&](std::uint32_t glyph) { return use.fonts[0].glyphs[glyph].text; };
  CHECK(text(20) == "\u0939");
  CHECK(text(10) == "\u093F");
  CHECK(text(50) == "\u0915");
  CHECK(text(30) == "xyz");
  CHECK(text(40) == kNoText);
  const auto extracts = [&](std::vector<std::uint32_t> ids, std::string_view wanted, bool rtl) {
    std::vector<PageGlyph> glyphs;
    for (const std::uint32_t id : ids) glyphs.push_back({id, 0, 0, 0, 0});
    return extracts_as(use.fonts[0], glyphs, wanted, rtl);
  };
  CHECK(extracts({20, 10}, "\u0939\u093F", false));
  CHECK_FALSE(extracts({10, 20}, "\u0939\u093F", false));  // out of order: ActualText
  CHECK(extracts({10, 20}, "\u0939\u093F", true));
  CHECK(extracts({30, 40}, "xyz", false));
  CHECK_FALSE(extracts({30}, "xy", false));
  CHECK_FALSE(extracts({30}, "xyzz", false));
}

TEST_CASE("a glyph of several characters is claimed by the plainest one") {
  test::PageBuilder pages;
  pages.page();
  pages.line(0, 10, 50, "a");
  // The same glyph again, as if the font had one for all of these.
  const GlyphRun run = std::get<GlyphRun>(pages.items().back());
  for (const char* text : {"\u00E4", "b", "a", "\u0430"}) {
    GlyphRun copy = run;
    copy.text_begin = static_cast<std::uint32_t>(pages.list.text.size());
    copy.text_length = static_cast<std::uint32_t>(std::string_view(text).size());
    pages.list.text += text;
    pages.items().push_back(copy);
  }
  const FontUse use = collect_fonts(pages.list, test::library());
  REQUIRE(use.fonts.size() == 1);
  const std::uint32_t glyph = pages.list.glyphs[0].glyph;
  CHECK(use.fonts[0].glyphs[glyph].text == "a");
  CHECK(use.fonts[0].glyphs[glyph].claim == UsedGlyph::Claim::strong);
  CHECK(use.fonts[0].glyphs[glyph].width > 0);
}

TEST_CASE("brackets turned round and hyphens of line breaks leave their glyph to its own character") {
  test::PageBuilder pages;
  pages.page();
  pages.line(0, 10, 80, "\u05D0 (\u05D1)", {.lang = "he"});  // uses both brackets, mirrored
  pages.line(0, 10, 50, "(x)", {.families = {"Noto Sans Hebrew", "Open Sans"}});
  pages.line(0, 10, 99, "-", {.role = Role::hyphen});
  const FontUse use = collect_fonts(pages.list, test::library());
  int open = 0, close = 0, hyphens = 0;
  for (const UsedFont& font : use.fonts) {
    for (const UsedGlyph& glyph : font.glyphs) {
      open += glyph.text == "(";
      close += glyph.text == ")";
      hyphens += glyph.text == "-";
    }
  }
  CHECK(open == close);
  CHECK(open >= 1);
  CHECK(hyphens == 1);
}

}  // namespace pamphlet::pdf
