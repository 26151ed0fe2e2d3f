// long: one walk over the inlines of a block, whose cases the compiler asks for.
#include "layout/inline/inline_text.h"

#include <algorithm>
#include <optional>

#include "base/printed_address.h"
#include "base/utf8.h"
#include "math/math.h"

namespace pamphlet {
namespace {

constexpr std::string_view kObjectReplacement = "\xEF\xBF\xBC";  // U+FFFC stands for an inline picture
// Superscripts rise by a third of the parent's size and subscripts sink by a fifth, as CSS Inline 3 §4.2.2 suggests.
constexpr double kSuperRise = 0.33, kSubDrop = -0.2;

// Capitals want air between them, small ones most: five to ten per cent of the size (Bringhurst, "The Elements of
// Typographic Style", §3.2.2); the lower end, as they stand in running text.
constexpr double kSmallCapAir = 0.05;

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
  NodeId box = kNoNode;
  const ComputedStyle* box_style = nullptr;
};

// A line to write on, where the author says nothing: room for a name.
constexpr double kBlankEm = 12;

class Collector {
 public:
  explicit Collector(const InlineContext& context, const FirstLineStyle* first_line = nullptr)
      : context_(context), first_line_(first_line) {}

  void children_of(NodeId parent, const InlineState& state) {
    for (const NodeId child : children(context_.document, parent)) node(child, state);
  }

  void append(std::string_view text, NodeId node, const ComputedStyle& style, std::string_view lang,
              const InlineState& state, ImageId image = kNoImage) {
    if (text.empty()) return;
    if (line_ends_) {
      text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
      if (text.empty()) return;
      line_ends_ = false;
      if (text != "\n") append_cased("\n", {node, &style, lang, &state, kNoImage});
    }
    std::string narrowed;
    if (style.white_space == WhiteSpace::normal && needs_collapsing(text, out_.text)) narrowed = collapsed(text);
    if (!narrowed.empty()) text = narrowed;
    const std::uint32_t left = first_line_ != nullptr && taken_ < first_line_->bytes ? first_line_->bytes - taken_ : 0;
    taken_ += static_cast<std::uint32_t>(text.size());
    if (left == 0) return append_cased(text, {node, &style, lang, &state, image});
    const std::size_t own = std::min<std::size_t>(left, text.size());
    append_cased(text.substr(0, own), {node, &first_line_style(style), lang, &state, image});
    if (own < text.size()) append_cased(text.substr(own), {node, &style, lang, &state, image});
  }

  InlineText finish(bool rows_of_pictures = false) {
    if (!any_transformed_) out_.original.clear();
    if (rows_of_pictures && any_picture_) count_pictures();
    return std::move(out_);
  }

 private:
  /// A line of nothing but pictures is a row of them: they are as large as they are, and share the measure.
  void count_pictures() {
    std::size_t first = 0;
    bool words = false;
    std::uint32_t pictures = 0;
    for (std::size_t i = 0; i <= out_.runs.size(); ++i) {
      const bool end = i == out_.runs.size();
      const std::string_view text = end ? "\n" : std::string_view(out_.text).substr(out_.runs[i].begin, out_.runs[i].end - out_.runs[i].begin);
      if (!end && out_.runs[i].image != kNoImage) {
        ++pictures;
      } else if (text.find_first_not_of(" \n") != std::string_view::npos && (end || context_.document[out_.runs[i].node].element != Element::link)) {  // not the printed address of a linked picture
        words = true;
      }
      if (!end && (out_.runs[i].image != kNoImage || text.find('\n') == std::string_view::npos)) continue;
      for (std::size_t k = first; k < std::min(i + 1, out_.runs.size()); ++k) out_.runs[k].beside = words ? 0 : pictures;
      first = i + 1;
      words = false;
      pictures = 0;
    }
  }

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

  /// What a stretch of text is appended with.
  struct Source {
    NodeId node = kNoNode;
    const ComputedStyle* style = nullptr;
    std::string_view lang;
    const InlineState* state = nullptr;
    ImageId image = kNoImage;
  };

  /// In small capitals that the font does not have, letters of two sizes alternate: each stretch is a run of its own.
  void append_cased(std::string_view text, const Source& source) {
    if (context_.small_caps == nullptr || source.style->font_variant_caps == FontVariantCaps::normal) {
      return append_run(text, source, false);
    }
    std::size_t begin = 0;
    bool small = false;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t here = at;
      const char32_t c = next_code_point(text, at);
      const bool mark = c >= 0x300 && c <= 0x36F;  // goes with its letter
      const bool made = mark ? small : context_.small_caps->made_here(*source.style, c);
      if (made == small) continue;
      append_run(text.substr(begin, here - begin), source, small);
      begin = here;
      small = made;
    }
    append_run(text.substr(begin), source, small);
  }

  void append_run(std::string_view text, const Source& source, bool small_capitals) {
    if (text.empty()) return;
    const ComputedStyle& style = *source.style;
    InlineRun run;
    run.begin = static_cast<std::uint32_t>(out_.text.size());
    append_transformed(text, small_capitals ? TextTransform::uppercase : style.text_transform, source.lang, run);
    run.end = static_cast<std::uint32_t>(out_.text.size());
    run.node = source.node;
    run.style = &style;
    run.size = used_size(context_, style);
    if (small_capitals) run.size = run.size.scaled(context_.small_caps->scale(style));
    run.rise = source.state->rise;
    run.link = source.state->link;
    run.decoration = source.state->decoration;
    run.image = source.image;
    run.box = source.state->box;
    run.box_style = source.state->box_style;
    run.formula = text == kObjectReplacement && context_.document[source.node].element == Element::formula;
    out_.runs.push_back(run);
    out_.shaping.push_back({run.begin, run.end, text_style(source, small_capitals)});
  }

  /// How a run is shaped; the runs of a block share what they have in common, for there may be as many as letters.
  std::shared_ptr<const TextStyle> text_style(const Source& source, bool small_capitals) {
    const ComputedStyle& style = *source.style;
    const bool prose = style.white_space == WhiteSpace::normal && context_.document[source.node].element != Element::code;
    for (const MadeStyle& made : made_styles_) {
      if (made.from == &style && made.small_capitals == small_capitals && made.style->prose == prose && made.style->lang == source.lang)
        return made.style;
    }
    const auto own = std::make_shared<TextStyle>(TextStyle{font_request(style), std::string(source.lang)});
    add_features(style, own->features);
    own->letter_spacing = static_cast<Em>(std::llround((style.letter_spacing.em + (small_capitals ? kSmallCapAir : 0)) * kEm));
    own->prose = prose;
    if (made_styles_.size() == kMadeStyles) made_styles_.erase(made_styles_.begin());
    made_styles_.push_back({&style, small_capitals, own});
    return own;
  }

  void append_transformed(std::string_view text, TextTransform transform, std::string_view lang, InlineRun& run) {
    std::string changed;
    if (transform == TextTransform::uppercase) changed = to_upper(text, lang);
    if (transform == TextTransform::lowercase) changed = to_lower(text, lang);
    // Only a change that keeps every byte's place can be undone for the reader (Turkish "i" → "İ" cannot): then the
    // capitals are the text.
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

  /// The style of an inline element within the first line: what first-line sets otherwise holds there too.
  const ComputedStyle& first_line_style(const ComputedStyle& style) {
    for (const auto& [from, made] : first_line_styles_) {
      if (from == &style) return *made;
    }
    ComputedStyle own = style;
    for (std::size_t n = 0; n < property_count(); ++n) {
      const auto property = static_cast<Property>(n);
      if (info(property).group != PropertyGroup::type) continue;
      const Value wanted = value_of(*first_line_->style, property);
      if (!(wanted == value_of(*first_line_->plain, property))) set_value(own, property, wanted);
    }
    first_line_->store->push_back(std::move(own));
    first_line_styles_.emplace_back(&style, &first_line_->store->back());
    return first_line_->store->back();
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
    const bool own = n.element != Element::text;  // words have the style of what they stand in, which has risen
    if (own && style.vertical_align == VerticalAlign::super) state.rise += parent_size.scaled(kSuperRise);
    if (own && style.vertical_align == VerticalAlign::sub) state.rise += parent_size.scaled(kSubDrop);
    if (style.text_decoration != TextDecoration::none) state.decoration = style.text_decoration;
    const bool boxed = is_inline(n.element) && n.element != Element::text && n.element != Element::soft_break && n.element != Element::hard_break &&
                       n.element != Element::image && n.element != Element::formula;
    if (!boxed) return content(id, style, state);
    // What stands in a box has its ground by inheritance (cascade.cpp); a box of its own is one that looks otherwise.
    const bool same = state.box_style != nullptr && state.box_style->background_color == style.background_color &&
                      state.box_style->border_radius == style.border_radius && style.border_bottom_width.em == 0 && style.border_left_width.em == 0;
    if (draws_box(style) && !same) {
      state.box = id;
      state.box_style = &style;
    }
    if (const Mark mark = shown_mark(context_.document, id); mark != Mark::none) {
      blank(id, style, state, used(context_, style, style.mark_size), InlineRun::Edge::none);
      if (!out_.runs.empty()) out_.runs.back().mark = mark;
      return;
    }
    const bool alone = style.display == DisplayMode::block;
    if (alone && !out_.text.empty() && !out_.text.ends_with('\n')) line_ends_ = true;
    const std::size_t before = out_.runs.size();
    blank(id, style, state, used(context_, style, style.padding_left) + used(context_, style, style.border_left_width), InlineRun::Edge::start);
    const std::size_t inner = out_.runs.size();
    content(id, style, state);
    if (n.element == Element::span && out_.runs.size() == inner && draws_box(style)) {
      const std::optional<Measure> width = stated_measure(context_.document.attributes_of(id), "width");
      blank(id, style, state, !width ? used(context_, style, EmLength{kBlankEm}) : width->em ? used(context_, style, EmLength{width->value}) : Length::points(width->value), InlineRun::Edge::none);
    }
    if (out_.runs.size() > before)
      blank(id, style, state, used(context_, style, style.padding_right) + used(context_, style, style.border_right_width), InlineRun::Edge::end);
    if (alone && out_.runs.size() > before) line_ends_ = true;
  }

  void blank(NodeId id, const ComputedStyle& style, const InlineState& state, Length width, InlineRun::Edge edge) {
    if (width.raw() <= 0) return;
    append(kObjectReplacement, id, style, "en", state);
    out_.runs.back().blank = width;
    out_.runs.back().edge = edge;
  }

  void content(NodeId id, const ComputedStyle& style, InlineState state) {
    const Node& n = context_.document[id];
    switch (n.element) {
      case Element::text:
      case Element::code: append(context_.document.text(id), id, style, context_.document.lang(id), state); return;
      case Element::soft_break: soft_break(id, state); return;
      case Element::hard_break: append("\n", id, style, context_.document.lang(id), state); return;
      case Element::image: image(id, style, state); return;
      case Element::formula: {  // what no reader makes cannot be set: its source stays
        const std::string& tex = context_.document.data<FormulaData>(id).tex;
        const bool known = std::holds_alternative<math::Formula>(math::parse(tex));
        append(known ? kObjectReplacement : std::string_view(tex), id, style, "en", state);
        return;
      }
      case Element::note_reference:
        state.link = id;
        append(std::to_string(context_.document.data<NoteReferenceData>(id).number), id, style,
               context_.document.lang(id), state);
        return;
      case Element::page_reference: page_reference(id, style, state); return;
      case Element::link: return link(id, style, state);
      case Element::emphasis: case Element::strong: case Element::strikethrough: case Element::superscript:
      case Element::highlight: case Element::underline: case Element::insertion:
      case Element::small: case Element::keyboard: case Element::abbreviation:
      case Element::subscript: case Element::span: case Element::number:
        break;
      case Element::document: case Element::header: case Element::publisher: case Element::kicker: case Element::title:
      case Element::standfirst: case Element::byline: case Element::colophon: case Element::contents:
      case Element::contents_list: case Element::contents_entry: case Element::contents_line: case Element::index:
      case Element::index_letter: case Element::index_entry: case Element::notes: case Element::note:
      case Element::paragraph: case Element::heading: case Element::list: case Element::item:
      case Element::block_quote: case Element::quotation: case Element::attribution: case Element::callout:
      case Element::callout_title: case Element::code_block: case Element::equation: case Element::figure: case Element::caption:
      case Element::thematic_break: case Element::div: case Element::definition_list: case Element::timeline: case Element::term:
      case Element::description: case Element::table: case Element::table_row: case Element::table_cell:
      case Element::marker: case Element::callout_label: case Element::quote_mark: case Element::ornament:
      case Element::first_line: case Element::first_letter:
        break;  // a block within a line: its words
    }
    children_of(id, state);
  }

  /// Whether its address is a note (address_notes.cpp): such a citation has no place in the source.
  bool is_cited(NodeId link) const {
    const NodeId next = context_.document[link].end;
    if (next >= context_.document.nodes.size() || context_.document[next].element != Element::note_reference) return false;
    const std::uint32_t end = context_.document[link].span.end;
    return context_.document[next].span == Span{end, end};
  }

  /// What paper shows of a link whose only words are its address: nobody types the scheme. Empty for other links.
  std::string_view typed_address(NodeId link) const {
    const NodeId child = context_.document.first_child(link);
    if (child == kNoNode || context_.document[child].element != Element::text || context_.document[link].end != child + 1) return {};
    std::string_view words = context_.document.text(child);
    for (const std::string_view scheme : {"https://", "http://"}) {
      if (!words.starts_with(scheme)) continue;
      words.remove_prefix(scheme.size());
      return std::string_view(context_.document.data<LinkData>(link).target).find(words) == std::string_view::npos ? std::string_view() : words;
    }
    return {};
  }

  void link(NodeId id, const ComputedStyle& style, InlineState state) {
    state.link = id;
    if (const std::string_view typed = typed_address(id); !typed.empty() && style.printed_address != PrintedAddress::none) {
      state.decoration = TextDecoration::none;
      append(typed, id + 1, style, context_.document.lang(id), state);
      return;
    }
    const std::size_t before = out_.text.size();
    children_of(id, state);
    if (style.printed_address == PrintedAddress::none || (style.printed_address == PrintedAddress::note && is_cited(id))) return;
    const std::string words = context_.document.plain_text(id);
    if (trim(words).empty() || out_.text.size() == before) return;  // a picture that leads somewhere
    const std::string address = printed_address(std::string_view(context_.document.data<LinkData>(id).target), words);
    if (address.empty()) return;
    state.decoration = TextDecoration::none;
    const bool spaced = out_.text.ends_with(' ');  // "[more ](…)into"
    append(spaced ? "(" + address + ") " : " (" + address + ")", id, style, context_.document.lang(id), state);
  }

  void page_reference(NodeId id, const ComputedStyle& style, InlineState state) {
    const auto& data = context_.document.data<PageReferenceData>(id);
    const std::string_view lang = context_.document.lang(id);
    const std::string label(page_label(context_, data.target));
    switch (data.form) {
      case PageForm::number: return;  // contents.cpp sets it
      case PageForm::words: break;
      case PageForm::listed:
        if (label == listed_) return;  // one entry names a page once
        append(term("name_separator", lang), id, style, lang, state);
        listed_ = label;
        break;
    }
    if (state.link == kNoNode) state.link = id;
    const bool words = data.form == PageForm::words;
    append(words ? term_with("on_page", lang, "page", label) : label, id, style, lang, state);
  }

  void image(NodeId id, const ComputedStyle& style, const InlineState& state) {
    const ImageData& data = context_.document.data<ImageData>(id);
    const ImageId image = context_.images.find(data.source);
    if (image != kNoImage) {
      append(kObjectReplacement, id, style, "en", state, image);
      if (!out_.runs.empty()) out_.runs.back().picture_width = Length::points(data.pixels * 0.75);
      if (!out_.runs.empty()) out_.runs.back().picture_share = data.width.value_or(0.0F);
      any_picture_ = true;
      return;
    }
    const std::string_view lang = context_.document.lang(id);  // what cannot be shown is said
    std::string words = data.alt;
    if (context_.draft) words = term_with("image_missing", lang, "name", data.source) + (words.empty() ? "" : " – " + words);
    if (words.empty() && !data.decorative) words = data.source;
    if (!words.empty()) append(words, id, style, lang, state);
  }

  struct MadeStyle {
    const ComputedStyle* from = nullptr;
    bool small_capitals = false;
    std::shared_ptr<const TextStyle> style;
  };
  static constexpr std::size_t kMadeStyles = 8;  // a block goes to and fro between few

  const InlineContext& context_;
  const FirstLineStyle* first_line_;
  std::vector<MadeStyle> made_styles_;  // the last ones
  std::uint32_t taken_ = 0;  // bytes of the block's text so far, before they were transformed
  std::vector<std::pair<const ComputedStyle*, const ComputedStyle*>> first_line_styles_;
  InlineText out_;
  bool line_ends_ = false;  // before the next words
  std::string listed_;  // the page that an index entry named last
  bool any_transformed_ = false, any_picture_ = false;
};

}  // namespace

std::string_view page_label(const InlineContext& context, NodeId target) {
  constexpr std::string_view kUnknown = "00";
  if (context.labels == nullptr) return kUnknown;
  const auto found = context.labels->by_target.find(target);
  return found == context.labels->by_target.end() ? kUnknown : std::string_view(found->second);
}

Length used_size(const InlineContext& context, const ComputedStyle& style) {
  return std::max(context.root_size.scaled(style.font_size.ratio), context.minimum_size);
}

Length used(const InlineContext& context, const ComputedStyle& style, EmLength value) {
  return used_size(context, style).scaled(value.em);
}

FontRequest font_request(const ComputedStyle& style) {
  return {style.font_family, style.font_weight, style.font_style == FontStyle::italic};
}

InlineText collect_inline(const InlineContext& context, NodeId block, const FirstLineStyle* first_line) {
  Collector collector(context, first_line);
  collector.children_of(block, {});
  return collector.finish(context.document[block].element != Element::table_cell);
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
