// Raw HTML within a paragraph. Its tags are parsed as the HTML standard says, with what stands between them as pieces: so
// misnested and unclosed tags come out as in a browser, while Markdown's own emphasis and links stay whole (a piece that
// holds HTML lets none of it out). Then the events are written anew in the order of that tree. Linear.

#include <algorithm>
#include <utility>

#include "base/address.h"
#include "base/utf8.h"
#include "doc/codes.h"
#include "html/codes.h"
#include "html/html.h"
#include "markdown/inlines.h"

namespace pamphlet::markdown {
namespace {

class HtmlSettler {
 public:
  HtmlSettler(const ReadContext& context, Inlines& inlines) : context_(context), inlines_(inlines) {}
  void run();

 private:
  html::Fragment fragment();
  void enter(const html::Tree& tree, std::uint32_t id);
  bool open(const html::Tree& tree, std::uint32_t id);
  bool open_link(const html::Tree& tree, std::uint32_t id, InlineEvent& event);
  void code(const html::Tree& tree, std::uint32_t id);
  bool holds_link(const html::Tree& tree, std::uint32_t id) const;
  void leave();
  void copy(EventRange range) {
    done_.insert(done_.end(), inlines_.events.begin() + static_cast<std::ptrdiff_t>(range.begin),
                 inlines_.events.begin() + static_cast<std::ptrdiff_t>(range.end));
  }

  const ReadContext& context_;
  Inlines& inlines_;
  struct Piece { EventRange events; bool holds; };  // without the closing event when it holds HTML
  std::vector<Piece> pieces_;
  std::vector<InlineEvent> done_;
  struct Open { std::uint32_t node; Element element; InlineEvent closing; };
  std::vector<Open> open_;
};

// The events between tags; a Markdown element that holds tags is a piece that holds HTML.
html::Fragment HtmlSettler::fragment() {
  const auto& events = inlines_.events;
  std::vector<std::size_t> close(events.size(), 0), open;
  std::vector<bool> holds(events.size(), false);
  for (std::size_t at = 0; at < events.size(); ++at) {
    if (events[at].op == Op::open) open.push_back(at);
    if (events[at].op == Op::html && !open.empty()) holds[open.back()] = true;
    if (events[at].op != Op::close || open.empty()) continue;
    close[open.back()] = at;
    const bool inner = holds[open.back()];
    open.pop_back();
    if (inner && !open.empty()) holds[open.back()] = true;
  }
  html::Fragment out(false, context_.lang);
  bool in_piece = false;
  for (std::size_t at = 0; at < events.size();) {
    const InlineEvent& event = events[at];
    const bool holder = event.op == Op::open && holds[at], ender = event.op == Op::close;
    if (event.op == Op::html || holder || ender) in_piece = false;
    if (event.op == Op::html) {
      out.html(event.text, event.span.begin);
      ++at;
    } else if (holder) {
      out.open_piece();
      pieces_.push_back({{at, close[at]}, true});
      ++at;
    } else if (ender) {  // of a holder: others are passed over whole
      out.close_piece();
      ++at;
    } else {
      const std::size_t end = event.op == Op::open ? close[at] + 1 : at + 1;
      if (!std::exchange(in_piece, true)) {
        out.piece();
        pieces_.push_back({{at, end}, false});
      }
      pieces_.back().events.end = end;
      at = end;
    }
  }
  return out;
}

void HtmlSettler::run() {
  const auto& events = inlines_.events;
  if (std::none_of(events.begin(), events.end(), [](const InlineEvent& e) { return e.op == Op::html; })) return;
  const html::Report say = [&](Code code, Span span, std::string message, std::string help) {
    context_.reporter.report(code, span, std::move(message), std::move(help));
  };
  const html::Tree tree = html::parse(fragment(), say);
  html::report_unused_attributes(tree, say);
  done_.reserve(events.size());
  for (std::uint32_t id = 1; id < tree.nodes.size();) {
    while (!open_.empty() && tree[open_.back().node].end <= id) leave();
    if (html::is_hidden(tree, id)) {
      context_.reporter.report(code::html_dropped, tree[id].span, "a hidden <" + std::string(tree[id].info->tag) + "> was left out with all that it holds",
                               "take it out, or show it");
      id = tree[id].end;
      continue;
    }
    const bool whole = tree[id].kind == html::Node::Kind::element && tree[id].info->role == html::Role::code;
    enter(tree, id);
    id = whole ? tree[id].end : id + 1;
  }
  while (!open_.empty()) leave();
  inlines_.events = std::move(done_);
}

void HtmlSettler::enter(const html::Tree& tree, std::uint32_t id) {
  const html::Node& node = tree[id];
  switch (node.kind) {
    case html::Node::Kind::text: {
      InlineEvent event;
      event.op = Op::text;
      event.span = node.span;
      event.text = inlines_.keep(std::string(node.text));
      done_.push_back(event);
      return;
    }
    case html::Node::Kind::piece: {
      const auto [range, holds] = pieces_[node.data];
      copy(holds ? EventRange{range.begin, range.begin + 1} : range);
      if (holds) open_.push_back({id, inlines_.events[range.begin].element, inlines_.events[range.end]});
      return;
    }
    case html::Node::Kind::element: break;
  }
  if (node.info->role == html::Role::code) return code(tree, id);
  if (!open(tree, id)) return;
  InlineEvent closing;
  closing.op = Op::close;
  closing.element = done_.back().element;
  closing.span = {node.span.end, node.span.end};
  open_.push_back({id, closing.element, closing});
}

void HtmlSettler::leave() {
  InlineEvent closing = open_.back().closing;
  if (!done_.empty()) closing.span.end = std::max(closing.span.end, done_.back().span.end);
  done_.push_back(closing);
  open_.pop_back();
}

// Whether the element makes an event that its end must close.
bool HtmlSettler::open(const html::Tree& tree, std::uint32_t id) {
  const html::Node& node = tree[id];
  InlineEvent event;
  event.op = Op::open;
  event.span = node.span;
  switch (node.info->role) {
    case html::Role::inline_:
      event.element = node.info->element;
      event.attributes = inlines_.add(html::attributes_of(tree, id));
      break;
    case html::Role::link:
      if (!open_link(tree, id, event)) return false;
      break;
    case html::Role::span: {
      event.element = Element::span;
      event.attributes = inlines_.add(html::attributes_of(tree, id));
      if (event.attributes == 0) return false;
      break;
    }
    case html::Role::image: {
      ImageData image = html::image_of(tree, id);
      if (image.source.empty()) {
        context_.reporter.report(code::html_dropped, node.span, "an <img> without src was dropped", "write ![what it shows](address)");
        return false;
      }
      event.op = Op::image;
      event.data = static_cast<std::uint32_t>(inlines_.images.size());
      event.attributes = inlines_.add(html::attributes_of(tree, id));
      inlines_.images.push_back(std::move(image));
      done_.push_back(event);
      return false;
    }
    case html::Role::line_break:
      event.op = Op::hard_break;
      done_.push_back(event);
      return false;
    case html::Role::transparent:
      event.op = Op::comment;  // also how the writer keeps things apart
      if (node.info->tag == "wbr") done_.push_back(event);
      return false;
    default: return false;  // block elements within a line: they only group here
  }
  done_.push_back(event);
  return true;
}

bool HtmlSettler::holds_link(const html::Tree& tree, std::uint32_t id) const {
  for (std::uint32_t at = id + 1; at < tree[id].end; ++at) {
    if (tree[at].kind != html::Node::Kind::piece) continue;
    const auto [range, holds] = pieces_[tree[at].data];
    for (std::size_t i = range.begin; i < (holds ? range.begin + 1 : range.end); ++i) {
      if (inlines_.events[i].op == Op::open && inlines_.events[i].element == Element::link) return true;
    }
  }
  return false;
}

// Links do not nest: Markdown's are kept.
bool HtmlSettler::open_link(const html::Tree& tree, std::uint32_t id, InlineEvent& event) {
  const html::Node& node = tree[id];
  event.element = Element::span;
  event.attributes = inlines_.add(html::attributes_of(tree, id));
  const auto href = tree.attribute(id, "href");
  if (href) {
    const bool within = std::any_of(open_.begin(), open_.end(), [](const Open& open) { return open.element == Element::link; });
    if (within || holds_link(tree, id)) return event.attributes != 0;
    LinkAddress address = check_address(*href, context_.options.book);
    if (address.target.empty()) {
      if (!node.clone) context_.reporter.report(code::link_dropped, {node.span.begin, node.span.begin + 1}, std::move(address.message), std::move(address.help));
      return event.attributes != 0;
    }
    event.element = Element::link;
    event.data = static_cast<std::uint32_t>(inlines_.links.size());
    inlines_.links.push_back({std::move(address.target), collapse_spaces(tree.attribute(id, "title").value_or(""))});
  }
  return href.has_value() || event.attributes != 0;
}

void HtmlSettler::code(const html::Tree& tree, std::uint32_t id) {
  std::string words;
  for (std::uint32_t at = id + 1; at < tree[id].end; ++at) {
    if (tree[at].kind == html::Node::Kind::text) words += tree[at].text;
    if (tree[at].kind != html::Node::Kind::piece) continue;
    if (const auto& [range, holds] = pieces_[tree[at].data]; !holds) words += words_of(inlines_, range);
  }
  if (words.empty()) return;
  InlineEvent event;
  event.op = Op::code;
  event.span = tree[id].span;
  event.text = inlines_.keep(std::move(words));
  event.attributes = inlines_.add(html::attributes_of(tree, id));
  done_.push_back(event);
}

}  // namespace

void settle_html(const ReadContext& context, Inlines& inlines) { HtmlSettler(context, inlines).run(); }

}  // namespace pamphlet::markdown
