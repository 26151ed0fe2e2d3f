#include <doctest/doctest.h>

#include "epub/css.h"
#include "epub/css_rules.h"
#include "helpers.h"
#include "style/codes.h"

using namespace epub_test;
using pamphlet::epub::stylesheet;

namespace {

std::string sheet(std::vector<Rule> rules, std::string dir = "ltr", Diagnostics* diagnostics = nullptr) {
  Style style;
  style.rules = std::move(rules);
  style.sources.push_back(std::make_shared<Source>("s.toml", "x"));
  Document document;
  document.meta.dir = std::move(dir);
  Diagnostics unheard;
  return stylesheet(document, style, {}, diagnostics != nullptr ? *diagnostics : unheard);
}

/// The declarations of the last rule with exactly this selector.
std::string body_of(const std::string& css, const std::string& selector) {
  const std::size_t at = ("\n" + css).rfind("\n" + selector + " {");
  if (at == std::string::npos) return {};
  const std::size_t open = css.find('{', at);
  return css.substr(open + 1, css.find('}', open) - open - 1);
}

constexpr Color kTeal{0x1f, 0x6f, 0x78, 255};

}  // namespace

TEST_CASE("body text is all defaults") {
  const std::vector<std::pair<Property, Value>> everything{
      {Property::font_size, FontSize{1.2}}, {Property::line_height, 1.6}, {Property::color, kTeal},
      {Property::background_color, kTeal}, {Property::text_align, TextAlign::justify}, {Property::letter_spacing, EmLength{0.1}}};
  const std::string css = sheet({rule(Element::document, "", everything), rule(Element::paragraph, "", everything),
                                 rule(Element::list, "", everything), rule(Element::item, "", everything)});
  for (const char* selector : {"body", "p", "ul, ol", "li"}) {
    const std::string body = body_of(css, selector);
    for (const char* property : {"font-size", "line-height", "color", "background", "text-align", "letter-spacing"})
      CHECK_MESSAGE(!contains(body, property), selector << ": " << property);
  }
}

TEST_CASE("the family stands on body, with a generic one last, and elsewhere only where it differs") {
  const FontFamilies serif{"EB Garamond"}, sans{"Source Sans 3"};
  const std::string css = sheet({rule(Element::document, "", {{Property::font_family, serif}}),
                                 rule(Element::heading, "", {{Property::font_family, sans}}),
                                 rule(Element::callout, "", {{Property::font_family, serif}})});
  CHECK(contains(body_of(css, "body"), "font-family: \"EB Garamond\", serif;"));
  CHECK(contains(body_of(css, "h1.chapter, h2, h3, h4, h5, h6"), "font-family: \"Source Sans 3\", sans-serif;"));
  CHECK(!contains(body_of(css, "aside.callout"), "font-family"));
}

TEST_CASE("side margins are in per cent, never negative; heights are in em") {
  const std::string css = sheet({rule(Element::callout, "", {{Property::margin_left, EmLength{2}}, {Property::padding_right, EmLength{1}},
                                                            {Property::margin_top, EmLength{1.5}}}),
                                 rule(Element::figure, "", {{Property::margin_left, EmLength{-2}}})});
  const std::string callout = body_of(css, "aside.callout");
  CHECK(contains(callout, "margin-left: 6%;"));
  CHECK(contains(callout, "padding-right: 3%;"));
  CHECK(contains(callout, "margin-top: 1.5em;"));
  CHECK(contains(body_of(css, "figure"), "margin-left: 0;"));
}

TEST_CASE("start is the right side in right-to-left articles") {
  const std::vector<Rule> rules{rule(Element::block_quote, "", {{Property::padding_left, EmLength{1}}, {Property::border_left_width, EmLength{0.2}}})};
  const std::string css = sheet(rules, "rtl");
  CHECK(contains(body_of(css, "blockquote.quote"), "padding-right: 3%;"));
  CHECK(contains(body_of(css, "blockquote.quote"), "border-right-width: 0.2em;"));
  CHECK(contains(body_of(css, "p.hang"), "padding-right: 1.6em;"));
}

TEST_CASE("breaks have their older twins") {
  const std::string css = sheet({rule(Element::heading, "", {{Property::break_after, Break::avoid}, {Property::break_before, Break::page}})});
  const std::string body = body_of(css, "h1.chapter, h2, h3, h4, h5, h6");
  CHECK(contains(body, "page-break-after: avoid;"));
  CHECK(contains(body, " break-after: avoid;"));
  CHECK(contains(body, "page-break-before: always;"));
}

TEST_CASE("colours that night mode or white paper would swallow are dropped") {
  const auto heading = [](Color color) {
    return body_of(sheet({rule(Element::heading, "", {{Property::color, color}})}), "h1.chapter, h2, h3, h4, h5, h6");
  };
  CHECK(!contains(heading(kTeal), "color"));
  CHECK(!contains(heading({0x11, 0x11, 0x11, 255}), "color"));
  CHECK(!contains(heading({255, 255, 240, 255}), "color"));
}

TEST_CASE("lines and marks are seen on white and at night") {
  constexpr Color kWhite{255, 255, 255, 255}, kNight{0x12, 0x12, 0x12, 255};
  for (const Color color : {Color{0, 0, 0, 255}, Color{0x8f, 0x2d, 0x1c, 255}, Color{0x1d, 0x5a, 0x73, 255}, kTeal, Color{0xe6, 0xf2, 0xf3, 255}, kWhite}) {
    CHECK(contrast(pamphlet::epub::line_color(color), kWhite) >= 3);
    CHECK(contrast(pamphlet::epub::line_color(color), kNight) >= 3);
  }
  // 0, 26, 49, 70, 89, 106: each a tenth of what is left, rounded up, until (0.144 + 0.05) / (0.006 + 0.05) is more than 3.
  CHECK(to_css(pamphlet::epub::line_color({0, 0, 0, 255})) == "#6a6a6a");
  CHECK(to_css(pamphlet::epub::line_color({0x77, 0x77, 0x77, 255})) == "#777777");
  CHECK(to_css(pamphlet::epub::seen_at_night(kWhite)) == "#ffffff");
}

TEST_CASE("a tint becomes a line, unless the style asks for it in the ebook") {
  const Color tint{0xe6, 0xf2, 0xf3, 255};
  Diagnostics diagnostics;
  const std::string plain = body_of(sheet({rule(Element::callout, "", {{Property::background_color, tint}})}, "ltr", &diagnostics), "aside.callout");
  CHECK(!contains(plain, "background"));
  CHECK(contains(plain, "border: 0.08em solid #"));
  CHECK(diagnostics.has(code::style_medium_ignores));
  const std::string asked = body_of(sheet({rule(Element::callout, "", {{Property::background_color, tint}}, Media::ebook)}), "aside.callout");
  CHECK(contains(asked, "background-color: #e6f2f3;"));
  CHECK(contains(asked, "color: #1a1a1a;"));
  CHECK(contrast(pamphlet::epub::line_color(tint), {255, 255, 255, 255}) >= 3);
}

TEST_CASE("what one value changes in the style changes the sheet") {
  const auto changed = [](Element element, Property property, Value one, Value two) {
    return sheet({rule(element, "", {{property, std::move(one)}})}) != sheet({rule(element, "", {{property, std::move(two)}})});
  };
  CHECK(changed(Element::heading, Property::font_size, FontSize{1.5}, FontSize{1.6}));
  CHECK(changed(Element::heading, Property::line_height, 1.2, 1.3));
  CHECK(changed(Element::heading, Property::font_weight, 600, 700));
  CHECK(changed(Element::heading, Property::text_wrap, TextWrap::pretty, TextWrap::balance));
  CHECK(changed(Element::heading, Property::hyphens, Hyphens::none, Hyphens::manual));
  CHECK(changed(Element::heading, Property::font_feature_settings, FontFeatures{{"ss01", 1}}, FontFeatures{}));
  CHECK(changed(Element::paragraph, Property::text_indent, EmLength{1}, EmLength{1.2}));
  CHECK(changed(Element::paragraph, Property::initial_letter, 2, 3));
  CHECK(changed(Element::callout, Property::background_color, Color{200, 220, 230, 255}, Color{230, 220, 200, 255}));
  CHECK(changed(Element::callout, Property::border_radius, CornerRadius{0.2, 0}, CornerRadius{0.3, 0}));
  CHECK(changed(Element::image, Property::width, Percent{0.5}, Percent{0.6}));
  CHECK(changed(Element::figure, Property::box_align, BoxAlign::start, BoxAlign::center));
  CHECK(changed(Element::marker, Property::mark_size, EmLength{1}, EmLength{1.2}));
  CHECK(changed(Element::ornament, Property::content, ContentText{"* * *", Mark::none}, ContentText{"~", Mark::none}));
  CHECK(changed(Element::list, Property::list_style_type, ListStyle::disc, ListStyle::dash));
}

TEST_CASE("nothing of a paragraph's rule leaks into other elements that are written as <p>") {
  const std::string css = sheet({rule(Element::paragraph, "", {{Property::text_indent, EmLength{1.2}}})});
  CHECK(contains(body_of(css, "p"), "text-indent: 1.2em;"));
  CHECK(contains(body_of(css, "p.kicker"), "text-indent: 0;"));
  CHECK(contains(body_of(css, "p.callout-label"), "text-indent: 0;"));
}
