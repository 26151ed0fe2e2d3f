// Private to the room: what the styles of a Word file say about paragraphs and runs (ECMA-376-1 §17.7).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "office/model.h"
#include "office/xml.h"

namespace pamphlet::office {

/// What a run says of its look; what it does not say it inherits.
struct RunLook {
  std::optional<bool> bold, italic, strike, hidden, underline, highlight, right_to_left, capitals, small_capitals, framed;
  std::optional<unsigned> vertical;  // 0, kSuper or kSub
  std::optional<int> size;           // half points
  std::optional<std::uint32_t> colour;  // as Show has it
  bool code = false;
  std::string lang, lang_east_asian, lang_bidi, font;

  void read(const pugi::xml_node& properties);
  /// Takes what the other, stronger one says.
  void add(const RunLook& other);
  /// What of it the tree has no element for; `linked`: links have a colour anyway.
  Show show(std::string_view words, bool linked) const;
};

enum class ParagraphKind : unsigned char { plain, heading, title, subtitle, quote, code, caption, contents, list, list_continued, table_head, header };

struct ParagraphStyle {
  ParagraphKind kind = ParagraphKind::plain;
  int level = 0;                          // of headings
  std::optional<int> number, number_level;  // of its list
  std::optional<int> indent;              // twentieths of a point
  bool page_break = false;
  RunLook look;                           // with what it is based on
};

/// "FF0000", with or without '#' → as Show has it: 0 for black, white and greys, which are the colour of text or of its ground.
std::uint32_t told_colour(std::string_view digits);
/// Whether a ground of this colour marks its words: white and what is nearly white does not.
bool marks(std::string_view digits);

/// What a style's case-folded name says of its paragraphs; nothing when it is nobody's known name.
void name_style(std::string_view folded, ParagraphStyle& style);

class DocxStyles {
 public:
  void read(const pugi::xml_node& styles);
  const ParagraphStyle& paragraph(std::string_view id) const;  // "": the default one
  const RunLook* character(std::string_view id) const;
  const RunLook& defaults() const { return defaults_; }
  /// The number of a list style.
  std::optional<int> list_number(std::string_view id) const;

 private:
  struct Raw {
    std::string name, based_on;
    bool paragraph = false;
    pugi::xml_node node;
    int state = 0;  // 1: being resolved, 2: resolved
    ParagraphStyle style;
  };
  void resolve(const std::string& id);

  std::unordered_map<std::string, Raw> raw_;
  std::string default_paragraph_;
  ParagraphStyle fallback_;
  mutable std::unordered_map<std::string, ParagraphStyle> unknown_;  // of ids without a style
  RunLook defaults_;
};

}  // namespace pamphlet::office
