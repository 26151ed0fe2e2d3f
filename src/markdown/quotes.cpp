// Block quotes, and what they are when they are more: alerts and attributed quotations.

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "markdown/blocks.h"
#include "markdown/callouts.h"
#include "markdown/codes.h"

namespace pamphlet::markdown {
namespace {

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
  return {end, callout_by_name(text.substr(2, close - 2))};
}

// "Achtung", "Nota": what the boxes themselves are headed with in that language.
std::optional<CalloutKind> callout_by_word(std::string_view word, std::string_view lang) {
  constexpr std::pair<std::string_view, CalloutKind> kLabels[] = {
      {"note", CalloutKind::note}, {"tip", CalloutKind::tip}, {"important", CalloutKind::important}, {"warning", CalloutKind::warning},
      {"caution", CalloutKind::caution}, {"help", CalloutKind::help}, {"summary", CalloutKind::summary}};
  const std::string folded = fold_case(word);
  for (const auto& [key, kind] : kLabels) {
    if (fold_case(term(key, lang)) == folded) return kind;
  }
  return {};
}

bool starts_with_dash(const Inlines& inlines, EventRange line) {
  const InlineEvent* const text = first_text(inlines, line);
  return text != nullptr && attribution_dash(text->text) > 0;
}

// Whether the line may do so, as far as its bytes tell: only then are its inlines looked at.
bool may_start_with_dash(std::string_view line) {
  const std::size_t sign = line.find_first_not_of("*_");
  return sign != std::string_view::npos && std::string_view("-\xE2&\\<").find(line[sign]) != std::string_view::npos;
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
  if (context_.options.dialect && emit_.has_room(Element::block_quote, span_of(id)) && (callout(id) || spoken_callout(id) || quotation(id))) return;
  container(id, Element::block_quote);
}

bool BlockReader::callout(TreeId id) {
  const TreeId first = tree_.first_child(id);
  if (first == 0 || tree_[first].kind != Kind::paragraph) return false;
  auto [length, kind] = alert_tag(tree_.piece(context_.source, first));
  if (length == 0) return false;
  const std::string_view tag = tree_.piece(context_.source, first).substr(2, length - 2);
  const std::string_view name = tag.substr(0, tag.find(']'));
  if (!kind && std::any_of(name.begin(), name.end(), [](char c) { return !is_ascii_letter(c) && c != '-'; })) return false;
  if (!kind) context_.reporter.report(code::markup_kept, span_of(first), fmt::format("a box of the kind \"{}\" became a note", name), "kinds are note, tip, important, warning, caution, help and summary");
  kind = kind.value_or(CalloutKind::note);
  emit_.open(Element::callout, span_of(id), CalloutData{*kind});
  reader_.read(first, inlines_, length);
  const EventRange all{0, inlines_.events.size()};
  EventRange title = lines_of(inlines_, all).front();
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

// `> **Warning:** words`, as people wrote before there were alerts, and `> ⚠️ words`, `> :warning: words`.
bool BlockReader::spoken_callout(TreeId id) {
  const TreeId first = tree_.first_child(id);
  if (first == 0 || tree_[first].kind != Kind::paragraph) return false;
  const std::string_view line = tree_.piece(context_.source, first);
  const bool strong = line.starts_with("**") || line.starts_with("__");
  std::size_t code = 0;
  const std::string_view named = emoji_by_name(line, code);
  const Mark mark = leading_emoji(named.empty() ? line : named).first;
  const std::optional<CalloutKind> mark_kind = mark == Mark::warning ? std::optional(CalloutKind::warning) : mark == Mark::info ? std::optional(CalloutKind::note) : std::nullopt;
  if (!strong && !mark_kind) return false;
  std::optional<CalloutKind> kind;
  std::size_t after = 0;
  if (strong) {
    const std::size_t close = line.find(line.substr(0, 2), 2);
    if (close == std::string_view::npos || close > 20) return false;
    std::string_view name = trim(line.substr(2, close - 2));
    after = close + 2;
    const bool stops = name.ends_with(':') || line.substr(after).starts_with(':') || after == line.size();
    if (line.substr(after).starts_with(':')) ++after;
    if (name.ends_with(':')) name.remove_suffix(1);
    kind = stops ? callout_by_name(name) : std::nullopt;
    if (stops && !kind) kind = callout_by_word(name, context_.lang);
  } else {
    after = code != 0 ? code : leading_emoji(line).second;
    kind = mark_kind;
    if (trim(line.substr(after)).empty()) return false;
  }
  if (!kind) return false;
  emit_.open(Element::callout, span_of(id), CalloutData{*kind});
  if (strong) {  // the author's word heads the box
    reader_.read(first, inlines_);
    EventRange title{1, 1};
    while (title.end < inlines_.events.size() && inlines_.events[title.end].op != Op::close) ++title.end;
    InlineEvent& last = inlines_.events[title.end - 1];
    last.remove_suffix(last.text.size() - last.text.substr(0, last.text.find_last_not_of(" \t") + 1).size());
    if (last.text.ends_with(':')) last.remove_suffix(1);
    emit_.block(Element::callout_title, span_of(first), inlines_, title);
  }
  reader_.read(first, inlines_, after);
  EventRange body{0, inlines_.events.size()};
  tidy(inlines_, body);
  if (!body.empty() && !emoji_lines(span_of(first), body)) write_paragraph(span_of(first), body);
  siblings(tree_.next_sibling(first));
  emit_.close();
  return true;
}

// "- Name" below a paragraph is a list for CommonMark: one short item right below the quoted words.
TreeId BlockReader::list_attribution(TreeId quote) const {
  TreeId before = 0, last = 0;
  for (TreeId child = tree_.first_child(quote); child != 0; child = tree_.next_sibling(child)) before = std::exchange(last, child);
  if (last == 0 || before == 0 || tree_[last].kind != Kind::list || tree_[before].kind != Kind::paragraph) return 0;
  const std::string_view text = context_.source.text;
  const TreeId item = tree_.first_child(last), paragraph = tree_.first_child(item);
  const bool one = tree_.next_sibling(item) == 0 && paragraph != 0 && tree_[paragraph].kind == Kind::paragraph &&
                   tree_.next_sibling(paragraph) == 0;
  if (!one || text.substr(tree_[last].span.begin, 1) != "-" || task_state(item)) return 0;
  const Span above = tree_[before].span;
  const std::string_view between = text.substr(above.end, tree_[last].span.begin - above.end);
  if (std::count(between.begin(), between.end(), '\n') != 1) return 0;
  const std::string_view quoted = trim(text.substr(above.begin, above.end - above.begin));
  const bool introduces = quoted.ends_with(':') || quoted.ends_with("：");
  const bool one_line = tree_.piece_count(paragraph) == 1 && tree_.piece(context_.source, paragraph).size() <= 100;
  return !introduces && one_line ? paragraph : 0;
}

// "> — Dr. Lee, midwife, explains:" and then the words: the speaker stands first.
bool BlockReader::speaker_first(TreeId id) {
  const TreeId first = tree_.first_child(id);
  if (first == 0 || tree_[first].kind != Kind::paragraph || tree_.next_sibling(first) == 0) return false;
  const std::string_view words = trim(tree_.piece(context_.source, first));
  const bool introduces = words.ends_with(':') || words.ends_with("：");
  if (!introduces || tree_.piece_count(first) != 1 || words.size() > kMaxAttribution || !may_start_with_dash(words)) return false;
  if (const Inlines& line = peek(first); !starts_with_dash(line, {0, line.events.size()})) return false;
  emit_.open(Element::quotation, span_of(id));
  const std::size_t outer = std::exchange(scope_base_, scopes_.size());
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
    if (last != 0 && tree_[last].kind == Kind::paragraph && may_start_with_dash(tree_.piece(context_.source, last))) {
      if (const Inlines& before = peek(last); starts_with_dash(before, {0, before.events.size()})) return false;
    }
    if (tree_[child].kind != Kind::html_block) ++others;
    last = child;
  }
  if (last == 0 || tree_[last].kind != Kind::paragraph) return false;
  bool any = false;
  for (std::uint32_t i = 0; i < tree_.piece_count(last) && !any; ++i) any = may_start_with_dash(tree_.piece(context_.source, last, i));
  if (!any) return false;
  // More than one line with a dash: speech, as Spanish and French print it.
  const Inlines& inlines = peek(last);
  const std::vector<EventRange> lines = lines_of(inlines, {0, inlines.events.size()});
  const auto dashes = std::count_if(lines.begin(), lines.end(), [&](EventRange line) { return starts_with_dash(inlines, line); });
  const bool whole = starts_with_dash(inlines, lines.front());
  const EventRange line = whole ? lines.front() : lines.back();
  if (dashes != 1 || !starts_with_dash(inlines, line) || (others < 2 && words_of(inlines, {0, line.begin}).empty())) return false;
  if (words_of(inlines, {line.begin, inlines.events.size()}).size() > kMaxAttribution) return false;
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
  reader_.read(last, inlines_);
  EventRange all{0, inlines_.events.size()};
  tidy(inlines_, all);
  EventRange quoted{all.begin, all.begin}, name = all;
  if (line > 0) {
    const std::vector<EventRange> lines = lines_of(inlines_, all);
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
  const Span place = name.empty() ? span_of(paragraph) : Span{inlines_.events[name.begin].span.begin, inlines_.events[name.end - 1].span.end};
  for (std::size_t at = name.begin; at < name.end; ++at) {
    InlineEvent& e = inlines_.events[at];
    if (e.op == Op::open || e.op == Op::none) continue;
    if (e.op == Op::text) e.remove_prefix(attribution_dash(e.text));
    break;
  }
  tidy(inlines_, name);
  if (!shows_nothing(inlines_, name)) {
    emit_.block(Element::attribution, place, inlines_, name);
    context_.reporter.report(code::attribution_found, place, std::move(message), "take the dash away if it is none");
  }
}

}  // namespace pamphlet::markdown
