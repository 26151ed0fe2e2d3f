// Blocks that other programs' Markdown has and CommonMark takes for paragraphs: page breaks, marks for contents, lines with
// bars before them. They are found when the paragraph is written.

#include "markdown/dialect_blocks.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "doc/codes.h"
#include "html/codes.h"
#include "markdown/abbreviations.h"
#include "markdown/attributes.h"
#include "markdown/blocks.h"
#include "markdown/callouts.h"
#include "markdown/characters.h"
#include "markdown/codes.h"
#include "markdown/list_markers.h"
#include "math/math.h"

namespace pamphlet::markdown {
namespace {

struct CalloutName {
  std::string_view name;
  CalloutKind kind;
};
constexpr CalloutName kCalloutNames[] = {
#define PAMPHLET_CALLOUT(name, kind) {name, CalloutKind::kind},
#include "markdown/callouts.def"
#undef PAMPHLET_CALLOUT
};

std::string squeezed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '-' && c != '_') out += ascii_lower(c);
  }
  return out;
}

// A line of an address, of opening hours or of a poem; prose that an editor wrapped is wider (60 columns and more).
constexpr std::size_t kShortLine = 44;

bool begins_a_line(std::string_view line) {
  std::size_t at = 0;
  const char32_t c = next_code_point(line, at);
  return is_ascii_digit(c) || c == '+' || c == '(' || is_upper(c);
}

bool ends_open(std::string_view line) {
  return !line.empty() && std::string_view(".,;!?:\\").find(line.back()) == std::string_view::npos && static_cast<unsigned char>(line.back()) < 0xE2;
}

}  // namespace

std::optional<CalloutKind> callout_by_name(std::string_view name) {
  if (name.size() > 12) return {};
  const std::string small = squeezed(name);
  for (const CalloutName& row : kCalloutNames) {
    if (row.name == small) return row.kind;
  }
  return {};
}

bool keeps_lines(const std::vector<std::string_view>& lines) {
  if (lines.size() < 2) return false;
  const auto speaks = [](std::string_view line) { return trim(line).starts_with("\u2014"); };
  if (std::all_of(lines.begin(), lines.end(), speaks)) return true;  // a dialogue, or a list
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = trim(lines[i]);
    if (line.empty() || line.size() > 2 * kShortLine || count_code_points(line) > kShortLine || !begins_a_line(line)) return false;
    if (i + 1 < lines.size() && !ends_open(line)) return false;
  }
  return true;
}

bool is_page_break_word(std::string_view line) {
  line = trim(line);
  if (line.size() > 40 || line.empty() || std::string_view("\\{<[@-").find(line[0]) == std::string_view::npos) return false;
  const std::string_view kSigns = line[0] == '\\' ? "\\[]{}0123456789 " : "{}<>[]@!%.-*=_/ ";  // around the word, as one program or another has them
  const std::size_t begin = line.find_first_not_of(kSigns), end = line.find_last_not_of(kSigns);
  if (begin == std::string_view::npos || (line[0] == '-' && !line.starts_with("---"))) return false;
  const std::string word = squeezed(line.substr(begin, end - begin + 1));
  return word == "newpage" || word == "pagebreak" || word == "clearpage" || word == "nextpage" || word == "cleardoublepage" || word == "mbp:pagebreak";
}

bool is_contents_word(std::string_view line) {
  line = trim(line);
  if (line.size() > 40) return false;
  if (line.starts_with("<!--") && line.ends_with("-->")) return squeezed(trim(line.substr(4, line.size() - 7))) == "toc";
  if (line.size() < 5) return false;
  const std::string_view inner = line.substr(line[0] == '@' || line[0] == '$' ? 1 : 0);
  const bool signs = (inner.starts_with('[') && line.ends_with(']')) || (inner.starts_with('{') && line.ends_with('}')) || line.starts_with('\\') || (line.starts_with("::") && line.ends_with("::"));
  const std::size_t begin = line.find_first_not_of("@$[{:\\"), end = line.find_last_not_of("]}:");
  if (!signs || begin == std::string_view::npos || end < begin) return false;
  std::string_view words = line.substr(begin, end - begin + 1);
  if (words.find('=') != std::string_view::npos) words = words.substr(0, words.find(' '));  // [TOC levels=2]
  const std::string word = squeezed(words);
  return word == "toc" || word == "tableofcontents";
}

// ------------------------------------------------------------------------------------------------------- small things

void BlockReader::page_break(Span span) { emit_.builder().leaf(Element::div, span, {}, Attributes{{}, {}, {}, {"page-break"}, {}}); }

// A mark for the contents asks for them: there, or after the title (doc/parts.cpp) where it stands in something else.
void BlockReader::contents_mark(Span span) {
  const bool first = !std::exchange(contents_marked_, true);
  if (first) emit_.builder().meta().toc = true;
  if (first && emit_.builder().innermost() == 0) {
    const bool above = emit_.builder().peek().nodes.size() <= 1;
    if (!above) emit_.builder().leaf(Element::div, span, {}, Attributes{{}, {}, {}, {"contents-place"}, {}});
    return;
  }
  context_.reporter.report(code::markup_left_out, span, first ? "the mark for the contents was left out: they stand after the title" : "a second mark for the contents was left out",
                           first ? "put the mark between the paragraphs, not within a list or a box" : "one is enough");
}

NodeId BlockReader::last_written() {
  const Document& document = emit_.builder().peek();
  const NodeId parent = emit_.builder().innermost();
  auto at = static_cast<NodeId>(document.nodes.size() - 1);
  while (at != kNoNode && at > parent && document[at].parent != parent) at = document[at].parent;
  return at == kNoNode || at <= parent ? kNoNode : at;
}

// `{: .class}` on a line alone is the block's above it, or else of the one below (kramdown, "Inline Attribute Lists").
bool BlockReader::attributes_alone(TreeId id, Attributes attributes) {
  const Span span = span_of(id);
  const NodeId before = last_written();
  const TreeId next = tree_.next_sibling(id);
  const std::string_view text = context_.source.text;
  bool adjoins = before != kNoNode && emit_.builder().peek()[before].span.end <= span.begin;
  if (adjoins) {
    const std::string_view between = text.substr(emit_.builder().peek()[before].span.end, span.begin - emit_.builder().peek()[before].span.end);
    adjoins = std::count(between.begin(), between.end(), '\n') == 1 && trim(between).empty();
  }
  if (!adjoins && next != 0) {
    pending_ = std::move(attributes);
    return true;
  }
  if (before == kNoNode) return false;
  Attributes& own = emit_.builder().edit_attributes(before);
  if (own.id.empty()) own.id = std::move(attributes.id);
  if (own.lang.empty()) own.lang = std::move(attributes.lang);
  own.classes.insert(own.classes.end(), attributes.classes.begin(), attributes.classes.end());
  own.values.insert(own.values.end(), attributes.values.begin(), attributes.values.end());
  return true;
}

// An attribute list that is the first or the last line of the words at hand.
Attributes BlockReader::line_attributes(EventRange& range) {
  auto& events = inlines_.events;
  if (range.end - range.begin < 3) return {};
  const auto is_break = [&](std::size_t at) { return events[at].op == Op::soft_break || events[at].op == Op::hard_break; };
  std::size_t at = range.end;
  if (events[range.end - 1].op == Op::attributes && is_break(range.end - 2)) at = range.end - 1;
  else if (events[range.begin].op == Op::attributes && is_break(range.begin + 1)) at = range.begin;
  if (at == range.end) return {};
  Attributes attributes = parse_attributes(events[at].text).attributes;
  events[at].op = Op::none;
  tidy(inlines_, range);
  return attributes;
}

// A link definition amid a paragraph is none (CommonMark §4.7): its address is printed.
void BlockReader::say_kept_definitions(TreeId id) {
  for (std::uint32_t i = 1; i < tree_.piece_count(id); ++i) {
    const std::string_view line = tree_.piece(context_.source, id, i);
    std::string_view label;
    std::size_t at = 0;
    if (!line.starts_with('[') || !read_label(line, at, label) || at >= line.size() || line[at] != ':') continue;
    std::string address;
    at = std::min(line.find_first_not_of(" \t", at + 1), line.size());
    if (!read_address(line, at, address) || (address.find("://") == std::string::npos && !address.starts_with("mailto:"))) continue;
    const Span piece = tree_.pieces[tree_[id].pieces_begin + i];
    context_.reporter.report(code::markup_kept, piece, fmt::format("the address of [{}] stands amid a paragraph, so it defines no link and is printed", label), "leave an empty line above it");
  }
}

// Short lines that do not end like sentences are lines: an address, opening hours, verse.
void BlockReader::keep_short_lines(TreeId id) {
  if (tree_.piece_count(id) < 2) return;
  std::vector<std::string_view> lines;
  for (std::uint32_t i = 0; i < tree_.piece_count(id); ++i) {
    lines.push_back(tree_.piece(context_.source, id, i));
    if (lines.back().size() > 2 * kShortLine && !lines.back().starts_with("\u2014")) return;
  }
  if (!keeps_lines(lines)) return;
  bool any = false;
  for (InlineEvent& event : inlines_.events) {
    any = any || event.op == Op::soft_break;
    if (event.op == Op::soft_break) event.op = Op::hard_break;
  }
  if (any) context_.reporter.report(code::lines_kept, span_of(id), "short lines were kept as lines", "write them on one line if they are a sentence");
}

// `[caption …]<img …> words[/caption]`, WordPress's figure.
bool BlockReader::wordpress_caption(TreeId id) {
  constexpr std::string_view kEnd = "[/caption]";
  reader_.read(id, inlines_);
  auto& events = inlines_.events;
  const auto is_image = [](const InlineEvent& e) { return e.op == Op::image; };
  const auto image = std::find_if(events.begin(), events.end(), is_image);
  if (image == events.end() || std::count_if(events.begin(), events.end(), is_image) != 1 || !emit_.has_room(Element::figure, span_of(id))) return false;
  InlineEvent& first = events.front();
  InlineEvent& last = events.back();
  const std::size_t head = first.op == Op::text ? first.text.find(']') : std::string_view::npos;
  if (head == std::string_view::npos || last.op != Op::text || !trim(last.text).ends_with(kEnd)) return false;
  first.remove_prefix(head + 1);
  last.remove_suffix(last.text.size() - last.text.rfind(kEnd));
  emit_.open(Element::figure, span_of(id), {}, inlines_.attributes[image->attributes]);
  emit_.builder().leaf(Element::image, image->span, inlines_.images[image->data]);
  EventRange words{static_cast<std::size_t>(image - events.begin()) + 1, events.size()};
  tidy(inlines_, words);
  if (!shows_nothing(inlines_, words)) emit_.block(Element::caption, span_of(id), inlines_, words);
  emit_.close();
  return true;
}

// A remark that reaches over blank lines. Returns what follows it; nothing when the paragraph begins none.
std::optional<TreeId> BlockReader::remark_over_blocks(TreeId id) {
  struct Signs { std::string_view open, close; };
  constexpr Signs kSigns[] = {{"{% comment", "endcomment %}"}, {"{%- comment", "endcomment -%}"}, {"{/*", "*/}"}, {"{{!--", "--}}"}, {"{::comment}", "{:/comment}"}, {"{::comment}", "{:/}"}, {"{>>", "<<}"}, {"{# ", "#}"}, {"{--", "--}"}, {"%%", "%%"}};
  const std::string_view first = tree_.piece(context_.source, id);
  if (first.empty() || (first[0] != '{' && first[0] != '%')) return {};
  const std::string_view text = context_.source.text;
  const Signs* opened = nullptr;
  static_assert(std::size(kSigns) == std::tuple_size_v<decltype(remark_searched_)>);
  for (std::size_t i = 0; i < std::size(kSigns); ++i) {
    const Signs& signs = kSigns[i];
    if (!first.starts_with(signs.open)) continue;
    const std::size_t begin = span_of(id).begin, from = std::max(begin + signs.open.size(), remark_searched_[i]), close = text.find(signs.close, from);
    remark_searched_[i] = std::min(close, text.size());
    if (close != std::string_view::npos && close < span_of(id).end && signs.open != "{::comment}" && signs.open != "{% comment" && signs.open != "{%- comment") return {};  // within the paragraph
    opened = &signs;
    if (close == std::string_view::npos) continue;
    const std::size_t end = close + signs.close.size();
    TreeId last = id;
    while (tree_.next_sibling(last) != 0 && span_of(tree_.next_sibling(last)).begin < end) last = tree_.next_sibling(last);
    if (span_of(last).end < end || !trim(text.substr(end, span_of(last).end - end)).empty()) continue;  // words follow it
    const Span whole{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    context_.reporter.report(code::markup_left_out, whole, fmt::format("a private remark was left out: {}", excerpt(text.substr(begin, end - begin))), "take it out");
    return tree_.next_sibling(last);
  }
  if (opened == nullptr) return {};
  context_.reporter.report(code::html_unclosed, span_of(id), fmt::format("this remark ({}) is never closed", opened->open), fmt::format("write {} where it ends", opened->close));
  return {};
}

// Whether the paragraph is something else, which is then written.
// A formula that stands in a block of its own kind, where math/ can set it.
bool BlockReader::math_block(TreeId id, std::string tex) {
  const std::variant<math::Formula, math::Problem> parsed = math::parse(tex);
  if (const auto* const problem = std::get_if<math::Problem>(&parsed)) {
    context_.reporter.report(code::formula_unsupported, span_of(id), fmt::format("in this formula {}; it is printed as its source", problem->message), std::string(math::kHelp));
    return false;
  }
  emit_.open(Element::equation, span_of(id));
  emit_.builder().leaf(Element::formula, span_of(id), FormulaData{std::move(tex), true});
  emit_.close();
  return true;
}

// "import X from './x'", "export const y = 1", "@import …": what MDX and style sheets say to their programs.
static bool is_program_line(std::string_view line) {
  line = trim(line);
  if (line.ends_with(';')) line.remove_suffix(1);
  const bool quoted = line.ends_with('\'') || line.ends_with('"');
  if (line.starts_with("@import ")) return quoted || line.ends_with(')');
  if (line.starts_with("import ")) return quoted && (line.find(" from ") != std::string_view::npos || line.find_first_of("'\"") == 7);
  for (const std::string_view begin : {"export const ", "export let ", "export default ", "export function "}) {
    if (line.starts_with(begin) && line.find_first_of("=({") != std::string_view::npos) return true;
  }
  return false;
}

bool BlockReader::own_paragraph(TreeId id) {
  const std::string_view first = tree_.piece(context_.source, id);
  if (first.empty()) return false;
  if (context_.abbreviations != nullptr && context_.abbreviations->defines(id)) return true;
  if (is_program_line(first)) {
    context_.reporter.report(code::markup_left_out, span_of(id), fmt::format("a command of another program was left out: {}", excerpt(std::string_view(context_.source.text).substr(span_of(id).begin, span_of(id).end - span_of(id).begin))), "take it out");
    return true;
  }
  if (first.starts_with("\\begin{")) {
    std::string tex;
    for (std::uint32_t i = 0; i < tree_.piece_count(id); ++i) tex += std::string(tree_.piece(context_.source, id, i)) + " ";
    tex = collapse_spaces(tex);
    if (tex.ends_with('}') && std::holds_alternative<math::Formula>(math::parse(tex))) return math_block(id, std::move(tex));
  }
  if (tree_.piece_count(id) == 1) {
    if (is_page_break_word(first)) {
      page_break(span_of(id));
      return true;
    }
    if (is_contents_word(first)) {
      contents_mark(span_of(id));
      return true;
    }
    if (first[0] == '{') {
      AttributeList list = parse_attributes(first);
      if (list.length > 0 && trim(first.substr(list.length)).empty() && attributes_alone(id, std::move(list.attributes))) return true;
    }
    if (first.starts_with("[gallery") && first.find(']') + 1 == trim(first).size()) {
      context_.reporter.report(code::markup_left_out, span_of(id), fmt::format("a command of another program was left out: {}", excerpt(first)), "put the pictures here one by one");
      return true;
    }
    if (trim(first) == "+++") context_.reporter.report(code::markup_kept, span_of(id), "\"+++\" was kept as text", "write \\newpage for a new page, *** for a pause");
  }
  if (first.starts_with(".. ") && trim(first).ends_with("::")) context_.reporter.report(code::markup_kept, span_of(id), fmt::format("a command of reStructuredText was kept as text: {}", excerpt(first)), "a box is > [!NOTE] and the words behind >");
  if (tree_.piece_count(id) > 1 && first[0] == '\\' && is_page_break_word(first)) {
    page_break(tree_.pieces[tree_[id].pieces_begin]);
    paragraph(id, first.size() + 1);
    return true;
  }
  if (first.starts_with("[caption") && wordpress_caption(id)) return true;
  return first.find('|') != std::string_view::npos && (line_block(id) || loose_table(id));
}

// --------------------------------------------------------------------------------------------------- lines with bars

// `| words` line by line, as Pandoc writes verse and addresses; blanks behind the bar are an indent.
bool BlockReader::line_block(TreeId id) {
  BlockText content;
  std::vector<std::size_t> indents;
  for (std::uint32_t i = 0; i < tree_.piece_count(id); ++i) {
    const std::string_view line = tree_.piece(context_.source, id, i);
    const std::string_view words = line.substr(std::min<std::size_t>(1, line.size()));
    if (!line.starts_with('|') || (!words.empty() && !is_blank(words[0])) || words.find('|') != std::string_view::npos) return false;
    const std::size_t begin = std::min(words.find_first_not_of(" \t"), words.size());
    indents.push_back(begin > 1 ? begin - 1 : 0);
    const Span piece = tree_.pieces[tree_[id].pieces_begin + i];
    content.append(context_.source, {piece.begin + 1 + static_cast<std::uint32_t>(begin), piece.end}, true);
  }
  reader_.read(std::move(content), inlines_);
  std::vector<InlineEvent> events;
  std::size_t line = 0;
  const auto indent = [&](Span span) {
    std::string blanks;
    for (std::size_t i = 0; line < indents.size() && i < std::min<std::size_t>(indents[line], 40); ++i) blanks += "\u00A0";
    ++line;
    if (blanks.empty()) return;
    InlineEvent& event = events.emplace_back();
    event.op = Op::text;
    event.span = {span.end, span.end};
    event.text = inlines_.keep(std::move(blanks));
  };
  indent({span_of(id).begin, span_of(id).begin});
  for (const InlineEvent& event : inlines_.events) {
    events.push_back(event);
    if (event.op != Op::soft_break && event.op != Op::hard_break) continue;
    events.back().op = Op::hard_break;
    indent(event.span);
  }
  inlines_.events = std::move(events);
  EventRange range{0, inlines_.events.size()};
  tidy(inlines_, range);
  write_paragraph(span_of(id), range);
  return true;
}

// ----------------------------------------------------------------------------------------------------------- callouts

// `!!! note "Title"`
void BlockReader::admonition(TreeId id) {
  const std::string_view line = context_.source.line_at(span_of(id).begin);
  const AdmonitionLine head = parse_admonition(line.substr(std::min(line.find_first_of("!?"), line.size())));
  if (!emit_.has_room(Element::callout, span_of(id))) {
    reader_.read(id, inlines_);
    write_paragraph(span_of(id), {0, inlines_.events.size()});
    return flatten(id);
  }
  const std::optional<CalloutKind> kind = callout_by_name(head.kind);
  if (!kind) context_.reporter.report(code::markup_kept, span_of(id), fmt::format("a box of the kind \"{}\" became a note", head.kind), "kinds are note, tip, important, warning, caution, help and summary");
  emit_.open(Element::callout, span_of(id), CalloutData{kind.value_or(CalloutKind::note)});
  reader_.read(id, inlines_);
  EventRange title{0, inlines_.events.size()};
  tidy(inlines_, title);
  if (!shows_nothing(inlines_, title)) emit_.block(Element::callout_title, span_of(id), inlines_, title);
  children(id);
  emit_.close();
}

}  // namespace pamphlet::markdown
