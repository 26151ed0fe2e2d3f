// Lists: bullets, numbers, tasks, and lines that start with emoji.

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "base/number.h"
#include "base/utf8.h"
#include "markdown/attributes.h"
#include "markdown/blocks.h"
#include "markdown/characters.h"
#include "markdown/codes.h"
#include "markdown/list_markers.h"

namespace pamphlet::markdown {
namespace {

// A line of at least so many code points that is followed by one without an emoji was wrapped there (people wrap at 72
// columns and more); after a shorter one, the list has ended.
constexpr std::size_t kWrappedLine = 60;

std::pair<Mark, std::size_t> emoji_of(const Inlines& inlines, EventRange range) {
  const InlineEvent* const text = first_text(inlines, range);
  return text == nullptr ? std::pair{Mark::none, std::size_t{0}} : leading_emoji(text->text);
}

// "1.1", "2.3.4." before white space, which no list of ours counts: such an item keeps its number as its mark.
struct SectionNumber {
  std::size_t length = 0;   // 0: none
  std::string_view before;  // all but the last part
  int last = 0;
  bool follows(const SectionNumber& other) const { return before == other.before && last == other.last + 1; }
};
SectionNumber section_number(std::string_view text) {
  SectionNumber out;
  std::size_t at = 0, parts = 0;
  while (at < text.size() && is_ascii_digit(text[at])) {
    const std::size_t begin = at;
    int value = 0;
    while (at < text.size() && at - begin < 2 && is_ascii_digit(text[at])) value = value * 10 + (text[at++] - '0');
    out.before = text.substr(0, begin);
    out.last = value;
    ++parts;
    if (at >= text.size() || text[at] != '.') break;
    ++at;
  }
  out.length = parts >= 2 && at < text.size() && is_white(text[at]) ? at : 0;
  return out;
}

// Bytes of the emoji or the number of several parts.
std::pair<Mark, std::size_t> leading_sign(std::string_view text) {
  const std::size_t section = section_number(text).length;
  return section > 0 ? std::pair{Mark::none, section} : leading_emoji(text);
}

// Whether the line says something after its emoji.
bool has_words_after(const Inlines& inlines, EventRange line, std::size_t emoji) {
  return trim(words_of(inlines, line)).size() > emoji;
}

// Takes the emoji off a line and returns the item that it makes.
ItemData take_marker(Inlines& inlines, EventRange& range) {
  ItemData data;
  InlineEvent* const text = first_text(inlines, range);
  if (text == nullptr) return data;
  const auto [mark, length] = leading_sign(text->text);
  data.mark = mark;
  data.marker = text->text.substr(0, length);
  text->remove_prefix(length);
  tidy(inlines, range);
  return data;
}

// Groups of lines that become one list each: where the mark changes, when each group then has two lines at least.
std::vector<std::size_t> group_ends(const std::vector<Mark>& marks) {
  std::vector<std::size_t> ends;
  std::size_t begin = 0;
  bool all_long = true;
  for (std::size_t i = 1; i <= marks.size(); ++i) {
    if (i < marks.size() && marks[i] == marks[begin]) continue;
    all_long = all_long && i - begin >= 2;
    ends.push_back(i);
    begin = i;
  }
  if (!all_long) ends.assign(1, marks.size());
  return ends;
}

}  // namespace

bool is_section_number(std::string_view line) { return section_number(line).length > 0; }

std::pair<Mark, std::size_t> leading_emoji(std::string_view text) {
  // Neither letters nor anything before U+00A9, except the digits of keycaps.
  if (text.empty() || (text[0] >= 'A' && static_cast<unsigned char>(text[0]) < 0x80)) return {Mark::none, 0};
  if (const auto found = find_mark(text); found.second > 0) return found;
  return {Mark::none, emoji_length(text)};
}

// "1.1 Two gowns" and below it "1.2 A charger", to the end of the paragraph.
bool BlockReader::section_lines(Span span, EventRange range) {
  const InlineEvent* const text = first_text(inlines_, range);
  if (!context_.options.dialect || text == nullptr) return false;
  std::vector<EventRange> lines = lines_of(inlines_, range);
  SectionNumber above;
  std::size_t first = lines.size();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const InlineEvent* const words = first_text(inlines_, lines[i]);
    const SectionNumber number = words == nullptr ? SectionNumber{} : section_number(words->text);
    const bool item = number.length > 0 && has_words_after(inlines_, lines[i], number.length);
    if (first < lines.size() ? !item || !number.follows(above) : i > 1) return false;
    if (item) first = std::min(first, i);
    above = number;
  }
  if (lines.size() < first + 2 || !emit_.has_room(Element::list, span)) return false;
  const std::uint32_t begin = inlines_.events[lines[first].begin].span.begin;
  if (first > 0) {
    EventRange lead{range.begin, lines[first - 1].end};
    tidy(inlines_, lead);
    if (!lead.empty()) write_paragraph({span.begin, inlines_.events[lead.end - 1].span.end}, lead);
  }
  lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(first));
  marked_list({begin, span.end}, lines);
  return true;
}

// Lines of one paragraph that start with emoji are a list; what stands before and after them stays a paragraph.
bool BlockReader::emoji_lines(Span span, EventRange range) {
  if (section_lines(span, range)) return true;
  if (!context_.options.emoji_lists) return false;
  const std::vector<EventRange> lines = lines_of(inlines_, range);
  std::size_t first = lines.size(), count = 0;
  std::vector<EventRange> items;
  std::vector<Mark> marks;
  std::size_t end = lines.size();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto [mark, length] = emoji_of(inlines_, lines[i]);
    if (length > 0 && has_words_after(inlines_, lines[i], length)) {
      if (count++ == 0) first = i;
      items.push_back(lines[i]);
      marks.push_back(mark);
    } else if (count > 0) {
      const EventRange before = lines[i - 1];
      if (count_code_points(words_of(inlines_, before)) < kWrappedLine) {
        end = i;
        break;
      }
      items.back().end = lines[i].end;
    }
  }
  if (count < 2 || !emit_.has_room(Element::list, span)) return false;
  const auto place = [&](EventRange r) { return Span{inlines_.events[r.begin].span.begin, inlines_.events[r.end - 1].span.end}; };
  if (first > 0) {
    EventRange lead{range.begin, lines[first - 1].end};
    tidy(inlines_, lead);
    write_paragraph(lead.empty() ? span : place(lead), lead);
  }
  const std::string_view words = first_text(inlines_, items[0])->text;
  const std::string emoji(words.substr(0, leading_emoji(words).second));
  context_.reporter.report(code::emoji_list, place(items[0]), fmt::format("{} lines that start with {} were read as a list", count, emoji),
                           "put a blank line between them if they are none");
  std::size_t begin = 0;
  for (const std::size_t group : group_ends(marks)) {
    const std::vector<EventRange> part(items.begin() + static_cast<std::ptrdiff_t>(begin), items.begin() + static_cast<std::ptrdiff_t>(group));
    marked_list({place(part.front()).begin, place(part.back()).end}, part);
    begin = group;
  }
  if (end < lines.size()) {
    EventRange rest{lines[end].begin, range.end};
    tidy(inlines_, rest);
    if (!rest.empty() && !emoji_lines(place(rest), rest)) write_paragraph(place(rest), rest);
  }
  return true;
}

void BlockReader::marked_list(Span span, const std::vector<EventRange>& items) {
  ListData list{ListKind::marked, true, 1, '.', Mark::none, NumberStyle::decimal};
  std::vector<ItemData> data;
  std::vector<Span> places;  // with the markers
  std::vector<EventRange> words = items;
  for (EventRange& range : words) {
    places.push_back({inlines_.events[range.begin].span.begin, inlines_.events[range.end - 1].span.end});
    data.push_back(take_marker(inlines_, range));
  }
  const Mark mark = data.front().mark;
  if (std::all_of(data.begin(), data.end(), [&](const ItemData& d) { return d.mark == mark; })) list.mark = mark;
  emit_.open(Element::list, span, list);
  for (std::size_t i = 0; i < items.size(); ++i) {
    emit_.open(Element::item, places[i], std::move(data[i]));
    if (!shows_nothing(inlines_, words[i])) emit_.block(Element::paragraph, places[i], inlines_, words[i]);
    emit_.close();
  }
  emit_.close();
}

// ------------------------------------------------------------------------------------------------------ Markdown lists

namespace {

// Divs stand on lines of their own: a list that holds one is loose, however it was written.
bool holds_divs(const Document& document, NodeId list) {
  for (const NodeId item : pamphlet::children(document, list)) {
    for (const NodeId block : pamphlet::children(document, item)) {
      const Element element = document[block].element;
      if (element == Element::div || (element == Element::callout && document[block].attributes != 0)) return true;
    }
  }
  return false;
}

// The words of an item's first paragraph, behind its attribute list.
EventRange item_words(const Inlines& inlines) {
  const bool attributes = !inlines.events.empty() && inlines.events[0].op == Op::attributes;
  return {attributes ? std::size_t{1} : 0, inlines.events.size()};
}

// The emoji at the start of an item; 0 bytes when there is none.
std::pair<Mark, std::size_t> item_emoji(const Inlines& inlines) {
  const InlineEvent* const text = first_text(inlines, item_words(inlines));
  return text == nullptr ? std::pair{Mark::none, std::size_t{0}} : leading_emoji(trim(text->text));
}

}  // namespace

// The paragraph with which an item starts; 0 when it starts with something else, or with a term.
TreeId BlockReader::first_words(TreeId item) const {
  const TreeId first = tree_.first_child(item);
  if (first == 0 || tree_[first].kind != Kind::paragraph) return 0;
  const TreeId next = tree_.next_sibling(first);
  return next != 0 && tree_[next].kind == Kind::description ? 0 : first;
}

bool BlockReader::items_are_marked(TreeId list) {
  if (!context_.options.dialect || !context_.options.emoji_lists || tree_[list].ordered) return false;
  SectionNumber above;
  bool counted = false;
  for (TreeId item = tree_.first_child(list); item != 0; item = tree_.next_sibling(item)) {
    const TreeId paragraph = first_words(item);
    if (paragraph == 0 || task_state(item)) return false;  // "[x]" reads as ☑ within a line
    const std::string_view line = tree_.piece(context_.source, paragraph);
    const std::size_t sign = line.find_first_not_of("*_");
    if (sign != std::string_view::npos && is_ascii_letter(line[sign])) return false;  // nearly all lists
    if (const SectionNumber number = section_number(line); number.length > 0 && trim(line).size() > number.length) {
      if (counted ? !number.follows(above) : item != tree_.first_child(list) || tree_.next_sibling(item) == 0) return false;
      counted = true;
      above = number;
      continue;
    }
    if (counted) return false;
    const Inlines& inlines = peek(paragraph);
    const std::size_t length = item_emoji(inlines).second;
    if (length == 0 || !has_words_after(inlines, item_words(inlines), length)) return false;
  }
  return true;
}

// What the list's own signs say: letters, roman numerals, brackets on both sides.
void BlockReader::read_numbering(TreeId list, ListData& data) const {
  const std::string_view sign = std::string_view(context_.source.text).substr(span_of(list).begin, 24);
  if (sign.empty() || (is_ascii_digit(sign[0]) && !sign.substr(1).starts_with("\uFE0F"))) return;
  const char delimiter = sign[0] == '(' ? '(' : data.delimiter;
  for (const NumberStyle style : {NumberStyle::decimal, NumberStyle::lower_alpha, NumberStyle::upper_alpha, NumberStyle::lower_roman, NumberStyle::upper_roman}) {
    if (find_list_marker(sign, style, data.start, delimiter).kind != ListMarker::Kind::number) continue;
    data.style = style;
    data.delimiter = delimiter;
    return;
  }
}

void BlockReader::list(TreeId id) {
  const TreeNode& node = tree_[id];
  const Span span = span_of(id);
  if (context_.options.dialect && is_contents_list(id)) return contents_mark(span);
  if (!emit_.has_room(Element::list, span)) return flatten(id);
  ListData data{node.ordered ? ListKind::ordered : ListKind::bullet, node.tight, node.ordered ? node.start : 1, node.delimiter, Mark::none, NumberStyle::decimal};
  if (node.ordered && context_.options.dialect) read_numbering(id, data);
  const bool marked = items_are_marked(id);
  std::vector<ItemData> items;
  bool tasks = false;
  for (TreeId item = tree_.first_child(id); item != 0; item = tree_.next_sibling(item)) {
    ItemData& one = items.emplace_back();
    if (node.ordered) one.number = data.start + static_cast<std::int64_t>(items.size()) - 1;
    else if (marked) one.mark = item_emoji(peek(tree_.first_child(item))).first;
    else one.checked = task_state(item);
    tasks = tasks || one.checked.has_value();
  }
  if (tasks) data.kind = ListKind::task;
  if (marked) {
    data.kind = ListKind::marked;
    const bool same = std::all_of(items.begin(), items.end(), [&](const ItemData& d) { return d.mark == items[0].mark; });
    if (same) data.mark = items[0].mark;
  }
  const NodeId list = emit_.open(Element::list, span, data);
  std::size_t index = 0;
  std::int64_t shift = 0;
  bool said = !node.ordered || !context_.options.dialect || is_lazily_numbered(id, data.start);
  for (TreeId one = tree_.first_child(id); one != 0; one = tree_.next_sibling(one)) {
    const std::int64_t planned = items[index].number;
    if (node.ordered) items[index].number += shift;
    const NodeId made = item(one, std::move(items[index++]), marked);
    if (!node.ordered) continue;
    const std::int64_t printed = std::get<ItemData>(emit_.builder().node(made).payload).number;
    const bool told = std::exchange(shift, printed - planned) != printed - planned;  // {value=7}
    said = said || (!told && say_number(one, printed));
  }
  emit_.close();
  if (context_.options.dialect && data.tight && holds_divs(emit_.builder().peek(), list)) std::get<ListData>(emit_.builder().node(list).payload).tight = false;
}

NodeId BlockReader::item(TreeId id, ItemData data, bool marked) {
  const bool task = data.checked.has_value();
  if (context_.options.dialect && !task) say_sign(id);
  const NodeId node = emit_.open(Element::item, span_of(id), std::move(data));
  const TreeId inner = doubled_item(id), words = inner != 0 ? inner : id;
  TreeId first = tree_.first_child(words);
  if (context_.options.dialect && first_words(words) != 0) {
    first_paragraph_of_item(first, node, marked, task);
    first = tree_.next_sibling(first);
  }
  siblings(first);
  if (inner != 0) siblings(tree_.next_sibling(tree_.first_child(id)));
  emit_.close();
  return node;
}

// `{value=7}` and, in the first item, `{type=a}`: what HTML says of lists and Markdown has no sign for.
void BlockReader::number_item(NodeId item, Attributes& attributes) {
  Node& list = emit_.builder().node(emit_.builder().peek()[item].parent);
  auto* const data = std::get_if<ListData>(&list.payload);
  if (data == nullptr || data->kind != ListKind::ordered) return;
  if (const std::string type = take_value(attributes, "type"); !type.empty()) data->style = number_style(type);
  if (const auto value = parse_integer(take_value(attributes, "value"))) std::get<ItemData>(emit_.builder().node(item).payload).number = *value;
}

void BlockReader::first_paragraph_of_item(TreeId paragraph, NodeId item, bool marked, bool task) {
  if (own_paragraph(paragraph)) return;
  const std::string_view words = tree_.piece(context_.source, paragraph);
  const std::size_t box = !task || !words.starts_with('[') ? 0 : words.starts_with("[]") ? 2 : std::min<std::size_t>(4, words.size());
  reader_.read(paragraph, inlines_, box);
  EventRange range{0, inlines_.events.size()};
  tidy(inlines_, range);
  if (!range.empty() && inlines_.events[range.begin].op == Op::attributes) {
    Attributes attributes = parse_attributes(inlines_.events[range.begin].text).attributes;
    number_item(item, attributes);
    emit_.builder().edit_attributes(item) = std::move(attributes);
    inlines_.events[range.begin].op = Op::none;
    tidy(inlines_, range);
  }
  if (Attributes below = line_attributes(range); !below.empty()) {  // kramdown's, on the line below
    number_item(item, below);
    if (emit_.builder().peek()[item].attributes == 0) emit_.builder().edit_attributes(item) = std::move(below);
  }
  if (marked) {
    ItemData taken = take_marker(inlines_, range);
    std::get<ItemData>(emit_.builder().node(item).payload).marker = std::move(taken.marker);
    write_paragraph(span_of(paragraph), range);
  } else if (!emoji_lines(span_of(paragraph), range)) {
    write_paragraph(span_of(paragraph), range);
  }
}

}  // namespace pamphlet::markdown
