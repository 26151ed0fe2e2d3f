// Which headings, figures, tables and terms a document has, their numbers and their ids.

#include <algorithm>
#include <array>
#include <map>

#include "base/collate.h"
#include "base/utf8.h"
#include "doc/parts.h"
#include "doc/targets.h"

namespace pamphlet::resolving {
namespace {

bool has_class(const Document& document, NodeId id, std::string_view name) {
  const std::vector<std::string>& classes = document.attributes_of(id).classes;
  return std::find(classes.begin(), classes.end(), name) != classes.end();
}

std::string value_of(const Document& document, NodeId id, std::string_view key) {
  for (const auto& [name, value] : document.attributes_of(id).values) {
    if (name == key) return value;
  }
  return {};
}

class Planner {
 public:
  Planner(const Document& document, const PartsOptions& options) : document_(document), options_(options) {}

  PartsPlan run() {
    for (NodeId id = 0; id < document_.nodes.size(); ++id) {
      const std::string& own = document_.attributes_of(id).id;
      if (own.empty()) continue;
      ids_.add(own);
      plan_.places.emplace(own, id);
    }
    plan_.outermost = document_.book || has_chapters() ? 1 : 2;
    for (NodeId id = 1; id < document_.nodes.size(); ++id) visit(id);
    sort_index();
    const bool asked = options_.contents == PartsOptions::When::always ||
                       (options_.contents == PartsOptions::When::books && document_.book);
    plan_.contents = document_.meta.toc.value_or(asked) && !plan_.headings.empty();
    plan_.contents_id = ids_.unique("contents");
    plan_.figures_id = ids_.unique("list-of-figures");
    plan_.tables_id = ids_.unique("list-of-tables");
    plan_.index_id = ids_.unique("index");
    return std::move(plan_);
  }

 private:
  bool has_chapters() const {
    for (const NodeId child : children(document_, 0)) {
      if (document_[child].element == Element::heading && document_.data<HeadingData>(child).level == 1) return true;
    }
    return false;
  }

  void visit(NodeId id) {
    const Element element = document_[id].element;
    if (element == Element::heading) heading(id);
    if (element == Element::caption) caption(id);
    if (element == Element::span && has_class(document_, id, "index")) term(id);
  }

  std::string give_id(NodeId id, const std::string& wanted) {
    const std::string& own = document_.attributes_of(id).id;
    if (!own.empty()) return own;
    std::string given = ids_.unique(wanted);
    plan_.ids.emplace(id, given);
    plan_.places.emplace(given, id);
    return given;
  }

  /// Headings within boxes and quotations structure these, not the text.
  bool structures_the_text(NodeId id) const {
    NodeId parent = document_[id].parent;
    while (parent != kNoNode && document_[parent].element == Element::div) parent = document_[parent].parent;
    return parent == 0;
  }

  void heading(NodeId id) {
    std::string title = collapse_spaces(document_.plain_text(id));
    if (title.empty() || !structures_the_text(id)) return;
    const int depth = std::max(1, document_.data<HeadingData>(id).level - plan_.outermost + 1);
    const std::string number = heading_number(id, depth);
    if (!number.empty()) {
      const bool word = options_.chapter_word && plan_.outermost == 1 && depth == 1;
      plan_.numbers.emplace(id, word ? term_with("chapter_number", document_.lang(id), "number", number) : number);
    }
    if (depth <= options_.contents_depth) plan_.headings.push_back({id, depth, number, std::move(title)});
  }

  /// "2.1"; nothing for headings that want none ({.unnumbered}, as Pandoc calls it) and for what is below them.
  std::string heading_number(NodeId id, int depth) {
    if (depth <= unnumbered_depth_) unnumbered_depth_ = kNever;
    if (has_class(document_, id, "unnumbered")) unnumbered_depth_ = std::min(unnumbered_depth_, depth);
    if (depth > options_.number_headings || depth >= unnumbered_depth_) return {};
    std::string out;
    const auto last = static_cast<std::size_t>(depth - 1);
    ++counts_[last];
    std::fill(counts_.begin() + depth, counts_.end(), 0);
    for (std::size_t k = 0; k <= last; ++k) out += (k == 0 ? "" : ".") + std::to_string(counts_[k]);
    return out;
  }

  void caption(NodeId id) {
    const NodeId owner = document_[id].parent;
    const Element element = document_[owner].element;
    if (element != Element::figure && element != Element::table) return;
    std::string title = collapse_spaces(document_.plain_text(id));
    if (title.empty()) return;
    const bool figure = element == Element::figure;
    std::string number;
    if (figure ? options_.number_figures : options_.number_tables) {
      const std::string count = std::to_string(++(figure ? figures_ : tables_));
      number = term_with(figure ? "figure_number" : "table_number", document_.lang(id), "number", count);
      plan_.numbers.emplace(id, number);
      plan_.numbers.emplace(owner, number);
    }
    if (!(figure ? options_.figure_list : options_.table_list) && number.empty()) return;
    give_id(owner, figure ? "figure" : "table");
    if (figure && options_.figure_list) plan_.figures.push_back({owner, 1, number, std::move(title)});
    if (!figure && options_.table_list) plan_.tables.push_back({owner, 1, number, std::move(title)});
  }

  /// `[term]{.index}`, `[word]{.index key="term!narrower term"}`.
  void term(NodeId id) {
    std::string words = value_of(document_, id, "key");
    if (words.empty()) words = document_.plain_text(id);
    for (std::size_t at = words.find('!'); at != std::string::npos; at = words.find('!', at)) words.replace(at, 1, ", ");
    words = collapse_spaces(words);
    if (words.empty()) return;
    give_id(id, "term");
    IndexEntry& entry = terms_[fold_case(words)];
    if (entry.words.empty()) entry.words = std::move(words);
    entry.places.push_back(id);
  }

  void sort_index() {
    const Collator collator(document_.meta.lang.value.empty() ? "en" : document_.meta.lang.value);
    std::vector<std::pair<std::string, IndexEntry*>> sorted;
    for (auto& [key, entry] : terms_) {
      entry.letter = collator.letter(entry.words);
      sorted.emplace_back(collator.key(entry.words), &entry);
    }
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [key, entry] : sorted) plan_.index.push_back(std::move(*entry));
  }

  static constexpr int kNever = 100;

  const Document& document_;
  const PartsOptions& options_;
  PartsPlan plan_;
  IdSet ids_;
  std::array<int, 8> counts_{};
  int unnumbered_depth_ = kNever, figures_ = 0, tables_ = 0;
  std::map<std::string, IndexEntry> terms_;
};

}  // namespace

PartsPlan plan_parts(const Document& document, const PartsOptions& options) { return Planner(document, options).run(); }

std::string reference_words(const Document& document, const PartsPlan& plan, NodeId target) {
  const auto number = plan.numbers.find(target);
  const Element element = document[target].element;
  if (number != plan.numbers.end() && (element == Element::figure || element == Element::table)) return number->second;
  std::string words;
  if (element == Element::figure || element == Element::table) {
    for (const NodeId child : children(document, target)) {
      if (document[child].element == Element::caption) words = document.plain_text(child);
    }
  }
  if (words.empty()) words = collapse_spaces(document.plain_text(target));
  if (element == Element::heading && number != plan.numbers.end()) words = number->second + " " + words;
  // A whole paragraph is no name for itself.
  constexpr std::size_t kLongestName = 120;
  if (words.empty() || (!has_trait(element, Trait::titles) && words.size() > kLongestName)) {
    return document.attributes_of(target).id;
  }
  return words;
}

}  // namespace pamphlet::resolving
