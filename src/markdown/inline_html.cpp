// What an angle bracket may begin: an address (CommonMark §6.5) or raw HTML (§6.6). What a tag then means is not decided
// here. That a comment is never closed is found out once for a block.

#include <algorithm>

#include "html/codes.h"
#include "markdown/characters.h"
#include "markdown/inline_scanner.h"

namespace pamphlet::markdown {
namespace {

bool is_address_sign(char c) { return std::string_view(".!#$%&'*+/=?^_`{|}~-").find(c) != std::string_view::npos; }

// The e-mail address of HTML (§4.10.5.1.5), from `at` to the '>' behind it; npos when it is none.
std::size_t email_end(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  while (at < text.size() && (is_ascii_alphanumeric(text[at]) || is_address_sign(text[at]))) ++at;
  if (at == begin || at >= text.size() || text[at] != '@') return std::string_view::npos;
  for (;;) {
    const std::size_t label = ++at;
    while (at < text.size() && (is_ascii_alphanumeric(text[at]) || text[at] == '-')) ++at;
    if (at == label || at - label > 63 || text[label] == '-' || text[at - 1] == '-' || at >= text.size()) return std::string_view::npos;
    if (text[at] == '>') return at;
    if (text[at] != '.') return std::string_view::npos;
  }
}

std::size_t skip_spaces(std::string_view text, std::size_t at) { return std::min(text.find_first_not_of(" \t\n", at), text.size()); }

// ` name="value"` of an open tag at `at`: its end, or `at`.
std::size_t attribute_end(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  at = skip_spaces(text, at);
  if (at == begin || at == text.size() || !(is_ascii_letter(text[at]) || text[at] == '_' || text[at] == ':')) return begin;
  while (at < text.size() && (is_ascii_alphanumeric(text[at]) || std::string_view("_.:-").find(text[at]) != std::string_view::npos)) ++at;
  const std::size_t equals = skip_spaces(text, at);
  if (equals == text.size() || text[equals] != '=') return at;
  const std::size_t value = skip_spaces(text, equals + 1);
  if (value == text.size()) return begin;
  if (text[value] == '"' || text[value] == '\'') {
    const std::size_t close = text.find(text[value], value + 1);
    return close == std::string_view::npos ? begin : close + 1;
  }
  const std::size_t end = std::min(text.find_first_of(" \t\n\"'=<>`", value), text.size());
  return end > value ? end : begin;
}

// A tag has at most so many bytes: quoted values may hold `<`, and each of those would look through all that follow.
constexpr std::size_t kLongestTag = 16384;

// The open or closing tag at `at`: its end, 0 when it is none.
std::size_t tag_end(std::string_view text, std::size_t at) {
  text = text.substr(0, std::min(text.size(), at + kLongestTag));
  const bool closes = text.substr(at + 1, 1) == "/";
  at += closes ? 2 : 1;
  if (at >= text.size() || !is_ascii_letter(text[at])) return 0;
  while (at < text.size() && (is_ascii_alphanumeric(text[at]) || text[at] == '-')) ++at;
  for (std::size_t end = 0; !closes && (end = attribute_end(text, at)) != at;) at = end;
  at = skip_spaces(text, at);
  if (!closes && text.substr(at, 1) == "/") ++at;
  return text.substr(at, 1) == ">" ? at + 1 : 0;
}

}  // namespace

std::size_t InlineScanner::autolink_end(bool& email) const {
  std::size_t at = at_ + 1;
  while (at < text_.size() && (is_ascii_alphanumeric(text_[at]) || std::string_view("+.-").find(text_[at]) != std::string_view::npos)) ++at;
  const std::size_t scheme = at - at_ - 1;
  if (scheme >= 2 && scheme <= 32 && is_ascii_letter(text_[at_ + 1]) && at < text_.size() && text_[at] == ':') {
    while (at < text_.size() && static_cast<unsigned char>(text_[at]) > ' ' && text_[at] != '<' && text_[at] != '>') ++at;
    if (at < text_.size() && text_[at] == '>') return at;
  }
  email = true;
  return email_end(text_, at_ + 1);
}

// Behind `end`, 0 when it does not follow; looked for at most once in vain.
std::size_t InlineScanner::find_end(std::size_t from, std::string_view end, std::size_t kind) {
  if (never_closed_[kind]) return 0;
  const std::size_t found = text_.find(end, from);
  never_closed_[kind] = found == std::string_view::npos;
  // A comment is not meant for readers: an article that would print one is not published.
  if (never_closed_[kind] && kind == 0 && dialect_) {
    context_.reporter.report(code::html_unclosed, places_.span(at_, text_.size()), "this HTML comment is never closed in its paragraph", "write --> where it ends, or \\<!-- for the signs");
  }
  return never_closed_[kind] ? 0 : found + end.size();
}

std::size_t InlineScanner::html_end() {
  const std::string_view rest = text_.substr(at_);
  if (rest.starts_with("<!-->")) return at_ + 5;
  if (rest.starts_with("<!--->")) return at_ + 6;
  if (rest.starts_with("<!--")) return find_end(at_ + 4, "-->", 0);
  if (rest.starts_with("<?")) return find_end(at_ + 2, "?>", 1);
  if (rest.starts_with("<![CDATA[")) return find_end(at_ + 9, "]]>", 2);
  if (rest.starts_with("<!")) return rest.size() > 2 && is_ascii_letter(rest[2]) ? find_end(at_ + 2, ">", 3) : 0;
  return tag_end(text_, at_);
}

bool InlineScanner::autolink() {
  bool email = false;
  const std::size_t end = autolink_end(email);
  if (end == std::string_view::npos) return false;
  const std::string_view shown = text_.substr(at_ + 1, end - at_ - 1);
  std::string address = unescape(shown, false);
  flush(at_);
  const bool kept = reader_.make_link(push(Op::none, at_, at_ + 1), {(email ? "mailto:" : "") + address, {}}, out_);
  push(Op::text, at_ + 1, end).text = address == shown ? shown : out_.keep(std::move(address));
  if (kept) push(Op::close, end, end + 1).element = Element::link;
  at_ = pending_ = end + 1;
  return true;
}

bool InlineScanner::raw_html() {
  const std::size_t end = html_end();
  if (end == 0) return false;
  flush(at_);
  html(end);
  at_ = pending_ = end;
  if (dialect_ && out_.events.back().op == Op::html && out_.events.back().text.starts_with("</")) attributes_of_tag();
  return true;
}

// `</a>{.button}`: the list is the element's, as it is a Markdown link's; its start tag gets what it says.
void InlineScanner::attributes_of_tag() {
  constexpr std::size_t kMostEvents = 64;
  const std::string_view closing = out_.events.back().text;
  const std::string name(trim_blanks(closing.substr(2, closing.size() - 3)));
  Span place;
  const Attributes list = trailing_attributes(place);
  pending_ = at_;
  if (list.empty()) return;
  for (std::size_t i = out_.events.size() - 1; i-- > 0 && out_.events.size() - i < kMostEvents;) {
    InlineEvent& event = out_.events[i];
    const bool opens = event.op == Op::html && event.text.substr(1).starts_with(name) && !is_ascii_alphanumeric(event.text[1 + name.size()]);
    if (!opens) continue;
    std::string tag = "<" + name;
    if (!list.id.empty()) tag += " id=\"" + list.id + "\"";
    std::string classes;
    for (const std::string& one : list.classes) classes += (classes.empty() ? "" : " ") + one;
    if (!classes.empty()) tag += " class=\"" + classes + "\"";
    if (!list.lang.empty()) tag += " lang=\"" + list.lang + "\"";
    event.text = out_.keep(tag + std::string(event.text.substr(1 + name.size())));
    return;
  }
}

void InlineScanner::html(std::size_t end) {
  const std::string_view html = text_.substr(at_, end - at_);
  const Span place = places_.span(at_, end);
  if (!dialect_) {
    // Nobody but the tests of the CommonMark specification switches the dialect off: HTML is kept where they see it.
    InlineEvent& open = push(Op::open, at_, end);
    open.element = Element::span;
    open.attributes = out_.add(Attributes{{}, {}, {}, {"raw-html"}, {}});
    push(Op::text, at_, end).text = html;
    push(Op::close, at_, end).element = Element::span;
    return;
  }
  const bool tag = html.size() > 1 && html[1] != '!' && html[1] != '?';
  push(tag ? Op::html : Op::comment, at_, end).text = html;
  if (html.starts_with("<?") || html.starts_with("<![CDATA[")) {
    context_.reporter.report(code::html_dropped, place, html.starts_with("<?") ? "a processing instruction was left out with all that it holds"
                                                                               : "a CDATA section was left out with all that it holds",
                             "write it as Markdown, or take it out");
  }
}

}  // namespace pamphlet::markdown
