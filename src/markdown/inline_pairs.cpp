// Matches what cmark left flat: HTML tags with their closing tags, brackets with the attribute list that makes them a
// span, attribute lists with what stands before them.

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
  void bracket_close(std::size_t at);
  void attributes(std::size_t at);
  void make_pair(std::size_t open, std::size_t close);
  void make_link(std::size_t open, std::size_t close);
  void make_span(std::size_t open, std::size_t close);
  void make_code(std::size_t open, std::size_t close);
  void blank(std::size_t begin, std::size_t end);
  void drop_unmatched(std::size_t keep);
  void report_dropped(const InlineEvent& event);
  std::size_t find_pending(Op op, std::string_view name) const;
  // A close event knows its open one, for attribute lists.
  void link_pair(std::size_t open, std::size_t close) { event(close).data = static_cast<std::uint32_t>(open); }
  InlineEvent& event(std::size_t at) { return inlines_.events[at]; }

  const ReadContext& context_;
  Inlines& inlines_;
  std::vector<std::size_t> pending_;  // html_open and bracket_open that wait for their end
  struct Open {
    std::size_t event, base;          // of an open element: its event, and where its pending ones begin
  };
  std::vector<Open> open_;
  std::size_t last_ = npos;           // the event before, as attribute lists see it
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
};

void PairMatcher::run() {
  bool any = false;
  for (const InlineEvent& e : inlines_.events) any = any || e.op >= Op::attributes;
  if (!any) return;
  open_.push_back({npos, 0});
  for (std::size_t at = 0; at < inlines_.events.size(); ++at) visit(at);
  drop_unmatched(0);
}

void PairMatcher::visit(std::size_t at) {
  switch (event(at).op) {
    case Op::none: return;
    case Op::open: open_.push_back({at, pending_.size()}); break;
    case Op::close:
      drop_unmatched(open_.back().base);
      link_pair(open_.back().event, at);
      open_.pop_back();
      break;
    case Op::html_open: html_open(at); return;
    case Op::html_close: html_close(at); return;
    case Op::bracket_open: pending_.push_back(at); break;
    case Op::bracket_close: bracket_close(at); break;
    case Op::attributes: attributes(at); break;
    default: break;
  }
  if (event(at).op != Op::none) last_ = at;
}

std::size_t PairMatcher::find_pending(Op op, std::string_view name) const {
  const std::size_t base = open_.back().base;
  for (std::size_t i = pending_.size(), tries = 0; i > base && tries < kMaxOpen; --i, ++tries) {
    const InlineEvent& e = inlines_.events[pending_[i - 1]];
    if (e.op == op && (op == Op::bracket_open || e.text == name)) return i - 1;
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
  const std::size_t found = find_pending(Op::html_open, event(at).text);
  if (found == npos) {
    report_dropped(event(at));
    event(at).op = Op::none;
    return;
  }
  const std::size_t open = pending_[found];
  drop_unmatched(found + 1);
  pending_.pop_back();
  make_pair(open, at);
  if (event(at).op == Op::close) link_pair(open, at);
  if (event(at).op != Op::none) last_ = at;
}

// A bracket becomes a span when an attribute list follows at once.
void PairMatcher::bracket_close(std::size_t at) {
  const std::size_t found = find_pending(Op::bracket_open, {});
  if (found == npos) return;
  const std::size_t open = pending_[found];
  const std::size_t next = at + 1;
  if (next < inlines_.events.size() && event(next).op == Op::attributes) {
    drop_unmatched(found + 1);
    pending_.pop_back();
    event(open).op = Op::open;
    event(at).op = Op::close;
    event(open).element = event(at).element = Element::span;
    link_pair(open, at);
  } else {
    pending_.erase(pending_.begin() + static_cast<std::ptrdiff_t>(found));
  }
}

void PairMatcher::attributes(std::size_t at) {
  if (last_ == npos || last_ + 1 != at) return;
  InlineEvent& before = event(last_);
  std::size_t owner = last_;
  if (before.op == Op::close) {
    if (before.element != Element::link && before.element != Element::span) return;
    owner = before.data;
  } else if (before.op != Op::image && before.op != Op::code) {
    return;
  }
  AttributeList list = parse_attributes(event(at).text);
  if (list.length == 0) return;
  if (before.op == Op::image) apply_to_image(inlines_.images[before.data], list.attributes, event(at).span, context_.reporter);
  if (event(owner).attributes == 0) event(owner).attributes = inlines_.add(std::move(list.attributes));
  event(at).op = Op::none;
  last_ = npos;  // one list is enough
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
    if (e.op != Op::html_open) continue;  // brackets stay text
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
