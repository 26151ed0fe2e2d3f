#include "text/run_style.h"

#include <algorithm>

namespace pamphlet::shaping {
namespace {

// HarfBuzz keeps every language it is told about in a list for ever; an article may claim any number of them.
constexpr std::size_t kMaxLanguages = 64;
constexpr std::size_t kMaxTag = 35;  // RFC 5646 §4.4.1: buffers of 35 characters hold any sensible tag

void make_key(const TextStyle& style, std::string& key) {
  key.clear();
  for (const std::string& family : style.font.families) {
    key += family;
    key += '\0';
  }
  key += '\1';
  key += style.lang;
  for (const auto& [tag, value] : style.features) {
    key += '\2';
    key += tag;
    key.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  key += '\3';
  key.append(reinterpret_cast<const char*>(&style.font.weight), sizeof style.font.weight);
  key += style.font.italic ? 'i' : 'n';
  key.append(reinterpret_cast<const char*>(&style.letter_spacing), sizeof style.letter_spacing);
}

hb_feature_t feature(std::string_view tag, int value) {
  hb_feature_t out{};
  out.tag = hb_tag_from_string(tag.data(), static_cast<int>(tag.size()));
  out.value = static_cast<std::uint32_t>(std::max(0, value));
  out.start = HB_FEATURE_GLOBAL_START;
  out.end = HB_FEATURE_GLOBAL_END;
  return out;
}

std::vector<hb_feature_t> features_of(const TextStyle& style) {
  std::vector<hb_feature_t> features;
  // CSS Text 3 §8.2: with letter spacing, no optional ligatures (what font-variant-ligatures: none turns off).
  if (style.letter_spacing != 0) {
    for (const char* tag : {"liga", "clig", "dlig", "hlig", "calt"})
      features.push_back(feature(tag, 0));
  }
  for (const auto& [tag, value] : style.features) {
    if (!tag.empty() && tag.size() <= 4) features.push_back(feature(tag, value));
  }
  return features;
}

}  // namespace

RunStyle& RunStyles::intern(const TextRun& run, Diagnostics* diagnostics) {
  for (const Recent& recent : recent_) {
    if (recent.style == run.style && recent.known != nullptr) return *recent.known;
  }
  RunStyle& found = find_or_make(*run.style, diagnostics);
  recent_[next_recent_] = {run.style, &found};
  next_recent_ = (next_recent_ + 1) % recent_.size();
  return found;
}

RunStyle& RunStyles::find_or_make(const TextStyle& wanted, Diagnostics* diagnostics) {
  make_key(wanted, key_);
  const auto [found, fresh] = by_key_.try_emplace(key_, static_cast<std::uint32_t>(styles_.size()));
  if (fresh) {
    auto style = std::make_unique<RunStyle>();
    style->number = found->second;
    style->request = wanted.font;
    style->lang = wanted.lang;
    style->letter_spacing = wanted.letter_spacing;
    style->features = features_of(wanted);
    if (!wanted.lang.empty() && wanted.lang.size() <= kMaxTag && languages_ < kMaxLanguages) {
      ++languages_;
      style->language = hb_language_from_string(wanted.lang.data(), static_cast<int>(wanted.lang.size()));
    }
    style->primary = library_.find(wanted.font, diagnostics);
    style->primary_face = library_.face(style->primary);
    styles_.push_back(std::move(style));
  }
  return *styles_[found->second];
}

}  // namespace pamphlet::shaping
