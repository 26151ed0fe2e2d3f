// A PDF shows glyphs, a reader wants characters: each font has one table from glyph to text (ToUnicode), while one glyph
// may have stood for several texts (a hyphen of a line break and one of the author), and one text may take several glyphs.
// So all pages are walked first: every cluster of one glyph claims its text for it, and the strongest claim wins (then the
// shortest, then the first by bytes, so that the order of pages does not matter). Clusters of several glyphs are then
// worked out from what is known of each alone, as in a puzzle, and only at last by guessing.
//
// Capitals that a style makes are the exception: "dose" in capitals shows the glyphs of "DOSE", and readers that know no ActualText
// (pdf.js) would say "DOSE" here and "dose" there. So a glyph that is a capital for its small letter too has a second code: a twin
// of the font, which is the same program with another table. What is still wrong at one place is said there by ActualText
// (extracts_as). ActualText for everything would double the content streams, and readers select it badly. Linear in the
// glyphs, kMaxLessons times.
#include "pdf/glyph_use.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "base/utf8.h"
#include "pdf/run.h"

namespace pamphlet::pdf {
namespace {

constexpr std::uint32_t kMaxGlyphs = 65536;  // glyph ids of OpenType fonts have 16 bits

// Longer than any ligature or emoji sequence; CMap strings have limits too (Adobe Technical Note 5411).
constexpr std::size_t kMaxClusterBytes = 96;

// Rounds of working out glyphs from each other: the second rarely teaches anything.
constexpr int kMaxLessons = 4;

constexpr std::size_t kMaxTwins = 3;  // small letters of one capital

/// Unicode's Default_Ignorable_Code_Point without the joiners, which change words in Persian and Indic scripts, and the
/// variation selectors, which make emoji.
bool is_invisible(char32_t c) {
  return c == 0xAD || c == 0x34F || c == 0x61C || c == 0x180E || c == 0x200B || c == 0x200E || c == 0x200F ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

bool is_line_or_tab(char32_t c) { return c < 0x20 || c == 0x7F || c == 0x85 || c == 0x2028 || c == 0x2029; }

bool is_private_or_none(char32_t c) {
  return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000 || (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

bool is_space_text(std::string_view text) {
  return text == " " || text == "\u00A0" || text == "\u2002" || text == "\u2003" || text == "\u2007" || text == "\u2009" ||
         text == "\u202F";
}

/// What the glyph of a mirrored character looks like when it stands in text from left to right (BidiMirroring.txt, the
/// pairs that articles use); the text itself when it is not one of them.
std::string_view mirrored(std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> kPairs[] = {
      {"(", ")"}, {"[", "]"}, {"{", "}"}, {"<", ">"}, {"\u00AB", "\u00BB"}, {"\u2039", "\u203A"}};
  for (const auto& [open, close] : kPairs) {
    if (text == open) return close;
    if (text == close) return open;
  }
  return text;
}

/// Whether `text` should have a glyph rather than the text that has it now.
bool wins(std::string_view text, std::string_view holder) {
  return text.size() != holder.size() ? text.size() < holder.size() : text < holder;
}

class Collector {
 public:
  Collector(const PageList& pages, const FontLibrary& library) : pages_(pages), library_(library) {}

  FontUse run() {
    for (const Page& page : pages_.pages) {
      for (const Item& item : page.items) {
        if (const auto* run = std::get_if<GlyphRun>(&item)) add(*run);
      }
    }
    // First what follows from what is known, again while that teaches more, and at last by guessing.
    for (int pass = 0; pass < kMaxLessons && learn_groups(false); ++pass) {
    }
    learn_groups(true);
    make_twins();
    for (UsedFont& font : use_.fonts) finish(font);
    return std::move(use_);
  }

 private:
  void add(const GlyphRun& run) {
    const auto glyphs = glyphs_of(pages_, run);
    if (glyphs.empty() || run.font == kNoFont) return;
    UsedFont& font = font_of(run.font);
    if (font.pictures) return;
    bool groups = false;
    for_each_cluster(glyphs, text_of(pages_, run), run.rtl, [&](const Cluster& cluster) {
      const std::string_view text = extractable(cluster.text, scratch_);
      if (text.empty() && run.role != Role::hyphen) return;  // invisible: never shown
      if (cluster.last - cluster.first == 1) {
        claim_one(font, glyphs[cluster.first].glyph, text, run);
      } else {
        groups = true;
        for (std::uint32_t i = cluster.first; i < cluster.last; ++i) claim(font, glyphs[i].glyph, {}, UsedGlyph::Claim::none);
      }
    });
    if (groups) with_groups_.push_back(&run);
  }

  /// Now that it is known what glyphs stand for alone: the clusters of several glyphs. Whether anything was learnt.
  bool learn_groups(bool guess) {
    const std::size_t before = learnt_;
    for (const GlyphRun* run : with_groups_) {
      const auto glyphs = glyphs_of(pages_, *run);
      UsedFont& font = font_of(run->font);
      for_each_cluster(glyphs, text_of(pages_, *run), run->rtl, [&](const Cluster& cluster) {
        const std::string_view text = extractable(cluster.text, scratch_);
        if (cluster.last - cluster.first == 1 || text.empty() || text.size() > kMaxClusterBytes) return;
        share_out(font, glyphs.subspan(cluster.first, cluster.last - cluster.first), text, run->rtl, guess);
      });
    }
    return learnt_ != before;
  }

  void share_out(UsedFont& font, std::span<const PageGlyph> glyphs, std::string_view text, bool rtl, bool guess) {
    std::string rest(text);
    std::vector<std::uint32_t> unknown;
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
      const std::uint32_t id = glyphs[rtl ? glyphs.size() - 1 - i : i].glyph;  // in logical order
      if (id == 0 || id >= font.glyphs.size()) continue;
      const std::string_view known = font.glyphs[id].text;
      const std::size_t at = known.empty() ? std::string::npos : rest.find(known);
      if (at != std::string::npos) {
        rest.erase(at, known.size());
      } else if (font.glyphs[id].claim == UsedGlyph::Claim::none) {
        unknown.push_back(id);
      }
    }
    if (unknown.empty() || rest.empty() || (unknown.size() > 1 && !guess)) return;
    learnt_ += unknown.size();
    if (count_code_points(rest) != unknown.size()) {
      claim(font, unknown.front(), rest, UsedGlyph::Claim::weak);
      return;
    }
    std::size_t end = 0;
    for (const std::uint32_t id : unknown) {
      const std::size_t begin = end;
      next_code_point(rest, end);
      claim(font, id, std::string_view(rest).substr(begin, end - begin), UsedGlyph::Claim::weak);
    }
  }

  /// A hyphen that a line break made, and a bracket turned round in text from right to left, leave their glyph to the
  /// character that it belongs to.
  void claim_one(UsedFont& font, std::uint32_t glyph, std::string_view text, const GlyphRun& run) {
    const std::string_view natural = run.role == Role::hyphen ? "-" : run.rtl ? mirrored(text) : text;
    const std::string_view before = holder(font, glyph);
    claim(font, glyph, natural, natural == text ? UsedGlyph::Claim::strong : UsedGlyph::Claim::weak);
    const std::string_view after = holder(font, glyph);
    for (const std::string_view loser : {natural == text ? text : std::string_view(), before}) {
      if (loser != after && glyph < font.glyphs.size() && is_small_letter(loser)) note_small(font, glyph, loser);
    }
  }

  static std::string_view holder(const UsedFont& font, std::uint32_t glyph) {
    return glyph < font.glyphs.size() ? font.glyphs[glyph].text : std::string_view();
  }

  static bool is_small_letter(std::string_view text) {
    std::size_t at = 0;
    return !text.empty() && is_lower(next_code_point(text, at)) && at == text.size();
  }

  /// Small letters that a glyph was shown for: where it turns out to be a capital's, a twin has them. Few glyphs have any beside the
  /// one that they extract as, and none more than two (i and ı).
  void note_small(UsedFont& font, std::uint32_t glyph, std::string_view text) {
    std::vector<std::string_view>& known = small_[{font.id, glyph}];
    if (std::find(known.begin(), known.end(), text) == known.end() && known.size() < kMaxTwins) known.push_back(lasting(text));
  }

  void make_twins() {
    for (auto& [key, texts] : small_) {
      UsedFont& font = *use_.find(key.first);
      std::sort(texts.begin(), texts.end());
      std::size_t twin = 0;
      for (const std::string_view text : texts) {
        if (font.glyphs[key.second].text == text) continue;
        if (font.twins.size() <= twin) font.twins.emplace_back();
        font.twins[twin++].texts.emplace(key.second, text);
      }
    }
  }

  UsedFont& font_of(FontId id) {
    if (!use_.fonts.empty() && use_.fonts[last_].id == id) return use_.fonts[last_];
    for (last_ = 0; last_ < use_.fonts.size(); ++last_) {
      if (use_.fonts[last_].id == id) return use_.fonts[last_];
    }
    use_.fonts.push_back({.id = id, .pictures = library_.metrics(id).color_bitmaps});
    return use_.fonts.back();
  }

  void claim(UsedFont& font, std::uint32_t id, std::string_view text, UsedGlyph::Claim strength) {
    if (text.size() > kMaxClusterBytes) {  // ActualText says it
      text = {};
      strength = UsedGlyph::Claim::none;
    }
    if (id == 0 || id >= kMaxGlyphs) return;  // no glyph: shown as a box
    if (id >= font.glyphs.size()) font.glyphs.resize(id + 1);
    UsedGlyph& glyph = font.glyphs[id];
    if (glyph.claim > strength) return;
    if (glyph.claim == strength && (glyph.text == text || !wins(text, glyph.text))) return;
    glyph.claim = strength;
    glyph.text = lasting(text);
  }

  /// A view that lives as long as the pages.
  std::string_view lasting(std::string_view text) {
    const std::string& all = pages_.text;
    const bool inside = text.data() >= all.data() && text.data() + text.size() <= all.data() + all.size();
    return inside ? text : std::string_view(use_.texts.emplace_back(text));
  }

  void finish(UsedFont& font) {
    for (std::uint32_t id = 0; id < font.glyphs.size(); ++id) {
      UsedGlyph& glyph = font.glyphs[id];
      if (glyph.claim == UsedGlyph::Claim::unused) continue;
      if (glyph.text.empty()) glyph.text = kNoText;
      glyph.width = static_cast<std::int32_t>(std::llround(library_.program_advance(font.id, id) * 1000));
      if (glyph.text == " " && font.space == UINT32_MAX) font.space = id;
    }
  }

  const PageList& pages_;
  const FontLibrary& library_;
  FontUse use_;
  std::vector<const GlyphRun*> with_groups_;  // runs that have clusters of several glyphs
  std::map<std::pair<FontId, std::uint32_t>, std::vector<std::string_view>> small_;
  std::size_t learnt_ = 0;
  std::size_t last_ = 0;
  std::string scratch_;
};

}  // namespace

UsedFont* FontUse::find(FontId id) {
  for (UsedFont& font : fonts) {
    if (font.id == id) return &font;
  }
  return nullptr;
}

FontUse collect_fonts(const PageList& pages, const FontLibrary& library) { return Collector(pages, library).run(); }

std::string_view extractable(std::string_view text, std::string& scratch) {
  if (text.size() == 1 && text[0] >= 0x20 && text[0] != 0x7F) return text;
  bool clean = true;
  for (std::size_t at = 0; at < text.size() && clean;) {
    const char32_t c = next_code_point(text, at);
    clean = !is_invisible(c) && !is_line_or_tab(c) && !is_private_or_none(c);
  }
  if (clean) return text;
  scratch.clear();
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (is_line_or_tab(c)) {
      scratch += ' ';
    } else if (!is_invisible(c)) {
      append_utf8(scratch, is_private_or_none(c) ? kReplacement : c);
    }
  }
  return scratch;
}

bool extracts_as(const UsedFont& font, std::span<const PageGlyph> glyphs, std::string_view text, bool rtl) {
  if (glyphs.size() == 1) {
    const std::string_view own = font.glyphs[glyphs[0].glyph].text;
    return own == text || (is_space_text(own) && is_space_text(text));  // no reader can tell spaces apart on paper
  }
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    const std::string_view own = font.glyphs[glyphs[rtl ? glyphs.size() - 1 - i : i].glyph].text;
    if (own == kNoText) continue;
    if (!text.starts_with(own)) return false;
    text.remove_prefix(own.size());
  }
  return text.empty();
}

const UsedFont::Twin* twin_with(const UsedFont& font, std::uint32_t glyph, std::string_view text) {
  for (const UsedFont::Twin& twin : font.twins) {
    const auto found = twin.texts.find(glyph);
    if (found != twin.texts.end() && found->second == text) return &twin;
  }
  return nullptr;
}

std::size_t covered_length(std::span<const PageGlyph> glyphs, std::string_view text, bool rtl) {
  if (glyphs.empty() || text.empty()) return text.size();
  const std::size_t last = rtl ? glyphs.front().cluster : glyphs.back().cluster;  // the logically last cluster
  std::size_t end = text.size();
  while (end > last) {
    std::size_t at = end;
    if (!is_space(previous_code_point(text, at)) || at <= last) break;
    end = at;
  }
  return end;
}

}  // namespace pamphlet::pdf
