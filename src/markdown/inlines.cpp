#include "markdown/inlines.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "base/address.h"
#include "base/utf8.h"
#include "doc/codes.h"
#include "markdown/attributes.h"
#include "markdown/autolink.h"

namespace pamphlet::markdown {

using Op = InlineEvent::Op;

void Inlines::clear() {
  events.clear();
  links.clear();
  images.clear();
  tags.clear();
  attributes.resize(1);
  pool.clear();
}

std::uint32_t Inlines::add(Attributes list) {
  if (list.empty()) return 0;
  attributes.push_back(std::move(list));
  return static_cast<std::uint32_t>(attributes.size() - 1);
}

InlineEvent& InlineReader::push(Op op, Span span, Inlines& out) const {
  InlineEvent& event = out.events.emplace_back();
  event.op = op;
  event.span = span;
  return event;
}

std::string_view InlineReader::unmasked(std::string_view masked, Inlines& out) const {
  const StandIns& stand_ins = context_.masked.stand_ins;
  return is_masked(masked, stand_ins) ? out.keep(unmask_text(masked, stand_ins)) : masked;
}

void InlineReader::read(TreeId block, Inlines& out, std::size_t skip, bool same_line) {
  const Tree& tree = context_.tree;
  if (!same_line) locator_.start(tree[block].begin_offset, tree[block].end_offset + 1);
  links_ = 0;
  open_.clear();
  opened_.clear();
  brackets_ = false;
  for (TreeId id = block + 1; id < tree[block].end && !brackets_; ++id) {
    if (tree[id].kind != Kind::text) continue;
    for (std::size_t at = tree[id].literal.find('{'); at != std::string_view::npos; at = tree[id].literal.find('{', at + 1)) {
      brackets_ = brackets_ || masked_attributes_length(tree[id].literal.substr(at)) > 0;
    }
  }
  for (TreeId id = block + 1; id < tree[block].end;) {
    while (!open_.empty() && id >= tree[open_.back()].end) close_node(open_.back(), out);
    node(id, out, skip);
    id = tree[id].kind == Kind::image ? tree[id].end : id + 1;
  }
  while (!open_.empty()) close_node(open_.back(), out);
  finish(out);
}

void InlineReader::finish(Inlines& out) { settle_pairs(context_, out); }

void InlineReader::node(TreeId id, Inlines& out, std::size_t& skip) {
  const TreeNode& node = context_.tree[id];
  const auto container = [&](Element element, std::string_view markup, std::string_view other) {
    push(Op::open, {locator_.here(), locator_.here()}, out).element = element;
    if (!locator_.skip(markup)) locator_.skip(other);
    open_.push_back(id);
    opened_.push_back(true);
  };
  switch (node.kind) {
    case Kind::text: {
      const std::size_t cut = std::min(skip, node.literal.size());
      skip = 0;
      if (cut > 0) locator_.find(node.literal.substr(0, cut));
      text(node.literal.substr(cut), out);
      break;
    }
    case Kind::soft_break:
    case Kind::hard_break:
      push(node.kind == Kind::soft_break ? Op::soft_break : Op::hard_break, {locator_.here(), locator_.here()}, out);
      locator_.next_line();
      break;
    case Kind::code: code(node.literal, out); break;
    case Kind::html: inline_html(node.literal, out); break;
    case Kind::emphasis: container(Element::emphasis, "*", "_"); break;
    case Kind::strong: container(Element::strong, "**", "__"); break;
    case Kind::strikethrough: container(Element::strikethrough, "~~", "~"); break;
    case Kind::link: open_link(id, out); break;
    case Kind::image: image(id, out); break;
    default: break;
  }
}

void InlineReader::close_node(TreeId id, Inlines& out) {
  const TreeNode& node = context_.tree[id];
  switch (node.kind) {
    case Kind::link:
      locator_.skip_link_tail(node.literal);
      --links_;
      break;
    case Kind::strong: locator_.skip("**") || locator_.skip("__"); break;
    case Kind::emphasis: locator_.skip("*") || locator_.skip("_"); break;
    case Kind::strikethrough: locator_.skip("~~") || locator_.skip("~"); break;
    default: break;
  }
  if (opened_.back()) {
    // The element of the matching open event.
    InlineEvent& event = push(Op::close, {locator_.here(), locator_.here()}, out);
    switch (node.kind) {
      case Kind::link: event.element = Element::link; break;
      case Kind::strong: event.element = Element::strong; break;
      case Kind::emphasis: event.element = Element::emphasis; break;
      default: event.element = Element::strikethrough; break;
    }
  }
  open_.pop_back();
  opened_.pop_back();
}

void InlineReader::open_link(TreeId id, Inlines& out) {
  const TreeNode& node = context_.tree[id];
  const StandIns& stand_ins = context_.masked.stand_ins;
  const Span span{locator_.here(), locator_.here()};
  std::string raw = unmask_text(node.literal, stand_ins);
  LinkAddress address = context_.options.dialect ? check_address(raw, context_.options.book) : LinkAddress{std::move(raw), {}, {}};
  const bool keep = !context_.options.dialect || !address.target.empty();
  if (keep) {
    InlineEvent& event = push(Op::open, span, out);
    event.element = Element::link;
    event.data = static_cast<std::uint32_t>(out.links.size());
    std::string title = unmask_text(node.title, stand_ins);
    out.links.push_back({std::move(address.target), context_.options.dialect ? collapse_spaces(title) : title});
  } else {
    context_.reporter.report(code::link_dropped, {span.begin, span.begin + 1}, std::move(address.message), std::move(address.help));
  }
  locator_.skip("[");
  locator_.skip("<");
  ++links_;
  open_.push_back(id);
  opened_.push_back(keep);
}

// ------------------------------------------------------------------------------------------------------------- text

void InlineReader::text(std::string_view masked, Inlines& out) {
  if (!context_.options.dialect) {
    if (!masked.empty()) push(Op::text, locator_.find(masked), out).text = unmasked(masked, out);
    return;
  }
  const StandIns& stand_ins = context_.masked.stand_ins;
  std::size_t plain_begin = 0;
  for (std::size_t at = 0; at < masked.size();) {
    const char c = masked[at];
    const bool is_note = c == stand_ins.note[0] && masked.substr(at, 2) == stand_ins.note;
    const std::size_t list = c == '{' ? masked_attributes_length(masked.substr(at)) : 0;
    const bool bracket = brackets_ && (c == '[' || c == ']');
    if (!is_note && list == 0 && !bracket) {
      ++at;
      continue;
    }
    plain(masked.substr(plain_begin, at - plain_begin), out);
    if (is_note) {
      note(masked, at, out);
    } else {
      const std::size_t length = bracket ? 1 : list;
      const std::string_view piece = masked.substr(at, length);
      const Op op = !bracket ? Op::attributes : c == '[' ? Op::bracket_open : Op::bracket_close;
      push(op, locator_.find(piece), out).text = unmasked(piece, out);
      at += length;
    }
    plain_begin = at;
  }
  plain(masked.substr(std::min(plain_begin, masked.size())), out);
}

void InlineReader::note(std::string_view masked, std::size_t& at, Inlines& out) {
  const std::size_t close = masked.find('}', at);
  if (close == std::string_view::npos) {  // cannot be: labels are masked as a whole
    at = masked.size();
    return;
  }
  const std::string_view piece = masked.substr(at, close + 1 - at);
  push(Op::note_reference, locator_.find(piece), out).text = unmasked(piece.substr(2, piece.size() - 3), out);
  at = close + 1;
}

void InlineReader::plain(std::string_view masked, Inlines& out) {
  if (masked.empty()) return;
  const Span span = locator_.find(masked);
  std::string_view words = unmasked(masked, out);
  // A line end that a character reference brought in is white space.
  if (words.find('\n') != std::string_view::npos) {
    std::string changed(words);
    std::replace(changed.begin(), changed.end(), '\n', ' ');
    words = out.keep(std::move(changed));
  }
  const bool after_element = !out.events.empty() && words.starts_with('{') &&
                             (out.events.back().op == Op::close || out.events.back().op == Op::image || out.events.back().op == Op::code);
  if (after_element && looks_like_attributes(words)) {
    context_.reporter.report(code::attribute_invalid, span, "an attribute list cannot be read and was kept as text",
                             "write {#id .class key=\"value\"}");
  }
  addresses(words, span, out);
}

void InlineReader::addresses(std::string_view words, Span span, Inlines& out) {
  std::size_t done = 0;
  // Offsets in the words are offsets in the source only while nothing was escaped.
  const bool exact = span.end - span.begin == words.size();
  const auto part = [&](std::size_t begin, std::size_t end) {
    if (!exact) return span;
    return Span{span.begin + static_cast<std::uint32_t>(begin), span.begin + static_cast<std::uint32_t>(end)};
  };
  if (links_ == 0) {
    for (BareAddress found = find_bare_address(words, 0); found.kind != BareAddress::Kind::none;
         found = find_bare_address(words, done)) {
      const std::string_view shown = words.substr(found.begin, found.end - found.begin);
      std::string raw(shown);
      if (found.kind == BareAddress::Kind::www) raw.insert(0, "http://");
      if (found.kind == BareAddress::Kind::email) raw.insert(0, "mailto:");
      LinkAddress address = check_address(raw);
      if (found.begin > done) push(Op::text, part(done, found.begin), out).text = words.substr(done, found.begin - done);
      const Span place = part(found.begin, found.end);
      if (!address.target.empty()) {
        InlineEvent& open = push(Op::open, place, out);
        open.element = Element::link;
        open.data = static_cast<std::uint32_t>(out.links.size());
        out.links.push_back({address.target, {}});
      }
      push(Op::text, place, out).text = shown;
      if (!address.target.empty()) push(Op::close, place, out).element = Element::link;
      done = found.end;
    }
  }
  if (done < words.size()) push(Op::text, part(done, words.size()), out).text = words.substr(done);
}

// ------------------------------------------------------------------------------------------------ code, images, HTML

void InlineReader::code(std::string_view masked, Inlines& out) {
  const Span span = locator_.find(masked);
  if (masked.empty()) return;
  const StandIns& stand_ins = context_.masked.stand_ins;
  push(Op::code, span, out).text = is_masked(masked, stand_ins) ? out.keep(unmask_source(masked, stand_ins)) : masked;
  locator_.skip(" ");
  locator_.skip("``");
  locator_.skip("`");
}

std::string InlineReader::alternative(TreeId image) const {
  const Tree& tree = context_.tree;
  std::string alt;
  for (TreeId id = image + 1; id < tree[image].end; ++id) {
    const TreeNode& node = tree[id];
    if (node.kind == Kind::text) alt += unmask_text(node.literal, context_.masked.stand_ins);
    else if (node.kind == Kind::code) alt += unmask_source(node.literal, context_.masked.stand_ins);
    else if (node.kind == Kind::soft_break || node.kind == Kind::hard_break) alt += ' ';
  }
  return context_.options.dialect ? collapse_spaces(alt) : alt;
}

void InlineReader::image(TreeId id, Inlines& out) {
  const TreeNode& node = context_.tree[id];
  const std::uint32_t begin = locator_.here();
  locator_.skip("![");
  for (TreeId inner = id + 1; inner < node.end; ++inner) {
    const TreeNode& word = context_.tree[inner];
    if (word.kind == Kind::text || word.kind == Kind::code) locator_.find(word.literal);
  }
  locator_.skip_link_tail(node.literal);
  InlineEvent& event = push(Op::image, {begin, locator_.here()}, out);
  event.data = static_cast<std::uint32_t>(out.images.size());
  ImageData& data = out.images.emplace_back();
  data.source = unmask_text(node.literal, context_.masked.stand_ins);
  data.title = unmask_text(node.title, context_.masked.stand_ins);
  if (context_.options.dialect) data.title = collapse_spaces(data.title);
  data.alt = alternative(id);
}

void InlineReader::inline_html(std::string_view masked, Inlines& out) {
  const StandIns& stand_ins = context_.masked.stand_ins;
  const Span span = locator_.find(masked);
  const std::string_view html = is_masked(masked, stand_ins) ? out.keep(unmask_source(masked, stand_ins)) : masked;
  if (!context_.options.dialect) {
    // Nobody but the tests of the CommonMark specification switches the dialect off: HTML is kept where they see it.
    InlineEvent& open = push(Op::open, span, out);
    open.element = Element::span;
    open.attributes = out.add(Attributes{{}, {}, {}, {"raw-html"}, {}});
    push(Op::text, span, out).text = html;
    push(Op::close, span, out).element = Element::span;
    return;
  }
  std::size_t at = 0;
  HtmlToken token = next_html_token(html, at);
  if (token.type == HtmlToken::Type::tag) html_tag(std::move(token.tag), span, out);
  else push(Op::comment, span, out);
}

void InlineReader::html_text(std::string_view html, Span span, Inlines& out) {
  std::string words = decode_references(html);
  std::replace(words.begin(), words.end(), '\n', ' ');
  std::replace(words.begin(), words.end(), '\t', ' ');
  words.erase(std::unique(words.begin(), words.end(), [](char a, char b) { return a == ' ' && b == ' '; }), words.end());
  if (!words.empty()) push(Op::text, span, out).text = out.keep(std::move(words));
}

void InlineReader::html_tag(HtmlTag tag, Span span, Inlines& out) {
  const HtmlRole role = html_element(tag.name).role;
  if (role == HtmlRole::line_break) {
    push(Op::hard_break, span, out);
    return;
  }
  if (tag.name == "wbr") {  // also how the writer keeps things apart
    push(Op::comment, span, out);
    return;
  }
  if (role == HtmlRole::image && !tag.closes) {
    ImageData image = html_image(tag);
    if (image.source.empty()) return;
    InlineEvent& event = push(Op::image, span, out);
    event.data = static_cast<std::uint32_t>(out.images.size());
    event.attributes = out.add(html_attributes(tag));
    out.images.push_back(std::move(image));
    return;
  }
  if (role == HtmlRole::link) links_ += tag.closes ? -1 : 1;
  links_ = std::max(links_, 0);
  InlineEvent& event = push(tag.closes ? Op::html_close : Op::html_open, span, out);
  event.data = static_cast<std::uint32_t>(out.tags.size());
  event.text = out.keep(tag.name);
  out.tags.push_back(std::move(tag));
}

}  // namespace pamphlet::markdown
