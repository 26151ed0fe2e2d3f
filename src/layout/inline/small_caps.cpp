#include "layout/inline/small_caps.h"

#include <algorithm>

#include "base/utf8.h"
#include "layout/inline/inline_text.h"

namespace pamphlet {
namespace {

// Drawn small capitals are a little taller than the x-height: at exactly that height capitals look smaller than the
// letters around them, which have ascenders.
constexpr double kAboveXHeight = 1.06;
constexpr double kSmallest = 0.6, kLargest = 0.9;  // whatever a font says of itself

}  // namespace

FontId SmallCaps::font(const ComputedStyle& style) {
  const FontRequest request = font_request(style);
  if (last_font_ == kNoFont || !(request == last_request_)) {
    last_request_ = request;
    last_font_ = fonts_.find(request, diagnostics_);
  }
  return last_font_;
}

bool SmallCaps::made_here(const ComputedStyle& style, char32_t c) {
  if (style.font_variant_caps == FontVariantCaps::normal || c < 'A') return false;
  std::string letter;
  append_utf8(letter, c);
  const bool small = to_upper(letter, "und") != letter;
  const bool capital = !small && style.font_variant_caps == FontVariantCaps::all_small_caps && to_lower(letter, "und") != letter;
  if (!small && !capital) return false;
  const FontId id = font(style);
  const auto [entry, fresh] = known_.try_emplace({id, c}, false);
  if (fresh) entry->second = !fonts_.substitutes(id, small ? "smcp" : "c2sc", c);
  return entry->second;
}

double SmallCaps::scale(const ComputedStyle& style) {
  const FontMetrics& metrics = fonts_.metrics(font(style));
  if (metrics.cap_height <= 0) return kSmallest;
  return std::clamp(kAboveXHeight * metrics.x_height / metrics.cap_height, kSmallest, kLargest);
}

}  // namespace pamphlet
