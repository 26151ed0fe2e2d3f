#include "markdown/inlines.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "base/address.h"
#include "base/utf8.h"
#include "doc/codes.h"
#include "markdown/abbreviations.h"
#include "markdown/inline_scanner.h"

namespace pamphlet::markdown {

void Inlines::clear() {
  events.clear();
  links.clear();
  images.clear();
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
  settle_html(context_, out);
  if (context_.abbreviations != nullptr) context_.abbreviations->mark(out);
}

void InlineReader::read(BlockText content, Inlines& out, bool in_note) {
  out.clear();
  out.content = std::move(content);
  InlineScanner(*this, context_, out, 0, in_note).run();
  settle_html(context_, out);
  if (context_.abbreviations != nullptr) context_.abbreviations->mark(out);
}

std::string InlineReader::keep_note(BlockText content, Span span) {
  const auto [found, added] = note_at_.emplace(span.begin, notes_.size());
  if (added) notes_.push_back({fmt::format("inline-{}", notes_.size() + 1), std::move(content), span});
  return notes_[found->second].label;
}

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

}  // namespace pamphlet::markdown
