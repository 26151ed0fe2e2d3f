// Block quotes, and what they are when they are more: alerts and attributed quotations.

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"
#include "markdown/blocks.h"
#include "markdown/codes.h"

namespace pamphlet::markdown {
namespace {

using Op = InlineEvent::Op;

// An attribution is a name and a role; a longer line is a sentence that happens to start with a dash.
constexpr std::size_t kMaxAttribution = 300;

// "[!WARNING]" and the fold sign that Obsidian allows after it: bytes of the tag, and the kind.
std::pair<std::size_t, std::optional<CalloutKind>> alert_tag(std::string_view text) {
  if (!text.starts_with("[!")) return {0, {}};
  const std::size_t close = text.substr(0, 16).find(']');
  if (close == std::string_view::npos) return {0, {}};
  std::size_t end = close + 1;
  if (end < text.size() && (text[end] == '+' || text[end] == '-')) ++end;
  if (end < text.size() && text[end] != ' ' && text[end] != '\t') return {0, {}};
  return {end, find_callout(text.substr(2, close - 2))};
}

bool is_break(Kind kind) { return kind == Kind::soft_break || kind == Kind::hard_break; }

// Where the words of a line begin: emphasis around them aside. 0: something else stands there.
TreeId line_text(const Tree& tree, TreeId at, TreeId end) {
  while (at < end && (tree[at].kind == Kind::emphasis || tree[at].kind == Kind::strong)) ++at;
  return at < end && tree[at].kind == Kind::text ? at : 0;
}

std::size_t words_in(const Tree& tree, TreeId begin, TreeId end) {
  std::size_t bytes = 0;
  for (TreeId at = begin; at < end; ++at) bytes += tree[at].literal.size();
  return bytes;
}

// The lines of a paragraph, as the nodes they begin with.
std::vector<TreeId> line_starts(const Tree& tree, TreeId paragraph) {
  std::vector<TreeId> starts{paragraph + 1};
  for (TreeId at = tree.first_child(paragraph); at != 0; at = tree.next_sibling(at)) {
    if (is_break(tree[at].kind)) starts.push_back(at + 1);
  }
  return starts;
}

bool starts_with_dash(const Tree& tree, TreeId line, TreeId end) {
  const TreeId text = line_text(tree, line, end);
  return text != 0 && attribution_dash(tree[text].literal) > 0;
}

}  // namespace

std::size_t attribution_dash(std::string_view line) {
  std::size_t end = 0;
  for (const std::string_view dash : {"\xE2\x80\x94", "\xE2\x80\x93", "\xE2\x80\x95", "---", "--", "-"}) {
    if (!line.starts_with(dash)) continue;
    end = dash.size();
    break;
  }
  if (end == 0 || end == line.size()) return 0;
  const std::size_t words = line.find_first_not_of(" \t", end);
  const bool must_stand_apart = end == 1 || line.starts_with("\xE2\x80\x93");  // "-5 °C", "–5 °C"
  if (words == std::string_view::npos) return line.size() > end ? line.size() : 0;
  if (words == end && must_stand_apart) return 0;
  return line[words] == '-' ? 0 : words;
}

void BlockReader::block_quote(TreeId id) {
  if (context_.options.dialect && emit_.has_room(Element::block_quote, span_of(id)) && (callout(id) || quotation(id))) return;
  container(id, Element::block_quote);
}

bool BlockReader::callout(TreeId id) {
  const TreeId first = tree_.first_child(id);
  if (first == 0 || tree_[first].kind != Kind::paragraph || tree_.first_child(first) == 0) return false;
  const auto [length, kind] = alert_tag(tree_[first + 1].kind == Kind::text ? tree_[first + 1].literal : std::string_view());
  if (!kind) return false;
  emit_.open(Element::callout, span_of(id), CalloutData{*kind});
  inlines_.clear();
  reader_.read(first, inlines_, length);
  const EventRange all{0, inlines_.events.size()};
  EventRange title = lines_of(all).front();
  EventRange body{std::min(title.end + 1, all.end), all.end};
  tidy(inlines_, title);
  if (!shows_nothing(inlines_, title)) emit_.block(Element::callout_title, span_of(first), inlines_, title);
  tidy(inlines_, body);
  const TreeId next = tree_.next_sibling(first);
  if (next != 0 && tree_[next].kind == Kind::description) {
    write_paragraph(span_of(first), body);  // "[!NOTE]" is no term
  } else if (!body.empty() && !emoji_lines(span_of(first), body)) {
    write_paragraph(span_of(first), body);
  }
  siblings(next);
  emit_.close();
  return true;
}

// "- Name" below a paragraph is a list for CommonMark: one short item right below the quoted words.
TreeId BlockReader::list_attribution(TreeId quote) const {
  TreeId before = 0, last = 0;
  for (TreeId child = tree_.first_child(quote); child != 0; child = tree_.next_sibling(child)) before = std::exchange(last, child);
  if (last == 0 || before == 0 || tree_[last].kind != Kind::list || tree_[before].kind != Kind::paragraph) return 0;
  const std::string_view text = context_.masked.text;
  const TreeId item = tree_.first_child(last), paragraph = tree_.first_child(item);
  const bool one = tree_.next_sibling(item) == 0 && paragraph != 0 && tree_[paragraph].kind == Kind::paragraph &&
                   tree_.next_sibling(paragraph) == 0;
  if (!one || text.substr(tree_[last].begin_offset, 1) != "-" || task_state(item)) return 0;
  const std::size_t above = std::min<std::size_t>(tree_[before].end_offset, text.size());
  const std::string_view between = text.substr(above, tree_[last].begin_offset - above);
  if (std::count(between.begin(), between.end(), '\n') != 1) return 0;
  const std::string_view quoted = trim(text.substr(tree_[before].begin_offset, above - tree_[before].begin_offset));
  const bool introduces = quoted.ends_with(':') || quoted.ends_with("：");
  const bool one_line = line_starts(tree_, paragraph).size() == 1;
  return !introduces && one_line && words_in(tree_, paragraph + 1, tree_[paragraph].end) <= 100 ? paragraph : 0;
}

// "> — Dr. Lee, midwife, explains:" and then the words: the speaker stands first.
bool BlockReader::speaker_first(TreeId id) {
  const TreeId first = tree_.first_child(id);
  if (first == 0 || tree_[first].kind != Kind::paragraph || tree_.first_child(first) == 0 || tree_.next_sibling(first) == 0)
    return false;
  const std::string_view text = context_.masked.text;
  const std::size_t end = std::min<std::size_t>(tree_[first].end_offset, text.size());
  const std::string_view words = trim(text.substr(tree_[first].begin_offset, end - tree_[first].begin_offset));
  const bool introduces = words.ends_with(':') || words.ends_with("：");
  if (!introduces || line_starts(tree_, first).size() != 1 || words.size() > kMaxAttribution) return false;
  if (!starts_with_dash(tree_, first + 1, tree_[first].end)) return false;
  emit_.open(Element::quotation, span_of(id));
  const std::size_t outer = std::exchange(scope_base_, scopes_.size());
  inlines_.clear();
  reader_.read(first, inlines_);
  write_attribution(first, EventRange{0, inlines_.events.size()}, "the first line of this quote was read as who says it");
  for (TreeId child = tree_.next_sibling(first); child != 0;) child = block(child);
  close_scopes(scope_base_);
  scope_base_ = outer;
  emit_.close();
  return true;
}

bool BlockReader::quotation(TreeId id) {
  if (speaker_first(id)) return true;
  if (const TreeId name = list_attribution(id); name != 0) {
    write_quotation(id, name, 0);
    return true;
  }
  TreeId last = 0;
  std::size_t others = 0;
  for (TreeId child = tree_.first_child(id); child != 0; child = tree_.next_sibling(child)) {
    if (last != 0 && tree_[last].kind == Kind::paragraph && starts_with_dash(tree_, last + 1, tree_[last].end)) return false;
    if (tree_[child].kind != Kind::html_block) ++others;
    last = child;
  }
  if (last == 0 || tree_[last].kind != Kind::paragraph || tree_.first_child(last) == 0) return false;
  // More than one line with a dash: speech, as Spanish and French print it.
  const std::vector<TreeId> lines = line_starts(tree_, last);
  std::size_t dashes = 0;
  for (const TreeId line : lines) dashes += starts_with_dash(tree_, line, tree_[last].end) ? 1 : 0;
  const bool whole = starts_with_dash(tree_, lines.front(), tree_[last].end);
  const TreeId line = whole ? lines.front() : lines.back();
  if (dashes != 1 || !starts_with_dash(tree_, line, tree_[last].end) || (others < 2 && words_in(tree_, last + 1, line) == 0)) return false;
  if (words_in(tree_, line, tree_[last].end) > kMaxAttribution) return false;
  write_quotation(id, last, whole ? 0 : lines.size() - 1);
  return true;
}

// `last`: the paragraph that holds the attribution, in its line number `line`.
void BlockReader::write_quotation(TreeId id, TreeId last, std::size_t line) {
  emit_.open(Element::quotation, span_of(id));
  const std::size_t outer = std::exchange(scope_base_, scopes_.size());
  for (TreeId child = tree_.first_child(id); child != 0 && tree_[child].end <= last;) child = block(child);
  close_scopes(scope_base_);
  scope_base_ = outer;
  inlines_.clear();
  reader_.read(last, inlines_);
  EventRange all{0, inlines_.events.size()};
  tidy(inlines_, all);
  EventRange quoted{all.begin, all.begin}, name = all;
  if (line > 0) {
    const std::vector<EventRange> lines = lines_of(all);
    name = lines.back();
    quoted.end = lines[lines.size() - 2].end;
    tidy(inlines_, quoted);
    if (!emoji_lines(span_of(last), quoted)) write_paragraph(span_of(last), quoted);
  }
  write_attribution(last, name, "the last line of this quote was read as its attribution");
  emit_.close();
}

// The words of an attribution without the dash before them.
void BlockReader::write_attribution(TreeId paragraph, EventRange name, std::string message) {
  tidy(inlines_, name);
  for (std::size_t at = name.begin; at < name.end; ++at) {
    InlineEvent& e = inlines_.events[at];
    if (e.op == Op::open || e.op == Op::none) continue;
    if (e.op == Op::text) e.text.remove_prefix(attribution_dash(e.text));
    break;
  }
  tidy(inlines_, name);
  const Span place = name.empty() ? span_of(paragraph) : Span{inlines_.events[name.begin].span.begin, inlines_.events[name.end - 1].span.end};
  if (!shows_nothing(inlines_, name)) {
    emit_.block(Element::attribution, place, inlines_, name);
    context_.reporter.report(code::attribution_found, place, std::move(message), "take the dash away if it is none");
  }
}

}  // namespace pamphlet::markdown
