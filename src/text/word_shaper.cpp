// Shaping a word takes HarfBuzz microseconds, and prose says few words often: what was shaped is kept. A word is looked up
// by its bytes and by one number for all else that decides its looks (font, features, language, script, direction). Words,
// glyphs and entries stand in three growing arrays with an open-addressing table beside them, so that a hit costs a hash
// and a comparison and allocates nothing, as a map of strings to vectors would. Words longer than kMaxCachedWord are
// shaped and forgotten, since they do not come again; and one that would have to pass kMaxProbes others is not kept, so
// that no choice of words makes the table slow.
#include "text/word_shaper.h"

#include <hb-ot.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cstring>

#include "base/utf8.h"

namespace pamphlet::shaping {
namespace {

// Longer words are not kept: they do not come again.
constexpr std::size_t kMaxCachedWord = 128;
// A word that has to pass more others than this is not kept: no choice of words makes the cache slow.
constexpr std::size_t kMaxProbes = 64;
// The sum of advances stays below 2³¹ for any font: 32,767 em.
constexpr std::int64_t kMaxWidth = INT32_MAX;
// One glyph wider or higher than this is an error of the font.
constexpr Em kMaxAdvance = 64 * kEm;

std::uint64_t hash_word(std::uint64_t seed, std::string_view word) {
  std::uint64_t hash = (seed + 1) * 0x9E3779B97F4A7C15ULL ^ word.size();
  const char* at = word.data();
  std::size_t left = word.size();
  while (left >= 8) {
    std::uint64_t part = 0;
    std::memcpy(&part, at, 8);
    hash = (hash ^ part) * 0xD6E8FEB86659FD93ULL;
    hash ^= hash >> 32;
    at += 8;
    left -= 8;
  }
  std::uint64_t part = 0;
  for (std::size_t i = 0; i < left; ++i)
    part = (part << 8) | static_cast<unsigned char>(at[i]);
  hash = (hash ^ part) * 0xD6E8FEB86659FD93ULL;
  hash ^= hash >> 29;
  hash *= 0xD6E8FEB86659FD93ULL;
  return hash ^ (hash >> 32);
}

hb_script_t hb_script_of(std::uint8_t script) {
  if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED || script == USCRIPT_SYMBOLS_EMOJI)
    return HB_SCRIPT_COMMON;
  const ScriptCode code = script_code(script);
  return hb_script_from_iso15924_tag(HB_TAG(code.letters[0], code.letters[1], code.letters[2], code.letters[3]));
}

}  // namespace

bool is_cursive(std::uint8_t script) {
  switch (script) {
    case USCRIPT_ARABIC:
    case USCRIPT_SYRIAC:
    case USCRIPT_MONGOLIAN:
    case USCRIPT_NKO:
    case USCRIPT_PHAGS_PA:
    case USCRIPT_MANDAIC:
    case USCRIPT_MANICHAEAN:
    case USCRIPT_PSALTER_PAHLAVI:
    case USCRIPT_ADLAM:
    case USCRIPT_HANIFI_ROHINGYA:
    case USCRIPT_SOGDIAN:
    case USCRIPT_CHORASMIAN:
      return true;
    default:
      return false;
  }
}

std::uint32_t shaped_as(char32_t c, std::uint16_t flags, const Face& face) {
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return c == U'\t' ? U' ' : 0;
  if (c == 0x2011 && !face.has(c) && !face.has(0x2010)) return U'-';
  if (!(flags & kIgnorable)) return c;
  // Soft hyphen, zero-width space and no-break space, word joiner, bidi controls: letters kern across them.
  // Joiners, variation selectors and the like stay: they choose glyphs.
  const bool drop = c == 0xAD || c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
                    (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
  return drop ? 0 : static_cast<std::uint32_t>(c);
}

WordShaper::WordShaper() : buffer_(hb_buffer_create()) {}

ShapeContext& WordShaper::context(FontId font, const Face* face, const RunStyle& style, std::uint8_t script, bool rtl) {
  const std::uint64_t key = (static_cast<std::uint64_t>(style.number) << 36) | (static_cast<std::uint64_t>(font) << 9) |
                            (static_cast<std::uint64_t>(script) << 1) | (rtl ? 1U : 0U);
  if (key == last_key_) return *last_context_;
  auto& known = contexts_[key];
  if (known == nullptr) {
    known = std::make_unique<ShapeContext>();
    ShapeContext& context = *known;
    context.number = static_cast<std::uint32_t>(contexts_.size() - 1);
    context.face = face;
    context.style = &style;
    context.script = script;
    context.rtl = rtl;
    context.cursive = is_cursive(script);
    context.letter_spacing = context.cursive ? 0 : style.letter_spacing;
    context.properties.direction = rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR;
    context.properties.script = hb_script_of(script);
    context.properties.language =
        style.language != HB_LANGUAGE_INVALID ? style.language : hb_language_from_string("und", 3);
    context.plan.reset(hb_shape_plan_create_cached(face->face.get(), &context.properties, style.features.data(),
                                                   static_cast<unsigned>(style.features.size()), nullptr),
                       hb_shape_plan_destroy);
  }
  last_key_ = key;
  last_context_ = known.get();
  return *known;
}

void WordShaper::run_harfbuzz(const ShapeContext& context, const ShapeText& text) {
  scratch_.clear();
  lost_ = ShapedWord::kNothingLost;
  if (text.begin == text.end || context.plan == nullptr) return;
  hb_buffer_t* buffer = buffer_.get();
  hb_buffer_clear_contents(buffer);
  hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
  hb_buffer_set_segment_properties(buffer, &context.properties);
  hb_buffer_add_codepoints(buffer, text.code_points.data(), static_cast<int>(text.code_points.size()),
                           static_cast<unsigned>(text.begin), static_cast<int>(text.end - text.begin));
  const auto& features = context.style->features;
  hb_shape_plan_execute(context.plan.get(), context.face->em_font.get(), buffer, features.data(),
                        static_cast<unsigned>(features.size()));
  unsigned count = 0, positioned = 0;
  const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer, &count);
  const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer, &positioned);
  if (positioned != count || hb_buffer_get_content_type(buffer) != HB_BUFFER_CONTENT_TYPE_GLYPHS) return;
  for (unsigned i = 0; i < count; ++i) {
    if (infos[i].cluster >= text.offsets.size()) continue;
    if (infos[i].codepoint == 0) {  // .notdef is never shown: neither PDF/UA nor a reader wants it
      lost_ = std::min(lost_, text.offsets[infos[i].cluster]);
      continue;
    }
    ShapedGlyph glyph;
    glyph.glyph = infos[i].codepoint;
    glyph.cluster = text.offsets[infos[i].cluster];
    glyph.advance = std::clamp(positions[i].x_advance, -kMaxAdvance, kMaxAdvance);
    glyph.dx = std::clamp(positions[i].x_offset, -kMaxAdvance, kMaxAdvance);
    glyph.dy = std::clamp(positions[i].y_offset, -kMaxAdvance, kMaxAdvance);
    scratch_.push_back(glyph);
  }
}

void WordShaper::add_letter_spacing(const ShapeContext& context) {
  const Em spacing = std::clamp(context.letter_spacing, -kMaxAdvance, kMaxAdvance);
  for (std::size_t begin = 0; begin < scratch_.size();) {
    std::size_t end = begin + 1;
    while (end < scratch_.size() && scratch_[end].cluster == scratch_[begin].cluster)
      ++end;
    // The space comes after a character: to the right of its last glyph, or to the left of its first.
    if (!context.rtl) {
      scratch_[end - 1].advance += spacing;
    } else {
      scratch_[begin].advance += spacing;
      for (std::size_t i = begin; i < end; ++i)
        scratch_[i].dx += i == begin ? spacing : 0;
    }
    begin = end;
  }
}

ShapedWord WordShaper::shape(const ShapeContext& context, const ShapeText& text, std::string_view word) {
  run_harfbuzz(context, text);
  if (context.letter_spacing != 0) add_letter_spacing(context);
  std::int64_t width = 0;
  for (const ShapedGlyph& glyph : scratch_)
    width += glyph.advance;
  ShapedWord out;
  out.width = static_cast<Em>(std::clamp(width, -kMaxWidth, kMaxWidth));
  out.glyphs = scratch_;
  out.lost = lost_;
  if (lost_ == ShapedWord::kNothingLost && !word.empty() && word.size() <= kMaxCachedWord)
    remember(context, word, out.width);
  return out;
}

bool WordShaper::find(const ShapeContext& context, std::string_view word, ShapedWord& out) {
  if (slots_.empty() || word.size() > kMaxCachedWord) return false;
  const std::uint64_t hash = hash_word(context.number, word);
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  for (std::size_t probes = 0; slots_[slot] != 0 && probes < kMaxProbes; ++probes, slot = (slot + 1) & mask) {
    const Entry& entry = entries_[slots_[slot] - 1];
    if (entry.hash != hash || entry.context != context.number || entry.size != word.size()) continue;
    if (std::memcmp(texts_.data() + entry.text, word.data(), word.size()) != 0) continue;
    out.glyphs = std::span(glyphs_).subspan(entry.first_glyph, entry.glyph_count);
    out.width = entry.width;
    return true;
  }
  return false;
}

void WordShaper::remember(const ShapeContext& context, std::string_view word, Em width) {
  // 32-bit offsets into the cache: a job that fills it goes on without.
  if (texts_.size() + word.size() > INT32_MAX || glyphs_.size() + scratch_.size() > INT32_MAX) return;
  if (entries_.size() * 2 >= slots_.size()) grow();
  const std::uint64_t hash = hash_word(context.number, word);
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask, probes = 0;
  while (slots_[slot] != 0) {
    if (++probes >= kMaxProbes) return;
    slot = (slot + 1) & mask;
  }
  Entry entry{};
  entry.hash = hash;
  entry.context = context.number;
  entry.text = static_cast<std::uint32_t>(texts_.size());
  entry.size = static_cast<std::uint32_t>(word.size());
  entry.first_glyph = static_cast<std::uint32_t>(glyphs_.size());
  entry.glyph_count = static_cast<std::uint32_t>(scratch_.size());
  entry.width = width;
  texts_ += word;
  glyphs_.insert(glyphs_.end(), scratch_.begin(), scratch_.end());
  entries_.push_back(entry);
  slots_[slot] = static_cast<std::uint32_t>(entries_.size());
}

void WordShaper::grow() {
  slots_.assign(std::max<std::size_t>(1024, slots_.size() * 2), 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t number = 0; number < entries_.size(); ++number) {
    std::size_t slot = entries_[number].hash & mask;
    while (slots_[slot] != 0)
      slot = (slot + 1) & mask;
    slots_[slot] = static_cast<std::uint32_t>(number + 1);
  }
}

}  // namespace pamphlet::shaping
