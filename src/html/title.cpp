#include "html/title.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "html/page_style.h"

namespace pamphlet::html {
namespace {

using std::string_view;

// "Fever in babies | Our Clinic" → "Fever in babies": without what stands behind the last separator, or before the first,
// when the rest is the longer part.
std::string without_site(const std::string& title) {
  static constexpr string_view kSeparators[] = {" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / "};
  std::size_t first = std::string::npos, last = std::string::npos, length = 0;
  for (const string_view separator : kSeparators) {
    const std::size_t begin = title.find(separator), end = title.rfind(separator);
    if (begin != std::string::npos && (first == std::string::npos || begin < first)) first = begin;
    if (end != std::string::npos && (last == std::string::npos || end > last)) last = end, length = separator.size();
  }
  if (last == std::string::npos) return title;
  const std::string before = title.substr(0, last), behind = title.substr(last + length);
  if (before.size() >= behind.size() || before.size() >= 15) return before;
  return behind.size() >= 15 ? behind : title;
}

// How much of the words of one are in the other, in a hundred.
int overlap(const std::string& one, const std::string& other) {
  if (one.empty() || other.empty()) return 0;
  if (one == other) return 100;
  const std::string& shorter = one.size() < other.size() ? one : other;
  const std::string& longer = one.size() < other.size() ? other : one;
  if (shorter.size() < 4 || longer.find(shorter) == std::string::npos) return 0;
  return static_cast<int>(shorter.size() * 100 / longer.size());
}

// What the templates of blogs call an article's title; the site's own is called so nowhere.
bool names_title(const Tree& tree, std::uint32_t id) {
  if (tree[id].attributes == 0) return false;
  if (tree.attribute(id, "itemprop") == "headline") return true;
  for (const string_view name : {"entry-title", "post-title", "article-title", "p-name"}) {
    if (has_name_word(tree, id, name)) return true;
  }
  return false;
}

}  // namespace

std::string comparable(string_view text) {
  const std::string folded = fold_case(text);
  std::string out;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(folded, at);
    const bool ascii = c < 0x80;
    // General punctuation and CJK marks are no letters; everything else beyond ASCII counts.
    const bool mark = (c >= 0x80 && c < 0xC0) || (c >= 0x2000 && c < 0x2070) || (c >= 0x3000 && c < 0x3020) || (c >= 0xFF00 && c < 0xFF10);
    if (ascii ? is_ascii_alphanumeric(static_cast<char>(c)) : !mark) out.append(folded, begin, at - begin);
  }
  return out;
}

TitleChoice choose_page_title(const Tree& tree, const PageText& text, const PageMeta& meta, const std::vector<Fate>& fates, std::uint32_t body) {
  const std::string said = comparable(meta.title.value), shown = comparable(meta.window_title.value);
  const std::string short_shown = comparable(without_site(meta.window_title.value));
  TitleChoice best;
  int best_score = 0;
  std::uint32_t prose = 0;  // running text of the body that has passed
  for (std::uint32_t id = 1; id < tree.nodes.size();) {
    const Node& node = tree[id];
    const Fate fate = fates[id];
    const bool skip = fate == Fate::hidden || fate == Fate::comments || fate == Fate::related || fate == Fate::navigation || fate == Fate::cookies;
    if (skip && !(fate == Fate::navigation && text.measures[id].headings > 0 && node.info->tag != "nav" && node.info->tag != "footer")) {
      id = node.end;
      continue;
    }
    const Measure& measure = text.measures[id];
    if (node.kind == Node::Kind::text && id > body) prose += text.measures[text.blocks[id]].prose > 0 ? measure.length : 0;
    const bool heading = node.kind == Node::Kind::element && node.info->role == Role::heading;
    const bool leaf = node.kind == Node::Kind::element && is_block(node) && measure.blocks == 1 && measure.length < 250 && node.end - id < 2000;
    if ((!heading && !leaf) || measure.length < 2 || measure.length > 400) {
      ++id;
      continue;
    }
    const std::string words = page_words(tree, id, 600);
    const std::string own = comparable(words);
    int score = std::max(overlap(own, said), std::max(overlap(own, short_shown), overlap(own, shown) - 10));
    if (heading) {
      const int level = node.info->tag[1] - '0';
      if (score >= 30) score += 20 - 2 * level;
      // Nothing says it: a lone heading of the first level, or what opens the body.
      else if (level == 1 && prose < 400) score = names_title(tree, id) ? 40 : 20;
      else if (prose < 400 && names_title(tree, id)) score = 40;
      else if (prose == 0 && id > body && level == 2 && said.empty() && shown.empty()) score = 10;
    } else if (score < 90) {
      // A line like any other, unless it says just the title, or a writing tool has it in the style "title".
      score = meta.exported && prose == 0 && tree.attribute(id, "class") && (has_name_word(tree, id, "title") || has_name_word(tree, id, "msotitle")) ? 60 : 0;
    }
    if (prose > 1500 && score < 90) score = 0;  // sections are called like their article
    if (score > best_score) {
      best_score = score;
      best.node = id;
      best.text = {words, node.span};
    }
    id = heading ? node.end : id + 1;
  }
  if (best.node != 0 && best_score >= 10) return best;
  const std::string site = without_site(meta.window_title.value);
  if (!meta.title.empty()) return {0, {without_site(meta.title.value), meta.title.span}};
  return {0, {site, meta.window_title.span}};
}

}  // namespace pamphlet::html
