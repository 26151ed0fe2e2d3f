// The last touches to inline events: white space, empty elements, image attributes.

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "base/number.h"
#include "base/utf8.h"
#include "doc/codes.h"
#include "markdown/attributes.h"
#include "markdown/inlines.h"

namespace pamphlet::markdown {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

bool is_break(Op op) { return op == Op::soft_break || op == Op::hard_break; }
bool is_invisible(Op op) { return op == Op::none || op == Op::comment || op == Op::open || op == Op::close; }

std::string_view without_end(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// White space before `at`, back to words or to a break.
void trim_before(Inlines& inlines, std::size_t begin, std::size_t at) {
  while (at-- > begin) {
    InlineEvent& e = inlines.events[at];
    if (is_blank_line(inlines, e)) return;
    if (is_invisible(e.op)) continue;
    if (e.op != Op::text) return;
    e.remove_suffix(e.text.size() - without_end(e.text).size());
    if (!e.text.empty()) return;
    e.op = Op::none;
  }
}

void tidy_lines(Inlines& inlines, EventRange range) {
  bool line_start = true;
  std::size_t last_break = kNone, line = range.begin;
  for (std::size_t at = range.begin; at < range.end; ++at) {
    InlineEvent& e = inlines.events[at];
    if (is_blank_line(inlines, e)) line_start = false;
    if (is_invisible(e.op)) continue;
    if (is_break(e.op)) {
      trim_before(inlines, line, at);
      line = at + 1;
      if (line_start && (last_break == kNone || e.op == Op::soft_break)) {
        e.op = Op::none;  // nothing stands before it
        continue;
      }
      if (line_start && inlines.events[last_break].op == Op::soft_break) inlines.events[last_break].op = Op::none;
      last_break = at;
      line_start = true;
    } else if (e.op != Op::text) {
      line_start = false;
    } else if (line_start) {
      e.remove_prefix(std::min(e.text.find_first_not_of(" \t"), e.text.size()));
      if (e.text.empty()) e.op = Op::none;
      else line_start = false;
    }
  }
  trim_before(inlines, line, range.end);
  for (std::size_t at = range.end; at > range.begin; --at) {
    InlineEvent& e = inlines.events[at - 1];
    if (is_blank_line(inlines, e)) break;
    if (is_break(e.op)) e.op = Op::none;  // the white space before it went above
    else if (!is_invisible(e.op)) break;
  }
}

// `[](#place)` gets its words from the place, `[]{.index key=word}` is a place that the index names. An empty <a> is what
// web pages put beside a heading.
bool means_something(const Inlines& inlines, const InlineEvent& e) {
  const Attributes& attributes = inlines.attributes[e.attributes];
  if (!attributes.id.empty()) return true;
  if (e.element == Element::link) {
    const std::string& target = inlines.links[e.data].target;  // without a scheme: of this article or of its book
    return e.text.empty() && target.find(':') == std::string::npos;
  }
  const auto& classes = attributes.classes;
  return is_blank_line(inlines, e) || (e.element == Element::span && std::find(classes.begin(), classes.end(), "index") != classes.end());
}

// Emphasis on nothing, links on nothing: nobody sees them. Spans with an id are places to link to.
void drop_empty(Inlines& inlines, EventRange range) {
  std::vector<std::pair<std::size_t, bool>> open;  // event, whether it holds something
  for (std::size_t at = range.begin; at < range.end; ++at) {
    InlineEvent& e = inlines.events[at];
    if (e.op == Op::open) {
      open.emplace_back(at, means_something(inlines, e));
    } else if (e.op == Op::close && !open.empty()) {
      const auto [begin, holds] = open.back();
      open.pop_back();
      if (!holds) inlines.events[begin].op = e.op = Op::none;
      else if (!open.empty()) open.back().second = true;
    } else if (!is_invisible(e.op) && !open.empty()) {
      open.back().second = true;
    }
  }
}

}  // namespace

bool is_blank_line(const Inlines& inlines, const InlineEvent& e) {
  if (e.op != Op::open || e.element != Element::span) return false;
  const Attributes& attributes = inlines.attributes[e.attributes];
  return std::find(attributes.classes.begin(), attributes.classes.end(), "line") != attributes.classes.end() ||
         std::any_of(attributes.values.begin(), attributes.values.end(), [](const auto& pair) { return pair.first == "width" || pair.first == "mark"; });
}

void tidy(Inlines& inlines, EventRange& range) {
  tidy_lines(inlines, range);
  drop_empty(inlines, range);
  while (!range.empty() && inlines.events[range.begin].op == Op::none) ++range.begin;
  while (!range.empty() && inlines.events[range.end - 1].op == Op::none) --range.end;
}

bool shows_nothing(const Inlines& inlines, EventRange range) {
  for (std::size_t at = range.begin; at < range.end; ++at) {
    const InlineEvent& e = inlines.events[at];
    if (e.op == Op::open && means_something(inlines, e)) return false;
    if (!is_invisible(e.op) && !is_break(e.op)) return false;
  }
  return true;
}

const InlineEvent* first_text(const Inlines& inlines, EventRange range) {
  for (std::size_t at = range.begin; at < range.end; ++at) {
    const InlineEvent& e = inlines.events[at];
    if (e.op == Op::text) return &e;
    const bool around = e.op == Op::open && (e.element == Element::emphasis || e.element == Element::strong);
    if (e.op != Op::none && !around) return nullptr;
  }
  return nullptr;
}

std::vector<EventRange> lines_of(const Inlines& inlines, EventRange range) {
  std::vector<EventRange> lines;
  std::size_t begin = range.begin;
  int depth = 0;
  for (std::size_t at = range.begin; at < range.end; ++at) {
    const Op op = inlines.events[at].op;
    depth += op == Op::open ? 1 : op == Op::close ? -1 : 0;
    if (depth != 0 || (op != Op::soft_break && op != Op::hard_break)) continue;
    lines.push_back({begin, at});
    begin = at + 1;
  }
  lines.push_back({begin, range.end});
  return lines;
}

std::string words_of(const Inlines& inlines, EventRange range) {
  std::string out;
  for (std::size_t at = range.begin; at < range.end; ++at) {
    const InlineEvent& e = inlines.events[at];
    switch (e.op) {
      case Op::text:
      case Op::code:
      case Op::formula:
      case Op::attributes: out += e.text; break;
      case Op::soft_break:
      case Op::hard_break: out += ' '; break;
      case Op::image: out += inlines.images[e.data].alt; break;
      default: break;
    }
  }
  return out;
}

void apply_to_image(ImageData& image, Attributes& attributes, Span span, Reporter& reporter) {
  const auto has = [&](std::string_view key) {
    return std::any_of(attributes.values.begin(), attributes.values.end(), [&](const auto& pair) { return pair.first == key; });
  };
  if (has("alt")) {
    image.alt = collapse_spaces(take_value(attributes, "alt"));
    image.decorative = image.alt.empty();
  }
  if (const std::string role = take_value(attributes, "role"); role == "presentation" || role == "none") image.decorative = true;
  if (image.decorative && !image.alt.empty()) {
    reporter.report(code::attribute_unused, span, fmt::format("the picture is marked as decoration, so nobody hears its words: {}", std::string_view(image.alt).substr(0, 60)),
                    "take out the words, or {role=presentation}");
    image.alt.clear();
  }
  if (has("height")) {
    const std::string height = take_value(attributes, "height");
    if (!has("width")) {
      reporter.report(code::attribute_invalid, span, fmt::format("the image height \"{}\" was left out: a picture's height follows from its width", height),
                      "give its width: {width=50%} or {width=200}");
    }
  }
  if (!has("width")) return;
  const std::string width = take_value(attributes, "width");
  if (set_picture_width(image, width)) return;
  reporter.report(code::attribute_invalid, span, fmt::format("the image width \"{}\" is not understood and was left out", width),
                  "give it as a share of the text's width, {width=50%}, or in pixels, {width=200}");
}

}  // namespace pamphlet::markdown
