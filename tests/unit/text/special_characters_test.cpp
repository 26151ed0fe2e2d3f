// Characters that are missing, invisible, blank, or more than letters.
#include "fixture.h"

#include "base/codes.h"

using namespace pamphlet;
using namespace pamphlet::test;

TEST_CASE("a character that no font has is reported once and drawn as U+FFFD") {
  need("Open Sans");
  const std::string text = "a\U00013000b\U00013000c";
  const ShapedText shaped = shape(text);
  check_invariants(text, shaped);
  REQUIRE(shaped.missing.size() == 1);
  CHECK(shaped.missing[0].offset == 1);
  CHECK(shaped.missing[0].cluster == "\U00013000");
  CHECK(shaped.missing[0].script == "Egyp");
  CHECK(cut(text, shaped) == "a|\U00013000|b|\U00013000|c");
  CHECK(shaped.segments[1].glyph_count == 1);
  // Without any font there is a result all the same.
  FontCatalog nothing;
  const FontLibrary empty(nothing);
  Shaper shaper(empty);
  Diagnostics diagnostics;
  const TextRun unknown = run(text, "en", {"No Such Family At All"});
  const ShapedText bare = shaper.shape(text, std::vector{unknown}, std::nullopt, diagnostics);
  CHECK(bare.glyphs.empty());
  CHECK(bare.segments.size() >= 5);
  CHECK(bare.missing.size() == 4);
  CHECK(diagnostics.has(code::font_missing));
}

TEST_CASE("what is not to be seen has no glyph and is not missing") {
  need("Open Sans");
  const std::string text = "a\u00ADb\u200Bc\u2060d\uFEFFe\u200Ef\u200Cg";
  const ShapedText shaped = shape(text);
  check_invariants(text, shaped);
  CHECK(shaped.missing.empty());
  CHECK(shaped.glyphs.size() == 7);
  CHECK(broken(text, shaped) == "a\u00ADb\u200B|c\u2060d\uFEFFe\u200Ef\u200Cg");  // no break at a soft hyphen
  Em plain = 0;
  for (const std::string part : {"ab", "cdefg"})
    plain += shape(part).segments[0].width;
  Em seen = 0;
  for (const Segment& segment : shaped.segments)
    seen += segment.width;
  CHECK(seen == plain);
  const ShapedText controls = shape(std::string("a\x01\x7F") + "b");
  CHECK(controls.glyphs.size() == 2);
  CHECK(controls.missing.empty());
}

TEST_CASE("spaces") {
  need("Open Sans");
  const std::string text = "10\u00A0mg\u202Fx y\tz  w\u2009v";
  const ShapedText shaped = shape(text);
  check_invariants(text, shaped);
  CHECK(cut(text, shaped) == "10\u00A0mg\u202Fx| |y|\t|z|  |w|\u2009|v");
  CHECK(broken(text, shaped) == "10\u00A0mg\u202Fx |y\t|z  |w\u2009|v");
  CHECK(shaped.missing.empty());
  const Em space = shape(" ").segments[0].width;
  CHECK(shaped.segments[3].width == space);
  CHECK(shaped.segments[5].width == 2 * space);
  CHECK(shaped.segments[7].width < space);
  CHECK(shape("a\u00A0b").segments[0].width == shape("a").segments[0].width + space + shape("b").segments[0].width);
}

TEST_CASE("forced breaks and inline objects are segments of their own") {
  need("Open Sans");
  const std::string text = "one\ntwo\u2028three\uFFFCfour\n";
  const ShapedText shaped = shape(text);
  check_invariants(text, shaped);
  CHECK(cut(text, shaped) == "one|\n|two|\u2028|three|\uFFFC|four|\n");
  CHECK(broken(text, shaped) == "one\n!two\u2028!three|\uFFFC|four\n");
  CHECK(shaped.segments[1].space);
  CHECK(shaped.segments[1].glyph_count == 0);
  CHECK_FALSE(shaped.segments[5].space);
  CHECK(shaped.segments[5].glyph_count == 0);
  CHECK(shaped.missing.empty());
}

TEST_CASE("web addresses break after their separators and are not hyphenated") {
  need("Open Sans");
  const std::string text = "see https://www.example.org/a-b/international?x=1&y=2.";
  const ShapedText shaped = shape(text);
  CHECK(broken(text, shaped) == "see |https://|www.|example.|org/|a|-b/|international?|x=|1&|y=|2.");
  for (const Segment& segment : shaped.segments)
    CHECK(segment.hyphenable == (segment.begin < 4));
  const std::string typed = "clinic.example/first-week";
  CHECK(broken(typed, shape(typed)) == "clinic.|example/|first|-week");
  const std::string plain = "either/or e.g. 3.14 v1.2";
  CHECK(broken(plain, shape(plain)) == "either/|or |e.g. |3.14 |v1.2");
}
