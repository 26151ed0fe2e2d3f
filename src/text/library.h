// What a FontLibrary holds. Private to the room: other parts of the room ask more of it than the public header offers.
#pragma once

#include <hb.h>

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "text/characters.h"
#include "text/face.h"
#include "text/font_files.h"
#include "text/hyphenation.h"
#include "text/text.h"

namespace pamphlet {

namespace shaping {
hb_draw_funcs_t* make_draw_funcs();
}

namespace shaping {
/// A grapheme cluster, with its normal forms made when first asked for.
struct ClusterForms {
  std::u32string text;
  bool normalized = false;
  std::u32string composed, decomposed;  // empty when the same as `text`
  void normalize();
};
}  // namespace shaping

struct FontLibrary::Impl {
  explicit Impl(FontCatalog given);
  ~Impl();
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  /// Null for kNoFont and for files that cannot be used.
  const shaping::Face* face(FontId font) const;
  FontId find(const FontRequest& request, Diagnostics* diagnostics) const;
  /// The face of one family nearest in weight and slope, or kNoFont.
  FontId find_in(std::string_view family, const FontRequest& request, Diagnostics* diagnostics) const;
  /// Families to try for a script, in order: those asked for, the script's fallbacks, those for symbols. For "Zsye" the
  /// emoji fallbacks stand first. Names only: a face is not opened before it is needed. Views into catalog and request.
  std::vector<std::string_view> families_for(const FontRequest& request, std::string_view script) const;
  /// Whether a face shows every character of a cluster, as it stands or composed or decomposed.
  bool shows(FontId font, shaping::ClusterForms& cluster) const;
  bool has(FontId font, char32_t code_point) const {
    const shaping::Face* known = face(font);
    return known != nullptr && known->has(code_point);
  }

  const FontCatalog catalog;
  const shaping::CharTable characters;
  const shaping::HyphenationPatterns patterns;
  hb_draw_funcs_t* const draw_funcs;  // append to a shaping::OutlineSink

 private:
  /// A face's id is its index here: the catalog's faces, then every listed file (for families outside the catalog).
  struct Slot {
    std::atomic<const shaping::Face*> face{nullptr};
    std::atomic<bool> failed{false};
    std::unique_ptr<const shaping::Face> owned;
    std::string problem;  // written before `failed`
    std::uint32_t file = shaping::FontFiles::kNone;
    unsigned index = 0;
    FontId same_as = kNoFont;  // an earlier slot with the same file and index
  };
  struct Known {
    FontId font;
    int weight;
    bool italic;
  };

  void list_files() const;
  const shaping::Face* load(Slot& slot) const;
  std::vector<Known> faces_of(std::string_view family) const;
  std::vector<Known> catalogued_faces(std::size_t family) const;
  FontId nearest(std::vector<Known> faces, const FontRequest& request, Diagnostics* diagnostics) const;
  void append_fallbacks(std::string_view script, std::vector<std::string_view>& out) const;
  void report_missing(const FontRequest& request, Diagnostics& diagnostics) const;

  mutable std::once_flag listed_;
  mutable std::unique_ptr<const shaping::FontFiles> files_;
  mutable std::unique_ptr<Slot[]> slots_;
  mutable std::uint32_t slot_count_ = 0;
  mutable std::vector<FontId> first_face_;  // id of each catalogued family's first face
  mutable std::mutex loading_;
  mutable std::mutex guessing_;
  mutable std::map<std::string, std::vector<Known>, std::less<>> guessed_;
};

namespace shaping {
/// Scripts whose fallback families may stand for a script, most fitting first: "Jpan" → Jpan, Hani, …
std::vector<std::string_view> script_aliases(std::string_view script);
/// Debian package that holds fonts of a script, for help texts.
std::string_view debian_package(std::string_view script);
}  // namespace shaping

}  // namespace pamphlet
