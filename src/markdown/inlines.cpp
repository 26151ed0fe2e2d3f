#include "markdown/inlines.h"

#include <algorithm>
#include <utility>

#include "base/address.h"
#include "base/utf8.h"
#include "doc/codes.h"
#include "markdown/inline_scanner.h"

namespace pamphlet::markdown {

using Op = InlineEvent::Op;

void Inlines::clear() {
  events.clear();
  links.clear();
  images.clear();
  tags.clear();
  attributes.resize(1);
  pool.clear();
  content = {};
}

std::uint32_t Inlines::add(Attributes list) {
  if (list.empty()) return 0;
  attributes.push_back(std::move(list));
  return static_cast<std::uint32_t>(attributes.size() - 1);
}

void InlineReader::read(TreeId block, Inlines& out, std::size_t skip) {
  out.clear();
  out.content = BlockText(context_.source, context_.tree, block);
  InlineScanner(*this, context_, out, skip).run();
  finish(out);
}

void InlineReader::finish(Inlines& out) { settle_pairs(context_, out); }

bool InlineReader::make_link(InlineEvent& event, LinkTarget target, Inlines& out) {
  LinkAddress address{std::move(target.address), {}, {}};
  if (context_.options.dialect) {
    address = check_address(address.target, context_.options.book);
    target.title = collapse_spaces(target.title);
    if (address.target.empty()) {
      context_.reporter.report(code::link_dropped, {event.span.begin, event.span.begin + 1}, std::move(address.message), std::move(address.help));
      return false;
    }
  }
  event.op = Op::open;
  event.element = Element::link;
  event.data = static_cast<std::uint32_t>(out.links.size());
  out.links.push_back({std::move(address.target), std::move(target.title)});
  return true;
}

bool InlineReader::may_copy(const LinkTarget& target, Span span) {
  // Each citation copies the address. Real articles stay below their own size; this much is let pass besides.
  constexpr std::size_t kHarmless = std::size_t{1} << 20;
  const std::size_t size = target.address.size() + target.title.size();
  const std::size_t limit = kHarmless + 4 * context_.source.text.size();
  if (size > limit - copied_) {
    context_.reporter.report(code::link_dropped, span, "long link definitions are cited so often that this link is left out",
                             "use shorter addresses");
    return false;
  }
  copied_ += size;
  return true;
}

void InlineReader::html_text(std::string_view html, Span span, Inlines& out) {
  std::string words = decode_references(html);
  std::replace(words.begin(), words.end(), '\n', ' ');
  std::replace(words.begin(), words.end(), '\t', ' ');
  words.erase(std::unique(words.begin(), words.end(), [](char a, char b) { return a == ' ' && b == ' '; }), words.end());
  if (!words.empty()) out.push(Op::text, span).text = out.keep(std::move(words));
}

void InlineReader::html_tag(HtmlTag tag, Span span, Inlines& out) {
  const HtmlRole role = html_element(tag.name).role;
  if (role == HtmlRole::line_break) {
    out.push(Op::hard_break, span);
    return;
  }
  if (tag.name == "wbr") {  // also how the writer keeps things apart
    out.push(Op::comment, span);
    return;
  }
  if (role == HtmlRole::image && !tag.closes) {
    ImageData image = html_image(tag);
    if (image.source.empty()) return;
    InlineEvent& event = out.push(Op::image, span);
    event.data = static_cast<std::uint32_t>(out.images.size());
    event.attributes = out.add(html_attributes(tag));
    out.images.push_back(std::move(image));
    return;
  }
  InlineEvent& event = out.push(tag.closes ? Op::html_close : Op::html_open, span);
  event.data = static_cast<std::uint32_t>(out.tags.size());
  event.text = out.keep(tag.name);
  out.tags.push_back(std::move(tag));
}

}  // namespace pamphlet::markdown
