// Raw HTML blocks: their tags become blocks of ours where that is simple, their words are kept, the rest is dropped.
// An element may reach over several blocks (`<div dir="rtl">`, Markdown, `</div>`): open elements are Scopes.

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "base/number.h"
#include "base/utf8.h"
#include "html/codes.h"
#include "markdown/blocks.h"
#include "markdown/html.h"
#include "markdown/html_table.h"

namespace pamphlet::markdown {

using Op = InlineEvent::Op;

// How many open elements a closing tag looks through, and how many tables and figures of one block are looked at.
static constexpr std::size_t kMaxScopes = 100, kMaxAttempts = 200;

class HtmlBlockReader {
 public:
  HtmlBlockReader(BlockReader& blocks, TreeId id)
      : blocks_(blocks), id_(id), html_(blocks.tree_[id].literal) {}
  void run();

 private:
  void tag(HtmlTag tag);
  void open(const HtmlTag& tag, HtmlElement what);
  void close(const HtmlTag& tag, HtmlElement what);
  void drop(const HtmlTag& tag);
  void preformatted();
  bool table();
  bool figure();
  void unknown(const HtmlTag& tag);
  void division(const HtmlTag& tag);
  void item(const HtmlTag& tag);
  void flush();
  bool pop(std::string_view name);
  void push(const HtmlTag& tag, Element element, bool built, NodeId node);
  void report(std::string message);
  std::size_t find_close(std::string_view name, std::size_t from) const;
  Span here() const;
  std::vector<BlockReader::Scope>& scopes() { return blocks_.scopes_; }
  Emitter& emit() { return blocks_.emit_; }

  BlockReader& blocks_;
  TreeId id_;
  std::string_view html_;
  std::size_t at_ = 0, token_ = 0;
  mutable std::size_t counted_ = 0, lines_ = 0;  // line ends before counted_
  std::size_t attempts_ = 0;                      // at tables and figures: each looks for its end
  int heading_ = 0;            // level of the heading whose words are being gathered
  bool strong_ = false;        // a summary or a term
  Attributes attributes_;      // of the heading
};

void BlockReader::html_block(TreeId id) { HtmlBlockReader(*this, id).run(); }

// What stands in an HTML list outside its items gets an item of its own: a list holds nothing else.
void BlockReader::enter_item(Span span) {
  if (scopes_.size() <= scope_base_ || scopes_.back().element != Element::list || !scopes_.back().built) return;
  Scope& list = scopes_.back();
  const auto& data = std::get<ListData>(emit_.builder().node(list.node).payload);
  ItemData item;
  if (data.kind == ListKind::ordered) item.number = data.start + list.count;
  ++list.count;
  const NodeId node = emit_.open(Element::item, span, std::move(item));
  scopes_.push_back(Scope{false, "li", Element::item, true, span, node, 0});
}

// The line of the token at hand.
Span HtmlBlockReader::here() const {
  const Source& source = blocks_.context_.source;
  if (token_ < counted_) counted_ = lines_ = 0;
  lines_ += static_cast<std::size_t>(std::count(html_.begin() + static_cast<std::ptrdiff_t>(counted_),
                                                html_.begin() + static_cast<std::ptrdiff_t>(token_), '\n'));
  counted_ = token_;
  std::uint32_t begin = blocks_.tree_[id_].span.begin;
  const auto first = static_cast<std::size_t>(std::upper_bound(source.line_starts.begin(), source.line_starts.end(), begin) - source.line_starts.begin());
  const std::size_t line = std::min(first + lines_, source.line_starts.size()) - 1;
  if (lines_ > 0) begin = static_cast<std::uint32_t>(std::min(source.text.find_first_not_of(" \t>", source.line_starts[line]), source.text.size()));
  return {begin, static_cast<std::uint32_t>(std::min(source.text.find('\n', begin), source.text.size()))};
}

void HtmlBlockReader::report(std::string message) {
  blocks_.context_.reporter.report(code::html_dropped, here(), std::move(message), "write it as Markdown, or take it out");
}

void HtmlBlockReader::run() {
  blocks_.inlines_.clear();
  while (at_ < html_.size()) {
    token_ = at_;
    HtmlToken token = next_html_token(html_, at_);
    if (token.type == HtmlToken::Type::text) blocks_.reader_.html_text(token.text, here(), blocks_.inlines_);
    else if (token.type == HtmlToken::Type::tag) tag(std::move(token.tag));
  }
  flush();
}

void HtmlBlockReader::tag(HtmlTag tag) {
  const HtmlElement what = html_element(tag.name);
  switch (what.role) {
    case HtmlRole::transparent: return;
    case HtmlRole::link:
      if (!tag.closes && tag.find("href") == nullptr) {
        if (blocks_.place_.empty()) blocks_.place_ = html_attributes(tag).id;
        return;
      }
      [[fallthrough]];
    case HtmlRole::inline_:
    case HtmlRole::code:
    case HtmlRole::span:
    case HtmlRole::image:
    case HtmlRole::line_break: blocks_.reader_.html_tag(std::move(tag), here(), blocks_.inlines_); return;
    case HtmlRole::unknown: return unknown(tag);
    case HtmlRole::drop: return drop(tag);
    default: break;
  }
  flush();
  if (tag.closes) close(tag, what);
  else open(tag, what);
}

void HtmlBlockReader::open(const HtmlTag& tag, HtmlElement what) {
  switch (what.role) {
    case HtmlRole::rule:
      blocks_.enter_item(here());
      emit().builder().leaf(Element::thematic_break, here());
      return;
    case HtmlRole::heading:
      heading_ = tag.name[1] - '0';
      attributes_ = html_attributes(tag);
      return;
    case HtmlRole::summary:
    case HtmlRole::term: strong_ = true; return;
    case HtmlRole::preformatted: return preformatted();
    case HtmlRole::table:
      if (!table()) push(tag, Element::div, false, kNoNode);
      return;
    case HtmlRole::figure:
      if (!figure()) division(tag);
      return;
    case HtmlRole::quote: {
      blocks_.enter_item(here());
      const bool built = emit().has_room(Element::block_quote, here());
      push(tag, Element::block_quote, built, built ? emit().open(Element::block_quote, here()) : kNoNode);
      return;
    }
    case HtmlRole::list: push(tag, Element::list, false, kNoNode); return;
    case HtmlRole::item: return item(tag);
    case HtmlRole::paragraph:
      pop("p");
      if (const Attributes own = html_attributes(tag); !own.lang.empty() || !own.dir.empty()) division(tag);
      return;
    case HtmlRole::division: return division(tag);
    default: return;
  }
}

void HtmlBlockReader::close(const HtmlTag& tag, HtmlElement what) {
  switch (what.role) {
    case HtmlRole::division:
    case HtmlRole::figure:
    case HtmlRole::quote:
    case HtmlRole::list:
      if (!pop(tag.name)) report(fmt::format("the HTML tag </{}> closes nothing and was dropped", tag.name));
      return;
    case HtmlRole::item:
    case HtmlRole::table:
    case HtmlRole::paragraph: pop(tag.name); return;
    default: return;
  }
}

// Words gathered so far become a block.
void HtmlBlockReader::flush() {
  Inlines& inlines = blocks_.inlines_;
  const int heading = std::exchange(heading_, 0);
  const bool strong = std::exchange(strong_, false);
  if (!inlines.events.empty()) {
    blocks_.reader_.finish(inlines);
    EventRange range{0, inlines.events.size()};
    tidy(inlines, range);
    if (!shows_nothing(inlines, range)) {
      blocks_.enter_item(here());
      if (heading > 0) {
        if (attributes_.id.empty()) attributes_.id = std::exchange(blocks_.place_, {});
        emit().block(Element::heading, here(), inlines, range, HeadingData{heading}, std::exchange(attributes_, {}), true);
      } else if (strong) {
        emit().open(Element::paragraph, here());
        emit().block(Element::strong, here(), inlines, range);
        emit().close();
      } else {
        blocks_.write_paragraph(here(), range);
      }
    }
  }
  inlines.clear();
}

void HtmlBlockReader::push(const HtmlTag& tag, Element element, bool built, NodeId node) {
  scopes().push_back({false, tag.name, element, built, here(), node, 0});
}

// Closes the innermost open element of that name, and what it holds. Fenced divs are not closed by HTML.
bool HtmlBlockReader::pop(std::string_view name) {
  auto& all = scopes();
  std::size_t at = all.size();
  for (std::size_t tries = 0;; ++tries) {
    if (at == blocks_.scope_base_ || tries == kMaxScopes || all[at - 1].fence) return false;
    --at;
    if (all[at].name == name) break;
  }
  while (all.size() > at) {
    if (all.back().built) emit().close();
    all.pop_back();
  }
  return true;
}

void HtmlBlockReader::division(const HtmlTag& tag) {
  Attributes attributes = html_attributes(tag);
  if (tag.name == "details") attributes.classes.insert(attributes.classes.begin(), "details");
  if (tag.empty) return;
  if (attributes.empty()) {
    push(tag, Element::div, false, kNoNode);
    return;
  }
  blocks_.enter_item(here());
  blocks_.open_div(std::move(attributes), here(), {false, tag.name, Element::div, false, here(), kNoNode, 0});
}

// An item of a list; without a list it only groups. The list is opened with its first item.
void HtmlBlockReader::item(const HtmlTag& tag) {
  while (scopes().size() > blocks_.scope_base_ && scopes().back().element == Element::item) {
    emit().close();
    scopes().pop_back();
  }
  if (scopes().size() <= blocks_.scope_base_ || scopes().back().element != Element::list) {
    push(tag, Element::div, false, kNoNode);
    return;
  }
  if (!scopes().back().built) {
    // The element around the list may be a list that holds no item yet.
    BlockReader::Scope list = std::move(scopes().back());
    scopes().pop_back();
    blocks_.enter_item(here());
    if (!emit().has_room(Element::list, here())) {
      scopes().push_back(std::move(list));
      push(tag, Element::div, false, kNoNode);
      return;
    }
    ListData data;
    if (list.name == "ol") data.kind = ListKind::ordered;
    list.node = emit().open(Element::list, here(), data);
    list.built = true;
    scopes().push_back(std::move(list));
  }
  blocks_.enter_item(here());
}

// Components of web frameworks, forms, made-up elements: their content stays. One warning for both tags.
void HtmlBlockReader::unknown(const HtmlTag& tag) {
  if (tag.closes) {
    flush();
    if (!pop(tag.name)) report(fmt::format("the HTML tag </{}> closes nothing and was dropped", tag.name));
    return;
  }
  report(fmt::format("the HTML element <{}> means nothing here; its tags were dropped, its content was kept", tag.name));
  if (!tag.empty && !is_void_element(tag.name)) push(tag, Element::div, false, kNoNode);
}

std::size_t HtmlBlockReader::find_close(std::string_view name, std::size_t from) const {
  for (std::size_t at = html_.find("</", from); at != std::string::npos; at = html_.find("</", at + 2)) {
    const std::string_view word = std::string_view(html_).substr(at + 2, name.size());
    const bool same = word.size() == name.size() && std::equal(word.begin(), word.end(), name.begin(), [](char a, char b) {
                        return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b;
                      });
    if (same) return at;
  }
  return std::string::npos;
}

// With all that the element holds, as far as this block goes.
void HtmlBlockReader::drop(const HtmlTag& tag) {
  if (tag.closes) return;
  report(fmt::format("the HTML element <{}> was dropped with all that it holds", tag.name));
  if (tag.empty || is_void_element(tag.name)) return;
  const std::size_t close = find_close(tag.name, at_);
  at_ = close == std::string::npos ? html_.size() : std::min(html_.find('>', close), html_.size() - 1) + 1;
}

void HtmlBlockReader::preformatted() {
  const std::size_t close = std::min(find_close("pre", at_), html_.size());
  const std::string_view inside = std::string_view(html_).substr(at_, close - at_);
  std::string code;
  CodeData data;
  for (std::size_t at = 0; at < inside.size();) {
    const HtmlToken token = next_html_token(inside, at);
    if (token.type == HtmlToken::Type::text) code += decode_references(token.text);
    const std::string_view name = token.tag.get("class");
    if (token.tag.name == "code" && name.starts_with("language-")) data.language = name.substr(9, name.find(' ') - 9);
  }
  at_ = close == html_.size() ? close : std::min(html_.find('>', close), html_.size() - 1) + 1;
  if (code.starts_with('\n')) code.erase(0, 1);
  while (code.ends_with('\n')) code.pop_back();
  if (code.empty()) return;
  blocks_.enter_item(here());
  emit().open(Element::code_block, here(), std::move(data));
  emit().builder().text(code, here());
  emit().close();
}

// A table whose end stands in the same block. Otherwise its rows become paragraphs, as far as Markdown stands between.
bool HtmlBlockReader::table() {
  if (++attempts_ > kMaxAttempts) return false;
  const std::size_t close = find_close("table", at_);
  if (close == std::string::npos || !emit().has_room(Element::table, here())) return false;
  const HtmlTable table = read_html_table(std::string_view(html_).substr(at_, close - at_));
  if (table.columns == 0) return false;
  blocks_.enter_item(here());
  emit().open(Element::table, here(), TableData{std::vector<CellAlign>(table.columns, CellAlign::none)});
  if (!table.caption.empty()) {
    emit().open(Element::caption, here());
    emit().builder().text(table.caption, here());
    emit().close();
  }
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const bool header = row == 0 && table.has_head;
    emit().open(Element::table_row, here(), RowData{header});
    for (std::uint32_t column = 0; column < table.columns; ++column) {
      Inlines& inlines = blocks_.inlines_;
      inlines.clear();
      if (column < table.rows[row].size()) {
        token_ = at_ + table.rows[row][column].offset;
        read_html_cell(table.rows[row][column].html, here(), blocks_.reader_, inlines);
      }
      EventRange range{0, inlines.events.size()};
      tidy(inlines, range);
      emit().block(Element::table_cell, here(), inlines, range, CellData{CellAlign::none, header, column}, {}, true);
    }
    emit().close();
  }
  emit().close();
  blocks_.inlines_.clear();
  at_ = std::min(html_.find('>', close), html_.size() - 1) + 1;
  return true;
}

// One image and its caption; anything else is a division.
bool HtmlBlockReader::figure() {
  if (++attempts_ > kMaxAttempts) return false;
  const std::size_t close = find_close("figure", at_);
  if (close == std::string::npos) return false;
  const std::string_view inside = std::string_view(html_).substr(at_, close - at_);
  std::string caption;
  HtmlTag image;
  std::size_t images = 0;
  bool in_caption = false, other = false;
  for (std::size_t at = 0; at < inside.size();) {
    HtmlToken token = next_html_token(inside, at);
    const bool blank = trim(token.text).empty();
    if (token.type == HtmlToken::Type::text && in_caption) caption += decode_references(token.text);
    else if (token.type == HtmlToken::Type::text) other = other || !blank;
    else if (token.tag.name == "figcaption") in_caption = !token.tag.closes;
    else if (token.tag.name == "img" && ++images > 0) image = std::move(token.tag);
    else other = other || html_element(token.tag.name).role == HtmlRole::drop || html_element(token.tag.name).role == HtmlRole::table;
  }
  ImageData data = html_image(image);
  if (images != 1 || other || data.source.empty()) return false;
  data.title.clear();
  blocks_.enter_item(here());
  if (!emit().has_room(Element::figure, here())) return false;
  emit().open(Element::figure, here(), {}, html_attributes(image));
  emit().builder().leaf(Element::image, here(), std::move(data));
  caption = collapse_spaces(caption);
  if (!caption.empty()) {
    emit().open(Element::caption, here());
    emit().builder().text(caption, here());
    emit().close();
  }
  emit().close();
  at_ = std::min(html_.find('>', close), html_.size() - 1) + 1;
  return true;
}

}  // namespace pamphlet::markdown
