// Private to the room: what the styles of an OpenDocument text say (ODF 1.3 part 3, §16).
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "office/docx_styles.h"

namespace pamphlet::office {

/// A level of a list, or of the numbers of headings.
struct OdtLevel {
  bool bullet = true;
  std::string format, prefix, suffix, character;
  int start = 1, shown = 1;  // how many levels its number shows
};
constexpr int kOdtLevels = 10;  // ODF 1.3 part 3, §16.31
using OdtListStyle = std::array<OdtLevel, kOdtLevels>;

class OdtStyles {
 public:
  /// Adds the styles of a part; those of content.xml are read after those of styles.xml, on which they rest.
  void read(const pugi::xml_node& root);
  const ParagraphStyle& paragraph(std::string_view name) const { return find("paragraph", name); }
  const RunLook& defaults() const { return fallback_.look; }
  const RunLook* text(std::string_view name) const;
  const OdtListStyle* list(std::string_view name) const;
  /// The list style that a paragraph style asks for; "" for none.
  std::string list_of(std::string_view paragraph) const;
  const OdtListStyle& outline() const { return outline_; }

 private:
  struct Raw {
    std::string parent, list;
    pugi::xml_node node;
    int state = 0;  // 1: being resolved, 2: resolved
    ParagraphStyle style;
  };
  const ParagraphStyle& find(std::string_view family, std::string_view name) const;
  void add(const pugi::xml_node& node);
  void resolve(const std::string& key);
  static void read_levels(const pugi::xml_node& node, OdtListStyle& levels);

  std::unordered_map<std::string, Raw> raw_;  // by family and name
  std::unordered_map<std::string, OdtListStyle> lists_;
  OdtListStyle outline_;
  ParagraphStyle fallback_;
};

/// "8.5cm" → CSS pixels; 0 when it is no length.
double odf_pixels(std::string_view length);

}  // namespace pamphlet::office
