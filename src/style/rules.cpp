#include "style/rules.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "base/utf8.h"
#include "style/codes.h"
#include "style/honours.h"
#include "style/selectors.h"
#include "style/shorthand.h"
#include "style/values.h"

namespace pamphlet {
namespace {

constexpr std::size_t kMostSteps = 4, kMostInner = 200;  // no style has a tenth of that; matching is steps times nodes

struct Shorthand {
  std::string_view name;
  std::array<Property, 4> sides;  // top, right, bottom, left
};
constexpr Shorthand kShorthands[] = {
    {"margin", {Property::margin_top, Property::margin_right, Property::margin_bottom, Property::margin_left}},
    {"padding", {Property::padding_top, Property::padding_right, Property::padding_bottom, Property::padding_left}},
    {"border-width",
     {Property::border_top_width, Property::border_right_width, Property::border_bottom_width,
      Property::border_left_width}},
};

const Shorthand* find_shorthand(std::string_view name) {
  for (const Shorthand& shorthand : kShorthands) {
    if (shorthand.name == name) return &shorthand;
  }
  return nullptr;
}

std::optional<Media> find_medium(std::string_view name) {
  if (name == "pdf") return Media::pdf;
  if (name == "ebook") return Media::ebook;
  return std::nullopt;
}

void set_declaration(std::vector<Declaration>& declarations, Declaration declaration) {
  const auto same = [&](const Declaration& other) { return other.property == declaration.property; };
  const auto found = std::find_if(declarations.begin(), declarations.end(), same);
  if (found == declarations.end()) {
    declarations.push_back(std::move(declaration));
  } else {
    *found = std::move(declaration);
  }
}

void read_property(std::string_view key, Property property, const RawValue& raw, ReadContext& context,
                   std::vector<Declaration>& out) {
  Parsed<Value> parsed = parse_property(property, raw, context.root);
  if (!parsed.value) {
    context.reporter.report(code::style_bad_value, raw.blame, std::string(key) + ": " + parsed.problem, parsed.help);
    return;
  }
  set_declaration(out, {property, std::move(*parsed.value), raw.place.span, raw.place.source});
}

void read_shorthand(const Shorthand& shorthand, const RawValue& raw, ReadContext& context,
                    std::vector<Declaration>& out) {
  const std::vector<RawItem> words = split_words(raw);
  if (words.empty() || words.size() > 4) {
    context.reporter.report(code::style_bad_value, raw.blame,
                            std::string(shorthand.name) + ": one to four lengths are asked",
                            "write all sides, vertical and horizontal, or top, right, bottom and left: \"1em 2em\"");
    return;
  }
  for (std::size_t side = 0; side < 4; ++side) {
    RawValue one = raw;
    one.items = {words[side_index(side, words.size())]};
    read_property(shorthand.name, shorthand.sides[side], one, context, out);
  }
}

/// "font-size" and the other keys that one meets most often in the wrong table.
std::string misplaced_help(std::string_view key) {
  if (key == "font") return "write font-family, font-size, line-height … one by one";
  if (key == "background") return "did you mean \"background-color\"?";
  if (key == "border") return "write border-width, border-style and border-color";
  if (key == "size" || key == "duplex" || key == "baseline") return "this belongs into [page]";
  return {};
}

void report_unknown(const TomlNode& child, const Selector& selector, ReadContext& context) {
  std::vector<std::string_view> candidates = declaration_keys();
  if (selector.variant.empty() && !selector.medium && selector.within.empty()) {
    const auto more = known_variants(selector.element);
    candidates.insert(candidates.end(), more.begin(), more.end());
  }
  candidates.insert(candidates.end(), {"pdf", "ebook"});
  const bool table = child.kind == TomlKind::table;
  std::string help = misplaced_help(child.key);
  if (help.empty()) help = suggest(child.key, candidates);
  if (help.empty()) {
    help = table ? "only div and span take any name: write [div." + child.key.substr(0, 40) + "]"
                 : "docs/styles.md lists every property";
  }
  context.reporter.report(
      code::style_unknown_key, {context.source, child.key_span},
      "[" + selector_text(selector) + "] has no " + (table ? "variant " : "property ") + quote(child.key),
      std::move(help));
}

/// A property that only one medium honours, where the other one reads it too.
bool hint_media(const Selector& selector, const Declaration& declaration, Span key, ReadContext& context) {
  const PropertyInfo& property = info(declaration.property);
  if (property.media == PropertyMedia::both) return false;
  const Media honours = property.media == PropertyMedia::pdf ? Media::pdf : Media::ebook;
  if (selector.medium == honours) return false;
  const std::string_view name = honours == Media::pdf ? "pdf" : "ebook";
  const std::string_view other = honours == Media::pdf ? "ebook" : "pdf";
  std::string message = "the " + std::string(other) + " ignores " + std::string(property.css);
  if (!property.note.empty()) message += " (" + std::string(property.note) + ")";
  Selector right = selector;
  right.medium = honours;
  context.reporter.report(
      code::style_medium_ignores, {context.source, key}, std::move(message),
      "write it under [" + selector_text(right) + "] to say that only the " + std::string(name) + " has it");
  return true;
}

/// A property that neither output looks for at such an element.
void hint_element(const Selector& selector, Property property, Span key, ReadContext& context) {
  if (is_honoured(selector, property)) return;
  context.reporter.report(code::style_element_ignores, {context.source, key},
                          "[" + selector_text(selector) + "] has no use for " + std::string(info(property).css),
                          honoured_help(selector, property));
}

/// Properties that a selector may not set although its element has them.
std::string refuse_for(const Selector& selector, Property property) {
  if (selector.element == Element::document && property == Property::font_size) {
    return "the text size of the article is font-size in [page]; a reading system has its own";
  }
  return {};
}

void read_declaration(const Selector& selector, const TomlNode& child, ReadContext& context,
                      std::vector<Declaration>& out) {
  const auto property = find_property(child.key);
  const Shorthand* shorthand = find_shorthand(child.key);
  if (child.kind == TomlKind::table || (!property && !shorthand)) {
    report_unknown(child, selector, context);
    return;
  }
  if (property) {
    if (std::string help = refuse_for(selector, *property); !help.empty()) {
      context.reporter.report(code::style_bad_value, {context.source, child.key_span},
                              "[" + selector_text(selector) + "] cannot set " + child.key, std::move(help));
      return;
    }
  }
  const auto raw = context.tokens.resolve(child, context.source);
  if (!raw) return;
  if (shorthand) {
    read_shorthand(*shorthand, *raw, context, out);
    return hint_element(selector, shorthand->sides[0], child.key_span, context);
  }
  const std::size_t before = out.size();
  read_property(child.key, *property, *raw, context, out);
  if (out.size() == before) return;
  if (!hint_media(selector, out.back(), child.key_span, context)) hint_element(selector, out.back().property, child.key_span, context);
}

}  // namespace

std::vector<std::string_view> declaration_keys() {
  std::vector<std::string_view> keys;
  for (std::size_t i = 0; i < property_count(); ++i)
    keys.push_back(info(static_cast<Property>(i)).css);
  for (const Shorthand& shorthand : kShorthands)
    keys.push_back(shorthand.name);
  return keys;
}

bool is_declaration_key(std::string_view key) {
  return find_property(key) || find_shorthand(key);
}

std::vector<Declaration> RuleSet::read_declarations(const TomlNode& node, ReadContext& context) {
  std::vector<Declaration> out;
  // [page.running] is paper: its properties are the pdf's.
  const Selector selector{Element::document, {}, Media::pdf};
  for (const TomlNode& child : node.children) {
    const auto property = find_property(child.key);
    if (child.kind == TomlKind::table || (!property && !find_shorthand(child.key))) {
      context.reporter.report(code::style_unknown_key, {context.source, child.key_span},
                              "[page.running] has no property " + quote(child.key),
                              suggest(child.key, declaration_keys()));
      continue;
    }
    const auto raw = context.tokens.resolve(child, context.source);
    if (!raw) continue;
    if (property) {
      read_property(child.key, *property, *raw, context, out);
    } else {
      read_shorthand(*find_shorthand(child.key), *raw, context, out);
    }
  }
  return out;
}

void RuleSet::read_table(Selector selector, const TomlNode& node, ReadContext& context) {
  std::vector<Declaration> declarations;
  for (const TomlNode& child : node.children) {
    const auto medium = find_medium(child.key);
    if (child.kind == TomlKind::table && !selector.medium && (medium || selector.variant.empty())) {
      Selector inner = selector;
      const auto known = known_variants(selector.element);
      const bool variant =
          has_open_variants(selector.element) || std::find(known.begin(), known.end(), child.key) != known.end();
      if (medium) {
        inner.medium = medium;
      } else if (variant && selector.within.empty() && !is_declaration_key(child.key)) {
        inner.variant = child.key;
      } else {
        report_unknown(child, selector, context);
        continue;
      }
      read_table(std::move(inner), child, context);
      continue;
    }
    read_declaration(selector, child, context, declarations);
  }
  if (declarations.empty()) return;
  Rule& rule = rule_for(selector);
  for (Declaration& declaration : declarations)
    set_declaration(rule.declarations, std::move(declaration));
}

void RuleSet::read_element(Element element, const TomlNode& node, ReadContext& context) {
  read_table({element, {}, std::nullopt}, node, context);
}

void RuleSet::read_inner(const TomlNode& node, ReadContext& context) {
  Selector selector;
  std::vector<SelectorStep> steps;
  const std::string text = collapse_spaces(trim(node.key));
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string word = text.substr(begin, end - begin);
    const auto step = find_step(word);
    if (!step) {
      const std::string help = suggest(word.substr(0, word.find('.')), selectable_names());
      return context.reporter.report(code::style_unknown_key, {context.source, node.key_span},
                                     "a style has no element " + quote(word) + " to stand in another or around it",
                                     help.empty() ? "write elements with their variants, the outer one first, as in [\"callout.help strong\"]" : help);
    }
    steps.push_back(*step);
    begin = end + 1;
  }
  if (steps.size() > kMostSteps || inner_ >= kMostInner) {
    return context.reporter.report(code::style_bad_value, {context.source, node.key_span},
                                   steps.size() > kMostSteps ? "a selector has at most four parts" : "a style has at most 200 rules for elements inside others",
                                   "give the element a class, and write a rule for that");
  }
  ++inner_;
  selector.element = steps.back().element;
  selector.variant = steps.back().variant;
  steps.pop_back();
  selector.within = std::move(steps);
  read_table(std::move(selector), node, context);
}

Rule& RuleSet::rule_for(const Selector& selector) {
  const auto [entry, fresh] = index_.try_emplace(selector_text(selector), rules_.size());
  if (fresh) rules_.push_back({selector, {}});
  return rules_[entry->second];
}

std::vector<Rule> RuleSet::take() {
  // Weaker before stronger; class rules last, because they hold for every element, and among them the order of the
  // files counts, as in CSS.
  std::map<std::string, std::size_t> first_seen;
  const auto without_medium = [](Selector selector) {
    selector.medium.reset();
    return selector_text(selector);
  };
  for (std::size_t i = 0; i < rules_.size(); ++i) first_seen.try_emplace(without_medium(rules_[i].selector), i);
  // Elements follow each other as they are listed; no two of them hold for one node.
  // What stands inside others beats all that; among such rules the one that names more variants, then more elements.
  using Strength = std::tuple<std::size_t, std::size_t, bool, bool, Element, std::size_t, bool>;
  std::vector<std::pair<Strength, std::size_t>> order;
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    const Selector& s = rules_[i].selector;
    const bool class_rule = has_open_variants(s.element) && !s.variant.empty();
    std::size_t rank = s.variant.empty() ? 0 : 1 + variant_rank(s.element, s.variant);
    if (class_rule || !s.within.empty()) rank = first_seen.at(without_medium(s));
    const auto named = [](const SelectorStep& step) { return !step.variant.empty(); };
    const auto variants = static_cast<std::size_t>(std::count_if(s.within.begin(), s.within.end(), named)) + (s.variant.empty() ? 0 : 1);
    const Strength inner{1 + variants, s.within.size(), false, false, Element::document, rank, s.medium.has_value()};
    const Strength plain{0, 0, class_rule, class_rule && is_inline(s.element), s.element, rank, s.medium.has_value()};
    order.push_back({s.within.empty() ? plain : inner, i});
  }
  std::sort(order.begin(), order.end());
  std::vector<Rule> out;
  out.reserve(order.size());
  for (const auto& [strength, at] : order)
    out.push_back(std::move(rules_[at]));
  rules_.clear();
  index_.clear();
  return out;
}

}  // namespace pamphlet
