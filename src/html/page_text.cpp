// How much of what there is in each node of a page: two passes over the tree, one from above for the block that words stand
// in, one from below for the sums.

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "html/page.h"
#include "html/tag_scan.h"

namespace pamphlet::html {
namespace {

using std::string_view;

// Running text, and not a label, a teaser or a row of links: at least so long, and less than half of it linked. A line of
// print has 60 to 80 characters; shorter paragraphs count little, longer ones in full.
constexpr std::uint32_t kProse = 80;

// Characters without spaces. Ideographs, kana and Hangul say about three letters each.
std::uint32_t length_of(string_view text) {
  std::uint32_t length = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= ' ' || (byte & 0xC0) == 0x80) continue;
    length += byte >= 0xE3 && byte <= 0xED ? 3 : 1;
  }
  return length;
}

void add(Measure& sum, const Measure& part) {
  sum.length += part.length;
  sum.linked += part.linked;
  sum.prose += part.prose;
  sum.links += part.links;
  sum.images += part.images;
  sum.headings += part.headings;
  sum.blocks += part.blocks;
  sum.prose_blocks += part.prose_blocks;
  sum.controls += part.controls;
  sum.inner_links += part.inner_links;
  sum.linked_headings += part.linked_headings;
}

}  // namespace

bool is_block(const Node& node) {
  if (node.kind != Node::Kind::element) return false;
  switch (node.info->syntax) {
    case Syntax::block:
    case Syntax::heading:
    case Syntax::paragraph:
    case Syntax::item:
    case Syntax::term:
    case Syntax::cell:
    case Syntax::row:
    case Syntax::rows:
    case Syntax::table: return true;
    case Syntax::none:
    case Syntax::formatting:
    case Syntax::inline_:
    case Syntax::ruby:
    case Syntax::raw: return false;
  }
  return false;
}

PageText measure_page(const Tree& tree) {
  const std::size_t size = tree.nodes.size();
  PageText text{std::vector<Measure>(size), std::vector<std::uint32_t>(size, 0)};
  std::vector<Measure> own(size);         // of blocks: the words that stand in no deeper block
  std::vector<bool> in_link(size, false);
  for (std::uint32_t id = 1; id < size; ++id) {
    const Node& node = tree[id];
    text.blocks[id] = is_block(node) ? id : text.blocks[node.parent];
    in_link[id] = in_link[node.parent];
    Measure& measure = text.measures[id];
    if (node.kind == Node::Kind::text) {
      measure.length = length_of(node.text);
      if (in_link[id]) measure.linked = measure.length;
      own[text.blocks[id]].length += measure.length;
      own[text.blocks[id]].linked += measure.linked;
    } else if (node.kind == Node::Kind::element) {
      if (node.info->role == Role::link) {
        if (const auto href = tree.attribute(id, "href")) {
          in_link[id] = true;
          measure.links = 1;
          measure.inner_links = href->starts_with('#') ? 1 : 0;
        }
      }
      measure.images = node.info->role == Role::image ? 1 : 0;
      measure.headings = node.info->role == Role::heading ? 1 : 0;
      measure.controls = node.info->tag == "button" || node.info->tag == "input" ? 1 : 0;
    }
  }
  for (std::uint32_t id = static_cast<std::uint32_t>(size); id-- > 0;) {
    Measure& measure = text.measures[id];
    if (own[id].length > 0 && (id == 0 || is_block(tree[id]))) {
      const std::uint32_t plain = own[id].length - own[id].linked;
      const bool prose = plain >= kProse && own[id].linked * 2 < own[id].length && (id == 0 || tree[id].info->role != Role::heading);
      ++measure.blocks;
      measure.prose_blocks += prose ? 1 : 0;
      measure.prose += prose ? plain : 0;
    }
    if (measure.headings == 1 && tree[id].kind == Node::Kind::element && tree[id].info->role == Role::heading && measure.length > 0 && measure.linked == measure.length) measure.linked_headings = 1;
    if (id > 0) add(text.measures[tree[id].parent], measure);
  }
  return text;
}

bool is_hidden_on_page(const Tree& tree, std::uint32_t id) {
  if (tree[id].kind != Node::Kind::element || tree[id].attributes == 0) return false;
  if (is_hidden(tree, id) || lower(tree.attribute(id, "aria-hidden").value_or("")) == "true") return true;
  if (tree.attribute(id, "class") == "hide-text") return true;  // Substack's word to its editor
  return tree[id].info->tag == "dialog" && !tree.attribute(id, "open");
}

bool says_sentence(const Tree& tree, const PageText& text, std::uint32_t id) {
  const Measure& m = text.measures[id];
  if (m.prose > 0) return true;
  if (m.length < m.linked + 30) return false;
  const std::string words = page_words(tree, id, 1000);
  for (std::size_t at = words.find_first_of(".!?"); at != std::string::npos; at = words.find_first_of(".!?", at + 1)) {
    const bool ends = at + 1 == words.size() || words[at + 1] == ' ';
    if (ends && at >= 20 && !is_ascii_digit(words[at - 1])) return true;
  }
  return words.find("。") != std::string::npos;
}

std::string page_words(const Tree& tree, std::uint32_t id, std::size_t limit) {
  std::string out;
  bool space = false;  // pages are mostly white space: what counts is what is left of it
  std::vector<std::uint32_t> blocks;  // where the open ones end
  for (std::uint32_t at = id; at < tree[id].end && out.size() < limit + 8; ++at) {
    for (; !blocks.empty() && blocks.back() <= at; blocks.pop_back()) space = true;
    const bool block = is_block(tree[at]);
    if (block) blocks.push_back(tree[at].end);
    space = space || block || (tree[at].kind == Node::Kind::element && tree[at].info->role == Role::line_break);
    if (tree[at].kind != Node::Kind::text) continue;
    for (const char c : tree[at].text) {
      if (out.size() >= limit + 8) break;
      if (static_cast<unsigned char>(c) <= ' ') {
        space = true;
        continue;
      }
      if (space && !out.empty()) out += ' ';
      space = false;
      out += c;
    }
  }
  std::size_t end = std::min(limit, out.size());
  while (end > 0 && end < out.size() && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;
  return collapse_spaces(out.substr(0, end));
}

}  // namespace pamphlet::html
