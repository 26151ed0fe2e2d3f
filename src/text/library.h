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

struct FontLibrary::Impl {
  explicit Impl(FontCatalog given);
  ~Impl();
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  /// Null for kNoFont and for files that cannot be used.
  const shaping::Face* face(FontId font) const;
  FontId find(const FontRequest& request, Diagnostics* diagnostics) const;
  /// Faces to try for a script, in order: the families asked for, the script's fallbacks, those for symbols. For "Zsye"
  /// the emoji fallbacks stand first.
  void candidates(const FontRequest& request, std::string_view script, Diagnostics* diagnostics,
                  std::vector<FontId>& out) const;
  /// The first face of any catalogued family that shows the cluster.
  FontId any_face_for(std::u32string_view cluster, const FontRequest& request) const;
  /// Whether a face shows every character of a cluster, as it stands or composed or decomposed.
  bool shows(FontId font, std::u32string_view cluster) const;
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
  struct Known { FontId font; int weight; bool italic; };

  void list_files() const;
  const shaping::Face* load(Slot& slot) const;
  std::vector<Known> faces_of(std::string_view family) const;
  std::vector<Known> catalogued_faces(std::size_t family) const;
  FontId nearest(std::vector<Known> faces, const FontRequest& request, Diagnostics* diagnostics) const;
  void append_family(std::string_view family, const FontRequest& request, Diagnostics* diagnostics,
                     std::vector<FontId>& out) const;
  void append_fallbacks(std::string_view script, const FontRequest& request, Diagnostics* diagnostics,
                        std::vector<FontId>& out) const;
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
