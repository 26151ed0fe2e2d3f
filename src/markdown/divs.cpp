// Fenced divs: `::: name` … `:::`. Each line of them is a block of its own; what stands between them is their content. And
// fences of code, which MyST has for more than code.

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "doc/codes.h"
#include "markdown/attributes.h"
#include "markdown/blocks.h"
#include "markdown/callouts.h"
#include "markdown/characters.h"
#include "markdown/codes.h"

namespace pamphlet::markdown {

FenceLine BlockReader::fence_line(TreeId id) const {
  const std::string_view line = std::string_view(context_.source.text).substr(span_of(id).begin);
  return parse_fence(line.substr(0, line.find('\n')));
}

// Which line closes which div: within one container, the innermost that is open.
void BlockReader::match_fences() {
  std::unordered_map<TreeId, std::vector<TreeId>> open;  // by container
  for (TreeId id = 0; id < tree_.nodes.size(); ++id) {
    if (tree_[id].kind != Kind::fence) continue;
    std::vector<TreeId>& around = open[tree_[id].parent];
    if (!fence_line(id).closes) {
      around.push_back(id);
    } else if (!around.empty()) {
      fence_ends_[around.back()] = id;
      around.pop_back();
    }
  }
}

// The sibling behind a block, which for a fenced div is all up to the line that closes it.
TreeId BlockReader::after_fence(TreeId id, TreeId end) const {
  if (tree_[id].kind != Kind::fence || fence_line(id).closes) return tree_.next_sibling(id);
  const auto close = fence_ends_.find(id);
  return close == fence_ends_.end() ? end : tree_.next_sibling(close->second);
}

// Writes a div and returns what follows it. HTML within it ends within it.
TreeId BlockReader::fence(TreeId id) {
  const TreeId next = tree_.next_sibling(id);
  if (!fence_line(id).closes) {
    open_fence(id);
    if (!scopes_.back().built) return next;  // too deep: its content follows without it
    const auto close = fence_ends_.find(id);
    const TreeId end = close == fence_ends_.end() ? 0 : close->second;
    const std::size_t base = scopes_.size();
    siblings(quarto_title(directive_options(id, next, end), end), end);
    if (end == 0) close_scopes(base - 1);
    else close_fence(end);
    return end == 0 ? 0 : tree_.next_sibling(end);
  }
  if (scopes_.size() > scope_base_) {
    close_fence(id);
    return next;
  }
  // Nothing to close: these are colons.
  emit_.open(Element::paragraph, span_of(id));
  emit_.builder().text(std::string(fence_line(id).colons, ':'), span_of(id));
  emit_.close();
  return next;
}

void BlockReader::open_fence(TreeId id) {
  const Span span = span_of(id);
  const FenceLine fence = fence_line(id);
  AttributeList list = parse_attributes(fence.attributes);
  std::string_view name = fence.attributes.size() > 2 ? fence.attributes.substr(1, fence.attributes.size() - 2) : std::string_view();
  if (name == "admonition") name = "note";
  const bool directive = list.length == 0 && callout_by_name(name);
  if (!fence.attributes.empty() && list.length == 0 && !directive) {
    context_.reporter.report(code::attribute_invalid, span, "the attribute list of this div cannot be read and was left out",
                             "write {#id .class key=\"value\"}");
  }
  Attributes attributes = std::move(list.attributes);
  if (directive) attributes.classes.emplace_back(name);  // MyST
  if (!fence.name.empty()) attributes.classes.insert(attributes.classes.begin(), std::string(fence.name));
  const std::string said = take_value(attributes, "title");
  open_div(std::move(attributes), span, !fence.name.empty() || directive);
  reader_.read(id, inlines_);
  EventRange title{0, inlines_.events.size()};
  tidy(inlines_, title);
  const bool callout = scopes_.back().built && scopes_.back().element == Element::callout;
  if (shows_nothing(inlines_, title)) {
    if (!callout || said.empty()) return;
    emit_.open(Element::callout_title, span);
    emit_.builder().text(collapse_spaces(said), span);
    emit_.close();
    return;
  }
  if (callout) {
    emit_.block(Element::callout_title, span, inlines_, title);
    return;
  }
  // Only callouts have titles; elsewhere the words open the div.
  emit_.open(Element::paragraph, span);
  emit_.block(Element::strong, span, inlines_, title);
  emit_.close();
}

// A div, or a callout when its first class says so.
// A directive may have any name that a box has elsewhere, a class only ours or Quarto's.
void BlockReader::open_div(Attributes attributes, Span span, bool named) {
  Scope scope{span, Element::div, false, kNoNode};
  for (std::string& name : attributes.classes) {
    if (name == "pagebreak" || name == "newpage") name = "page-break";
  }
  std::optional<CalloutKind> kind;
  const auto found = std::find_if(attributes.classes.begin(), attributes.classes.end(), [&](const std::string& name) {
    constexpr std::string_view kQuarto = "callout-";
    kind = name.starts_with(kQuarto) ? callout_by_name(std::string_view(name).substr(kQuarto.size()))
           : std::exchange(named, false) ? callout_by_name(name) : find_callout(name);
    return kind.has_value();
  });
  Payload payload;
  if (found != attributes.classes.end()) {
    payload = CalloutData{*kind};
    attributes.classes.erase(found);
    for (const std::string_view key : {"collapse", "icon", "appearance"}) take_value(attributes, key);  // of a page on a screen
    scope.element = Element::callout;
  }
  scope.built = emit_.has_room(scope.element, span);
  if (scope.built) scope.node = emit_.open(scope.element, span, std::move(payload), std::move(attributes));
  scopes_.push_back(std::move(scope));
}

// `:class: tip`, `:name: id`: MyST's options, on the lines right below the one that opens a box. Returns what follows them.
TreeId BlockReader::directive_options(TreeId fence, TreeId first, TreeId end) {
  if (first == 0 || first == end || tree_[first].kind != Kind::paragraph) return first;
  const std::string_view between = std::string_view(context_.source.text).substr(span_of(fence).end, span_of(first).begin - std::min(span_of(first).begin, span_of(fence).end));
  if (std::count(between.begin(), between.end(), '\n') > 1) return first;
  std::size_t skip = 0;
  std::uint32_t line = 0;
  for (; line < tree_.piece_count(first); ++line) {
    const std::string_view text = tree_.piece(context_.source, first, line);
    const std::size_t colon = text.starts_with(':') ? text.find(':', 1) : std::string_view::npos;
    if (colon == std::string_view::npos || colon < 3 || (colon + 1 < text.size() && !is_blank(text[colon + 1]))) break;
    const std::string_view key = text.substr(1, colon - 1), value = trim_blanks(text.substr(colon + 1));
    if (!std::all_of(key.begin(), key.end(), [](char c) { return is_ascii_lower(c) || c == '-'; })) break;
    skip += text.size() + 1;
    Attributes& own = emit_.builder().edit_attributes(scopes_.back().node);
    if (key == "name" && own.id.empty()) {
      own.id = value;
    } else if (key == "class") {
      const std::optional<CalloutKind> kind = callout_by_name(value);
      if (kind && scopes_.back().element == Element::callout) emit_.builder().node(scopes_.back().node).payload = CalloutData{*kind};
      else if (value != "dropdown") own.classes.emplace_back(value);
    } else {
      context_.reporter.report(code::markup_left_out, tree_.pieces[tree_[first].pieces_begin + line], fmt::format("the option {} of this box was left out", excerpt(text)), "take it out");
    }
  }
  if (line == 0) return first;
  if (line < tree_.piece_count(first)) paragraph(first, skip);
  return tree_.next_sibling(first);
}

// Quarto's boxes have their first heading as their title. Returns what follows it.
TreeId BlockReader::quarto_title(TreeId first, TreeId end) {
  const bool heads = scopes_.back().element == Element::callout && first != 0 && first != end && tree_[first].kind == Kind::heading &&
                     emit_.builder().peek().nodes.size() == scopes_.back().node + std::size_t{1};
  if (!heads) return first;
  reader_.read(first, inlines_);
  EventRange title{0, inlines_.events.size()};
  tidy(inlines_, title);
  if (!shows_nothing(inlines_, title)) emit_.block(Element::callout_title, span_of(first), inlines_, title, {}, {}, true);
  return tree_.next_sibling(first);
}

void BlockReader::close_fence(TreeId id) {
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
    context_.reporter.report(code::div_unclosed, scope.span, "this div is never closed; it reaches to the end of what holds it",
                             "write ::: on a line of its own where it ends");
    if (scope.built) emit_.close();
    scopes_.pop_back();
  }
}

// ------------------------------------------------------------------------------------------------------ fences of code

// ```` ```{figure} ````: MyST's directives; boxes are read before (fences.h).
static bool is_directive(std::string_view words) {
  constexpr std::string_view kNames[] = {"card", "contents", "csv-table", "dropdown", "epigraph", "figure", "grid", "image", "include", "list-table", "math", "raw", "sidebar", "tab-set", "table", "toctree", "topic", "versionadded"};
  if (!words.starts_with('{') || words.find('}') == std::string_view::npos) return false;
  const std::string_view name = words.substr(1, words.find('}') - 1);
  return callout_by_name(name) || std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

// The first word behind the fence, or in R Markdown's braces; what else stands there is said.
std::string BlockReader::code_language(TreeId id, std::string_view words) {
  const std::size_t brace = words.starts_with('{') ? 1 : 0, end = std::min(words.find_first_of(brace == 1 ? " ,}\t" : " \t\n", brace), words.size());
  const std::string language(words.substr(brace, end - brace));
  if (!context_.options.dialect || is_directive(words)) return std::string(words.substr(0, words.find_first_of(" \t\n")));
  std::string_view rest = words.substr(end);
  while (!rest.empty() && std::string_view(" ,}\t").find(rest.front()) != std::string_view::npos) rest.remove_prefix(1);
  if (!rest.empty()) context_.reporter.report(code::attribute_unused, span_of(id), fmt::format("the options of this code block have no effect here: {}", excerpt(rest)), "write above the code what they say");
  for (const std::string_view drawing : {"mermaid", "dot", "graphviz", "plantuml", "tikz", "vega-lite", "ditaa"}) {
    if (language == drawing) context_.reporter.report(code::markup_kept, span_of(id), fmt::format("a drawing in the language of {} was printed as its source", language), "save it as a picture and show that");
  }
  return language;
}

// A code block that no fence ends takes all that follows.
void BlockReader::say_unclosed(TreeId id) {
  const std::string_view text = trim_blanks(std::string_view(context_.source.text).substr(span_of(id).begin, span_of(id).end - span_of(id).begin));
  if (!context_.options.dialect || (!text.starts_with("```") && !text.starts_with("~~~"))) return;
  const std::size_t line = text.rfind('\n');
  std::string_view last = line == std::string_view::npos ? std::string_view() : text.substr(line + 1);
  last.remove_prefix(std::min(last.find_first_not_of(" \t>"), last.size()));
  const bool fence = last.size() >= 3 && trim_blanks(last).find_first_not_of(text[0]) == std::string_view::npos;
  const std::uint32_t begin = span_of(id).begin;
  if (!fence) context_.reporter.report(code::div_unclosed, {begin, begin + 3}, "this code block is never closed; it reaches to the end of what holds it", fmt::format("end it with a line {}", text.substr(0, 3)));
}

void BlockReader::code_block(TreeId id) {
  say_unclosed(id);
  const std::string_view words = trim(tree_[id].title);
  if (context_.options.dialect && words.starts_with("{=")) {  // Pandoc: raw text for one kind of output
    context_.reporter.report(code::markup_left_out, span_of(id), fmt::format("a block for another kind of output was left out: {} {}", excerpt(words), excerpt(trim(tree_[id].literal))), "write it as Markdown");
    return;
  }
  if (context_.options.dialect && words == "math" && math_block(id, collapse_spaces(tree_[id].literal))) return;  // GitHub's and GitLab's
  CodeData data;
  Attributes attributes;
  if (context_.options.dialect && is_directive(words)) {
    context_.reporter.report(code::markup_kept, span_of(id), fmt::format("the directive {} of another program was kept as code", excerpt(words)), "write what it would show: a box is > [!NOTE], a picture ![what it shows](file)");
  }
  const AttributeList list = context_.options.dialect ? parse_attributes(words) : AttributeList{};
  if (list.length > 0) {  // Pandoc: ``` {.python #id}
    attributes = list.attributes;
    if (!attributes.classes.empty()) {
      data.language = attributes.classes[0];
      attributes.classes.erase(attributes.classes.begin());
    }
  } else {
    data.language = code_language(id, words);
  }
  std::string_view code = tree_[id].literal;
  if (code.ends_with('\n')) code.remove_suffix(1);
  emit_.open(Element::code_block, span_of(id), std::move(data), std::move(attributes));
  emit_.builder().text(code, span_of(id));
  emit_.close();
}

}  // namespace pamphlet::markdown
