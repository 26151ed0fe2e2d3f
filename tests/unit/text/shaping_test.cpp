#include "fixture.h"

#include <thread>

using namespace pamphlet;
using namespace pamphlet::test;

namespace {

std::vector<std::uint32_t> glyph_ids(const ShapedText& shaped, std::size_t segment) {
  std::vector<std::uint32_t> out;
  const Segment& s = shaped.segments[segment];
  for (std::uint32_t k = 0; k < s.glyph_count; ++k)
    out.push_back(shaped.glyphs[s.first_glyph + k].glyph);
  return out;
}

bool same(const ShapedText& one, const ShapedText& other) {
  if (one.glyphs.size() != other.glyphs.size() || one.segments.size() != other.segments.size()) return false;
  for (std::size_t i = 0; i < one.glyphs.size(); ++i) {
    const ShapedGlyph &a = one.glyphs[i], &b = other.glyphs[i];
    if (a.glyph != b.glyph || a.cluster != b.cluster || a.advance != b.advance || a.dx != b.dx || a.dy != b.dy)
      return false;
  }
  for (std::size_t i = 0; i < one.segments.size(); ++i) {
    const Segment &a = one.segments[i], &b = other.segments[i];
    if (a.begin != b.begin || a.end != b.end || a.font != b.font || a.width != b.width || a.level != b.level)
      return false;
  }
  return true;
}

}  // namespace

TEST_CASE("Latin words, spaces and breaks") {
  need("Open Sans");
  const std::string text = "Hold your baby, skin-to-skin.";
  const ShapedText shaped = shape(text);
  check_invariants(text, shaped);
  CHECK(cut(text, shaped) == "Hold| |your| |baby,| |skin-|to-|skin.");
  CHECK(broken(text, shaped) == "Hold |your |baby, |skin-|to-|skin.");
  CHECK(shaped.segments[1].space);
  CHECK_FALSE(shaped.segments[0].space);
  CHECK(shaped.segments[0].script == "Latn");
  CHECK(shaped.direction == Direction::ltr);
  CHECK(shaped.missing.empty());
  CHECK(shape("").segments.empty());
}

TEST_CASE("kerning and ligatures") {
  const FontId garamond = need("EB Garamond");
  const std::vector<std::string> families = {"EB Garamond"};
  const ShapedText kerned = shape("AV", "en", families), a = shape("A", "en", families), v = shape("V", "en", families);
  CHECK(kerned.segments[0].width < a.segments[0].width + v.segments[0].width);
  CHECK(kerned.segments[0].font == garamond);
  need("Open Sans");
  const ShapedText ligature = shape("office");
  CHECK(ligature.glyphs.size() == 4);  // ffi is one glyph
  check_invariants("office", ligature);
  TextRun spaced = run("office");
  own_style(spaced).letter_spacing = kEm / 10;
  Shaper shaper(library());
  const ShapedText wide = shape(shaper, "office", {spaced});
  REQUIRE(wide.glyphs.size() == 6);  // letter spacing takes ligatures apart
  TextRun plain = run("office");
  own_style(plain).features = {{"liga", 0}, {"clig", 0}, {"dlig", 0}, {"hlig", 0}, {"calt", 0}};
  const ShapedText apart = shape(shaper, "office", {plain});
  CHECK(wide.segments[0].width == apart.segments[0].width + 6 * (kEm / 10));
  TextRun letters = run("office", "en", families), small_caps = letters;
  own_style(small_caps).features = {{"smcp", 1}};
  CHECK(glyph_ids(shape(shaper, "office", {small_caps}), 0) != glyph_ids(shape(shaper, "office", {letters}), 0));
}

TEST_CASE("a word from the cache equals the word shaped alone") {
  need("Open Sans");
  need("Noto Naskh Arabic");
  Shaper warm(library());
  const std::string all = "AVATAR office سلام world ✔ AVATAR office سلام world ✔ fi";
  shape(warm, all, {run(all)});
  for (const std::string word : {"AVATAR", "office", "سلام", "world", "✔", "fi"}) {
    Shaper cold(library());
    CHECK(same(shape(warm, word, {run(word)}), shape(cold, word, {run(word)})));
  }
  // Equal letters under another style are another word.
  TextRun bold = run("office");
  own_style(bold).font.weight = 700;
  CHECK(shape(warm, "office", {bold}).segments[0].width != shape(warm, "office", {run("office")}).segments[0].width);
}

TEST_CASE("runs part segments") {
  need("Open Sans");
  const std::string text = "intermission";
  TextRun first = run(text), second = run(text);
  first.end = second.begin = 5;
  own_style(second).font.weight = 700;
  Shaper shaper(library());
  const ShapedText shaped = shape(shaper, text, {first, second});
  check_invariants(text, shaped);
  CHECK(cut(text, shaped) == "inter|mission");
  CHECK(shaped.segments[1].run == 1);
  CHECK(shaped.segments[0].font != shaped.segments[1].font);
  CHECK(shaped.breaks.empty());
  // A run that begins at a combining mark takes nothing from the letter before it.
  const std::string marked = "e\u0301t";
  first.end = second.begin = 1;
  second.end = 4;
  const ShapedText whole = shape(shaper, marked, {first, second});
  CHECK(cut(marked, whole) == "e\u0301|t");
}

TEST_CASE("Arabic letters join, also across a change of style") {
  need("Noto Naskh Arabic");
  const std::string text = "سلام";
  const ShapedText whole = shape(text, "ar");
  check_invariants(text, whole);
  CHECK(whole.direction == Direction::rtl);
  REQUIRE(whole.segments.size() == 1);
  CHECK(whole.segments[0].level == 1);
  CHECK(whole.segments[0].script == "Arab");
  CHECK(whole.glyphs.front().cluster > whole.glyphs.back().cluster);  // visual order
  // Seen alone the first letter has its isolated form; before another letter its initial form.
  const ShapedText alone = shape("س", "ar");
  CHECK(alone.glyphs[0].glyph != whole.glyphs.back().glyph);
  TextRun first = run(text, "ar"), second = run(text, "ar");
  first.end = second.begin = 2;
  Shaper shaper(library());
  const ShapedText parted = shape(shaper, text, {first, second});
  REQUIRE(parted.segments.size() == 2);
  CHECK(parted.glyphs[parted.segments[0].first_glyph].glyph == whole.glyphs.back().glyph);
  // A piece of the word keeps the joined form as well, and letter spacing does not tear it apart.
  const Shaper::Piece piece = shaper.shape_piece(text, whole.segments[0], std::vector{run(text, "ar")}, 0, 2, false);
  REQUIRE(piece.glyphs.size() == 1);
  CHECK(piece.glyphs[0].glyph == whole.glyphs.back().glyph);
  TextRun spaced = run(text, "ar");
  own_style(spaced).letter_spacing = kEm;
  CHECK(shape(shaper, text, {spaced}).segments[0].width == whole.segments[0].width);
}

TEST_CASE("bidi levels and visual order, worked by hand") {
  need("Open Sans");
  need("Noto Sans Hebrew");
  // Left-to-right paragraph: "say שלום עולם now": words 0 1 | spaces between.
  const std::string text = "say שלום עולם now";
  const ShapedText shaped = shape(text, "en");
  CHECK(shaped.direction == Direction::ltr);
  CHECK(cut(text, shaped) == "say| |שלום| |עולם| |now");
  std::vector<std::uint8_t> levels;
  for (const Segment& segment : shaped.segments)
    levels.push_back(segment.level);
  CHECK(levels == std::vector<std::uint8_t>{0, 0, 1, 1, 1, 0, 0});
  CHECK(visual_order(levels) == std::vector<std::uint32_t>{0, 1, 4, 3, 2, 5, 6});
  // Right-to-left paragraph with a number and a Latin word in it.
  const std::string rtl = "שלום 12 ABC.";
  const ShapedText turned = shape(rtl, "he");
  CHECK(turned.direction == Direction::rtl);
  CHECK(cut(rtl, turned) == "שלום| |12| |ABC|.");
  levels.clear();
  for (const Segment& segment : turned.segments)
    levels.push_back(segment.level);
  CHECK(levels == std::vector<std::uint8_t>{1, 1, 2, 1, 2, 1});
  CHECK(visual_order(levels) == std::vector<std::uint32_t>{5, 4, 3, 2, 1, 0});
  // Nested: L2 from the highest level down.
  CHECK(visual_order(std::vector<std::uint8_t>{0, 1, 2, 2, 1, 0}) == std::vector<std::uint32_t>{0, 4, 2, 3, 1, 5});
  CHECK(visual_order(std::vector<std::uint8_t>{}).empty());
  // A base direction outranks the first strong character.
  CHECK(shape("abc", "en", {"Open Sans"}, Direction::rtl).segments[0].level == 2);
  CHECK(shape(text, "en", {"Open Sans"}, Direction::rtl).direction == Direction::rtl);
  // Brackets take the direction of what they enclose; more than 63 open ones are plain neutrals (BD16).
  const ShapedText bracketed = shape("שלום (abc) 1", "he");
  CHECK(bracketed.segments[2].level == 1);
  const std::string deep = "א" + std::string(3000, '(') + "b" + std::string(3000, ')');
  check_invariants(deep, shape(deep, "he"));
  // A forced line end is no paragraph end: the second line keeps the direction.
  const ShapedText lines = shape("שלום\nabc", "he");
  CHECK(lines.segments.back().level == 2);
}

TEST_CASE("Devanagari syllables are shaped as units") {
  need("Noto Sans Devanagari");
  const std::string text = "नमस्ते हिन्दी";
  const ShapedText shaped = shape(text, "hi");
  check_invariants(text, shaped);
  CHECK(shaped.missing.empty());
  CHECK(cut(text, shaped) == "नमस्ते| |हिन्दी");
  CHECK(shaped.segments[0].script == "Deva");
  // The vowel sign i is drawn before its consonant: one cluster for both.
  CHECK(shaped.glyphs[shaped.segments[2].first_glyph].cluster == shaped.segments[2].begin);
  CHECK(shaped.segments[1].font == shaped.segments[0].font);  // the space comes from the same font
  Shaper shaper(library());
  const auto edges = shaper.grapheme_edges(text, 0, static_cast<std::uint32_t>(text.find(' ')));
  CHECK(edges == std::vector<std::uint32_t>{3, 6});  // न म स्ते: the conjunct is one
}

TEST_CASE("Thai breaks between words of the dictionary") {
  need("Noto Sans Thai");
  const std::string text = "สวัสดีชาวโลก";
  const ShapedText shaped = shape(text, "th");
  check_invariants(text, shaped);
  CHECK(broken(text, shaped) == "สวัสดี|ชาว|โลก");
}

TEST_CASE("Japanese and Chinese break between characters but for kinsoku") {
  need("Noto Sans CJK JP");
  const std::string text = "これは「テスト」です。";
  const ShapedText shaped = shape(text, "ja");
  check_invariants(text, shaped);
  CHECK(broken(text, shaped) == "こ|れ|は|「テ|ス|ト」|で|す。");
  CHECK(shaped.missing.empty());
  CHECK(shaped.segments[0].script == "Hira");
  // Strict: a small kana and the prolonged sound mark do not begin a line.
  const std::string kana = "ちょっとコーヒー";
  CHECK(broken(kana, shape(kana, "ja")) == "ちょっ|と|コー|ヒー");
  const std::string chinese = "中文“引用”，好。";
  const ShapedText quoted = shape(chinese, "zh");
  FontId font = quoted.segments[0].font;
  for (const Segment& segment : quoted.segments)
    CHECK(segment.font == font);  // punctuation follows the Han font
  const std::string korean = "한국어 글";
  CHECK(shape(korean, "ko").missing.empty());
}

TEST_CASE("each emoji sequence is one glyph") {
  const FontId emoji = need("Noto Color Emoji");
  for (const std::string sequence : {"💡", "❤️", "👩‍👩‍👧‍👦", "🇩🇪", "👍🏽", "1️⃣",
                                     "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "❤️‍🔥"}) {
    const ShapedText shaped = shape(sequence);
    CAPTURE(sequence);
    check_invariants(sequence, shaped);
    REQUIRE(shaped.segments.size() == 1);
    CHECK(shaped.segments[0].font == emoji);
    CHECK(shaped.glyphs.size() == 1);
    CHECK(shaped.segments[0].script == "Zsye");
  }
  // Text presentation: by default for these, and asked for with VS15.
  for (const std::string symbol : {"✔", "❤", "⚠", "❤\uFE0E", "©"}) {
    const ShapedText shaped = shape(symbol);
    CAPTURE(symbol);
    REQUIRE(shaped.segments.size() == 1);
    CHECK(shaped.segments[0].font != emoji);
    CHECK(shaped.glyphs.size() == 1);
  }
  const std::string mixed = "Go👍🏽now 1 2️⃣";
  const ShapedText shaped = shape(mixed);
  check_invariants(mixed, shaped);
  CHECK(cut(mixed, shaped) == "Go|👍🏽|now| |1| |2️⃣");
}

TEST_CASE("pieces of a word") {
  need("EB Garamond");
  const std::string text = "the office";
  const std::vector<TextRun> runs = {run(text, "en", {"EB Garamond"})};
  Shaper shaper(library());
  const ShapedText shaped = shape(shaper, text, runs);
  const Segment& word = shaped.segments[2];
  const Shaper::Piece of = shaper.shape_piece(text, word, runs, 4, 6, false);
  const Shaper::Piece with = shaper.shape_piece(text, word, runs, 4, 6, true);
  REQUIRE(of.glyphs.size() == 2);
  REQUIRE(with.glyphs.size() == 3);
  CHECK(of.glyphs[0].cluster == 4);
  CHECK(with.glyphs[2].cluster == 6);
  CHECK(with.width > of.width);
  CHECK(shaper.shape_piece(text, word, runs, 4, 6, true).width == with.width);  // from the cache
  CHECK(shaper.shape_piece(text, word, runs, 4, 10, false).width == word.width);
  CHECK(shaper.shape_piece(text, word, runs, 6, 6, true).glyphs.empty());
  CHECK(shaper.shape_piece(text, word, runs, 0, 100, false).width == word.width);  // clamped to the segment
  const std::string hyphenated = "well-known";
  const ShapedText cut_word = shape(shaper, hyphenated, {run(hyphenated, "en", {"EB Garamond"})});
  const auto same_hyphen = shaper.shape_piece(hyphenated, cut_word.segments[0], runs, 0, 5, true);
  CHECK(same_hyphen.width == cut_word.segments[0].width);  // it has its hyphen already
}

TEST_CASE("long words and heavy clusters stay bounded") {
  need("Open Sans");
  std::string word(20000, 'w'), marks = "a";
  for (int i = 0; i < 5000; ++i)
    marks += "\u0301";
  for (const std::string& text : {word, marks, std::string(5000, ' ')}) {
    const ShapedText shaped = shape(text);
    check_invariants(text, shaped);
    CHECK(shaped.breaks.empty());
    for (const Segment& segment : shaped.segments)
      CHECK(segment.end - segment.begin <= 4096);
  }
}

TEST_CASE("four threads see the same text") {
  need("Open Sans");
  const FontLibrary fresh(catalog());
  const std::string text =
      "Mixed: שלום سلام नमस्ते 中文 👍🏽 ✔ office AVATAR สวัสดี, é̂ and "
      "more.";
  std::vector<ShapedText> results(4);
  std::vector<std::vector<std::uint32_t>> hyphens(4);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] {
      Shaper shaper(fresh);
      Diagnostics diagnostics;
      for (int round = 0; round < 20; ++round) {
        results[i] = shaper.shape(text, std::vector{run(text)}, std::nullopt, diagnostics);
        hyphens[i] = shaper.hyphenate("internationalization", "en-US", true);
      }
    });
  }
  for (std::thread& thread : threads)
    thread.join();
  check_invariants(text, results[0]);
  for (std::size_t i = 1; i < 4; ++i) {
    CHECK(same(results[0], results[i]));
    CHECK(hyphens[0] == hyphens[i]);
  }
}

TEST_CASE("scripts and directions") {
  CHECK(script_of("123 abc") == "Latn");
  CHECK(script_of("... 12") == "Zyyy");
  CHECK(script_of("«سلام»") == "Arab");
  CHECK(script_of("") == "Zyyy");
  for (const char* lang : {"ar", "he", "fa-IR", "ur", "yi", "az-Arab", "pa-Arab-PK", "ps", "ckb"})
    CHECK(is_rtl_language(lang));
  for (const char* lang : {"en", "az", "ar-Latn", "", "x", "de-CH-1996", "ha-Latn", "arabic", "zh-Hans"}) {
    CHECK_FALSE(is_rtl_language(lang));
  }
}
