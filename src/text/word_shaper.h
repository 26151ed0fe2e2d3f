// Words to glyphs: HarfBuzz, and a cache of what it said.
#pragma once

#include <hb.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/run_style.h"

namespace pamphlet::shaping {

/// Everything but the text that decides what a word looks like.
struct ShapeContext {
  std::uint32_t number = 0;
  const Face* face = nullptr;
  const RunStyle* style = nullptr;
  std::uint8_t script = 0;
  bool rtl = false;
  bool cursive = false;  // letters join: no letter spacing, and neighbours beyond a cut matter
  Em letter_spacing = 0;
  hb_segment_properties_t properties{};
  std::shared_ptr<hb_shape_plan_t> plan;
};

/// Characters to shape, with neighbours that only give context.
struct ShapeText {
  std::vector<std::uint32_t> code_points;
  std::vector<std::uint32_t> offsets;  // of each: what ShapedGlyph::cluster says
  std::size_t begin = 0, end = 0;      // the characters to shape; those outside are context
  void clear() {
    code_points.clear();
    offsets.clear();
    begin = end = 0;
  }
  void add(char32_t code_point, std::uint32_t offset) {
    code_points.push_back(code_point);
    offsets.push_back(offset);
  }
};

struct ShapedWord {
  std::span<const ShapedGlyph> glyphs;  // clusters count from the word's beginning; valid until the next call
  Em width = 0;
  std::uint32_t lost = kNothingLost;  // cluster of the first character that the face turned out not to have
  static constexpr std::uint32_t kNothingLost = UINT32_MAX;
};

class WordShaper {
 public:
  WordShaper();
  ShapeContext& context(FontId font, const Face* face, const RunStyle& style, std::uint8_t script, bool rtl);
  /// The cached glyphs of a word, or nothing. `word` and `context` must determine the glyphs.
  bool find(const ShapeContext& context, std::string_view word, ShapedWord& out);
  /// Shapes and, when `word` is not empty, remembers the glyphs under it.
  ShapedWord shape(const ShapeContext& context, const ShapeText& text, std::string_view word);

 private:
  struct Entry {
    std::uint64_t hash;
    std::uint32_t context, text, size, first_glyph, glyph_count;
    Em width;
  };
  void run_harfbuzz(const ShapeContext& context, const ShapeText& text);
  void add_letter_spacing(const ShapeContext& context);
  void remember(const ShapeContext& context, std::string_view word, Em width);
  void grow();

  HbBuffer buffer_;
  std::unordered_map<std::uint64_t, std::unique_ptr<ShapeContext>> contexts_;
  std::uint64_t last_key_ = UINT64_MAX;
  ShapeContext* last_context_ = nullptr;
  std::vector<ShapedGlyph> scratch_;
  std::uint32_t lost_ = ShapedWord::kNothingLost;
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> slots_;  // open addressing: entry number + 1, 0 = free
  std::string texts_;
  std::vector<ShapedGlyph> glyphs_;
};

/// What HarfBuzz is given for a character: most stand for themselves; nothing (0) for what is never seen and joins
/// nothing.
std::uint32_t shaped_as(char32_t code_point, std::uint16_t flags, const Face& face);

/// Whether the letters of a script join, so that spacing them out would tear words apart (CSS Text 3, appendix D).
bool is_cursive(std::uint8_t script);

}  // namespace pamphlet::shaping
