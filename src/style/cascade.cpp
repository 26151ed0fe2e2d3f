// The cascade: one pass over the nodes, memoised by parent style, element and matched variants.
//
// For rules of elements inside others, "a b c", each node has the set of selector parts that hold inside it: those of its
// parent, and each part that it is itself and whose part before holds around it. A rule matches where its last part but one
// is in the set. Such sets are few and shared, so a node costs the parts that a style has (RuleSet limits them), never its
// depth; walking up from every node, as is usual, is quadratic in documents that are deep.
#include <algorithm>
#include <array>
#include <functional>
#include <type_traits>
#include <utility>

#include "style/selectors.h"
#include "style/style.h"

namespace pamphlet {
namespace {

// Sizes multiply along nested elements; what leaves these bounds cannot be read or does not fit a page.
constexpr double kSmallestRatio = 0.3, kLargestRatio = 6;

constexpr std::uint32_t kUnknown = UINT32_MAX;
constexpr std::uint32_t kNoParent = UINT32_MAX;

constexpr bool inherit = true;
constexpr bool own = false;

void mix(std::size_t& seed, std::size_t value) {
  seed ^= value + 0x9E3779B97F4A7C15ull + (seed << 6) + (seed >> 2);
}
std::size_t hash_of(double value) {
  return std::hash<double>()(value);
}
std::size_t hash_of(int value) {
  return std::hash<int>()(value);
}
std::size_t hash_of(bool value) {
  return value ? 1 : 2;
}
std::size_t hash_of(Color c) {
  return static_cast<std::size_t>(c.r) << 24 | static_cast<std::size_t>(c.g) << 16 |
         static_cast<std::size_t>(c.b) << 8 | c.a;
}
std::size_t hash_of(EmLength value) {
  return hash_of(value.em);
}
std::size_t hash_of(FontSize value) {
  return hash_of(value.ratio);
}
std::size_t hash_of(Percent value) {
  return hash_of(value.ratio);
}
std::size_t hash_of(CornerRadius value) {
  return hash_of(value.em + 3 * value.share);
}
std::size_t hash_of(AspectRatio value) {
  return hash_of(value.width + 3 * value.height);
}
std::size_t hash_of(ObjectPosition value) {
  return hash_of(value.x + 3 * value.y);
}
std::size_t hash_of(const FontFamilies& value) {
  std::size_t seed = value.size();
  for (const std::string& name : value)
    mix(seed, std::hash<std::string>()(name));
  return seed;
}
std::size_t hash_of(const FontFeatures& value) {
  std::size_t seed = value.size();
  for (const auto& [tag, setting] : value)
    mix(seed, std::hash<std::string>()(tag) + static_cast<std::size_t>(setting));
  return seed;
}
std::size_t hash_of(const ContentText& value) {
  return std::hash<std::string>()(value.text) + static_cast<std::size_t>(value.mark);
}
template <class E>
requires std::is_enum_v<E> std::size_t hash_of(E value) {
  return static_cast<std::size_t>(value);
}

std::size_t hash_of(const ComputedStyle& style) {
  std::size_t seed = 0;
#define PAMPHLET_PROPERTY(field, css, type, initial, inherited, media, group, ebook, note) mix(seed, hash_of(style.field));
#include "style/properties.def"
#undef PAMPHLET_PROPERTY
  return seed;
}

/// Inherited em lengths keep their absolute size when the font size changes, unless the element sets them itself.
template <bool kInherited, class T>
void keep_size(T&, bool, double) {}
template <bool kInherited>
requires kInherited void keep_size(EmLength& length, bool declared, double factor) {
  if (!declared) length.em *= factor;
}

/// Text decoration and raised text reach the inlines inside, where the property itself is not inherited.
void propagate(Element element, const ComputedStyle& parent, bool parent_is_inline, ComputedStyle& style) {
  if (!is_inline(element)) return;
  if (style.text_decoration == TextDecoration::none) style.text_decoration = parent.text_decoration;
  if (parent_is_inline && !style.background_color.visible()) {
    style.background_color = parent.background_color;
    style.border_radius = parent.border_radius;
  }
  if (parent_is_inline && style.vertical_align == VerticalAlign::baseline) style.vertical_align = parent.vertical_align;
}

bool takes_parents_style(Element element) {
  return !is_selectable(element);
}

}  // namespace

void StyledDocument::index_rules(const Style& style, Media medium) {
  elements_.resize(element_count());
  for (const Rule* rule : rules_for(style, medium)) {
    if (!rule->selector.within.empty()) {
      index_inner(*rule);
      continue;
    }
    ElementRules& element = elements_[static_cast<std::size_t>(rule->selector.element)];
    if (rule->selector.variant.empty()) {
      element.rules.push_back(rule);
      continue;
    }
    const auto same = [&](const VariantRules& other) { return other.name == rule->selector.variant; };
    auto found = std::find_if(element.variants.begin(), element.variants.end(), same);
    if (found == element.variants.end())
      found = element.variants.insert(found, VariantRules{rule->selector.variant, {}});
    found->rules.push_back(rule);
  }
}

void StyledDocument::index_inner(const Rule& rule) {
  std::uint32_t before = kUnknown;
  for (const SelectorStep& step : rule.selector.within) {
    const auto same = [&](const Step& other) { return other.is == step && other.before == before; };
    const auto found = std::find_if(steps_.begin(), steps_.end(), same);
    const auto at = static_cast<std::uint32_t>(found - steps_.begin());
    if (found == steps_.end()) steps_.push_back({step, before});
    before = at;
  }
  inner_.push_back({{rule.selector.element, rule.selector.variant}, before, {&rule}});
}

namespace {

/// Whether a node, or what is generated of it, is what one part of a selector says. `names`: its variants.
bool is_step(const SelectorStep& step, Element element, const std::vector<std::string_view>& names, const std::vector<std::string>& classes) {
  if (has_open_variants(step.element) && !step.variant.empty()) {
    return is_inline(step.element) == is_inline(element) && std::find(classes.begin(), classes.end(), step.variant) != classes.end();
  }
  if (step.element != element) return false;
  return step.variant.empty() || std::find(names.begin(), names.end(), step.variant) != names.end();
}

}  // namespace

std::uint32_t StyledDocument::held_below(std::uint32_t around, NodeId node, bool odd_row) {
  const Element element = (*document_)[node].element;
  const auto& classes = document_->attributes_of(node).classes;
  const auto may_be = [&](const Step& step) { return step.is.element == element || (has_open_variants(step.is.element) && !classes.empty()); };
  if (std::none_of(steps_.begin(), steps_.end(), may_be)) return around;
  std::vector<std::string_view> names;
  append_variants(*document_, node, odd_row, names);
  Held held = held_[around];
  for (std::uint32_t k = 0; k < steps_.size(); ++k) {
    const Step& step = steps_[k];
    const bool opens = step.before == kUnknown || std::binary_search(held_[around].begin(), held_[around].end(), step.before);
    if (opens && is_step(step.is, element, names, classes)) held.push_back(k);
  }
  std::sort(held.begin(), held.end());
  held.erase(std::unique(held.begin(), held.end()), held.end());
  const auto [found, fresh] = held_index_.try_emplace(held, static_cast<std::uint32_t>(held_.size()));
  if (fresh) held_.push_back(std::move(held));
  return found->second;
}

/// The rules of elements inside others, which beat all others. A node generates its content inside itself.
void StyledDocument::match_inner(NodeId node, Element element, bool odd_row, std::string& key, Matches& matches) const {
  if (inner_.empty()) return;
  static const std::vector<std::string> kNone;
  const bool generated = element != (*document_)[node].element;
  const NodeId parent = (*document_)[node].parent;
  const std::uint32_t around = generated ? inside_[node] : parent == kNoNode ? 0 : inside_[parent];
  const Held& held = held_[around];
  if (held.empty()) return;
  const auto& classes = generated ? kNone : document_->attributes_of(node).classes;
  std::vector<std::string_view> names;
  bool named = false;
  for (std::size_t i = 0; i < inner_.size(); ++i) {
    const InnerRules& inner = inner_[i];
    if (!std::binary_search(held.begin(), held.end(), inner.needs)) continue;
    if (!std::exchange(named, true)) append_variants(*document_, node, odd_row, names);
    if (!is_step(inner.subject, element, names, classes)) continue;
    key += 'i';
    key += static_cast<char>(i & 0xFF);
    key += static_cast<char>(i >> 8);
    matches.push_back(&inner.rules);
  }
}

void StyledDocument::match(NodeId node, Element element, bool odd_row, std::string& key, Matches& matches) const {
  key.clear();
  matches.clear();
  // rules_for() has brought the variants into cascade order; the key is which of them match.
  const auto add = [&](const ElementRules& rules, const auto& holds, char group) {
    for (std::size_t i = 0; i < rules.variants.size(); ++i) {
      if (!holds(rules.variants[i].name)) continue;
      key += group;
      key += static_cast<char>(i & 0xFF);
      key += static_cast<char>(i >> 8);
      matches.push_back(&rules.variants[i].rules);
    }
  };
  const ElementRules& rules = elements_[static_cast<std::size_t>(element)];
  if (!rules.variants.empty() && !has_open_variants(element)) {
    std::vector<std::string_view> names;
    append_variants(*document_, node, odd_row, names);
    add(
        rules, [&](std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); }, 'v');
  }
  const auto& classes = document_->attributes_of(node).classes;
  if (!classes.empty() && element == (*document_)[node].element) {  // classes are the node's, not its marker's
    const ElementRules& class_rules =
        elements_[static_cast<std::size_t>(is_inline(element) ? Element::span : Element::div)];
    add(
        class_rules,
        [&](std::string_view name) { return std::find(classes.begin(), classes.end(), name) != classes.end(); }, 'c');
  }
  match_inner(node, element, odd_row, key, matches);
}

std::uint32_t StyledDocument::share(ComputedStyle style) const {
  const std::size_t hash = hash_of(style);
  const auto [begin, end] = shared_.equal_range(hash);
  for (auto at = begin; at != end; ++at) {
    if (table_[at->second] == style) return at->second;
  }
  const auto index = static_cast<std::uint32_t>(table_.size());
  table_.push_back(std::move(style));
  shared_.emplace(hash, index);
  plain_.resize(table_.size() * elements_.size() * 2, kUnknown);
  return index;
}

std::uint32_t StyledDocument::find_or_compute(std::uint32_t parent, bool parent_is_inline, Element element,
                                              const std::string& key, const Matches& matches) const {
  const std::size_t slot = parent == kNoParent ? 0
                                               : (parent * 2 + (parent_is_inline ? 1 : 0)) * elements_.size() +
                                                     static_cast<std::size_t>(element);
  if (matches.empty() && parent != kNoParent && plain_[slot] != kUnknown) return plain_[slot];
  std::string full;
  if (!matches.empty()) {
    full.assign(reinterpret_cast<const char*>(&slot), sizeof slot);
    full += key;
    if (const auto known = memo_.find(full); known != memo_.end()) return known->second;
  }
  static const ComputedStyle kInitial;
  const ComputedStyle& from = parent == kNoParent ? kInitial : table_[parent];
  ComputedStyle style = inherit_from(from);
  std::array<bool, kPropertyCount> declared{};
  const auto apply = [&](const std::vector<const Rule*>& rules) {
    for (const Rule* rule : rules) {
      for (const Declaration& declaration : rule->declarations) {
        set_value(style, declaration.property, declaration.value);
        declared[static_cast<std::size_t>(declaration.property)] = true;
      }
    }
  };
  apply(elements_[static_cast<std::size_t>(element)].rules);
  for (const auto* rules : matches)
    apply(*rules);
  if (declared[static_cast<std::size_t>(Property::font_size)]) {
    style.font_size.ratio = std::clamp(style.font_size.ratio * from.font_size.ratio, kSmallestRatio, kLargestRatio);
    const double factor = from.font_size.ratio / style.font_size.ratio;
#define PAMPHLET_PROPERTY(field, css, type, initial, inherited, media, group, ebook, note) \
  keep_size<inherited>(style.field, declared[static_cast<std::size_t>(Property::field)], factor);
#include "style/properties.def"
#undef PAMPHLET_PROPERTY
  }
  propagate(element, from, parent_is_inline, style);
  const std::uint32_t index = share(std::move(style));
  if (!matches.empty()) {
    memo_.emplace(std::move(full), index);
  } else if (parent != kNoParent) {
    plain_[slot] = index;
  }
  return index;
}

StyledDocument::StyledDocument(const Document& document, const Style& style, Media medium) : document_(&document) {
  index_rules(style, medium);
  index_.resize(document.nodes.size());
  if (!inner_.empty()) {
    inside_.resize(document.nodes.size());
    held_.emplace_back();
    held_index_.emplace(Held(), 0);
  }
  std::string key;
  Matches matches;
  struct OpenTable {
    NodeId node, end;
    bool odd;  // whether its next row is the first, third, …
  };
  std::vector<OpenTable> tables;
  for (NodeId node = 0; node < document.nodes.size(); ++node) {
    const Node& at = document[node];
    const std::uint32_t parent = at.parent == kNoNode ? kNoParent : index_[at.parent];
    if (takes_parents_style(at.element) && parent != kNoParent) {
      index_[node] = parent;
      if (!inner_.empty()) inside_[node] = inside_[at.parent];
      continue;
    }
    bool odd = false;
    if (at.element == Element::table) {
      while (!tables.empty() && tables.back().end <= node)
        tables.pop_back();
      tables.push_back({node, at.end, true});
    } else if (at.element == Element::table_row) {
      while (!tables.empty() && tables.back().end <= node)
        tables.pop_back();
      const auto* row = std::get_if<RowData>(&at.payload);
      odd = tables.empty() || tables.back().odd || (row && row->begins_group);
      if (!tables.empty() && row && !row->header) tables.back().odd = !odd;
    }
    match(node, at.element, odd, key, matches);
    const bool inside_inline = at.parent != kNoNode && is_inline(document[at.parent].element);
    index_[node] = find_or_compute(parent, inside_inline, at.element, key, matches);
    if (!inner_.empty()) inside_[node] = held_below(at.parent == kNoNode ? 0 : inside_[at.parent], node, odd);
  }
}

std::uint32_t StyledDocument::pseudo_index(NodeId node, Element pseudo) const {
  std::string key;
  Matches matches;
  match(node, pseudo, true, key, matches);
  return find_or_compute(index_[node], is_inline((*document_)[node].element), pseudo, key, matches);
}

std::vector<const Rule*> rules_for(const Style& style, Media medium) {
  std::vector<const Rule*> rules;
  for (const Rule& rule : style.rules) {
    if (!rule.selector.medium || rule.selector.medium == medium) rules.push_back(&rule);
  }
  return rules;
}

}  // namespace pamphlet
