// Paragraphs to segments and glyphs: the passes in order.
//
// Layout asks for the same words at many widths, and prose says few words often. So a paragraph is not shaped as a whole:
// bidi, scripts, fonts and break opportunities are found first, one pass each over one record a character, then the text
// is cut where any of them changes or a line may end, and each piece is shaped alone, or taken from the cache of words.
// HarfBuzz shapes a word alone as it does within its line, but for letters that join: they are given five neighbours as
// context. Shaping whole paragraphs and asking which breaks are unsafe (HarfBuzz can say) would reuse nothing. Time is
// linear: a piece has at most kMaxSegment bytes, and no cache look-up more than kMaxProbes steps.
#include <unicode/uscript.h>

#include <algorithm>
#include <set>

#include "base/utf8.h"
#include "text/hyphenation.h"
#include "text/paragraph.h"
#include "text/run_style.h"
#include "text/word_shaper.h"

namespace pamphlet {
namespace {

using namespace shaping;

// Text without break opportunities is cut here (at cluster edges, with joining kept), so that one word cannot make a
// glyph buffer of any size.
constexpr std::size_t kMaxSegment = 1024;
// So is a grapheme cluster: HarfBuzz looks for the base of each mark, which is quadratic in the marks.
constexpr std::size_t kMaxCluster = 512;
// Neighbours that HarfBuzz looks at beyond a cut: CONTEXT_LENGTH of its buffers is 5.
constexpr std::size_t kContext = 5;

enum class Kind : std::uint8_t { text, space, hard_break, object };

Kind kind_of(std::uint16_t flags) {
  if (!(flags & (kSpace | kHardBreak | kObject))) return Kind::text;
  if (flags & kHardBreak) return Kind::hard_break;
  return flags & kSpace ? Kind::space : Kind::object;
}

bool is_hyphen(char32_t c) {
  return c == U'-' || c == 0x2010 || c == 0x2011 || c == 0x2012 || c == 0x2013 || c == 0x2014 || c == 0x58A ||
         c == 0x5BE || c == 0x1400;
}

}  // namespace

struct Shaper::Impl {
  explicit Impl(const FontLibrary& given) : library(given), fonts(given.impl()), styles(given.impl()) {}

  const FontLibrary& library;
  const FontLibrary::Impl& fonts;
  RunStyles styles;
  WordShaper words;
  Bidi bidi;
  LineBreakers breakers;
  Paragraph paragraph;
  std::vector<RunStyle*> by_run;
  ShapeText item;
  std::unordered_map<std::string, const LanguagePatterns*> patterns;  // by language tag
  std::set<std::string> lost;  // clusters reported by report_lost, of this paragraph
  std::uint8_t last_script = USCRIPT_COMMON;
  ScriptCode last_code;
  std::string last_lang;
  const LanguagePatterns* last_patterns = nullptr;
  std::unordered_map<const LanguagePatterns*, std::unordered_map<std::string, std::vector<std::uint32_t>>> hyphenated;
  std::string key;

  std::size_t segment_end(std::size_t begin) const;
  void add_segment(std::size_t begin, std::size_t end, ShapedText& out);
  ShapedWord shape_chars(const ShapeContext& context, std::size_t begin, std::size_t end);
  bool joins(const Char& one, const Char& other) const;
  struct PieceRange {
    std::uint32_t begin, end;
    bool joined, hyphen;
  };
  void gather_piece(std::string_view text, const Segment& segment, const PieceRange& range);
  void report_lost(std::uint32_t offset, ShapedText& out);
  const LanguagePatterns* patterns_of(std::string_view lang);
};

/// The character after the segment that begins at `begin`.
std::size_t Shaper::Impl::segment_end(std::size_t begin) const {
  const std::vector<Char>& chars = paragraph.chars;
  const Char& first = chars[begin];
  const Kind kind = kind_of(first.flags);
  std::size_t end = begin + 1;
  std::uint32_t cluster = first.offset;
  constexpr std::uint8_t kEdges = kBreakBefore | kMustBreakBefore;
  for (; end < chars.size(); ++end) {
    const Char& c = chars[end];
    if (c.marks & kClusterStart) cluster = c.offset;
    if (paragraph.end_offset(end) - cluster > kMaxCluster) break;
    if (!(c.marks & kClusterStart)) continue;
    if ((c.marks & kEdges) || kind == Kind::hard_break || kind == Kind::object) break;
    if ((c.marks | first.marks) & kMissing) break;
    if (c.run != first.run || c.font != first.font || c.script != first.script || c.level != first.level) break;
    if (kind_of(c.flags) != kind || c.offset - first.offset >= kMaxSegment) break;
  }
  return end;
}

bool Shaper::Impl::joins(const Char& one, const Char& other) const {
  constexpr auto kBlank = kSpace | kHardBreak | kObject;
  return one.script == other.script && one.level == other.level && !(one.flags & kBlank) && !(other.flags & kBlank);
}

ShapedWord Shaper::Impl::shape_chars(const ShapeContext& context, std::size_t begin, std::size_t end) {
  const std::vector<Char>& chars = paragraph.chars;
  const std::uint32_t start = chars[begin].offset;
  const std::string_view word = paragraph.text.substr(start, paragraph.end_offset(end - 1) - start);
  const bool joined_before = context.cursive && begin > 0 && joins(chars[begin - 1], chars[begin]);
  const bool joined_after = context.cursive && end < chars.size() && joins(chars[end - 1], chars[end]);
  const bool missing = (chars[begin].marks & kMissing) != 0;
  const bool cacheable = !joined_before && !joined_after && !missing;
  ShapedWord shaped;
  if (cacheable && words.find(context, word, shaped)) return shaped;
  item.clear();
  if (joined_before) {
    for (std::size_t i = begin - std::min(begin, kContext); i < begin; ++i)
      item.add(chars[i].code_point, 0);
  }
  item.begin = item.code_points.size();
  if (missing) {
    item.add(kReplacement, 0);
  } else {
    for (std::size_t i = begin; i < end; ++i) {
      const std::uint32_t c = shaped_as(chars[i].code_point, chars[i].flags, *context.face);
      if (c != 0) item.add(c, chars[i].offset - start);
    }
  }
  item.end = item.code_points.size();
  if (joined_after) {
    for (std::size_t i = end; i < std::min(chars.size(), end + kContext); ++i)
      item.add(chars[i].code_point, 0);
  }
  return words.shape(context, item, cacheable ? word : std::string_view());
}

/// A character that the face claimed to have but HarfBuzz could not show.
void Shaper::Impl::report_lost(std::uint32_t offset, ShapedText& out) {
  const auto at = std::lower_bound(paragraph.chars.begin(), paragraph.chars.end(), offset,
                                   [](const Char& c, std::uint32_t wanted) { return c.offset < wanted; });
  if (at == paragraph.chars.end()) return;
  const auto index = static_cast<std::size_t>(at - paragraph.chars.begin());
  const std::uint32_t end = paragraph.end_offset(paragraph.cluster_end(index) - 1);
  std::string cluster(paragraph.text.substr(offset, end - offset));
  if (!lost.insert(cluster).second) return;
  out.missing.push_back({offset, std::move(cluster), std::string(std::string_view(script_code(at->script)))});
}

void Shaper::Impl::add_segment(std::size_t begin, std::size_t end, ShapedText& out) {
  const Char& first = paragraph.chars[begin];
  const Kind kind = kind_of(first.flags);
  Segment segment;
  segment.begin = first.offset;
  segment.end = paragraph.end_offset(end - 1);
  segment.font = first.font;
  segment.run = first.run;
  segment.level = first.level;
  segment.space = kind == Kind::space || kind == Kind::hard_break;
  segment.hyphenable = !(first.marks & kAddress);
  if (first.script != last_script) {
    last_script = first.script;
    last_code = script_code(last_script);
  }
  segment.script = last_code;
  segment.first_glyph = static_cast<std::uint32_t>(out.glyphs.size());
  const Face* face = fonts.face(first.font);
  if (face != nullptr && (kind == Kind::text || kind == Kind::space)) {
    const ShapeContext& context = words.context(first.font, face, *by_run[first.run], first.script, first.level & 1);
    const ShapedWord word = shape_chars(context, begin, end);
    out.glyphs.insert(out.glyphs.end(), word.glyphs.begin(), word.glyphs.end());
    for (std::size_t k = segment.first_glyph; k < out.glyphs.size(); ++k)
      out.glyphs[k].cluster += segment.begin;
    segment.glyph_count = static_cast<std::uint32_t>(word.glyphs.size());
    segment.width = word.width;
    if (word.lost != ShapedWord::kNothingLost) report_lost(segment.begin + word.lost, out);
  }
  if (begin > 0 && (first.marks & (kBreakBefore | kMustBreakBefore))) {
    out.breaks.push_back({segment.begin, first.marks & kMustBreakBefore ? BreakKind::mandatory : BreakKind::allowed});
  }
  out.segments.push_back(segment);
}

const LanguagePatterns* Shaper::Impl::patterns_of(std::string_view lang) {
  if (lang == last_lang && !lang.empty()) return last_patterns;
  last_lang = lang;
  const auto [known, fresh] = patterns.try_emplace(last_lang, nullptr);
  if (fresh) known->second = fonts.patterns.find(lang);
  last_patterns = known->second;
  return last_patterns;
}

Shaper::Shaper(const FontLibrary& library) : impl_(std::make_unique<Impl>(library)) {}
Shaper::~Shaper() = default;
const FontLibrary& Shaper::library() const {
  return impl_->library;
}

ShapedText Shaper::shape(std::string_view text, std::span<const TextRun> runs, std::optional<Direction> base,
                         Diagnostics& diagnostics) {
  ShapedText out;
  out.direction = base.value_or(Direction::ltr);
  if (text.empty() || runs.empty()) return out;
  Impl& impl = *impl_;
  Paragraph& paragraph = impl.paragraph;
  paragraph.text = text;
  paragraph.runs = runs;
  read_characters(paragraph, impl.fonts.characters);
  resolve_levels(paragraph, base, impl.bidi);
  resolve_scripts(paragraph);
  impl.lost.clear();
  impl.by_run.clear();
  for (const TextRun& run : runs)
    impl.by_run.push_back(&impl.styles.intern(run, &diagnostics));
  choose_fonts(paragraph, impl.by_run, impl.fonts, diagnostics, out.missing);
  find_breaks(paragraph, impl.breakers);
  out.direction = paragraph.direction;
  out.glyphs.reserve(paragraph.chars.size());
  out.segments.reserve(paragraph.chars.size() / 3 + 4);
  out.breaks.reserve(paragraph.chars.size() / 6 + 4);
  for (std::size_t begin = 0; begin < paragraph.chars.size();) {
    const std::size_t end = impl.segment_end(begin);
    impl.add_segment(begin, end, out);
    begin = end;
  }
  return out;
}

/// A piece's characters into `item`, with the neighbours that cursive letters join.
void Shaper::Impl::gather_piece(std::string_view text, const Segment& segment, const PieceRange& range) {
  const Face& face = *fonts.face(segment.font);
  item.clear();
  if (range.joined) {
    std::size_t at = range.begin;
    for (std::size_t k = 0; k < kContext && at > segment.begin; ++k)
      previous_code_point(text, at);
    while (at < range.begin)
      item.add(next_code_point(text, at), 0);
  }
  item.begin = item.code_points.size();
  char32_t last = 0;
  for (std::size_t at = range.begin; at < range.end;) {
    const auto offset = static_cast<std::uint32_t>(at - range.begin);
    char32_t c = next_code_point(text, at);
    if (c == U' ' && !segment.space) c = 0x202F;  // French: see keep_together
    const std::uint32_t shaped = shaped_as(c, fonts.characters[c].flags, face);
    if (shaped == 0) continue;
    item.add(shaped, offset);
    last = c;
  }
  if (range.hyphen && !is_hyphen(last)) {
    const char32_t mark = face.has(0x2010) ? 0x2010 : U'-';
    if (face.has(mark)) item.add(mark, range.end - range.begin);
  }
  item.end = item.code_points.size();
  if (range.joined) {
    std::size_t at = range.end;
    for (std::size_t k = 0; k < kContext && at < segment.end; ++k)
      item.add(next_code_point(text, at), 0);
  }
}

Shaper::Piece Shaper::shape_piece(std::string_view text, const Segment& segment, std::span<const TextRun> runs,
                                  std::uint32_t begin, std::uint32_t end, bool hyphen) {
  Piece piece;
  Impl& impl = *impl_;
  const Face* face = impl.fonts.face(segment.font);
  end = std::min({end, segment.end, static_cast<std::uint32_t>(text.size())});
  begin = std::max(begin, segment.begin);
  if (face == nullptr || begin >= end || segment.run >= runs.size()) return piece;
  const RunStyle& style = impl.styles.intern(runs[segment.run], nullptr);
  const ShapeContext& context =
      impl.words.context(segment.font, face, style, script_number(segment.script), segment.level & 1);
  // Joining letters keep the forms they have in the whole word (CSS Text 3 §5.6, §8.3).
  const bool joined = context.cursive && (begin > segment.begin || end < segment.end);
  impl.key.assign(text.substr(begin, end - begin));
  if (hyphen) impl.key += '\xFF';  // in no UTF-8: the piece with a hyphen is another word than the piece without
  ShapedWord word;
  if (joined || !impl.words.find(context, impl.key, word)) {
    impl.gather_piece(text, segment, {begin, end, joined, hyphen});
    word = impl.words.shape(context, impl.item, joined ? std::string_view() : std::string_view(impl.key));
  }
  if (word.lost != ShapedWord::kNothingLost && word.glyphs.empty()) {  // a cluster that no font has
    impl.item.clear();
    impl.item.add(kReplacement, 0);
    impl.item.end = 1;
    word = impl.words.shape(context, impl.item, {});
  }
  piece.glyphs.assign(word.glyphs.begin(), word.glyphs.end());
  for (ShapedGlyph& glyph : piece.glyphs)
    glyph.cluster += begin;
  piece.width = word.width;
  return piece;
}

std::vector<std::uint32_t> Shaper::hyphenate(std::string_view word, std::string_view lang, bool automatic) {
  Impl& impl = *impl_;
  const LanguagePatterns* patterns = automatic ? impl.patterns_of(lang) : nullptr;
  if (patterns == nullptr) return hyphenate_word(word, nullptr, impl.fonts.characters);
  auto& known = impl.hyphenated[patterns];
  impl.key.assign(word);
  const auto [entry, fresh] = known.try_emplace(impl.key);
  if (fresh) entry->second = hyphenate_word(word, patterns, impl.fonts.characters);
  return entry->second;
}

std::vector<std::uint32_t> Shaper::grapheme_edges(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  std::vector<std::uint32_t> edges;
  ClusterEdges clusters;
  for (std::size_t at = begin; at < std::min<std::size_t>(end, text.size());) {
    const auto offset = static_cast<std::uint32_t>(at);
    const CharInfo& info = impl_->fonts.characters[next_code_point(text, at)];
    if (clusters.begins_cluster(info.cluster_break, info.flags) && offset > begin) edges.push_back(offset);
  }
  return edges;
}

}  // namespace pamphlet
