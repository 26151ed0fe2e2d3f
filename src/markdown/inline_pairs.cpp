// Matches HTML tags with their closing tags.

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "base/address.h"
#include "base/utf8.h"
#include "doc/codes.h"
#include "html/codes.h"
#include "markdown/attributes.h"
#include "markdown/inlines.h"

namespace pamphlet::markdown {
namespace {

using Op = InlineEvent::Op;

// How far back a closing tag looks for its opening one: HTML nested deeper than this is flattened anyway, and a text of
// nothing but unmatched tags stays linear.
constexpr std::size_t kMaxOpen = 100;

class PairMatcher {
 public:
  PairMatcher(const ReadContext& context, Inlines& inlines) : context_(context), inlines_(inlines) {}
  void run();

 private:
  void visit(std::size_t at);
  void html_open(std::size_t at);
  void html_close(std::size_t at);
  void make_pair(std::size_t open, std::size_t close);
  void make_link(std::size_t open, std::size_t close);
  void make_span(std::size_t open, std::size_t close);
  void make_code(std::size_t open, std::size_t close);
  void blank(std::size_t begin, std::size_t end);
  void drop_unmatched(std::size_t keep);
  void report_dropped(const InlineEvent& event);
  std::size_t find_pending(std::string_view name) const;
  InlineEvent& event(std::size_t at) { return inlines_.events[at]; }

  const ReadContext& context_;
  Inlines& inlines_;
  std::vector<std::size_t> pending_;  // html_open that wait for their end
  std::vector<std::size_t> bases_;    // of each open element: where its pending ones begin
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
};

void PairMatcher::run() {
  bool any = false;
  for (const InlineEvent& e : inlines_.events) any = any || e.op == Op::html_open || e.op == Op::html_close;
  if (!any) return;
  bases_.push_back(0);
  for (std::size_t at = 0; at < inlines_.events.size(); ++at) visit(at);
  drop_unmatched(0);
}

void PairMatcher::visit(std::size_t at) {
  switch (event(at).op) {
    case Op::open: bases_.push_back(pending_.size()); break;
    case Op::close:
      drop_unmatched(bases_.back());
      bases_.pop_back();
      break;
    case Op::html_open: html_open(at); break;
    case Op::html_close: html_close(at); break;
    default: break;
  }
}

std::size_t PairMatcher::find_pending(std::string_view name) const {
  for (std::size_t i = pending_.size(), tries = 0; i > bases_.back() && tries < kMaxOpen; --i, ++tries) {
    if (inlines_.events[pending_[i - 1]].text == name) return i - 1;
  }
  return npos;
}

void PairMatcher::html_open(std::size_t at) {
  const HtmlTag& tag = inlines_.tags[event(at).data];
  if (is_void_element(tag.name) || (tag.empty && html_element(tag.name).role == HtmlRole::unknown)) {
    report_dropped(event(at));
    event(at).op = Op::none;
    return;
  }
  pending_.push_back(at);
}

void PairMatcher::html_close(std::size_t at) {
  const std::size_t found = find_pending(event(at).text);
  if (found == npos) {
    report_dropped(event(at));
    event(at).op = Op::none;
    return;
  }
  const std::size_t open = pending_[found];
  drop_unmatched(found + 1);
  pending_.pop_back();
  make_pair(open, at);
}

void PairMatcher::make_pair(std::size_t open, std::size_t close) {
  const HtmlElement what = html_element(event(open).text);
  switch (what.role) {
    case HtmlRole::inline_:
      event(open).op = Op::open;
      event(close).op = Op::close;
      event(open).element = event(close).element = what.element;
      return;
    case HtmlRole::code: return make_code(open, close);
    case HtmlRole::link: return make_link(open, close);
    case HtmlRole::span: return make_span(open, close);
    case HtmlRole::drop:
      report_dropped(event(open));
      blank(open, close + 1);
      return;
    case HtmlRole::unknown: report_dropped(event(open)); break;
    default: break;  // block elements within a line: they only group here
  }
  event(open).op = event(close).op = Op::none;
}

void PairMatcher::make_link(std::size_t open, std::size_t close) {
  const HtmlTag& tag = inlines_.tags[event(open).data];
  const std::string* const href = tag.find("href");
  if (href == nullptr) return make_span(open, close);
  const bool nested = std::any_of(inlines_.events.begin() + static_cast<std::ptrdiff_t>(open),
                                  inlines_.events.begin() + static_cast<std::ptrdiff_t>(close),
                                  [](const InlineEvent& e) { return e.op == Op::open && e.element == Element::link; });
  LinkAddress address = check_address(*href, context_.options.book);
  if (nested || address.target.empty()) {
    if (!nested) context_.reporter.report(code::link_dropped, event(open).span, std::move(address.message), std::move(address.help));
    event(open).op = event(close).op = Op::none;
    return;
  }
  event(open).data = static_cast<std::uint32_t>(inlines_.links.size());
  inlines_.links.push_back({std::move(address.target), collapse_spaces(tag.get("title"))});
  event(open).attributes = inlines_.add(html_attributes(tag));
  event(open).op = Op::open;
  event(close).op = Op::close;
  event(open).element = event(close).element = Element::link;
}

void PairMatcher::make_span(std::size_t open, std::size_t close) {
  Attributes attributes = html_attributes(inlines_.tags[event(open).data]);
  const bool keep = !attributes.empty();
  event(open).op = keep ? Op::open : Op::none;
  event(close).op = keep ? Op::close : Op::none;
  event(open).element = event(close).element = Element::span;
  if (keep) event(open).attributes = inlines_.add(std::move(attributes));
}

void PairMatcher::make_code(std::size_t open, std::size_t close) {
  std::string words = words_of(inlines_, {open, close});
  const std::uint32_t attributes = inlines_.add(html_attributes(inlines_.tags[event(open).data]));
  blank(open, close + 1);
  if (words.empty()) return;
  event(open).op = Op::code;
  event(open).text = inlines_.keep(std::move(words));
  event(open).attributes = attributes;
  event(open).span.end = event(close).span.end;
}

void PairMatcher::blank(std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) event(i).op = Op::none;
}

void PairMatcher::drop_unmatched(std::size_t keep) {
  for (std::size_t i = keep; i < pending_.size(); ++i) {
    InlineEvent& e = event(pending_[i]);
    report_dropped(e);
    e.op = Op::none;
  }
  pending_.resize(keep);
}

void PairMatcher::report_dropped(const InlineEvent& e) {
  const HtmlElement what = html_element(e.text);
  if (what.role == HtmlRole::transparent) return;
  const bool with_content = what.role == HtmlRole::drop && e.op == Op::html_open;
  std::string message = fmt::format("the HTML tag <{}{}> was dropped", e.op == Op::html_close ? "/" : "", e.text);
  if (with_content) message = fmt::format("the HTML element <{}> was dropped with all that it holds", e.text);
  context_.reporter.report(code::html_dropped, e.span, std::move(message), "write it as Markdown, or take it out");
}

}  // namespace

void settle_pairs(const ReadContext& context, Inlines& inlines) { PairMatcher(context, inlines).run(); }

}  // namespace pamphlet::markdown
