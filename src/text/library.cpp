#include "text/library.h"

#include <unicode/unorm2.h>

#include <fmt/core.h>
#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/ascii.h"
#include "base/codes.h"
#include "base/utf8.h"

namespace pamphlet {
namespace {

using namespace std::string_view_literals;
using shaping::Face;
using shaping::FontFiles;

bool same_name(std::string_view one, std::string_view other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [&](char a, char b) { return ascii_lower(a) == ascii_lower(b); });
}

// The generic families of CSS Fonts 4 §2.1.3, as families that Debian installs by default.
struct Generic {
  std::string_view name;
  std::array<std::string_view, 3> families;
};
constexpr std::array kGenerics = {
    Generic{"serif", {"Noto Serif", "DejaVu Serif", "Liberation Serif"}},
    Generic{"sans-serif", {"Noto Sans", "DejaVu Sans", "Liberation Sans"}},
    Generic{"system-ui", {"Noto Sans", "DejaVu Sans", "Liberation Sans"}},
    Generic{"monospace", {"Noto Sans Mono", "DejaVu Sans Mono", "Liberation Mono"}},
};

// How far a weight is from the wanted one: CSS Fonts 4 §5.2, step 4. Smaller is nearer.
int weight_distance(int weight, int wanted) {
  constexpr int kOtherSide = 10000;  // any weight of the preferred side is nearer than any of the other
  if (wanted >= 400 && wanted <= 500) {
    if (weight >= wanted && weight <= 500) return weight - wanted;
    return weight < wanted ? kOtherSide + wanted - weight : 2 * kOtherSide + weight - wanted;
  }
  if (wanted < 400) return weight <= wanted ? wanted - weight : kOtherSide + weight - wanted;
  return weight >= wanted ? weight - wanted : kOtherSide + wanted - weight;
}

void report_once(Diagnostics& diagnostics, Code code, const std::string& path, const std::string& message,
                 std::string help) {
  for (const Diagnostic& said : diagnostics.items()) {
    if (said.code == code && said.path == path && said.message == message) return;
  }
  diagnostics.report(code, path, message, std::move(help));
}

// HarfBuzz composes and decomposes where the font has one form only (OpenType shaping's normalisation).
std::u32string normal_form(std::u32string_view text, const UNormalizer2* form) {
  const std::u16string source = to_utf16(to_utf8(text));
  std::u16string target(source.size() * 4 + 16, u'\0');  // four times is the most a character grows (UAX #15 §9)
  UErrorCode error = U_ZERO_ERROR;
  const int32_t size = unorm2_normalize(form, source.data(), static_cast<int32_t>(source.size()), target.data(),
                                        static_cast<int32_t>(target.size()), &error);
  if (U_FAILURE(error)) return {};
  std::u32string out;
  for (int32_t at = 0; at < size;) {
    UChar32 c = 0;
    U16_NEXT(target.data(), at, size, c);
    out += static_cast<char32_t>(c);
  }
  return out;
}

}  // namespace

void shaping::ClusterForms::normalize() {
  if (normalized) return;
  normalized = true;
  // Sorting marks is quadratic in ICU; text has at most 30 in a row (UAX #15 §13, the Stream-Safe Text Format).
  constexpr std::size_t kLongestCluster = 32;
  if (text.size() > kLongestCluster || (text.size() == 1 && text[0] < 0x80)) return;
  UErrorCode error = U_ZERO_ERROR;
  composed = normal_form(text, unorm2_getNFCInstance(&error));
  decomposed = normal_form(text, unorm2_getNFDInstance(&error));
  if (composed == text) composed.clear();
  if (decomposed == text) decomposed.clear();
}

FontLibrary::Impl::Impl(FontCatalog given) : catalog(std::move(given)), draw_funcs(shaping::make_draw_funcs()) {}

FontLibrary::Impl::~Impl() {
  hb_draw_funcs_destroy(draw_funcs);
}

void FontLibrary::Impl::list_files() const {
  std::call_once(listed_, [this] {
    files_ = std::make_unique<FontFiles>(catalog.folders, catalog.files, shaping::system_font_folders());
    for (const Family& family : catalog.families) {
      first_face_.push_back(slot_count_);
      slot_count_ += static_cast<std::uint32_t>(family.faces.size());
    }
    const std::uint32_t catalogued = slot_count_;
    slot_count_ += files_->count();
    slots_ = std::make_unique<Slot[]>(slot_count_);
    std::map<std::pair<std::uint32_t, unsigned>, FontId> first_use;
    FontId next = 0;
    for (const Family& family : catalog.families) {
      for (const FaceFile& face : family.faces) {
        Slot& slot = slots_[next];
        slot.file = files_->find(face.file);
        slot.index = face.index;
        if (slot.file != FontFiles::kNone)
          slot.same_as = first_use.try_emplace({slot.file, slot.index}, next).first->second;
        ++next;
      }
    }
    for (std::uint32_t file = 0; file < files_->count(); ++file) {
      Slot& slot = slots_[catalogued + file];
      slot.file = file;
      const auto used = first_use.find({file, 0U});
      slot.same_as = used == first_use.end() ? catalogued + file : used->second;
    }
  });
}

const Face* FontLibrary::Impl::face(FontId font) const {
  if (font == kNoFont) return nullptr;
  list_files();
  if (font >= slot_count_) return nullptr;
  Slot& slot = slots_[font];
  const Face* face = slot.face.load(std::memory_order_acquire);
  if (face != nullptr || slot.failed.load(std::memory_order_acquire)) return face;
  return load(slot);
}

const Face* FontLibrary::Impl::load(Slot& slot) const {
  if (slot.file == FontFiles::kNone) return nullptr;
  const std::lock_guard lock(loading_);
  const Face* known = slot.face.load(std::memory_order_acquire);
  if (known != nullptr || slot.failed.load(std::memory_order_acquire)) return known;
  std::string problem;
  const std::string& path = files_->path(slot.file);
  std::unique_ptr<Face> face = files_->is_virtual(slot.file)
                                   ? shaping::load_face(*catalog.files, path, slot.index, problem)
                                   : shaping::load_face(path, slot.index, problem);
  if (face == nullptr) {
    slot.problem = std::move(problem);
    slot.failed.store(true, std::memory_order_release);
    return nullptr;
  }
  slot.owned = std::move(face);
  slot.face.store(slot.owned.get(), std::memory_order_release);
  return slot.owned.get();
}

std::vector<FontLibrary::Impl::Known> FontLibrary::Impl::catalogued_faces(std::size_t family) const {
  std::vector<Known> faces;
  FontId id = first_face_[family];
  for (const FaceFile& face : catalog.families[family].faces) {
    if (slots_[id].file != FontFiles::kNone) faces.push_back({slots_[id].same_as, face.weight, face.italic});
    ++id;
  }
  return faces;
}

std::vector<FontLibrary::Impl::Known> FontLibrary::Impl::faces_of(std::string_view family) const {
  list_files();
  for (std::size_t i = 0; i < catalog.families.size(); ++i) {
    if (!same_name(catalog.families[i].name, family)) continue;
    std::vector<Known> faces = catalogued_faces(i);
    if (!faces.empty()) return faces;
  }
  const std::lock_guard lock(guessing_);
  const auto known = guessed_.find(family);
  if (known != guessed_.end()) return known->second;
  std::vector<Known> faces;
  const std::uint32_t base = slot_count_ - files_->count();
  for (const FontFiles::Guess& guess : files_->guess(family)) {
    faces.push_back({slots_[base + guess.file].same_as, guess.weight, guess.italic});
  }
  const auto generic = std::find_if(kGenerics.begin(), kGenerics.end(),
                                    [&](const Generic& candidate) { return same_name(candidate.name, family); });
  if (generic != kGenerics.end()) {
    for (const std::string_view name : generic->families) {
      if (!faces.empty()) break;
      for (const FontFiles::Guess& guess : files_->guess(name)) {
        faces.push_back({slots_[base + guess.file].same_as, guess.weight, guess.italic});
      }
    }
  }
  return guessed_.try_emplace(std::string(family), std::move(faces)).first->second;
}

FontId FontLibrary::Impl::nearest(std::vector<Known> faces, const FontRequest& request,
                                  Diagnostics* diagnostics) const {
  // Slope first, then weight (CSS Fonts 4 §5.2 steps 3 and 4). A face that cannot be used gives way to the next.
  std::stable_sort(faces.begin(), faces.end(), [&](const Known& one, const Known& other) {
    if (one.italic != other.italic) return one.italic == request.italic;
    return weight_distance(one.weight, request.weight) < weight_distance(other.weight, request.weight);
  });
  for (const Known& known : faces) {
    if (face(known.font) != nullptr) return known.font;
    const Slot& slot = slots_[known.font];
    if (diagnostics == nullptr || !slot.failed.load(std::memory_order_acquire)) continue;
    report_once(*diagnostics, code::font_corrupt, files_->path(slot.file),
                fmt::format("the font file cannot be used: {}", slot.problem),
                "replace the file by an intact TrueType or OpenType font");
  }
  return kNoFont;
}

FontId FontLibrary::Impl::find_in(std::string_view family, const FontRequest& request, Diagnostics* diagnostics) const {
  return nearest(faces_of(family), request, diagnostics);
}

FontId FontLibrary::Impl::find(const FontRequest& request, Diagnostics* diagnostics) const {
  for (const std::string& family : request.families) {
    const FontId font = nearest(faces_of(family), request, diagnostics);
    if (font != kNoFont) return font;
  }
  if (diagnostics != nullptr) report_missing(request, *diagnostics);
  return kNoFont;
}

void FontLibrary::Impl::report_missing(const FontRequest& request, Diagnostics& diagnostics) const {
  std::string names, packages, files;
  for (const std::string& name : request.families) {
    names += fmt::format("{}“{}”", names.empty() ? "" : ", ", name);
    for (const Family& family : catalog.families) {
      if (!same_name(family.name, name)) continue;
      if (packages.empty()) packages = family.package;
      if (files.empty() && !family.faces.empty()) files = family.faces.front().file;
    }
  }
  std::string help = packages.empty() ? std::string() : fmt::format("install the Debian package {}, or ", packages);
  help += files.empty() ? "put the font's files into the project's fonts/ folder"
                        : fmt::format("put {} into the project's fonts/ folder", files);
  report_once(diagnostics, code::font_missing, {},
              request.families.empty() ? "the style names no font family"
                                       : fmt::format("no font file was found for the family {}", names),
              std::move(help));
}

void FontLibrary::Impl::append_fallbacks(std::string_view script, std::vector<std::string_view>& out) const {
  for (const std::string_view alias : shaping::script_aliases(script)) {
    for (const auto& [code, families] : catalog.fallback) {
      if (code == alias) out.insert(out.end(), families.begin(), families.end());
    }
  }
}

std::vector<std::string_view> FontLibrary::Impl::families_for(const FontRequest& request,
                                                              std::string_view script) const {
  std::vector<std::string_view> names;
  if (script == "Zsye") append_fallbacks(script, names);
  names.insert(names.end(), request.families.begin(), request.families.end());
  if (script != "Zsye") append_fallbacks(script, names);
  if (script != "Zyyy") append_fallbacks("Zyyy", names);
  std::vector<std::string_view> out;
  for (const std::string_view name : names) {
    if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
  }
  return out;
}

bool FontLibrary::Impl::shows(FontId font, shaping::ClusterForms& cluster) const {
  const Face* known = face(font);
  if (known == nullptr) return false;
  // HarfBuzz draws the spaces a font lacks with its ordinary space, and a no-break hyphen with the hyphen.
  const auto drawn = [&](char32_t c) {
    if (known->has(c)) return true;
    const shaping::CharInfo& info = characters[c];
    if (info.flags & (shaping::kIgnorable | shaping::kHardBreak | shaping::kObject)) return true;
    if (info.flags & shaping::kSpace || c == 0xA0 || c == 0x202F || c == 0x2007) return known->has(U' ');
    return c == 0x2011 && (known->has(0x2010) || known->has(U'-'));
  };
  const auto all = [&](const std::u32string& text) { return std::all_of(text.begin(), text.end(), drawn); };
  if (all(cluster.text)) return true;
  cluster.normalize();
  return (!cluster.composed.empty() && all(cluster.composed)) ||
         (!cluster.decomposed.empty() && all(cluster.decomposed));
}

// ---------------------------------------------------------------------------------------------- the public interface

FontLibrary::FontLibrary(FontCatalog catalog) : impl_(std::make_unique<Impl>(std::move(catalog))) {}
FontLibrary::~FontLibrary() = default;

FontId FontLibrary::find(const FontRequest& request, Diagnostics& diagnostics) const {
  return impl_->find(request, &diagnostics);
}

FontId FontLibrary::find_for(FontId first, std::string_view cluster, std::string_view script,
                             const FontRequest& request) const {
  shaping::ClusterForms wanted;
  wanted.text = to_utf32(cluster);
  if (script != "Zsye" && impl_->shows(first, wanted)) return first;
  for (const std::string_view family : impl_->families_for(request, script)) {
    const FontId font = impl_->find_in(family, request, nullptr);
    if (impl_->shows(font, wanted)) return font;
  }
  if (impl_->shows(first, wanted)) return first;
  for (const Family& family : impl_->catalog.families) {
    const FontId font = impl_->find_in(family.name, request, nullptr);
    if (impl_->shows(font, wanted)) return font;
  }
  return kNoFont;
}

bool FontLibrary::has_glyph(FontId font, char32_t code_point) const {
  return impl_->has(font, code_point);
}

const FontMetrics& FontLibrary::metrics(FontId font) const {
  // What is said of a font that is not there: plain proportions, so that a draft still has lines.
  static constexpr FontMetrics kNone{kEm * 4 / 5, kEm / 5, kEm * 7 / 10, kEm / 2, -kEm / 10, kEm / 20, kEm / 4, false};
  const Face* face = impl_->face(font);
  return face == nullptr ? kNone : face->metrics;
}

std::string_view FontLibrary::file(FontId font) const {
  const Face* face = impl_->face(font);
  return face == nullptr ? std::string_view() : std::string_view(face->path);
}

std::string_view FontLibrary::postscript_name(FontId font) const {
  const Face* face = impl_->face(font);
  return face == nullptr ? std::string_view() : std::string_view(face->postscript_name);
}

std::string FontLibrary::package_for_script(std::string_view script) const {
  for (const std::string_view alias : shaping::script_aliases(script)) {
    for (const auto& [code, families] : impl_->catalog.fallback) {
      if (code != alias) continue;
      for (const std::string& name : families) {
        for (const Family& family : impl_->catalog.families) {
          if (same_name(family.name, name) && !family.package.empty()) return family.package;
        }
      }
    }
  }
  return std::string(shaping::debian_package(script));
}

}  // namespace pamphlet
