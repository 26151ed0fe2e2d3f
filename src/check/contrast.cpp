// Text and marks must stand out from what is behind them, in colour and on a grey photocopy (WCAG 2.2, 1.4.3, 1.4.11).

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "check/codes.h"
#include "check/rules.h"
#include "check/specimen.h"

namespace pamphlet::checking {
namespace {

constexpr double kTextRatio = 4.5, kLargeTextRatio = 3, kMarkRatio = 3;
constexpr double kLargePoints = 18, kLargeBoldPoints = 14;  // WCAG 2.2, "large scale (text)"
constexpr int kBold = 700;
constexpr double kEbookRootPoints = 12;  // what reading systems start with: 16 CSS pixels
constexpr Color kPaper{255, 255, 255, 255};

// A photocopier has no colours: both ratios count. They differ by rounding only, since WCAG's is one of luminance.
double ratio_of(Color one, Color other) {
  return std::min(contrast(one, other), contrast(to_grey(one), to_grey(other)));
}

std::uint32_t number_of(Color color) {
  return std::uint32_t{color.r} << 24 | std::uint32_t{color.g} << 16 | std::uint32_t{color.b} << 8 | color.a;
}

struct Pair {
  Color front, back;
  double needed = kTextRatio;
  std::string what;
  Property front_property = Property::color, back_property = Property::background_color;
};

void report(const Source& source, Span span, const Pair& pair, double ratio, Diagnostics& diagnostics) {
  // Rounded down: 4.499 must not be shown as 4.5.
  diagnostics.report(code::low_contrast, source, span,
                     fmt::format("{}: {} on {} has a contrast of {:.2f}:1; {}:1 is needed", pair.what,
                                 to_css(pair.front), to_css(pair.back), std::floor(ratio * 100) / 100, pair.needed),
                     "choose two colours that differ more in lightness");
}

class ContrastCheck {
 public:
  ContrastCheck(const Style& style, const Document& specimen, Media medium, Diagnostics& diagnostics,
                std::set<std::pair<std::uint32_t, std::uint32_t>>& reported)
      : style_(style),
        document_(specimen),
        medium_(medium),
        diagnostics_(diagnostics),
        reported_(reported),
        styled_(specimen, style, medium),
        rules_(rules_for(style, medium)) {}
  void run();

 private:
  void look(NodeId node);
  void look_at_marker(NodeId item);
  void look_at_label(NodeId callout);
  void judge_mark(NodeId node, Element pseudo, const ComputedStyle& style, std::string what);
  void judge(NodeId node, std::optional<Element> pseudo, const Pair& pair);
  double needed_for(const ComputedStyle& style) const;
  bool holds(const Selector& selector, NodeId node, std::optional<Element> pseudo) const;
  bool stands_within(const std::vector<SelectorStep>& steps, NodeId node) const;
  const Declaration* find(NodeId node, std::optional<Element> pseudo, Property property) const;
  std::string place_of(NodeId node) const;

  const Style& style_;
  const Document& document_;
  Media medium_;
  Diagnostics& diagnostics_;
  std::set<std::pair<std::uint32_t, std::uint32_t>>& reported_;
  StyledDocument styled_;
  std::vector<const Rule*> rules_;
  std::vector<Color> behind_;  // by node: the nearest background, its own included
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> ratios_;  // a style has a dozen pairs, for hundreds of nodes
};

double ContrastCheck::needed_for(const ComputedStyle& style) const {
  const double root = medium_ == Media::pdf ? style_.page.font_size.points() : kEbookRootPoints;
  const double size = root * style.font_size.ratio;
  const bool large = size >= kLargePoints || (size >= kLargeBoldPoints && style.font_weight >= kBold);
  return large ? kLargeTextRatio : kTextRatio;
}

bool ContrastCheck::stands_within(const std::vector<SelectorStep>& steps, NodeId node) const {
  std::size_t left = steps.size();  // the innermost that is there serves (CSS Selectors 4 §14.1 asks for any)
  for (NodeId at = node; left > 0 && at != kNoNode; at = document_[at].parent) {
    if (holds({steps[left - 1].element, steps[left - 1].variant, {}}, at, {})) --left;
  }
  return left == 0;
}

bool ContrastCheck::holds(const Selector& selector, NodeId node, std::optional<Element> pseudo) const {
  if (!selector.within.empty()) {
    Selector subject = selector;
    subject.within.clear();
    return holds(subject, node, pseudo) && stands_within(selector.within, pseudo ? node : document_[node].parent);
  }
  const Element element = pseudo.value_or(document_[node].element);
  const auto& classes = document_.attributes_of(node).classes;
  const bool is_class = selector.element == Element::div || selector.element == Element::span;
  if (is_class && !selector.variant.empty() && !pseudo) {
    return is_inline(selector.element) == is_inline(document_[node].element) &&
           std::find(classes.begin(), classes.end(), selector.variant) != classes.end();
  }
  if (selector.element != element) return false;
  if (selector.variant.empty()) return true;
  const auto names = variants(document_, node);
  return std::find(names.begin(), names.end(), selector.variant) != names.end();
}

// The declaration that decides an inherited property at a node: of its generated content, its own, its parent's …
const Declaration* ContrastCheck::find(NodeId node, std::optional<Element> pseudo, Property property) const {
  const auto find_at = [&](NodeId at, std::optional<Element> generated) {
    const Declaration* found = nullptr;
    for (const Rule* rule : rules_) {
      if (!holds(rule->selector, at, generated)) continue;
      for (const Declaration& declaration : rule->declarations) {
        if (declaration.property == property) found = &declaration;
      }
    }
    return found;
  };
  if (pseudo) {
    if (const Declaration* found = find_at(node, pseudo)) return found;
  }
  for (NodeId at = node; at != kNoNode; at = document_[at].parent) {
    if (const Declaration* found = find_at(at, std::nullopt)) return found;
  }
  return nullptr;
}

// "link in callout": the node's element, and the box whose background it stands on.
std::string ContrastCheck::place_of(NodeId node) const {
  if (document_[node].element == Element::text) node = document_[node].parent;
  std::string out(info(document_[node].element).name);
  for (NodeId at = node; at != kNoNode; at = document_[at].parent) {
    if (!styled_[at].background_color.visible()) continue;
    if (at != node) out += fmt::format(" in {}", info(document_[at].element).name);
    break;
  }
  return out;
}

void ContrastCheck::judge(NodeId node, std::optional<Element> pseudo, const Pair& pair) {
  if (!pair.front.visible()) return;
  const auto [known, unknown] = ratios_.try_emplace({number_of(pair.front), number_of(pair.back)}, 0);
  if (unknown) known->second = ratio_of(pair.front, pair.back);
  const double ratio = known->second;
  if (ratio >= pair.needed) return;
  const Declaration* front = find(node, pseudo, pair.front_property);
  const Declaration* back = find(node, pseudo, pair.back_property);
  // The one of the nearer file, which is the one that its author can change; the colour of the text when both are
  // there. Neither: initial colours on a coloured page.
  const Declaration* place = front == nullptr || (back != nullptr && back->source > front->source) ? back : front;
  const auto last = static_cast<std::uint32_t>(style_.sources.size() - 1);
  const std::uint32_t source = place == nullptr ? last : place->source;
  const Span span = place == nullptr ? Span{} : place->span;
  if (source > last || !reported_.insert({source, span.begin}).second) return;
  report(*style_.sources[source], span, pair, ratio, diagnostics_);
}

void ContrastCheck::judge_mark(NodeId node, Element pseudo, const ComputedStyle& style, std::string what) {
  const bool ground = style.mark_ground.visible();
  judge(node, pseudo,
        {style.mark_color, ground ? style.mark_ground : behind_[node], kMarkRatio, std::move(what),
         Property::mark_color, ground ? Property::mark_ground : Property::background_color});
}

void ContrastCheck::look_at_marker(NodeId item) {
  const ComputedStyle& marker = styled_.pseudo(item, Element::marker);
  const auto& list = document_.data<ListData>(document_[item].parent);
  const std::string what = "marker in " + place_of(item);
  if (list.kind == ListKind::marked || list.kind == ListKind::task) {
    judge_mark(item, Element::marker, marker, what);
  } else {
    const double needed = list.kind == ListKind::ordered ? needed_for(marker) : kMarkRatio;
    const Color back = marker.background_color.visible() ? marker.background_color : behind_[item];
    judge(item, Element::marker, {marker.color, back, needed, what});
  }
}

void ContrastCheck::look_at_label(NodeId callout) {
  const NodeId first = document_.first_child(callout);
  if (first != kNoNode && document_[first].element == Element::callout_title) return;
  const ComputedStyle& label = styled_.pseudo(callout, Element::callout_label);
  if (label.display == DisplayMode::none) return;
  const Color back = label.background_color.visible() ? label.background_color : behind_[callout];
  judge(callout, Element::callout_label, {label.color, back, needed_for(label), "label of " + place_of(callout)});
  judge_mark(callout, Element::callout_label, label, "mark of " + place_of(callout));
}

void ContrastCheck::look(NodeId node) {
  const ComputedStyle& own = styled_[node];
  const Payload& payload = document_[node].payload;
  if (std::holds_alternative<TextData>(payload)) {
    judge(node, std::nullopt, {own.color, behind_[node], needed_for(own), place_of(node)});
  }
  if (std::holds_alternative<ItemData>(payload)) look_at_marker(node);
  if (std::holds_alternative<CalloutData>(payload)) look_at_label(node);
}

void ContrastCheck::run() {
  const bool colored_page = medium_ == Media::pdf && style_.page.background.visible();
  const Color page = colored_page ? style_.page.background : kPaper;
  behind_.resize(document_.nodes.size(), page);
  for (NodeId node = 0; node < document_.nodes.size(); ++node) {
    const Color own = styled_[node].background_color;
    const NodeId parent = document_[node].parent;
    behind_[node] = own.visible() ? own : parent == kNoNode ? page : behind_[parent];
    look(node);
  }
}

// What no rule declares: the running heads, and the drawn cover.
void check_page_colors(const Style& style, Diagnostics& diagnostics) {
  const auto judge = [&](const Pair& pair) {
    const double ratio = ratio_of(pair.front, pair.back);
    if (pair.front.visible() && ratio < pair.needed) report(*style.sources.back(), {}, pair, ratio, diagnostics);
  };
  const Color page = style.page.background.visible() ? style.page.background : kPaper;
  judge({style.page.running_style.color, page, kTextRatio, "the running heads"});
  judge({style.ebook.cover_color, style.ebook.cover_background, kLargeTextRatio, "the title on the cover"});
}

}  // namespace

void check_contrast(const StyleSubject& subject, Diagnostics& diagnostics) {
  if (subject.style.sources.empty()) return;  // nothing was loaded, and there is no place to point at
  const Source source("specimen", "");
  const Document specimen = make_specimen(subject.style, source);
  std::set<std::pair<std::uint32_t, std::uint32_t>>
      reported;  // a declaration is named once, though it acts in many places
  for (const Media medium : {Media::pdf, Media::ebook}) {
    ContrastCheck(subject.style, specimen, medium, diagnostics, reported).run();
  }
  check_page_colors(subject.style, diagnostics);
}

}  // namespace pamphlet::checking
