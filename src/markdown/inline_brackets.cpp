// Links, images, notes and spans (CommonMark §6.3, "look for link or image"). Opening brackets wait on a stack; a closing
// one takes the last of them off it, whatever becomes of the two. Brackets around a link can be no link themselves: that is
// a height of the stack, not a mark on each.

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "markdown/characters.h"
#include "markdown/inline_scanner.h"
#include "markdown/notes.h"

namespace pamphlet::markdown {

void InlineScanner::push_bracket(std::size_t length, bool image) {
  flush(at_);
  if (!brackets_.empty()) brackets_.back().holds_bracket = true;
  brackets_.push_back({static_cast<std::uint32_t>(out_.events.size()), static_cast<std::uint32_t>(at_ + length),
                       static_cast<std::uint32_t>(runs_.size()), image, false});
  text(at_, at_ + length, text_.substr(at_, length));
}

// `[^label]`
bool InlineScanner::note() {
  const std::size_t length = note_label_end(text_.substr(at_));
  if (length == 0) return false;
  flush(at_);
  push(Op::note_reference, at_, at_ + length).text = text_.substr(at_ + 2, length - 3);
  at_ = pending_ = at_ + length;
  return true;
}

bool InlineScanner::open_bracket() {
  push_bracket(1, false);
  return true;
}

bool InlineScanner::open_image() {
  if (at_ + 1 >= text_.size() || text_[at_ + 1] != '[') return false;
  if (dialect_ && note_label_end(text_.substr(at_ + 1)) > 0) return false;  // "Stop![^1]"
  push_bracket(2, true);
  return true;
}

bool InlineScanner::close_bracket() {
  if (brackets_.empty()) return false;
  const Bracket bracket = brackets_.back();
  brackets_.pop_back();
  const bool active = bracket.image || brackets_.size() >= inactive_brackets_;
  inactive_brackets_ = std::min(inactive_brackets_, brackets_.size());
  flush(at_);
  LinkTarget target;
  if (active && read_target(bracket, target)) {
    if (bracket.image) make_image(bracket, std::move(target));
    else make_link(bracket, std::move(target));
    return true;
  }
  if (make_span(bracket)) return true;
  if (dialect_ && active) unread_bracket(bracket);
  return false;
}

// `at_` is at the closing bracket; it is moved behind what names the target.
bool InlineScanner::read_target(const Bracket& bracket, LinkTarget& target) {
  return read_inline_target(target) || read_loose_target(bracket, target) || read_reference_target(bracket, target);
}

// `(my picture.png)`, `(picture.png =200x)`, `(https://example.org/a b)`: files have blanks in their names, people leave them
// in addresses, and some programs write a size there.
bool InlineScanner::read_loose_target(const Bracket& bracket, LinkTarget& target) {
  constexpr std::size_t kLongest = 300;
  if (!dialect_ || at_ + 1 >= text_.size() || text_[at_ + 1] != '(') return false;
  std::string_view inner = text_.substr(at_ + 2, kLongest);
  const std::size_t close = inner.find(')');
  if (close == std::string_view::npos || inner.substr(0, close).find_first_of("\n(<>[]") != std::string_view::npos) return false;
  inner = trim_blanks(inner.substr(0, close));
  std::string_view title;
  if (const std::size_t quote = inner.find(" \""); quote != std::string_view::npos && inner.ends_with('"') && inner.size() > quote + 2) {
    title = inner.substr(quote + 2, inner.size() - quote - 3);
    inner = trim_blanks(inner.substr(0, quote));
  }
  if (inner.find('"') != std::string_view::npos || title.find('"') != std::string_view::npos) return false;
  std::string_view size;
  if (const std::size_t sign = inner.rfind(" ="); bracket.image && sign != std::string_view::npos && inner.find_first_not_of("0123456789x%", sign + 2) == std::string_view::npos) {
    size = inner.substr(sign + 2);
    inner = trim_blanks(inner.substr(0, sign));
  } else if (inner.find(' ') == std::string_view::npos) {
    return false;
  }
  // A file's name ends with a dot and some letters; other words in brackets are words.
  const std::size_t dot = inner.rfind('.');
  const std::string_view end = dot == std::string_view::npos ? std::string_view() : inner.substr(dot + 1);
  const bool file = !end.empty() && end.size() <= 5 && std::all_of(end.begin(), end.end(), [](char c) { return is_ascii_alphanumeric(c); });
  if (!file && !inner.starts_with("https://") && !inner.starts_with("http://")) return false;
  target.address = unescape(inner);
  target.title = unescape(title);
  const std::size_t cross = std::min(size.find('x'), size.size());
  loose_width_ = size.substr(0, cross);
  loose_height_ = size.substr(std::min(cross + 1, size.size()));
  at_ += 3 + close;
  return true;
}

// `(address "title")`
bool InlineScanner::read_inline_target(LinkTarget& target) {
  std::size_t at = at_ + 1;
  const auto skip = [&] { at = std::min(text_.find_first_not_of(" \t\n", at), text_.size()); };
  if (at >= text_.size() || text_[at++] != '(') return false;
  skip();
  if (!read_address(text_, at, target.address)) return false;
  const std::size_t address_end = at;
  skip();
  if (at > address_end && at < text_.size()) {
    const char quote = text_[at];
    const std::size_t known = quote == '"' ? 0 : quote == '\'' ? 1 : 2;
    if (known < 2 && no_quote_[known]) return false;
    if (read_title(text_, at, target.title)) skip();
    else if (known < 2) no_quote_[known] = true;
  }
  if (at >= text_.size() || text_[at] != ')') return false;
  at_ = at + 1;
  return true;
}

// `[label]`, `[]` or nothing. One definition may be cited everywhere: what that copies has a limit (InlineReader).
bool InlineScanner::read_reference_target(const Bracket& bracket, LinkTarget& target) {
  if (context_.tree.definitions.empty()) return false;
  std::size_t at = at_ + 1;
  std::string_view label;
  const bool full = read_label(text_, at, label);
  if (!full) {
    if (bracket.holds_bracket) return false;
    label = text_.substr(bracket.content, at_ - bracket.content);
    if (text_.substr(at, 2) == "[]") at += 2;
  }
  const LinkTarget* const found = context_.tree.definitions.find(label);
  if (found == nullptr || !reader_.may_copy(*found, places_.span(at_, at))) return false;
  target = *found;
  at_ = at;
  return true;
}

void InlineScanner::make_link(const Bracket& bracket, LinkTarget target) {
  pair_delimiters(bracket.runs);
  InlineEvent& open = out_.events[bracket.event];
  open.op = Op::none;
  open.text = {};
  inactive_brackets_ = brackets_.size();
  const bool kept = reader_.make_link(open, std::move(target), out_);
  const std::size_t end = at_;
  Span place;
  const std::uint32_t attributes = out_.add(trailing_attributes(place));
  pending_ = at_;
  if (!kept) return;
  out_.events[bracket.event].attributes = attributes;
  push(Op::close, end - 1, end).element = Element::link;
}

void InlineScanner::make_image(const Bracket& bracket, LinkTarget target) {
  pair_delimiters(bracket.runs);
  std::string alt = words_of(out_, {bracket.event + 1, out_.events.size()});
  const Span open = out_.events[bracket.event].span;
  out_.events.resize(bracket.event);
  InlineEvent& event = push(Op::image, at_ - 1, at_);
  event.span.begin = open.begin;
  event.data = static_cast<std::uint32_t>(out_.images.size());
  ImageData image;
  image.source = std::move(target.address);
  image.title = dialect_ ? collapse_spaces(target.title) : std::move(target.title);
  image.alt = dialect_ ? collapse_spaces(alt) : std::move(alt);
  Span place;
  Attributes attributes = trailing_attributes(place);
  std::string_view width = std::exchange(loose_width_, {}), height = std::exchange(loose_height_, {});
  // `![words|200](…)`, as Obsidian writes a size.
  const std::size_t bar = dialect_ ? image.alt.rfind('|') : std::string::npos;
  std::string size = bar == std::string::npos ? std::string() : image.alt.substr(bar + 1);
  if (const std::size_t first = size.find_first_of("0123456789"); first == 0 && size.find_first_not_of("0123456789x") == std::string::npos) {
    image.alt = std::string(trim(image.alt.substr(0, bar)));
    size.resize(std::min(size.find('x'), size.size()));
    width = size;
  }
  if (!width.empty()) attributes.values.emplace_back("width", width);
  if (!height.empty()) attributes.values.emplace_back("height", height);
  if (!width.empty() || !height.empty()) place = places_.span(at_ - 1, at_);
  if (!attributes.empty()) apply_to_image(image, attributes, place, context_.reporter);
  out_.events[bracket.event].attributes = out_.add(std::move(attributes));
  out_.images.push_back(std::move(image));
  pending_ = at_;
}

// `[words]{.class}`
bool InlineScanner::make_span(const Bracket& bracket) {
  const std::size_t close = at_;
  if (bracket.image || !dialect_ || at_ + 1 >= text_.size() || text_[at_ + 1] != '{') return false;
  ++at_;
  Span place;
  Attributes attributes = trailing_attributes(place);
  if (at_ == close + 1) {
    at_ = close;
    return false;
  }
  pair_delimiters(bracket.runs);
  InlineEvent& open = out_.events[bracket.event];
  open.op = Op::open;
  open.element = Element::span;
  open.text = {};
  open.attributes = out_.add(std::move(attributes));
  push(Op::close, close, close + 1).element = Element::span;
  pending_ = at_;
  return true;
}

}  // namespace pamphlet::markdown
