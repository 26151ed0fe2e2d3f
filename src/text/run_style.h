// How runs of text are set, interned: equal runs share one record and, through it, one set of cached words.
#pragma once

#include <hb.h>

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "text/library.h"
#include "text/paragraph.h"

namespace pamphlet::shaping {

/// Families to try, and the faces of those that were tried so far.
struct FallbackList {
  std::vector<std::string_view> families;
  std::vector<FontId> fonts;
  bool made = false;
};

struct RunStyle {
  std::uint32_t number = 0;
  FontRequest request;
  std::string lang;
  std::vector<hb_feature_t> features;
  Em letter_spacing = 0;
  hb_language_t language = HB_LANGUAGE_INVALID;
  FontId primary = kNoFont;
  const Face* primary_face = nullptr;
  /// What to try for a script, then for anything.
  std::map<std::uint8_t, FallbackList> by_script;
  FallbackList everything;
  /// Faces of clusters that nothing in `by_script` shows.
  std::map<std::u32string, FontId> elsewhere;
};

class RunStyles {
 public:
  explicit RunStyles(const FontLibrary::Impl& library) : library_(library) {}
  RunStyle& intern(const TextRun& run, Diagnostics* diagnostics);

 private:
  RunStyle& find_or_make(const TextStyle& style, Diagnostics* diagnostics);

  const FontLibrary::Impl& library_;
  std::unordered_map<std::string, std::uint32_t> by_key_;
  std::vector<std::unique_ptr<RunStyle>> styles_;
  std::size_t languages_ = 0;
  std::string key_;
  /// What was asked for last: a paragraph goes to and fro between few styles.
  struct Recent {
    std::shared_ptr<const TextStyle> style;
    RunStyle* known = nullptr;
  };
  std::array<Recent, 4> recent_;
  std::size_t next_recent_ = 0;
};

/// Gives every grapheme cluster the face that shows it: `font` of each character, kEmojiCluster and kMissing among its
/// marks, script Zsye for emoji. What no font has goes to `missing`, once for each cluster.
void choose_fonts(Paragraph& paragraph, const std::vector<RunStyle*>& styles, const FontLibrary::Impl& library,
                  Diagnostics& diagnostics, std::vector<MissingGlyph>& missing);

/// Whether a cluster asks to be shown as an emoji (UTS #51 §4: presentation selectors, sequences, default
/// presentation).
bool wants_emoji(const Paragraph& paragraph, std::size_t begin, std::size_t end);

}  // namespace pamphlet::shaping
