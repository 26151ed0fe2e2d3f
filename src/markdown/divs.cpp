// Fenced divs: `::: name` … `:::`. Each line of them is a block of its own; what stands between them is their content.

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "doc/codes.h"
#include "markdown/attributes.h"
#include "markdown/blocks.h"
#include "markdown/codes.h"
#include "markdown/fences.h"

namespace pamphlet::markdown {

void BlockReader::fence(TreeId id) {
  const std::string_view line = std::string_view(context_.source.text).substr(span_of(id).begin);
  const FenceLine fence = parse_fence(line.substr(0, line.find('\n')));
  if (!fence.closes) return open_fence(id);
  const bool any = std::any_of(scopes_.begin() + static_cast<std::ptrdiff_t>(scope_base_), scopes_.end(),
                               [](const Scope& scope) { return scope.fence; });
  if (any) return close_fence(id);
  // Nothing to close: these are colons.
  emit_.open(Element::paragraph, span_of(id));
  emit_.builder().text(std::string(fence.colons, ':'), span_of(id));
  emit_.close();
}

void BlockReader::open_fence(TreeId id) {
  const Span span = span_of(id);
  const std::string_view line = std::string_view(context_.source.text).substr(span.begin);
  const FenceLine fence = parse_fence(line.substr(0, line.find('\n')));
  AttributeList list = parse_attributes(fence.attributes);
  if (!fence.attributes.empty() && list.length == 0) {
    context_.reporter.report(code::attribute_invalid, span, "the attribute list of this div cannot be read and was left out",
                             "write {#id .class key=\"value\"}");
  }
  Attributes attributes = std::move(list.attributes);
  if (!fence.name.empty()) attributes.classes.insert(attributes.classes.begin(), std::string(fence.name));
  open_div(std::move(attributes), span, Scope{true, {}, Element::div, false, span, kNoNode, 0});
  reader_.read(id, inlines_);
  EventRange title{0, inlines_.events.size()};
  tidy(inlines_, title);
  if (shows_nothing(inlines_, title)) return;
  if (scopes_.back().built && scopes_.back().element == Element::callout) {
    emit_.block(Element::callout_title, span, inlines_, title);
    return;
  }
  // Only callouts have titles; elsewhere the words open the div.
  emit_.open(Element::paragraph, span);
  emit_.block(Element::strong, span, inlines_, title);
  emit_.close();
}

// A div, or a callout when its first class says so.
void BlockReader::open_div(Attributes attributes, Span span, Scope scope) {
  const auto found = std::find_if(attributes.classes.begin(), attributes.classes.end(),
                                  [](const std::string& name) { return find_callout(name).has_value(); });
  Payload payload;
  if (found != attributes.classes.end()) {
    payload = CalloutData{*find_callout(*found)};
    attributes.classes.erase(found);
    scope.element = Element::callout;
  }
  scope.built = emit_.has_room(scope.element, span);
  if (scope.built) scope.node = emit_.open(scope.element, span, std::move(payload), std::move(attributes));
  scopes_.push_back(std::move(scope));
}

void BlockReader::close_fence(TreeId id) {
  while (!scopes_.back().fence) {
    if (scopes_.back().built) emit_.close();
    scopes_.pop_back();
  }
  if (scopes_.back().built) {
    emit_.builder().node(scopes_.back().node).span.end = span_of(id).end;
    emit_.close();
  }
  scopes_.pop_back();
}

// What the container at hand has left open.
void BlockReader::close_scopes(std::size_t base) {
  while (scopes_.size() > base) {
    const Scope& scope = scopes_.back();
    if (scope.fence) {
      context_.reporter.report(code::div_unclosed, scope.span, "this div is never closed; it reaches to the end of what holds it",
                               "write ::: on a line of its own where it ends");
    }
    if (scope.built) emit_.close();
    scopes_.pop_back();
  }
}

}  // namespace pamphlet::markdown
