// long: one sheet, whose parts have to stand in one order.
// The sheet as a whole: our own fixed part, then the style's rules in cascade order.
#include "epub/css.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/number.h"
#include "epub/css_rules.h"
#include "style/codes.h"
#include "text/text.h"

namespace pamphlet::epub {

namespace {

/// Gap between a hanging mark and its text, as wide as a browser's own after a bullet.
constexpr double kMarkGap = 0.6;

class Sheet {
 public:
  Sheet(const Document& document, const Style& style, const AskedSizes& sizes);
  std::string take() { return std::move(out_); }
  void fixed_part();
  void style_part();
  void asked_sizes(const AskedSizes& sizes);
  void report(const Style& style, Diagnostics& diagnostics) const;

 private:
  void rule(std::string_view selector, const CssBlock& block);
  void element_rule(Element element);
  void element_rules(Element element);
  void variant_rule(const Selector& selector, const DeclarationSet& set);
  void browser_defaults(Element element, CssBlock& block) const;
  void paragraph_leaks(Element element, CssBlock& block) const;
  void pictures(Element element, const std::string& variant, const std::string& name, const DeclarationSet& set);
  void initial_letter(std::string_view selector, const DeclarationSet& set);
  void generated(Element element, const std::string& variant, const std::string& name, const DeclarationSet& set);
  void boxed_number(const std::string& name, const DeclarationSet& set, CssBlock& block);
  void ornament(const DeclarationSet& set);
  void quote_mark();
  void points();
  const DeclarationSet& set_of(Element element) const;
  double mark_size(Element element) const;
  const FontFamilies& body_families() const;

  bool is_absent(Element element) const;
  bool is_idle(const Selector& selector) const;

  const bool rtl_;
  const bool book_;
  std::set<std::string, std::less<>> classes_;  // that the document has
  std::vector<bool> present_;  // by element: whether the document has any
  bool wide_table_ = false;  // some table is a list on a telephone
  bool dials_ = false;         // some link is a telephone number, which is never broken
  bool numbered_ = false;      // some list may have its numbers in boxes
  std::pair<int, int> strongest_{1, 1};  // of `body .class`, and then of the rules for elements inside others
  bool mixed_ = false;  // some text runs against the article's direction
  bool korean_ = false;
  std::vector<DeclarationSet> base_;                              // by element
  std::vector<std::pair<Selector, DeclarationSet>> variants_;     // in cascade order
  std::vector<std::string> beside_;               // figures with text along them
  Losses losses_;
  std::string out_;
};

Sheet::Sheet(const Document& document, const Style& style, const AskedSizes& sizes)
    : rtl_(document.meta.dir == "rtl"),
      book_(document.book),
      present_(element_count()),
      wide_table_(sizes.wide_table),
      korean_(document.meta.lang.value.starts_with("ko")),
      base_(element_count()) {
  for (const Node& node : document.nodes) {
    present_[static_cast<std::size_t>(node.element)] = true;
    const auto* link = std::get_if<LinkData>(&node.payload);
    dials_ = dials_ || (link != nullptr && link->target.starts_with("tel:"));
  }
  for (const Attributes& set : document.attributes) {
    const bool other = set.dir.empty() ? !set.lang.empty() && is_rtl_language(set.lang) != rtl_ : (set.dir == "rtl") != rtl_;
    mixed_ = mixed_ || other;
    korean_ = korean_ || set.lang.starts_with("ko");
    classes_.insert(set.classes.begin(), set.classes.end());
  }
  mixed_ = mixed_ || (rtl_ && present_[static_cast<std::size_t>(Element::code_block)]);  // code is not turned round
  for (const Rule* rule : rules_for(style, Media::ebook)) {
    const Selector& selector = rule->selector;
    if (is_idle(selector)) continue;
    const auto paints = [](const Declaration& d) { return d.property == Property::background_color || d.property == Property::border_top_width; };
    numbered_ = numbered_ || (selector.element == Element::marker && std::any_of(rule->declarations.begin(), rule->declarations.end(), paints));
    if (selector.variant.empty() && selector.within.empty()) {
      base_[static_cast<std::size_t>(selector.element)].add(*rule);
      continue;
    }
    const bool same = !variants_.empty() && variants_.back().first.element == selector.element &&
                      variants_.back().first.variant == selector.variant && variants_.back().first.within == selector.within;
    if (!same) variants_.push_back({selector, {}});
    variants_.back().second.add(*rule);
  }
  fixed_part();
  style_part();
  asked_sizes(sizes);
  out_ += widths_css(sizes.image_widths, beside_);
}

const FontFamilies& Sheet::body_families() const {
  static const FontFamilies kNone;
  const auto* families = base_[static_cast<std::size_t>(Element::document)].value<FontFamilies>(Property::font_family);
  return families == nullptr ? kNone : *families;
}

void Sheet::rule(std::string_view selector, const CssBlock& block) {
  out_ += block.text(selector, rtl_);
  if (!mixed_) return;
  const std::string_view direction = rtl_ ? "ltr" : "rtl";
  std::string flipped;
  while (!selector.empty()) {
    const std::size_t comma = std::min(selector.find(", "), selector.size());
    const std::string_view one = selector.substr(0, comma);
    if (!flipped.empty()) flipped += ", ";
    const std::size_t pseudo = std::min(one.find("::"), one.size());
    flipped += fmt::format("[dir={0}] {1}", direction, one);
    if (pseudo == one.size()) flipped += fmt::format(", {}[dir={}]", one, direction);
    selector.remove_prefix(std::min(comma + 2, selector.size()));
  }
  out_ += block.flipped(flipped, rtl_);
}

void Sheet::fixed_part() {
  const double mark = mark_size(Element::marker);
  CssBlock hang, hanging_mark, marker, no_bullets;
  out_ +=
      "img { max-width: 100%; }\n"
      "img.image { height: auto; }\n"
      "img.cover { max-height: 100%; }\n"
      ".cover-page { margin: 0; padding: 0; text-align: center; }\n"
      "pre { white-space: pre-wrap; overflow-wrap: break-word; }\n"
      "pre code { font-size: 1em; }\n"
      "table { border-collapse: collapse; }\n"
      "td.left, th.left { text-align: left; }\n"
      "td.center, th.center { text-align: center; }\n"
      "td.right, th.right { text-align: right; }\n"
      "div.ornament { text-align: center; }\n"
      "img.ornament-mark { width: auto; height: 1em; }\n"
      "sup, sub { line-height: 0; }\n"
      "a { color: inherit; }\n"  // a browser's own blue has a contrast of 2 on the ground of a reader at night
      "sup.noteref { font-size: 0.75em; vertical-align: super; }\n"
      "nav ol { list-style-type: none; }\n"
      "p.image-missing, span.image-missing { font-style: italic; }\n"
      "p.image-missing { border: 0.08em dashed; padding: 0.5em 2%; }\n";
  if (wide_table_) {  // a telephone
    out_ +=
        "@media (max-width: 30em) {\n"
        "  table.stacks, .stacks tbody, .stacks tr, .stacks tr > * { display: block; }\n"
        "  .stacks thead { display: none; }\n"
        "  .stacks tr { padding: 0.5em 0; }\n"
        "  .stacks td { text-align: start; }\n"
        "  .stacks td[data-head]::before { content: attr(data-head) \": \"; font-weight: bold; }\n"
        "}\n";
  }
  if (dials_) out_ += "a[href^=\"tel:\"] { white-space: nowrap; }\n";
  if (korean_) out_ += ":lang(ko) { word-break: keep-all; }\n";  // as in print: lines end between words
  if (rtl_ || mixed_) out_ += fmt::format("{}img.quote-mark {{ transform: scaleX(-1); }}\n", rtl_ ? "" : "[dir=rtl] ");
  const std::string side = number(mark) + "em";
  out_ += fmt::format("img.mark {{\n  width: {0};\n  height: {0};\n  vertical-align: -0.12em;\n}}\n", side);
  no_bullets.set("list-style-type", "none");
  no_bullets.set_sided("margin-start", "0");
  no_bullets.set_sided("padding-start", "0");
  rule(numbered_ ? "ul.marked, ul.task, ol.numbered" : "ul.marked, ul.task", no_bullets);
  const std::string indent = number(mark + kMarkGap);
  hang.set("margin-top", "0");
  hang.set("margin-bottom", "0");
  hang.set("text-indent", fmt::format("-{}em", indent));
  hang.set_sided("padding-start", fmt::format("{}em", indent));
  rule("p.hang", hang);
  hanging_mark.set_sided("margin-end", number(kMarkGap) + "em");
  rule(".hang .mark", hanging_mark);
  if (const auto* gap = set_of(Element::paragraph).value<EmLength>(Property::margin_bottom))
    out_ += fmt::format("ul.loose > li > p.hang {{ margin-bottom: {}; }}\n", to_css(Property::margin_bottom, *gap));
  marker.set("display", "inline-block");
  marker.set("text-indent", "0");
  marker.set("min-width", fmt::format("{}em", indent));
  rule(".hang .marker", marker);
}

const DeclarationSet& Sheet::set_of(Element element) const { return base_[static_cast<std::size_t>(element)]; }

double Sheet::mark_size(Element element) const {
  const auto* own = set_of(element).value<EmLength>(Property::mark_size);
  const auto* inherited = set_of(Element::document).value<EmLength>(Property::mark_size);
  return own != nullptr ? own->em : inherited != nullptr ? inherited->em : 1;
}

void Sheet::browser_defaults(Element element, CssBlock& block) const {
  const BrowserLook look = info(element).browser;
  if (look == BrowserLook::none) return;
  block.set("margin-top", "0");
  block.set("margin-bottom", "0");
  if (look != BrowserLook::list) {
    block.set_sided("margin-start", "0");
    block.set_sided("margin-end", "0");
  }
  if (look == BrowserLook::heading) {
    block.set("font-size", "1em");
    block.set("font-weight", "normal");
    block.set("text-align", "start");
  }
}

/// What is written as <p> with a class, the rule for paragraphs reaches too.
void Sheet::paragraph_leaks(Element element, CssBlock& block) const {
  if (!info(element).html.starts_with("p.")) return;
  const DeclarationSet& paragraph = base_[static_cast<std::size_t>(Element::paragraph)];
  CssBlock leaks;
  Losses ignored;
  convert(paragraph, Element::paragraph, TextKind::running, nullptr, body_families(), leaks, ignored);
  for (const Property property : {Property::text_indent, Property::font_weight, Property::font_style, Property::font_variant_numeric}) {
    const PropertyInfo& row = info(property);
    if (leaks.has(row.css)) block.set(row.css, property == Property::text_indent ? "0" : "inherit");
  }
  for (const std::string_view name : {"padding-top", "padding-bottom"})
    if (leaks.has(name)) block.set(name, "0");
  for (const std::string_view name : {"padding-start", "padding-end"})
    if (leaks.has(name)) block.set_sided(name, "0");
}

void Sheet::element_rule(Element element) {
  const DeclarationSet& set = base_[static_cast<std::size_t>(element)];
  CssBlock block;
  browser_defaults(element, block);
  paragraph_leaks(element, block);
  if (info(element).display == Display::pseudo) {
    generated(element, {}, selector_of(Selector{element, {}, {}}), set);
    if (element != Element::callout_label) return;
  }
  convert(set, element, info(element).text, nullptr, body_families(), block, losses_);
  if (element == Element::document && !block.has("font-family")) block.set("font-family", "serif");
  rule(info(element).html, block);
  initial_letter(info(element).html, set);
  pictures(element, {}, std::string(info(element).html), set);
  // Only a picture that stands alone can be moved as a box.
  if (element == Element::image && set[Property::box_align] != nullptr) {
    CssBlock alone;
    DeclarationSet align;
    align.by_property[static_cast<std::size_t>(Property::box_align)] = set[Property::box_align];
    alone.set("display", "block");
    convert(align, element, info(element).text, nullptr, body_families(), alone, losses_);
    rule("figure > img.image", alone);
  }
  if (element == Element::note_reference && block.has("color")) out_ += "sup.noteref a { color: inherit; }\n";
  if (element == Element::table_cell) rule("th", [&] {  // browsers centre header cells and make them bold
    CssBlock header;
    if (set[Property::text_align] == nullptr) header.set("text-align", "start");
    return header;
  }());
}

/// Rules of generated content. What stands in the files as an element of its own gets a plain rule.
void Sheet::generated(Element element, const std::string& variant, const std::string& name, const DeclarationSet& set) {
  if (element == Element::quote_mark) return variant.empty() ? quote_mark() : void();
  if (name.empty()) return;
  CssBlock block;
  convert(set, element, info(element).text, nullptr, body_families(), block, losses_);
  if (element == Element::marker) boxed_number(name, set, block);
  if (element == Element::first_letter && !block.empty()) block.set("float", rtl_ ? "right" : "left");
  if (element != Element::callout_label) rule(name, block);
  if (element == Element::ornament) return ornament(set);
  const auto* size = set.value<EmLength>(Property::mark_size);
  if (size == nullptr || (element == Element::marker && variant.empty())) return;
  CssBlock mark;
  mark.set("width", number(size->em) + "em");
  mark.set("height", number(size->em) + "em");
  if (element == Element::marker && name.find(' ') != std::string::npos && !name.starts_with("li.")) return;  // inside others
  rule(element == Element::marker ? fmt::format("li.{0} > .hang .mark", variant) : fmt::format("{} .mark", name), mark);
}

/// A number with a ground or a frame stands in the middle of a box that is at least as wide as high: with round corners a disc.
/// What it marks hangs behind it.
void Sheet::boxed_number(const std::string& name, const DeclarationSet& set, CssBlock& block) {
  if (!block.has("background-color") && !block.has("border") && !block.has("border-style")) return;
  const auto em = [&](Property property) {
    const auto* length = set.value<EmLength>(property);
    return length == nullptr ? 0 : length->em;
  };
  constexpr double kLine = 1.2;
  const double side = kLine + em(Property::padding_top) + em(Property::padding_bottom);
  block.set("box-sizing", "border-box");
  block.set("min-width", number(side) + "em");
  block.set("line-height", number(kLine));
  block.set("text-align", "center");
  block.set_sided("margin-end", "0.25em");  // with the blank that stands between them
  CssBlock hang;
  hang.set("text-indent", fmt::format("-{}em", number(side + 0.5)));
  hang.set_sided("padding-start", fmt::format("{}em", number(side + 0.5)));
  std::string of_text = name;
  for (std::size_t at = of_text.find(" > .marker"); at != std::string::npos; at = of_text.find(" > .marker", at)) of_text.erase(at, 10);
  std::string kept;  // not of browsers' own markers
  for (std::string_view rest = of_text; !rest.empty();) {
    const std::size_t comma = std::min(rest.find(", "), rest.size());
    if (rest.substr(0, comma).ends_with(" .hang")) kept += fmt::format("{}{}", kept.empty() ? "" : ", ", rest.substr(0, comma));
    rest.remove_prefix(std::min(comma + 2, rest.size()));
  }
  rule(kept.empty() ? "ol.numbered > li > .hang" : kept, hang);
}

void Sheet::ornament(const DeclarationSet& set) {
  out_ += fmt::format("img.ornament-mark {{ height: {}em; }}\n", number(mark_size(Element::ornament)));
  const auto* content = set.value<ContentText>(Property::content);
  if (content == nullptr || content->text.empty()) return;
  out_ += fmt::format("div.ornament::before {{ content: {}; }}\n", to_css(Property::content, *content));
}

/// The mark of a quotation hangs before its words. The room for it is in em, like the mark: a share of the screen would
/// be too narrow for large letters. Where negative margins do not work (Kindle), the words flow round it.
void Sheet::quote_mark() {
  const auto* content = set_of(Element::quote_mark).value<ContentText>(Property::content);
  if (content == nullptr || *content == ContentText{}) return;
  const bool picture = content->mark != Mark::none;
  const double side = mark_size(Element::quote_mark), room = side + 0.5;
  // A quotation mark fills about half of its em.
  const double scale = picture ? 1 : side * 2;
  CssBlock mark, quotation;
  if (!picture) {
    mark.set("content", to_css(Property::content, *content));
    mark.set("font-size", number(scale) + "em");
    mark.set("line-height", "1");
  }
  mark.set("float", rtl_ ? "right" : "left");
  mark.set("width", number(side / scale) + "em");
  mark.set("height", number(side / scale) + "em");
  mark.set_sided("margin-start", fmt::format("-{}em", number(room / scale)));
  mark.set_sided("margin-end", number(0.5 / scale) + "em");
  rule(picture ? "img.quote-mark" : "blockquote.quotation::before", mark);
  const auto* margin = set_of(Element::quotation).value<EmLength>(Property::margin_left);
  const auto* padding = set_of(Element::quotation).value<EmLength>(Property::padding_left);
  const double declared = (margin == nullptr ? 0 : margin->em) + (padding == nullptr ? 0 : padding->em);
  quotation.set_sided("margin-start", percent_of(declared - room));
  quotation.set_sided("padding-start", number(room) + "em");
  rule("blockquote.quotation", quotation);
}

void Sheet::variant_rule(const Selector& selector, const DeclarationSet& set) {
  const Element element = selector.element;
  const std::string name = selector.within.empty() ? selector_of(selector) : inner_selector(selector, strongest_);
  if (name.empty()) return;
  if (info(element).display == Display::pseudo) {
    generated(element, selector.variant, name, set);
    if (element != Element::callout_label) return;
  }
  CssBlock block;
  convert(set, element, text_kind(element, selector.variant), &base_[static_cast<std::size_t>(element)], body_families(), block, losses_);
  rule(name, block);
  initial_letter(name, set);
  pictures(element, selector.variant, name, set);
}

void Sheet::pictures(Element element, const std::string& variant, const std::string& name, const DeclarationSet& set) {
  out_ += side_by_side_css(name, set);
  const std::string figure = element == Element::div && !variant.empty() ? "body figure." + variant : name;
  const auto* side = set.value<Float>(Property::float_);
  if (side != nullptr && *side != Float::none) beside_.push_back(figure);
  out_ += picture_css(element, name, figure, set);
}

void Sheet::initial_letter(std::string_view selector, const DeclarationSet& set) {
  const int* lines = set.value<int>(Property::initial_letter);
  if (lines == nullptr || *lines < 2) return;
  // Cap height over `lines` lines of 1.25 em, with capitals of 0.7 em: what most book faces have.
  const double size = (*lines - 1) * 1.25 / 0.7 + 1;
  CssBlock letter;
  letter.set("float", rtl_ ? "right" : "left");
  letter.set("font-size", number(size, 2) + "em");
  letter.set("line-height", "0.8");
  letter.set_sided("margin-end", "0.08em");
  rule(fmt::format("{} .initial", selector), letter);
}

/// Nothing has the class that it asks for: most articles have few of the blocks that every style dresses.
bool Sheet::is_idle(const Selector& selector) const {
  const auto missing = [&](Element element, const std::string& variant) {
    return (variant == "book" && !book_) || (has_open_variants(element) && !variant.empty() && !classes_.contains(variant));
  };
  return missing(selector.element, selector.variant) ||
         std::any_of(selector.within.begin(), selector.within.end(), [&](const SelectorStep& step) { return missing(step.element, step.variant); });
}

/// Most articles have no contents, no index and no timeline: their files carry no rules for them.
bool Sheet::is_absent(Element element) const {
  return has_trait(element, Trait::rare) && !present_[static_cast<std::size_t>(element)];
}

void Sheet::style_part() {
  if (!is_absent(Element::contents_list)) out_ += "ol.contents-list { list-style-type: none; }\n";
  // Generated content stands in elements of its own, some of which have another element's rule too: theirs come second.
  for (const bool pseudo : {false, true}) {
    for (std::size_t n = 0; n < element_count(); ++n) {
      const auto element = static_cast<Element>(n);
      if ((info(element).display == Display::pseudo) == pseudo && !info(element).html.empty()) element_rules(element);
    }
  }
  // Class rules hold for every element, so they come last.
  for (const auto& [selector, set] : variants_)
    if (has_open_variants(selector.element) && selector.within.empty()) variant_rule(selector, set);
  for (const auto& [selector, set] : variants_)
    if (!selector.within.empty()) variant_rule(selector, set);
}

/// The points of a timeline, on the rule at its side. Where negative margins do not work (Kindle), they precede the times.
void Sheet::points() {
  const DeclarationSet& frame = set_of(Element::timeline);
  const auto* padding = frame.value<EmLength>(Property::padding_left);
  const auto* border = frame.value<EmLength>(Property::border_left_width);
  const double out = (padding == nullptr ? 0 : padding->em) + (border == nullptr ? 0 : border->em / 2);
  const double width = 1;  // of the box that the bullet stands in the middle of
  CssBlock point;
  point.set("content", "\"\\2022\"");
  point.set("display", "inline-block");
  point.set("width", number(width) + "em");
  point.set("text-align", "center");
  point.set_sided("margin-start", fmt::format("-{}em", number(out + width / 2)));
  point.set_sided("margin-end", number(out - width / 2) + "em");
  rule("dl.timeline > dt::before", point);
}

/// The rule of an element, then those of its variants.
void Sheet::element_rules(Element element) {
  if (is_absent(element)) return;
  element_rule(element);
  if (element == Element::timeline) points();
  for (const auto& [selector, set] : variants_) {
    const std::string& variant = selector.variant;
    const bool idle = (variant == "book" && !book_) || (variant == "contents" && is_absent(Element::contents)) ||
                      (variant == "timeline" && is_absent(Element::timeline));
    if (selector.element == element && selector.within.empty() && !has_open_variants(element) && !idle) variant_rule(selector, set);
  }
}

void Sheet::asked_sizes(const AskedSizes& sizes) {
  const auto em = [](int tenths) { return number(tenths / 10.0); };
  for (const int length : sizes.lengths) out_ += fmt::format(".len{} {{ display: inline-block; width: {}em; max-width: 100%; }}\n", length, em(length));
  for (const int height : sizes.heights) out_ += fmt::format("div.tall{0} {{ min-height: {1}em; }}\ntr.tall{0} {{ height: {1}em; }}\n", height, em(height));
  if (!sizes.column_widths.empty()) out_ += "table.stated { width: 100%; }\n";
  for (const int percent : sizes.column_widths) out_ += fmt::format("col.w{0} {{ width: {0}%; }}\n", percent);
}

void Sheet::report(const Style& style, Diagnostics& diagnostics) const {
  std::vector<std::string_view> names;
  const Declaration* first = nullptr;
  for (const Declaration* loss : losses_) {
    if (loss->source >= style.sources.size() || style.sources[loss->source] == nullptr) continue;
    if (first == nullptr) first = loss;
    const std::string_view name = info(loss->property).css;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  if (first == nullptr) return;
  diagnostics.report(code::style_medium_ignores, *style.sources[first->source], first->span,
                     fmt::format("the ebook leaves {} values of the style to the reading system: {}", losses_.size(), fmt::join(names, ", ")),
                     "shops ask that body text is all defaults and boxes have no tint; a background under [callout.ebook] is kept");
}

}  // namespace

std::string stylesheet(const Document& document, const Style& style, const AskedSizes& sizes, Diagnostics& diagnostics) {
  Sheet sheet(document, style, sizes);
  sheet.report(style, diagnostics);
  return sheet.take();
}

}  // namespace pamphlet::epub
