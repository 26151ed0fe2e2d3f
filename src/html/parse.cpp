// The only file that knows gumbo: runs it over the sanitised text and copies its tree into a flat one, without recursion.

#include <gumbo.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory_resource>

#include "html/formulas.h"
#include "html/sanitize.h"
#include "html/tag_scan.h"

namespace pamphlet::html {
namespace {

// gumbo allocates each node and each string by itself and frees its tree by recursion; all of it lives as long as the Tree
// and goes at once. Each block has its size before it, since gumbo does not say it when it gives one back.
struct Memory {
  explicit Memory(std::size_t bytes) : blocks(std::min<std::size_t>(1024 + bytes * 16, 1 << 20)), pool(&blocks) {}
  std::pmr::monotonic_buffer_resource blocks;
  std::pmr::unsynchronized_pool_resource pool;
  CleanText clean;
};

constexpr std::size_t kHeader = alignof(std::max_align_t);
// A multiple of the alignment: libstdc++'s pools have one of 24 bytes, whose blocks are aligned to 8.
constexpr std::size_t block_size(std::size_t size) { return (size + 2 * kHeader - 1) / kHeader * kHeader; }

// No exception passes through gumbo's C frames, and gumbo itself cannot go on without memory.
void* allocate(void* memory, std::size_t size) noexcept {
  char* const block = static_cast<char*>(static_cast<Memory*>(memory)->pool.allocate(block_size(size)));
  std::memcpy(block, &size, sizeof size);
  return block + kHeader;
}
void release(void* memory, void* given) noexcept {
  if (given == nullptr) return;
  char* const block = static_cast<char*>(given) - kHeader;
  std::size_t size = 0;
  std::memcpy(&size, block, sizeof size);
  static_cast<Memory*>(memory)->pool.deallocate(block, block_size(size));
}

class Flattener {
 public:
  Flattener(const CleanText& clean, std::string_view lang) : clean_(clean), lang_(lang) {}
  Tree run(const GumboNode* root);

 private:
  void add(const GumboNode* node, std::uint32_t parent);
  void element(const GumboElement& from, Node& node);
  std::uint32_t offset(const char* at) const { return static_cast<std::uint32_t>(at - clean_.text.data()); }
  Span span(const GumboStringPiece& text) const {
    const std::uint32_t begin = offset(text.data);
    return clean_.span(begin, begin + static_cast<std::uint32_t>(text.length));
  }

  bool is_quote(std::uint32_t id) const { return tree_[id].kind == Node::Kind::element && tree_[id].info->tag == "q"; }
  bool wants_brackets(std::uint32_t id) const;
  void generate(std::uint32_t parent, std::string_view text);
  void quote_mark(std::uint32_t quote, bool opens);

  const CleanText& clean_;
  std::string_view lang_;
  Tree tree_;
};

std::string tag_name(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  GumboStringPiece text = element.original_tag;
  if (text.data == nullptr) return {};
  gumbo_tag_from_original_text(&text);
  return lower({text.data, text.length});
}

constexpr Span kNowhere{static_cast<std::uint32_t>(-1), 0};

void Flattener::element(const GumboElement& from, Node& node) {
  const std::string name = tag_name(from);
  node.info = &find_element(name);
  if (const auto own = clean_.names.find(name); own != clean_.names.end()) node.info = &own->second;
  node.data = static_cast<std::uint32_t>(tree_.attributes.size());
  for (unsigned i = 0; i < from.attributes.length; ++i) {
    const auto* const attribute = static_cast<const GumboAttribute*>(from.attributes.data[i]);
    tree_.attributes.emplace_back(attribute->name, attribute->value);
  }
  node.attributes = from.attributes.length;
  if (from.original_tag.length > 0) node.span = span(from.original_tag);
  const GumboStringPiece& end = from.original_end_tag;
  const std::string closing = "</" + name;
  if (end.length > closing.size() && lower({end.data, closing.size()}) == closing && span(end).begin >= node.span.begin) node.span.end = span(end).end;
}

void Flattener::add(const GumboNode* from, std::uint32_t parent) {
  Node& node = tree_.nodes.emplace_back();
  node.parent = parent;
  node.span = kNowhere;
  if (from->type != GUMBO_NODE_ELEMENT && from->type != GUMBO_NODE_TEMPLATE) {
    node.kind = Node::Kind::text;
    if (from->type == GUMBO_NODE_COMMENT) return;  // none comes through
    node.text = from->v.text.text;
    if (from->v.text.original_text.length > 0) node.span = span(from->v.text.original_text);
    return;
  }
  const GumboElement& element = from->v.element;
  const std::uint32_t at = element.original_tag.data == nullptr ? 0 : offset(element.original_tag.data);
  const auto piece = std::lower_bound(clean_.pieces.begin(), clean_.pieces.end(), at, [](const CleanText::Piece& p, std::uint32_t a) { return p.at < a; });
  if (element.original_tag.data != nullptr && piece != clean_.pieces.end() && piece->at == at) {
    node.kind = Node::Kind::piece;
    node.data = piece->number;
    return;
  }
  node.clone = (from->parse_flags & (GUMBO_INSERTION_RECONSTRUCTED_FORMATTING_ELEMENT | GUMBO_INSERTION_ADOPTION_AGENCY_CLONED)) != 0;
  this->element(element, node);
}

// What a browser shows before and behind a <q> (HTML §15.3.5): the marks are words for all who read on.
void Flattener::quote_mark(std::uint32_t quote, bool opens) {
  bool inner = false;
  std::optional<std::string_view> lang;
  for (std::uint32_t at = quote; at != 0; at = tree_[at].parent) {
    inner = inner != (at != quote && is_quote(at));
    if (!lang) lang = tree_.attribute(at, "lang");
  }
  const QuoteMarks& marks = quote_marks(lang.value_or(lang_));
  generate(quote, opens ? (inner ? marks.inner_open : marks.open) : inner ? marks.inner_close : marks.close);
}

// Words that stand in no source.
void Flattener::generate(std::uint32_t parent, std::string_view text) {
  Node& node = tree_.nodes.emplace_back();
  node.kind = Node::Kind::text;
  node.parent = parent;
  node.end = static_cast<std::uint32_t>(tree_.nodes.size());
  node.text = text;
  node.span = kNowhere;
}

// The reading of a ruby stands in brackets behind its base, as where a browser knows no ruby; its own <rp> say so already.
bool Flattener::wants_brackets(std::uint32_t id) const {
  if (tree_[id].kind != Node::Kind::element || tree_[id].info->tag != "rt") return false;
  const std::uint32_t ruby = tree_[id].parent;
  for (std::uint32_t at = id; at > ruby + 1; --at) {
    const Node& before = tree_[at - 1];
    if (before.kind == Node::Kind::element && before.parent == ruby) return before.info->tag != "rp";
  }
  return true;
}

Tree Flattener::run(const GumboNode* root) {
  struct Level { const GumboVector* children; unsigned next; std::uint32_t id; };
  tree_.nodes.emplace_back().info = &find_element("");
  tree_.nodes[0].span = kNowhere;
  std::vector<Level> levels{{&root->v.element.children, 0, 0}};
  while (!levels.empty()) {
    Level& level = levels.back();
    if (level.next == level.children->length) {
      if (is_quote(level.id)) quote_mark(level.id, false);
      if (wants_brackets(level.id)) generate(level.id, ")");
      tree_.nodes[level.id].end = static_cast<std::uint32_t>(tree_.nodes.size());
      levels.pop_back();
      continue;
    }
    const auto* const child = static_cast<const GumboNode*>(level.children->data[level.next++]);
    const auto id = static_cast<std::uint32_t>(tree_.nodes.size());
    add(child, level.id);
    tree_.nodes[id].end = id + 1;
    const bool holds = child->type == GUMBO_NODE_ELEMENT || child->type == GUMBO_NODE_TEMPLATE;
    if (!holds) continue;
    levels.push_back({&child->v.element.children, 0, id});
    if (is_quote(id)) quote_mark(id, true);
    if (wants_brackets(id)) generate(id, " (");
  }
  // What has no tag of its own, or no end tag, reaches over what it holds.
  for (std::size_t id = tree_.nodes.size() - 1; id > 0; --id) {
    const Node& node = tree_.nodes[id];
    Span& outer = tree_.nodes[node.parent].span;
    if (node.span == kNowhere) continue;
    outer.begin = std::min(outer.begin, node.span.begin);
    outer.end = std::max(outer.end, node.span.end);
  }
  std::uint32_t last = 0;
  for (Node& node : tree_.nodes) {
    if (node.span == kNowhere) node.span = {last, last};
    last = node.span.begin;
  }
  return std::move(tree_);
}

}  // namespace

Span CleanText::span(std::uint32_t begin, std::uint32_t end) const {
  const auto place = [&](std::uint32_t at, std::uint32_t behind) {
    const auto after = std::upper_bound(runs.begin(), runs.end(), at, [](std::uint32_t a, const Run& run) { return a < run.at; });
    if (after == runs.begin()) return std::uint32_t{0};
    const Run& run = *(after - 1);
    return run.offset + std::min(at - run.at + behind, run.length);
  };
  const std::uint32_t first = place(begin, 0);
  return {first, end > begin ? std::max(first, place(end - 1, 1)) : first};
}

namespace {

/// Preorder, without recursion; the depth is bounded by convert_mathml().
std::vector<mathml::Element> math_elements(const GumboNode* root) {
  struct Level { const GumboNode* node; unsigned next; std::uint32_t id; };
  std::vector<mathml::Element> out;
  std::vector<Level> levels;
  const auto open = [&](const GumboNode* node) {
    mathml::Element& element = out.emplace_back();
    const std::string name = tag_name(node->v.element);
    element.name = name.substr(name.find(':') == std::string::npos ? 0 : name.find(':') + 1);
    for (unsigned i = 0; i < node->v.element.attributes.length; ++i) {
      const auto* const attribute = static_cast<const GumboAttribute*>(node->v.element.attributes.data[i]);
      element.attributes.emplace_back(attribute->name, attribute->value);
    }
    levels.push_back({node, 0, static_cast<std::uint32_t>(out.size() - 1)});
  };
  open(root);
  while (!levels.empty()) {
    Level& level = levels.back();
    const GumboVector& children = level.node->v.element.children;
    if (level.next == children.length) {
      out[level.id].end = static_cast<std::uint32_t>(out.size());
      levels.pop_back();
      continue;
    }
    const auto* const child = static_cast<const GumboNode*>(children.data[level.next++]);
    if (child->type == GUMBO_NODE_ELEMENT) open(child);
    else if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_WHITESPACE) out[level.id].text += child->v.text.text;
  }
  return out;
}

}  // namespace

std::optional<mathml::Converted> convert_mathml(std::string_view html) {
  constexpr std::size_t kMost = 1 << 16;  // bytes: the largest formulas of Wikipedia have a third of it
  constexpr int kDeepest = 200;           // gumbo frees its tree by recursion
  int depth = 0;
  for (std::size_t at = html.find('<'); at != std::string_view::npos && depth <= kDeepest; at = html.find('<', at + 1)) depth += html.substr(at, 2) == "</" ? -1 : 1;
  if (html.size() > kMost || depth > kDeepest) return {};
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  options.fragment_context = GUMBO_TAG_DIV;
  GumboOutput* const output = gumbo_parse_with_options(&options, html.data(), html.size());
  mathml::Converted out;
  const GumboVector& top = output->root->v.element.children;
  if (top.length > 0 && static_cast<const GumboNode*>(top.data[0])->type == GUMBO_NODE_ELEMENT) out = mathml::convert(math_elements(static_cast<const GumboNode*>(top.data[0])));
  gumbo_destroy_output(&options, output);
  return out;
}

Tree parse(const Fragment& fragment, const Report& report) {
  const auto memory = std::make_shared<Memory>(fragment.text().size());
  memory->clean = sanitize(fragment, report);
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = allocate;
  options.deallocator = release;
  options.userdata = memory.get();
  options.max_errors = 0;
  options.fragment_context = GUMBO_TAG_DIV;
  const GumboOutput* const output = gumbo_parse_with_options(&options, memory->clean.text.data(), memory->clean.text.size());
  Tree tree = Flattener(memory->clean, fragment.lang()).run(output->root);
  tree.left_out = std::move(memory->clean.left_out);
  tree.memory = memory;
  return tree;
}

}  // namespace pamphlet::html
