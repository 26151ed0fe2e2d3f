// Which glyphs of which fonts the pages show, and which characters each glyph stands for.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pages/pages.h"
#include "pdf/syntax.h"
#include "text/text.h"

namespace pamphlet::pdf {

/// A glyph of a font. What it extracts as (ToUnicode) is one text for each font object; where it stands for another one, a twin
/// of the font says so, and ActualText where there is none.
struct UsedGlyph {
  /// none: nothing is known; weak: worked out for one glyph of several; strong: the glyph stood alone for it.
  enum class Claim : unsigned char { unused, none, weak, strong };
  std::string_view text;
  std::int32_t width = 0;      // advance of the font program in 1/1000000 em: what W says
  Claim claim = Claim::unused;
  std::uint8_t code_size = 0;
  char code[4] = {};           // two bytes as they stand in a literal string, escapes included
};

struct UsedFont {
  FontId id = kNoFont;
  bool pictures = false;               // colour bitmaps: drawn (text_pictures.h), `glyphs` stays empty
  std::vector<UsedGlyph> glyphs = {};  // by glyph id
  std::uint32_t space = UINT32_MAX;    // the glyph that extracts as a space, when there is one
  std::string resource = {};           // name in the resource dictionary
  ObjectId object = kNoObject;
  /// The same font with other texts: the capital of "TEXT" that was typed "text" is the glyph of another "T". By glyph id.
  struct Twin {
    std::unordered_map<std::uint32_t, std::string_view> texts = {};
    std::string resource = {};
    ObjectId object = kNoObject;
  };
  std::vector<Twin> twins = {};
};

struct FontUse {
  std::vector<UsedFont> fonts;         // in order of first use: font ids depend on what else a process has loaded
  std::deque<std::string> texts;       // what views cannot point at in PageList::text

  UsedFont* find(FontId id);
};

/// What extracts as nothing: every glyph must have a mapping (ISO 14289-1 §7.21.7).
inline constexpr std::string_view kNoText = "\u200B";

/// Walks all pages. A text claims its glyph; when several do, the shortest and then the bytewise first wins, so that a
/// glyph shared by space and no-break space is a space. Glyphs that only stand with others (the vowel signs of Hindi)
/// get what is left of their cluster's text when the glyphs that are known have taken theirs.
FontUse collect_fonts(const PageList& pages, const FontLibrary& library);

/// Glyphs of one character sequence; `text` without what nobody should extract.
struct Cluster {
  std::uint32_t first = 0, last = 0;   // glyphs of the run, end exclusive
  std::string_view text;
};

/// The text as it should extract: without soft hyphens, direction marks and other invisible characters; line ends and
/// tabs as spaces; private-use and non-characters as U+FFFD, since PDF/A-2a refuses them (ISO 19005-2 §6.2.11.7.2).
/// Returns `text` itself when there is nothing to change.
std::string_view extractable(std::string_view text, std::string& scratch);

/// Whether glyphs with these texts, in visual order, extract as the cluster's text.
bool extracts_as(const UsedFont& font, std::span<const PageGlyph> glyphs, std::string_view text, bool rtl);

/// The twin whose glyph has this text; nothing when there is none.
const UsedFont::Twin* twin_with(const UsedFont& font, std::uint32_t glyph, std::string_view text);

/// White space at the end of a run's text for which layout kept no glyph (a line ended there): its first byte, or the
/// length of the text.
std::size_t covered_length(std::span<const PageGlyph> glyphs, std::string_view text, bool rtl);

/// Calls visit(Cluster) in the order of the glyphs, with the text as it is in the run.
template <class Visit>
void for_each_cluster(std::span<const PageGlyph> glyphs, std::string_view text, bool rtl, Visit&& visit) {
  const std::size_t length = covered_length(glyphs, text, rtl);
  std::size_t before = length;  // start of the cluster to the left: the end of this one's text, right to left
  for (std::uint32_t first = 0; first < glyphs.size();) {
    std::uint32_t last = first + 1;
    while (last < glyphs.size() && glyphs[last].cluster == glyphs[first].cluster) ++last;
    const std::size_t begin = std::min<std::size_t>(glyphs[first].cluster, length);
    std::size_t end = before;
    if (!rtl) end = last < glyphs.size() ? std::min<std::size_t>(glyphs[last].cluster, length) : length;
    visit(Cluster{first, last, text.substr(begin, end > begin ? end - begin : 0)});
    before = begin;
    first = last;
  }
}

}  // namespace pamphlet::pdf
