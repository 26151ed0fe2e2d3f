// The text of one block with its style runs: what the shaper is given, and what lines are made from.
#pragma once

#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "doc/doc.h"
#include "image/image.h"
#include "layout/inline/small_caps.h"
#include "style/style.h"
#include "text/text.h"

namespace pamphlet {

/// A stretch of text from one leaf node in one style.
struct InlineRun {
  std::uint32_t begin = 0, end = 0;   // bytes of InlineText::text
  NodeId node = kNoNode;
  const ComputedStyle* style = nullptr;
  Length size;
  Length rise;                        // upwards: superscripts
  NodeId link = kNoNode;              // the link or note reference it belongs to
  TextDecoration decoration = TextDecoration::none;
  ImageId image = kNoImage;           // an inline picture, standing for U+FFFC
  Length picture_width;               // that the author wants for it; 0: its own
  double picture_share = 0;           // or its share of the measure
  std::uint32_t beside = 0;           // how many pictures share its line, when there is nothing else; 0: it stands among words
  Length blank;                       // a stretch without text, standing for U+FFFC: padding, or a line to write on
  enum class Edge : unsigned char { none, start, end } edge = Edge::none;  // of its box: no line ends between it and the words
  Mark mark = Mark::none;             // a drawing in a blank
  NodeId box = kNoNode;               // the inline element whose ground and border are behind it
  const ComputedStyle* box_style = nullptr;
  bool formula = false;               // the node is a formula, standing for U+FFFC too
  bool transformed = false;           // text was upper- or lower-cased for shaping
};

/// Stands for something that is no text.
inline bool is_object(const InlineRun& run) { return run.image != kNoImage || run.formula || run.blank.raw() > 0; }

/// A block's text. `original` is what the author wrote where text-transform changed it, byte for byte as long as `text`
/// or empty when nothing was transformed.
struct InlineText {
  std::string text, original;
  std::vector<InlineRun> runs;
  std::vector<TextRun> shaping;       // parallel to runs
  bool empty() const { return text.empty(); }
};

/// What the pages of the places that the text names are called, from the round of layout before.
struct PageLabels {
  std::unordered_map<NodeId, std::string> by_target;  // looked up only
  bool operator==(const PageLabels&) const = default;
};

struct InlineContext {
  const Document& document;
  const StyledDocument& styles;
  const ImageSet& images;
  Length root_size, minimum_size;
  SmallCaps* small_caps = nullptr;    // none: small capitals are left to the fonts
  const PageLabels* labels = nullptr;
  bool draft = false;                 // what is missing is named
};

/// What the page of a place is called; as long as a usual one while that is not known yet.
std::string_view page_label(const InlineContext& context, NodeId target);

/// How the beginning of a block differs from the rest of it: the pseudo element first-line. Its style owns are what
/// `style` has otherwise than `plain`.
struct FirstLineStyle {
  const ComputedStyle* style = nullptr;
  const ComputedStyle* plain = nullptr;
  std::uint32_t bytes = 0;            // of the block's text
  std::deque<ComputedStyle>* store = nullptr;  // where the styles of its runs are kept
};

/// The inline content of a block.
InlineText collect_inline(const InlineContext& context, NodeId block, const FirstLineStyle* first_line = nullptr);
/// Removes the first bytes (a drop initial, set on its own).
void take_off(InlineText& text, std::size_t bytes);
/// A part of a block's text with its runs.
InlineText part_of(const InlineText& text, std::size_t begin, std::size_t end);
/// Generated text in one style, tagged with `node`.
InlineText make_inline(const InlineContext& context, std::string_view text, NodeId node, const ComputedStyle& style,
                       std::string_view lang);

/// Used font size of a style: root × ratio, never below the page's minimum.
Length used_size(const InlineContext& context, const ComputedStyle& style);
/// An em length of the style as a Length.
Length used(const InlineContext& context, const ComputedStyle& style, EmLength value);
FontRequest font_request(const ComputedStyle& style);

}  // namespace pamphlet
