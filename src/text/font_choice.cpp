// The face of every grapheme cluster.
//
// A style names one family, an article has other scripts, symbols and emoji. The choice is made by grapheme cluster, for a
// letter and its marks must come from one font: the style's family if it shows the cluster, then the families that the
// catalogue has for the script, then any installed font. Punctuation and spaces follow their letters' font where the
// script is not a European one. Asking the platform (fontconfig) for each missing character would give another font on
// every machine, and looks into all fonts. What was found for a script or a cluster is remembered with the style, so a
// character costs one bit test in the usual case. What no font has is reported once and drawn as U+FFFD.
#include <unicode/uscript.h>

#include <algorithm>
#include <set>

#include "base/ascii.h"
#include "base/utf8.h"
#include "text/run_style.h"

namespace pamphlet::shaping {
namespace {

constexpr char32_t kTextSelector = 0xFE0E, kEmojiSelector = 0xFE0F, kKeycap = 0x20E3, kZwj = 0x200D;
constexpr std::uint8_t kEmojiScript = USCRIPT_SYMBOLS_EMOJI;

bool is_skin_tone(char32_t c) {
  return c >= 0x1F3FB && c <= 0x1F3FF;
}
bool is_keycap_base(char32_t c) {
  return is_ascii_digit(c) || c == U'#' || c == U'*';
}

/// Scripts that Latin text fonts usually hold: a letter from elsewhere does not drag its punctuation along.
bool is_european(std::uint8_t script) {
  return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC || script == USCRIPT_COMMON;
}

class FontChooser {
 public:
  FontChooser(Paragraph& paragraph, const std::vector<RunStyle*>& styles, const FontLibrary::Impl& library,
              Diagnostics& diagnostics, std::vector<MissingGlyph>& missing)
      : paragraph_(paragraph), styles_(styles), library_(library), diagnostics_(diagnostics), missing_(missing) {}

  void run() {
    std::vector<Char>& chars = paragraph_.chars;
    for (std::size_t i = 0; i < chars.size();) {
      Char& c = chars[i];
      const RunStyle& style = *styles_[c.run];
      const bool single = i + 1 >= chars.size() || (chars[i + 1].marks & kClusterStart);
      constexpr auto kSpecial = kEmoji | kEmojiPresentation | kSpace | kHardBreak | kObject | kIgnorable;
      if (single && !(c.flags & kSpecial) && style.primary_face != nullptr && style.primary_face->has(c.code_point)) {
        c.font = style.primary;
        ++i;
        continue;
      }
      const std::size_t end = single ? i + 1 : paragraph_.cluster_end(i);
      choose(i, end);
      i = end;
    }
    if (other_fonts_) follow_neighbours();
  }

 private:
  void choose(std::size_t begin, std::size_t end) {
    Char& c = paragraph_.chars[begin];
    RunStyle& style = *styles_[c.run];
    if (c.flags & (kSpace | kHardBreak | kObject)) {
      choose_blank(begin, end, style);
      return;
    }
    gather(begin, end);
    if (cluster_.text.empty()) {  // nothing to be seen: zero-width joiners, bidi controls, soft hyphens
      set(begin, end, style.primary);
      return;
    }
    const bool emoji = wants_emoji(paragraph_, begin, end);
    FontId font = first_that_shows(style, emoji ? kEmojiScript : script_for(c));
    // A symbol that no text font has may still be an emoji.
    if (font == kNoFont && !emoji && (c.flags & kEmoji)) font = first_that_shows(style, kEmojiScript);
    if (font == kNoFont) font = elsewhere(style);
    if (font == kNoFont) {
      report(begin, end, emoji);
      font = replacement_font(style, c);
      paragraph_.chars[begin].marks |= kMissing;
    } else if (library_.face(font)->metrics.color_bitmaps) {
      for (std::size_t i = begin; i < end; ++i) {
        paragraph_.chars[i].script = kEmojiScript;
        paragraph_.chars[i].marks |= kEmojiCluster;
      }
    }
    if (font != style.primary) other_fonts_ = true;
    set(begin, end, font);
  }

  void choose_blank(std::size_t begin, std::size_t end, RunStyle& style) {
    clear_cluster();
    cluster_.text.push_back(U' ');
    FontId font = style.primary;
    if (!library_.has(font, U' ')) font = first_that_shows(style, paragraph_.chars[begin].script);
    set(begin, end, font);
  }

  void clear_cluster() {
    cluster_.text.clear();
    cluster_.normalized = false;
    cluster_.composed.clear();
    cluster_.decomposed.clear();
  }

  void gather(std::size_t begin, std::size_t end) {
    clear_cluster();
    for (std::size_t i = begin; i < end; ++i) {
      if (!(paragraph_.chars[i].flags & kIgnorable)) cluster_.text += paragraph_.chars[i].code_point;
    }
  }

  void set(std::size_t begin, std::size_t end, FontId font) {
    for (std::size_t i = begin; i < end; ++i)
      paragraph_.chars[i].font = font;
  }

  /// Symbols have fonts of their own; everything else goes with the script it stands in.
  static std::uint8_t script_for(const Char& c) {
    const bool symbol = (c.marks & kCommon) != 0 && (c.flags & (kSymbol | kEmoji)) != 0;
    return symbol ? static_cast<std::uint8_t>(USCRIPT_COMMON) : c.script;
  }

  /// What the catalog may call the fonts of a script in a language: Han is drawn differently in Japan and in China.
  static std::string catalog_script(std::uint8_t script, std::string_view lang) {
    // Urdu and Kashmiri are written in the Nastaliq hand.
    if (script == USCRIPT_ARABIC && (lang == "ur" || lang.starts_with("ur-") || lang == "ks")) return "Aran";
    if (script == USCRIPT_HAN || script == USCRIPT_BOPOMOFO) {
      if (lang.starts_with("ja")) return "Jpan";
      if (lang.starts_with("ko")) return "Kore";
      if (lang.find("Hant") != std::string_view::npos || lang.find("TW") != std::string_view::npos ||
          lang.find("HK") != std::string_view::npos) {
        return "Hant";
      }
      if (lang.starts_with("zh")) return "Hans";
    }
    return std::string(std::string_view(script_code(script)));
  }

  FallbackList& list_for(RunStyle& style, std::uint8_t script) {
    FallbackList& list = style.by_script[script];
    if (!list.made) {
      list.made = true;
      list.families = library_.families_for(style.request, catalog_script(script, style.lang));
      if (script == USCRIPT_COMMON) {  // what is Common and no symbol may sit in the Latin fonts
        for (const std::string_view family : library_.families_for(style.request, "Latn"))
          list.families.push_back(family);
      }
    }
    return list;
  }

  FontId first_that_shows(RunStyle& style, FallbackList& list) {
    for (std::size_t i = 0; i < list.families.size(); ++i) {
      if (i == list.fonts.size())
        list.fonts.push_back(library_.find_in(list.families[i], style.request, &diagnostics_));
      if (library_.shows(list.fonts[i], cluster_)) return list.fonts[i];
    }
    return kNoFont;
  }

  FontId first_that_shows(RunStyle& style, std::uint8_t script) {
    return first_that_shows(style, list_for(style, script));
  }

  FontId elsewhere(RunStyle& style) {
    const auto known = style.elsewhere.find(cluster_.text);
    if (known != style.elsewhere.end()) return known->second;
    if (!style.everything.made) {
      style.everything.made = true;
      for (const Family& family : library_.catalog.families)
        style.everything.families.push_back(family.name);
    }
    const FontId font = first_that_shows(style, style.everything);
    style.elsewhere.try_emplace(cluster_.text, font);
    return font;
  }

  FontId replacement_font(RunStyle& style, const Char& c) {
    clear_cluster();
    cluster_.text.push_back(kReplacement);
    if (library_.has(style.primary, kReplacement)) return style.primary;
    const FontId font = first_that_shows(style, c.script);
    return font != kNoFont ? font : elsewhere(style);
  }

  void report(std::size_t begin, std::size_t end, bool emoji) {
    const std::uint32_t from = paragraph_.chars[begin].offset;
    std::string cluster(paragraph_.text.substr(from, paragraph_.end_offset(end - 1) - from));
    if (!reported_.insert(cluster).second) return;
    const std::uint8_t script = emoji ? kEmojiScript : paragraph_.chars[begin].script;
    missing_.push_back({from, std::move(cluster), std::string(std::string_view(script_code(script)))});
  }

  /// Spaces and punctuation of Arabic, Devanagari, Han … come from the font of their letters, not from the Latin font
  /// that happens to have them too: their shapes, widths and heights belong together.
  void follow_neighbours() {
    std::vector<Char>& chars = paragraph_.chars;
    FontId font = kNoFont;
    const Char* letter = nullptr;
    std::size_t waiting = 0;
    const auto follow = [&](Char& c) {
      if (!(c.flags & (kPunctuation | kSpace)) || !(c.marks & kCommon) || c.font == font) return;
      if (c.run == letter->run && c.script == letter->script && library_.has(font, c.code_point)) c.font = font;
    };
    for (std::size_t i = 0; i < chars.size(); ++i) {
      Char& c = chars[i];
      const bool single = i + 1 >= chars.size() || (chars[i + 1].marks & kClusterStart);
      if (!(c.marks & kClusterStart)) continue;
      if (!(c.marks & (kCommon | kMissing | kEmojiCluster))) {
        const bool first = letter == nullptr || letter->run != c.run || letter->script != c.script;
        letter = is_european(c.script) ? nullptr : &c;
        font = c.font;
        if (first && letter != nullptr) {
          for (std::size_t k = waiting; k < i; ++k)
            follow(chars[k]);
        }
        waiting = i + 1;
      } else if (letter != nullptr && single) {
        follow(c);
      }
    }
  }

  Paragraph& paragraph_;
  const std::vector<RunStyle*>& styles_;
  const FontLibrary::Impl& library_;
  Diagnostics& diagnostics_;
  std::vector<MissingGlyph>& missing_;
  std::set<std::string> reported_;
  ClusterForms cluster_;
  bool other_fonts_ = false;
};

}  // namespace

bool wants_emoji(const Paragraph& paragraph, std::size_t begin, std::size_t end) {
  const Char& first = paragraph.chars[begin];
  if (end - begin == 1) return (first.flags & kEmojiPresentation) != 0;
  bool emoji = (first.flags & kEmojiPresentation) != 0;
  for (std::size_t i = begin + 1; i < end; ++i) {
    const Char& c = paragraph.chars[i];
    if (c.code_point == kTextSelector && i == begin + 1) return false;
    const bool base = (first.flags & kEmoji) != 0;
    if (c.code_point == kEmojiSelector && base) emoji = true;
    if (c.code_point == kKeycap && is_keycap_base(first.code_point)) emoji = true;
    if (base && (is_skin_tone(c.code_point) || (c.code_point == kZwj && i + 1 < end))) emoji = true;
  }
  return emoji;
}

void choose_fonts(Paragraph& paragraph, const std::vector<RunStyle*>& styles, const FontLibrary::Impl& library,
                  Diagnostics& diagnostics, std::vector<MissingGlyph>& missing) {
  FontChooser(paragraph, styles, library, diagnostics, missing).run();
}

}  // namespace pamphlet::shaping
