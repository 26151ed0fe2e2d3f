// long: one pass over one stack; what it does at a tag is of no use elsewhere.
// One pass over the fragment before gumbo. gumbo is right about trees and wrong about costs: it walks its stack of open
// elements for most tags (quadratic on `<div>` × n), compares each attribute with all before it, and makes a copy of every
// unclosed formatting element in every later block (`<b a=1><b a=2>…<p><p>…`: quadratic memory). It also says nothing of
// what it leaves out, and ends a program's "<?php … ?>" at the first '>'. So this pass finds where tags end, cuts out with a
// finding what no output shows, and keeps the stack that gumbo will have at least so well that it can bound it: kMaxOpen
// open elements, kMaxAttributes in a tag, copies in proportion to the text. The other way, a parser of our own with bounds
// built in, was the tree logic that gumbo is here for. Cost: linear; each tag looks at kMaxOpen entries at most.

#include "html/sanitize.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "doc/codes.h"
#include "html/codes.h"
#include "html/formulas.h"
#include "html/tag_scan.h"

namespace pamphlet::html {
namespace {

constexpr std::size_t kMaxOpen = 2 * kMaxDepth;   // deeper than any Document is
constexpr std::size_t kCopiesOfMisnesting = 32;   // the adoption agency runs 8 times and makes up to four elements a time

constexpr std::string_view kAdvice = "write it as Markdown, or take it out";

struct Open {
  const ElementInfo* info;  // null: a piece that holds HTML
  Span span;
  std::size_t depth = 0;    // formatting: elements open below it; others: formatting elements open outside
};

// A tag within does not close what is outside (HTML §13.2.4.2, "in scope").
bool is_boundary(const Open& open) {
  return open.info == nullptr || open.info->syntax == Syntax::table || open.info->syntax == Syntax::cell;
}
bool is_words(const ElementInfo& info) { return info.syntax == Syntax::inline_ || info.syntax == Syntax::formatting; }

// Whether the value that is open at the end of a tag's text is of a kind that holds no tags: pages keep pieces of HTML in others.
bool holds_tag_by_mistake(std::string_view tag) {
  for (std::size_t at = tag.rfind('='); at != std::string_view::npos && at > 0; at = tag.rfind('=', at - 1)) {
    if (at + 1 >= tag.size() || (tag[at + 1] != '"' && tag[at + 1] != '\'')) continue;
    const std::size_t name = tag.find_last_of(" \n\t/", at) + 1;
    const std::string attribute = lower(tag.substr(name, at - name));
    return attribute == "href" || attribute == "src" || attribute == "class" || attribute == "id";
  }
  return false;
}

class Sanitizer {
 public:
  Sanitizer(const Fragment& in, const Report& report) : in_(in), text_(in.text()), say_(report) {}
  CleanText run();

 private:
  bool markup(std::size_t end);
  bool declaration(std::size_t end);
  void start_tag(const Tag& tag, const ElementInfo& info);
  void end_tag(const Tag& tag, const ElementInfo& info);
  void end_formatting(const Tag& tag, const ElementInfo& info);
  const ElementInfo& element(const Tag& tag);
  bool damaged_comment(std::size_t end);
  void drop(const Tag& tag, const ElementInfo& info, std::size_t end);
  bool formula(const Tag& tag, const ElementInfo& info, std::size_t close);
  /// MathJax 2 beside its scripts: the same formulas.
  bool has_assistive_mathml() {
    if (!assistive_) assistive_ = text_.find("MJX_Assistive_MathML") != std::string::npos;
    return *assistive_;
  }
  void unknown(const Tag& tag, bool closes);
  std::size_t find_close(const ElementInfo& info, std::size_t from);
  void mark();
  void literal();
  bool skip_pieces(std::size_t end);
  void close_to(std::size_t size);
  void end_all_formatting(std::size_t base);
  std::size_t formatting_base() const;
  bool spend(std::size_t copies);
  void copy(std::size_t begin, std::size_t end);
  void report(const Tag& tag, std::string message, std::string help = std::string(kAdvice));
  void report_unclosed(const Open& open);
  void report_stray(const Tag& tag);
  void report_endless(std::size_t begin, std::size_t end, std::string_view what, std::string_view closing);
  Span source(std::size_t begin, std::size_t end) const;
  std::string_view name(const Tag& tag) const { return std::string_view(text_).substr(tag.begin, tag.name_end - tag.begin); }

  const Fragment& in_;
  const std::string& text_;
  const Report& say_;
  CleanText out_;
  std::size_t at_ = 0, mark_ = 0, chunk_ = 0;
  std::uint32_t number_ = 0;
  std::vector<Open> open_, formatting_;
  std::vector<const ElementInfo*> deep_;       // start tags that were left out because too much is open
  std::vector<std::string> unknown_;           // open elements without a row
  std::vector<const ElementInfo*> dropped_;    // elements whose start tag alone was dropped
  std::vector<std::pair<const ElementInfo*, std::size_t>> closes_;  // the next end tag of a dropped element
  std::size_t failed_ = 0, copies_ = 0;
  bool deep_reported_ = false, drew_formula_ = false;
  std::optional<bool> assistive_;
};

CleanText Sanitizer::run() {
  out_.text.reserve(text_.size() + 16);
  const auto& marks = in_.marks();
  for (;;) {
    const std::size_t end = mark_ < marks.size() ? marks[mark_].at : text_.size();
    if (at_ >= end) {
      if (mark_ == marks.size()) break;
      mark();
      continue;
    }
    const std::size_t sign = std::min(std::string_view(text_).substr(0, end).find('<', at_), end);
    copy(at_, sign);
    at_ = sign;
    if (at_ < end && !markup(end)) literal();
  }
  close_to(0);
  for (const Open& open : formatting_) report_unclosed(open);
  return std::move(out_);
}

// The sign at `at_` is text.
void Sanitizer::literal() {
  out_.runs.push_back({static_cast<std::uint32_t>(out_.text.size()), source(at_, at_ + 1).begin, 1});
  out_.text += "&lt;";
  ++at_;
}

// A piece is a tag of its own: `<wbr>` is void and stands anywhere, `<applet>` lets no end tag out (HTML §13.2.4.2), and
// nobody else's comes through.
void Sanitizer::mark() {
  const Fragment::Mark mark = in_.marks()[mark_++].mark;
  if (mark == Fragment::Mark::close) {
    std::size_t at = open_.size();
    while (at > 0 && open_[at - 1].info != nullptr) --at;
    if (at > 0) close_to(at - 1);
    out_.text += "</applet>";
    return;
  }
  out_.pieces.push_back({static_cast<std::uint32_t>(out_.text.size()), number_++});
  out_.text += mark == Fragment::Mark::leaf ? "<wbr>" : "<applet>";
  if (mark == Fragment::Mark::open) open_.push_back({nullptr, {}, formatting_.size()});
}

void Sanitizer::copy(std::size_t begin, std::size_t end) {
  const auto& chunks = in_.chunks();
  while (begin < end) {
    while (chunk_ + 1 < chunks.size() && chunks[chunk_ + 1].at <= begin) ++chunk_;
    const std::size_t stop = chunk_ + 1 < chunks.size() ? std::min(end, chunks[chunk_ + 1].at) : end;
    const auto offset = static_cast<std::uint32_t>(chunks[chunk_].offset + (begin - chunks[chunk_].at));
    out_.runs.push_back({static_cast<std::uint32_t>(out_.text.size()), offset, static_cast<std::uint32_t>(stop - begin)});
    out_.text.append(text_, begin, stop - begin);
    begin = stop;
  }
}

Span Sanitizer::source(std::size_t begin, std::size_t end) const {
  const auto& chunks = in_.chunks();
  const auto place = [&](std::size_t at) {
    const auto after = std::upper_bound(chunks.begin(), chunks.end(), at, [](std::size_t a, const Fragment::Chunk& c) { return a < c.at; });
    if (after == chunks.begin()) return std::uint32_t{0};
    return static_cast<std::uint32_t>((after - 1)->offset + (at - (after - 1)->at));
  };
  return begin >= end ? Span{place(begin), place(begin)} : Span{place(begin), place(end - 1) + 1};
}

// What begins at `at_`, which is a '<'; moves past it. False: it is text.
bool Sanitizer::markup(std::size_t end) {
  const char next = at_ + 1 < end ? text_[at_ + 1] : '\0';
  if (next == '!' || next == '?') return declaration(end);
  if (in_.page() && damaged_comment(end)) return true;
  const bool closes = next == '/';
  Tag tag;
  tag.begin = at_ + (closes ? 2 : 1);
  if (tag.begin >= end || !is_ascii_letter(text_[tag.begin])) return false;
  // Text of nothing but unfinished tags is looked through a few times, not once for each.
  if (failed_ > 8 * text_.size() + 1000) return false;
  if (!scan_tag(std::string_view(text_).substr(0, end), tag)) {
    failed_ += end - at_;
    tag.end = tag.name_end;
    report(tag, fmt::format("the HTML tag <{} is never finished; it was kept as text", name(tag).substr(0, 20)),
           "write > where it ends, or &lt; for the sign <");
    return false;
  }
  const ElementInfo& info = element(tag);
  // A quotation mark too few makes a value of the tags and words behind it.
  if (const std::size_t inner = text_.find('<', tag.begin); inner < tag.end && (!in_.page() || holds_tag_by_mistake(std::string_view(text_).substr(tag.begin, inner - tag.begin)))) {
    say_(code::html_dropped, source(at_, in_.page() ? tag.name_end : tag.end), fmt::format("a value of the HTML tag <{}> holds other tags; a quotation mark is missing", name(tag).substr(0, 20)), "write \" where the value ends");
  }
  if (tag.cut != 0) report(tag, fmt::format("the HTML tag <{}> has more than {} attributes; the others were left out", info.tag, kMaxAttributes));
  if (info.role == Role::unknown && (!in_.page() || info.tag.empty())) unknown(tag, closes);
  else if (closes) end_tag(tag, info);
  else if (info.role == Role::drop) drop(tag, info, end);
  else if (drew_formula_ && info.tag == "img" && std::string_view(text_).substr(tag.begin, tag.end - tag.begin).find("mwe-math-fallback-image") != std::string_view::npos) at_ = tag.end;  // Wikipedia's picture of it
  else start_tag(tag, info);
  if (at_ < tag.end) at_ = tag.end;
  return true;
}

// "< !-- … -->", which browsers show: what somebody wanted to hide is not published.
bool Sanitizer::damaged_comment(std::size_t end) {
  const std::string_view text = std::string_view(text_).substr(0, end);
  const std::size_t sign = text.find_first_not_of(" \t\n", at_ + 1);
  if (sign == std::string_view::npos || sign == at_ + 1 || sign > at_ + 4 || text.substr(sign, 3) != "!--") return false;
  const std::size_t close = text.substr(sign, 2000).find("-->");
  if (close == std::string_view::npos) return false;
  say_(code::html_dropped, source(at_, sign + close + 3), "a damaged HTML comment was left out", "write it as <!-- … -->, or take it out");
  at_ = sign + close + 3;
  return true;
}

// Of a page, also one without a row, which may say what stands there. A page has few of these, a hostile one as many as it likes.
const ElementInfo& Sanitizer::element(const Tag& tag) {
  constexpr std::size_t kMaxNames = 100;
  std::string word = lower(name(tag).substr(0, 40));
  const ElementInfo& known = find_element(word);
  if (!known.tag.empty() || !in_.page()) return known;
  auto found = out_.names.find(word);
  if (found == out_.names.end()) {
    if (out_.names.size() == kMaxNames) return known;
    found = out_.names.emplace(std::move(word), ElementInfo{}).first;
    found->second.tag = found->first;
  }
  return found->second;
}

// Comments, instructions, CDATA and document types: cut out, with a finding where they hold words.
bool Sanitizer::declaration(std::size_t end) {
  const std::size_t begin = at_;
  const Declaration found = scan_declaration(std::string_view(text_).substr(at_, end - at_));
  if (found.length == 0) {
    report_endless(begin, end, found.what, found.closing);
    at_ = end;
    return true;
  }
  at_ += found.length;
  const std::string_view inside = std::string_view(text_).substr(begin, found.length);
  if (found.what == "declaration" && lower(inside.substr(2, 7)) != "doctype" && !inside.starts_with("<![if") && !inside.starts_with("<![endif")) {  // Word's
    say_(code::html_dropped, source(begin, at_), "a damaged HTML comment was left out", "write it as <!-- … -->, or take it out");
  } else if (found.what == "HTML comment" && inside.find("</") != std::string_view::npos && inside.find("<!-- ", 4) != std::string_view::npos && !inside.starts_with("<!--[")) {
    say_(code::html_dropped, source(begin, begin + 4), "this HTML comment holds another one: all from here to the end of that one was left out", "write --> where the first one ends");
  }
  if (!found.silent && !(in_.page() && found.closing == "?>")) say_(code::html_dropped, source(begin, at_), fmt::format("a {} was left out with all that it holds", found.what), std::string(kAdvice));
  return true;
}

// The end tag of a dropped element at or after `from`. Each kind of element is looked for once over the whole text.
std::size_t Sanitizer::find_close(const ElementInfo& info, std::size_t from) {
  auto known = std::find_if(closes_.begin(), closes_.end(), [&](const auto& entry) { return entry.first == &info; });
  if (known == closes_.end()) closes_.emplace_back(&info, 0);
  else std::iter_swap(known, closes_.end() - 1);
  if (closes_.back().second >= from) return closes_.back().second;
  return closes_.back().second = find_end_tag(text_, info.tag, from);
}

// Goes past the pieces before `end`, unless one that holds HTML only begins or only ends there.
bool Sanitizer::skip_pieces(std::size_t end) {
  const auto& marks = in_.marks();
  std::size_t at = mark_;
  std::uint32_t count = 0;
  int depth = 0;
  for (; at < marks.size() && marks[at].at <= end && depth >= 0; ++at) {
    if (marks[at].mark == Fragment::Mark::close) --depth;
    else ++count;
    if (marks[at].mark == Fragment::Mark::open) ++depth;
  }
  if (depth != 0) {
    closes_.back().second = std::string::npos;  // nor for the next one: this would look at the same pieces again
    return false;
  }
  mark_ = at;
  number_ += count;
  return true;
}

// MathML, and the TeX that MathJax keeps in a script: a formula among the words, between the marks that readers look for.
bool Sanitizer::formula(const Tag& tag, const ElementInfo& info, std::size_t close) {
  const std::size_t after = std::min(text_.find('>', close), text_.size() - 1) + 1;
  const std::string_view start = std::string_view(text_).substr(tag.begin, tag.end - tag.begin);
  mathml::Converted found;
  if (info.tag == "math") {
    std::optional<mathml::Converted> converted = convert_mathml(std::string_view(text_).substr(at_, after - at_));
    if (!converted) return false;
    found = *std::move(converted);
  } else if (info.tag == "script" && start.find("math/tex") != std::string_view::npos && !has_assistive_mathml()) {
    found.tex = collapse_spaces(std::string_view(text_).substr(tag.end, close - tag.end));
    found.display = start.find("mode=display") != std::string_view::npos;
  } else {
    return false;
  }
  if (!found.problem.empty()) {
    say_(code::formula_unsupported, source(at_, at_ + 1), fmt::format("in this formula {}; its words were kept on one line", found.problem), std::string(math::kHelp));
  }
  const std::string words = found.tex.empty() ? found.words : (found.display ? "\\[" : "\\(") + found.tex + (found.display ? "\\]" : "\\)");
  out_.runs.push_back({static_cast<std::uint32_t>(out_.text.size()), source(at_, at_ + 1).begin, 1});
  for (const char c : words) {
    if (c == '<') out_.text += "&lt;";
    else if (c == '&') out_.text += "&amp;";
    else out_.text += c;
  }
  at_ = after;
  drew_formula_ = true;
  return true;
}

void Sanitizer::drop(const Tag& tag, const ElementInfo& info, std::size_t end) {
  if (info.syntax == Syntax::none || tag.empty) {
    report(tag, fmt::format("the HTML element <{}> was dropped", info.tag));
    return;
  }
  const std::size_t close = find_close(info, tag.end);
  const std::size_t limit = in_.blocks() ? end : text_.size();
  const bool whole = close < limit && (mark_ == in_.marks().size() || in_.marks()[mark_].at > close);
  if (whole && formula(tag, info, close)) return;
  if (close < limit && skip_pieces(close)) {
    out_.left_out.push_back({source(at_, close), &info});
    report(tag, fmt::format("the HTML element <{}> was dropped with all that it holds", info.tag));
    at_ = std::min(text_.find('>', close), text_.size() - 1) + 1;
    return;
  }
  if (info.syntax == Syntax::raw && in_.blocks()) {
    report_endless(at_, end, fmt::format("HTML element <{}>", info.tag), fmt::format("</{}>", info.tag));
    at_ = end;
    return;
  }
  if (std::find(dropped_.begin(), dropped_.end(), &info) == dropped_.end()) dropped_.push_back(&info);
  report(tag, fmt::format("the HTML tag <{}> was dropped; what follows it was kept", info.tag));
}

// Components of web frameworks, forms, made-up elements: their content stays. One warning for both tags.
void Sanitizer::unknown(const Tag& tag, bool closes) {
  std::string word = lower(name(tag).substr(0, 40));
  if (closes) {
    const auto found = std::find(unknown_.rbegin(), unknown_.rend(), word);
    if (found == unknown_.rend()) return report_stray(tag);
    unknown_.erase(std::next(found).base());
    return;
  }
  report(tag, fmt::format("the HTML element <{}> means nothing here; its tags were dropped, its content was kept", word));
  if (!tag.empty && unknown_.size() < kMaxOpen) unknown_.push_back(std::move(word));
}

std::size_t Sanitizer::formatting_base() const {
  const auto found = std::find_if(open_.rbegin(), open_.rend(), [](const Open& open) { return is_boundary(open); });
  return found == open_.rend() ? 0 : found->depth;
}

// Whether so many more copies of formatting elements are in proportion: one for four bytes.
bool Sanitizer::spend(std::size_t copies) {
  copies_ += copies;
  return copies_ <= 1000 + text_.size() / 4;
}

// Closes what gumbo would copy into every later block.
void Sanitizer::end_all_formatting(std::size_t base) {
  while (formatting_.size() > base) {
    out_.text += fmt::format("</{}>", formatting_.back().info->tag);
    report_unclosed(formatting_.back());
    formatting_.pop_back();
  }
}

void Sanitizer::close_to(std::size_t size) {
  while (open_.size() > size) {
    const Open open = open_.back();
    open_.pop_back();
    if (open.info != nullptr && is_words(*open.info)) report_unclosed(open);
    if (!is_boundary(open)) continue;
    while (formatting_.size() > open.depth) {
      report_unclosed(formatting_.back());
      formatting_.pop_back();
    }
  }
}

void Sanitizer::start_tag(const Tag& tag, const ElementInfo& info) {
  const Span span = source(tag.begin - 1, tag.end);
  const bool holds = info.syntax != Syntax::none && !tag.empty;
  const bool formatting = info.syntax == Syntax::formatting;
  if (holds && !formatting) {
    // What ends here without being told to.
    std::size_t at = open_.size();
    for (std::size_t i = open_.size(); i > 0 && open_[i - 1].info != nullptr; --i) {
      const Syntax above = open_[i - 1].info->syntax;
      if (ends_at(above, info.syntax) || (info.syntax == Syntax::heading && above == Syntax::heading)) at = i - 1;
      if (!may_end_unsaid(above) && !is_words(*open_[i - 1].info) && above != Syntax::heading) break;
    }
    if (may_end_unsaid(info.syntax) || info.syntax == Syntax::heading) close_to(at);
    if (info.syntax != Syntax::inline_ && !spend(formatting_.size() - formatting_base())) end_all_formatting(formatting_base());
  }
  if (info.tag == "a") {
    const auto outer = std::find_if(formatting_.begin() + static_cast<std::ptrdiff_t>(formatting_base()), formatting_.end(),
                                    [&](const Open& open) { return open.info == &info; });
    if (outer != formatting_.end()) {  // links do not nest: the first one ends (HTML §13.2.6.4.7)
      report_unclosed(*outer);
      out_.text += "</a>";
      formatting_.erase(outer);
    }
  }
  if (holds && open_.size() + formatting_.size() >= kMaxOpen) {
    if (!std::exchange(deep_reported_, true)) {
      say_(code::nesting_too_deep, span, fmt::format("HTML is nested deeper than {} elements here; what lies deeper was flattened", kMaxOpen), "use fewer levels");
    }
    deep_.push_back(&info);
    return;
  }
  copy(tag.begin - 1, tag.cut != 0 ? tag.cut : tag.end);
  if (tag.cut != 0) out_.text += '>';
  if (info.syntax == Syntax::none) return;
  if (tag.empty) out_.text += fmt::format("</{}>", info.tag);  // as XHTML and whoever writes `<a name="x"/>` mean it
  else if (formatting) formatting_.push_back({&info, span, open_.size()});
  else open_.push_back({&info, span, formatting_.size()});
}

void Sanitizer::end_formatting(const Tag& tag, const ElementInfo& info) {
  const std::size_t base = formatting_base();
  std::size_t at = formatting_.size();
  while (at > base && formatting_[at - 1].info != &info) --at;
  if (at == base) return report_stray(tag);
  const bool crosses = open_.size() > formatting_[at - 1].depth;
  if (crosses && !spend(kCopiesOfMisnesting)) return;
  formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(at - 1));
  copy(tag.begin - 2, tag.end);
}

void Sanitizer::end_tag(const Tag& tag, const ElementInfo& info) {
  if (!deep_.empty() && deep_.back() == &info) {
    deep_.pop_back();
    return;
  }
  if (info.syntax == Syntax::none) {
    if (info.role == Role::line_break) copy(tag.begin - 2, tag.end);  // browsers read </br> so
    return;
  }
  if (info.role == Role::drop) {
    if (std::find(dropped_.begin(), dropped_.end(), &info) == dropped_.end()) report_stray(tag);
    return;
  }
  if (info.syntax == Syntax::formatting) return end_formatting(tag, info);
  const bool of_table = rank(info.syntax) > 0 || info.syntax == Syntax::table;
  std::size_t at = open_.size();
  while (at > 0 && open_[at - 1].info != &info) {
    const Open& above = open_[at - 1];
    const bool stops = of_table ? above.info == nullptr || above.info->syntax == Syntax::table
                                : is_boundary(above) || (info.syntax == Syntax::inline_ && !is_words(*above.info));
    if (stops) return report_stray(tag);
    --at;
  }
  if (at == 0) return report_stray(tag);
  if (info.syntax != Syntax::inline_ && !spend(formatting_.size() - formatting_base())) end_all_formatting(formatting_base());
  // What it closes is told, except itself.
  close_to(at);
  const Open own = open_.back();
  open_.pop_back();
  if (is_boundary(own)) {
    for (; formatting_.size() > own.depth; formatting_.pop_back()) report_unclosed(formatting_.back());
  }
  copy(tag.begin - 2, tag.end);
}

void Sanitizer::report(const Tag& tag, std::string message, std::string help) {
  if (in_.page()) return;
  say_(code::html_dropped, source(at_, tag.end), std::move(message), std::move(help));
}

void Sanitizer::report_unclosed(const Open& open) {
  if (in_.page()) return;
  say_(code::html_dropped, open.span, fmt::format("the HTML tag <{0}> is never closed; it was closed where what holds it ends", open.info->tag),
       fmt::format("write </{}> where it should end", open.info->tag));
}

// An end tag that closes nothing. Those that may be left out say nothing wrong.
void Sanitizer::report_stray(const Tag& tag) {
  const ElementInfo& info = find_element(lower(name(tag).substr(0, 20)));
  if (info.role == Role::transparent || may_end_unsaid(info.syntax)) return;
  report(tag, fmt::format("the HTML tag </{}> closes nothing and was dropped", lower(name(tag).substr(0, 40))), "take it out, or write the tag that it should close");
}

void Sanitizer::report_endless(std::size_t begin, std::size_t end, std::string_view what, std::string_view closing) {
  const std::string_view inside = std::string_view(text_).substr(begin, end - begin);
  const auto lines = std::count(inside.begin(), inside.end(), '\n') + (inside.ends_with('\n') ? 0 : 1);
  say_(code::html_unclosed, source(begin, end),
       fmt::format("this {} is never closed: {} line{} from here on would be lost", what, lines, lines == 1 ? "" : "s"),
       fmt::format("write {} where it ends", closing));
}

}  // namespace

CleanText sanitize(const Fragment& fragment, const Report& report) { return Sanitizer(fragment, report).run(); }

}  // namespace pamphlet::html
