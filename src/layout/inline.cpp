#include "layout/inline.h"

#include <algorithm>

#include "base/utf8.h"

namespace pamphlet {
namespace {

constexpr std::string_view kObjectReplacement = "\xEF\xBF\xBC";  // U+FFFC stands for an inline picture
// Superscripts rise by a third of the parent's size and subscripts sink by a fifth, as CSS Inline 3 §4.2.2 suggests.
constexpr double kSuperRise = 0.33, kSubDrop = -0.2;

void add_features(const ComputedStyle& style, std::vector<std::pair<std::string, int>>& features) {
  switch (style.font_variant_caps) {
    case FontVariantCaps::normal: break;
    case FontVariantCaps::small_caps: features.emplace_back("smcp", 1); break;
    case FontVariantCaps::all_small_caps:
      features.emplace_back("c2sc", 1);
      features.emplace_back("smcp", 1);
      break;
  }
  switch (style.font_variant_numeric) {
    case FontVariantNumeric::normal: break;
    case FontVariantNumeric::lining_nums: features.emplace_back("lnum", 1); break;
    case FontVariantNumeric::oldstyle_nums: features.emplace_back("onum", 1); break;
    case FontVariantNumeric::tabular_nums: features.emplace_back("tnum", 1); break;
    case FontVariantNumeric::lining_tabular:
      features.emplace_back("lnum", 1);
      features.emplace_back("tnum", 1);
      break;
    case FontVariantNumeric::oldstyle_tabular:
      features.emplace_back("onum", 1);
      features.emplace_back("tnum", 1);
      break;
  }
  for (const auto& feature : style.font_feature_settings) features.push_back(feature);
}

/// What holds for the descendants of an inline element.
struct InlineState {
  Length rise;
  NodeId link = kNoNode;
  TextDecoration decoration = TextDecoration::none;
};

class Collector {
 public:
  explicit Collector(const InlineContext& context) : context_(context) {}

  void children_of(NodeId parent, const InlineState& state) {
    for (const NodeId child : children(context_.document, parent)) node(child, state);
  }

  void append(std::string_view text, NodeId node, const ComputedStyle& style, std::string_view lang,
              const InlineState& state, ImageId image = kNoImage) {
    if (text.empty()) return;
    InlineRun run;
    run.begin = static_cast<std::uint32_t>(out_.text.size());
    append_transformed(text, style, lang, run);
    run.end = static_cast<std::uint32_t>(out_.text.size());
    run.node = node;
    run.style = &style;
    run.size = used_size(context_, style);
    run.rise = state.rise;
    run.link = state.link;
    run.decoration = state.decoration;
    run.image = image;
    TextRun shaping;
    shaping.begin = run.begin;
    shaping.end = run.end;
    shaping.font = font_request(style);
    shaping.lang = std::string(lang);
    add_features(style, shaping.features);
    shaping.letter_spacing = static_cast<Em>(std::llround(style.letter_spacing.em * kEm));
    shaping.style = static_cast<std::uint32_t>(out_.runs.size());
    shaping.prose = style.white_space == WhiteSpace::normal && context_.document[node].element != Element::code;
    out_.runs.push_back(run);
    out_.shaping.push_back(std::move(shaping));
  }

  InlineText finish() {
    if (!any_transformed_) out_.original.clear();
    return std::move(out_);
  }

 private:
  /// Runs of spaces and tabs are one space, and none at all after a space (CSS Text 3 §4.1.1); never in code.
  std::string collapsed(std::string_view text) const {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
      const bool space = c == ' ' || c == '\t';
      const char before = out.empty() ? (out_.text.empty() ? 'x' : out_.text.back()) : out.back();
      if (space && before == ' ') continue;
      out += space ? ' ' : c;
    }
    return out;
  }

  static bool needs_collapsing(std::string_view text, std::string_view before) {
    return text.find("  ") != std::string_view::npos || text.find('\t') != std::string_view::npos ||
           (text.starts_with(' ') && before.ends_with(' '));
  }

  void append_transformed(std::string_view given, const ComputedStyle& style, std::string_view lang, InlineRun& run) {
    std::string narrowed;
    if (style.white_space == WhiteSpace::normal && needs_collapsing(given, out_.text)) narrowed = collapsed(given);
    const std::string_view text = narrowed.empty() ? given : narrowed;
    std::string changed;
    if (style.text_transform == TextTransform::uppercase) changed = to_upper(text, lang);
    if (style.text_transform == TextTransform::lowercase) changed = to_lower(text, lang);
    // Only a change that keeps every byte's place can be undone for the reader ("ß" → "SS" cannot): then the capitals
    // are the text.
    if (!changed.empty() && changed != text) {
      out_.text += changed;
      if (changed.size() == text.size()) {
        run.transformed = any_transformed_ = true;
        out_.original += text;
      } else {
        out_.original += changed;
      }
      return;
    }
    out_.text += text;
    out_.original += text;
  }

  /// The text that stands first in the inline content from `node` on.
  std::string_view first_text(NodeId node) const {
    const Document& document = context_.document;
    for (NodeId id = node; id < document.nodes.size(); ++id) {
      const Element element = document[id].element;
      if (element == Element::text || element == Element::code) return document.text(id);
      if (info(element).display != Display::inline_) break;
    }
    return {};
  }

  void soft_break(NodeId node, const InlineState& state) {
    if (!out_.text.empty() && node + 1 < context_.document.nodes.size()) {
      std::size_t at = out_.text.size();
      const char32_t before = previous_code_point(out_.text, at);
      const std::string_view next = first_text(node + 1);
      std::size_t begin = 0;
      const char32_t after = next.empty() ? 0 : next_code_point(next, begin);
      if (joins_at_line_end(before, after, context_.document.lang(node))) return;
    }
    append(" ", node, context_.styles[node], context_.document.lang(node), state);
  }

  void node(NodeId id, const InlineState& outer) {
    const Node& n = context_.document[id];
    const ComputedStyle& style = context_.styles[id];
    if (style.display == DisplayMode::none) return;
    InlineState state = outer;
    const Length parent_size = used_size(context_, context_.styles[n.parent]);
    if (style.vertical_align == VerticalAlign::super) state.rise += parent_size.scaled(kSuperRise);
    if (style.vertical_align == VerticalAlign::sub) state.rise += parent_size.scaled(kSubDrop);
    if (style.text_decoration != TextDecoration::none) state.decoration = style.text_decoration;
    switch (n.element) {
      case Element::text:
      case Element::code: append(context_.document.text(id), id, style, context_.document.lang(id), state); return;
      case Element::soft_break: soft_break(id, state); return;
      case Element::hard_break: append("\n", id, style, context_.document.lang(id), state); return;
      case Element::image: image(id, style, state); return;
      case Element::note_reference:
        state.link = id;
        append(std::to_string(context_.document.data<NoteReferenceData>(id).number), id, style,
               context_.document.lang(id), state);
        return;
      case Element::link: state.link = id; break;
      default: break;
    }
    children_of(id, state);
  }

  void image(NodeId id, const ComputedStyle& style, const InlineState& state) {
    const ImageData& data = context_.document.data<ImageData>(id);
    const ImageId image = context_.images.find(data.source);
    if (image != kNoImage) {
      append(kObjectReplacement, id, style, "en", state, image);
    } else if (!data.decorative) {  // what cannot be shown is said
      append("[" + (data.alt.empty() ? data.source : data.alt) + "]", id, style, context_.document.lang(id), state);
    }
  }

  const InlineContext& context_;
  InlineText out_;
  bool any_transformed_ = false;
};

}  // namespace

Length used_size(const InlineContext& context, const ComputedStyle& style) {
  return std::max(context.root_size.scaled(style.font_size.ratio), context.minimum_size);
}

Length used(const InlineContext& context, const ComputedStyle& style, EmLength value) {
  return used_size(context, style).scaled(value.em);
}

FontRequest font_request(const ComputedStyle& style) {
  return {style.font_family, style.font_weight, style.font_style == FontStyle::italic};
}

InlineText collect_inline(const InlineContext& context, NodeId block) {
  Collector collector(context);
  collector.children_of(block, {});
  return collector.finish();
}

InlineText make_inline(const InlineContext& context, std::string_view text, NodeId node, const ComputedStyle& style,
                       std::string_view lang) {
  Collector collector(context);
  InlineState state;
  state.decoration = style.text_decoration;
  collector.append(text, node, style, lang, state);
  return collector.finish();
}

}  // namespace pamphlet
