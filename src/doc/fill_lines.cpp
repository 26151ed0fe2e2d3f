// Lines to write on, as people type them: "Name: ________". Each becomes an empty line of about that length, as `[]{.line width=…}`
// makes one: it is drawn, may be moved as a whole, and no screen reader says "underscore" forty times.
//
// A run of underscores is one from three on, as in "___/___/____", unless Latin letters or digits stand at both its sides,
// where it is part of a name. A whole line of them is a rule in Markdown; below words that ask for an answer, or below another such line,
// it is there to be written on. One pass; the tree is copied once, and only when there is such a line.
#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "doc/copy.h"
#include "doc/resolve_steps.h"

namespace pamphlet::resolving {
namespace {

constexpr std::string_view kRun = "___";
constexpr std::size_t kFewestSignsOfRule = 10;
// An underscore is half an em in most faces; no sheet holds more than 60 em.
constexpr double kSignEm = 0.5, kLongestEm = 60;

struct Stretch {
  std::size_t begin = 0, end = 0;
};

/// The next run from `at` on; an empty one at the end of the text when there is none.
Stretch next_run(std::string_view text, std::size_t at) {
  while ((at = text.find(kRun, at)) != std::string_view::npos) {
    const std::size_t end = std::min(text.find_first_not_of('_', at), text.size());
    const bool name = at > 0 && end < text.size() && is_ascii_alphanumeric(text[at - 1]) && is_ascii_alphanumeric(text[end]);
    if (!name) return {at, end};
    at = end;
  }
  return {text.size(), text.size()};
}

class FillLines {
 public:
  explicit FillLines(const Document& in) : in_(in), out_(*in.source), copier_(out_, in) {}

  bool find() {
    for (NodeId id = 1; id < in_.nodes.size(); ++id) {
      if (is_text(id) && next_run(in_.text(id), 0).begin < in_.text(id).size()) return true;
      if (is_rule_to_write_on(id)) return true;
    }
    return false;
  }

  Document run() {
    out_.meta() = in_.meta;
    out_.node(0) = in_.nodes[0];
    out_.node(0).attributes = 0;
    if (in_.nodes[0].attributes != 0) out_.edit_attributes(0) = in_.attributes_of(0);
    NodeId shut_end = 0;
    for (NodeId id = 1; id < in_.nodes.size(); ++id) {
      copier_.at(id);
      const Node& node = in_[id];
      if (node.element == Element::link || node.element == Element::code_block) shut_end = std::max(shut_end, node.end);
      if (is_rule_to_write_on(id)) {
        out_.open(Element::paragraph, node.span);
        line(node.span, signs_of(id));
        out_.close();
      } else if (is_text(id) && id >= shut_end) {
        text(id);
      } else {
        copier_.open(id, node.element, node.payload, in_.attributes_of(id));
      }
    }
    copier_.close_all();
    return out_.finish();
  }

 private:
  bool is_text(NodeId id) const { return in_[id].element == Element::text; }

  /// Of a rule that is nothing but underscores; else 0.
  std::size_t signs_of(NodeId id) const {
    if (in_[id].element != Element::thematic_break || in_[id].attributes != 0) return 0;
    const Span span = in_[id].span;
    const std::string_view written = trim(std::string_view(in_.source->text).substr(span.begin, span.end - span.begin));
    return written.size() >= kFewestSignsOfRule && written.find_first_not_of('_') == std::string_view::npos ? written.size() : 0;
  }

  bool is_rule_to_write_on(NodeId id) const {
    if (signs_of(id) == 0) return false;
    const NodeId next = in_.next_sibling(id);
    NodeId before = kNoNode;  // the sibling above
    for (NodeId at = id - 1; at != in_[id].parent; at = in_[at].parent) before = at;
    if (next != kNoNode && signs_of(next) > 0) return true;
    if (before == kNoNode) return false;
    if (signs_of(before) > 0) return true;
    if (in_[before].element != Element::paragraph) return false;
    const std::string words = in_.plain_text(before);
    const std::string_view end = trim(words);
    return end.ends_with(':') || end.ends_with('?') || end.ends_with("：") || end.ends_with("？");
  }

  void line(Span span, std::size_t signs) {
    Attributes own;
    own.classes.emplace_back("line");
    own.values.emplace_back("width", fmt::format("{}em", std::min(kLongestEm, static_cast<double>(signs) * kSignEm)));
    out_.open(Element::span, span, {}, std::move(own));
    out_.close();
  }

  void text(NodeId id) {
    TextPieces pieces(out_, in_, id);
    const std::string_view words = pieces.words;
    for (Stretch run = next_run(words, 0); run.begin < words.size(); run = next_run(words, run.end)) {
      pieces.leave_out(run.begin, run.end);
      line(pieces.place(run.begin, run.end), run.end - run.begin);
    }
    pieces.finish();
  }

  const Document& in_;
  DocumentBuilder out_;
  Copier copier_;
};

}  // namespace

Document draw_fill_lines(Document document) {
  FillLines lines(document);
  return lines.find() ? lines.run() : std::move(document);
}

}  // namespace pamphlet::resolving
