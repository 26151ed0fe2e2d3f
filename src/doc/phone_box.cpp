// Telephone numbers in a `::: phone`, which are what the box is for: each becomes a link, whether its author made one or not.
//
// A number is digits in groups with what is written between groups; of six digits and more it is a subscriber's, shorter ones
// are only the services everybody knows. Dates, amounts and times are no numbers. Outside such a box nothing is guessed: "10
// 20 30" there is a list. One pass over the text of the boxes.
#include <algorithm>
#include <iterator>
#include <optional>
#include <string>

#include "base/ascii.h"
#include "doc/copy.h"
#include "doc/resolve_steps.h"

namespace pamphlet::resolving {
namespace {

// ITU-T E.164 allows 15 digits; six is the shortest that subscribers have.
constexpr std::size_t kFewest = 6, kMost = 15;
/// Emergency and help lines of three digits: North America (N11, 988), Europe (112, 110, 115, 118, 119), UK and Commonwealth
/// (999, 111, 000).
constexpr std::string_view kServices[] = {"000", "110", "111", "112", "115", "118", "119", "211", "311", "411", "511", "611", "711", "811", "911", "988", "999"};

struct Number {
  std::size_t begin = 0, end = 0;
  std::string dialled;
};

/// The length of what may stand between two groups of one number.
std::size_t between(std::string_view text) {
  for (const std::string_view sign : {") ", " (", ")-", "-", ".", " ", "\u00A0", "\u2011", "\u202F", ")", "("})
    if (text.starts_with(sign)) return sign.size();
  return 0;
}

bool is_letter_at(std::string_view text, std::size_t at) { return at < text.size() && (is_ascii_letter(text[at]) || static_cast<unsigned char>(text[at]) >= 0xC3); }

/// The number that begins at `at`, where a digit, a plus or a bracket is; `end` is behind what was looked at.
std::optional<Number> number_at(std::string_view text, std::size_t at, std::size_t& end) {
  Number number{at, at, text[at] == '+' ? "+" : ""};
  std::size_t i = at + (text[at] == '+' || text[at] == '(' ? 1 : 0), group = 0, first_group = 0;
  end = at + 1;
  std::size_t digits = 0;
  while (i < text.size()) {
    if (is_ascii_digit(text[i])) {
      number.dialled += text[i++];
      number.end = end = i;
      ++digits, ++group;
      continue;
    }
    if (first_group == 0) first_group = group;
    const std::size_t gap = group == 0 ? 0 : between(text.substr(i));
    if (gap == 0 || i + gap >= text.size() || !is_ascii_digit(text[i + gap])) break;
    i += gap;
    group = 0;
  }
  if (first_group == 0) first_group = digits;
  const bool before = at > 0 && (is_ascii_alphanumeric(text[at - 1]) || std::string_view("$#/:,").find(text[at - 1]) != std::string_view::npos);
  const std::string_view rest = text.substr(number.end);
  const bool after = is_letter_at(text, number.end) || rest.starts_with('/') || rest.starts_with(':') || rest.starts_with('%');
  if (before || after) return std::nullopt;
  if (digits == 3 && std::find(std::begin(kServices), std::end(kServices), number.dialled) != std::end(kServices)) return number;
  const bool date = digits == 8 && first_group == 4 && number.end - at == 10;  // 2026-02-10
  if (digits < kFewest || digits > kMost || date) return std::nullopt;
  if (text[at] == '(' && text.substr(at, number.end - at).find(')') == std::string_view::npos) ++number.begin;
  return number;
}

class NumberLinker {
 public:
  explicit NumberLinker(const Document& in) : in_(in), out_(*in.source), copier_(out_, in) {}

  /// Whether there is such a box at all.
  bool find() const {
    return std::any_of(in_.nodes.begin(), in_.nodes.end(), [&](const Node& node) { return is_box(node); });
  }

  Document run() {
    out_.meta() = in_.meta;
    out_.node(0) = in_.nodes[0];
    out_.node(0).attributes = 0;
    if (in_.nodes[0].attributes != 0) out_.edit_attributes(0) = in_.attributes_of(0);
    NodeId box_end = 0, shut_end = 0;
    for (NodeId id = 1; id < in_.nodes.size(); ++id) {
      copier_.at(id);
      const Node& node = in_[id];
      if (is_box(node)) box_end = std::max(box_end, node.end);
      if (node.element == Element::link || node.element == Element::code_block) shut_end = std::max(shut_end, node.end);
      if (node.element == Element::text && id < box_end && id >= shut_end) {
        text(id);
      } else {
        copier_.open(id, node.element, node.payload, in_.attributes_of(id));
      }
    }
    copier_.close_all();
    return out_.finish();
  }

 private:
  bool is_box(const Node& node) const {
    if (node.attributes == 0 || is_inline(node.element)) return false;
    const auto& classes = in_.attributes[node.attributes].classes;
    return std::find(classes.begin(), classes.end(), "phone") != classes.end();
  }

  void text(NodeId id) {
    TextPieces pieces(out_, in_, id);
    const std::string_view words = pieces.words;
    for (std::size_t at = 0; at < words.size();) {
      std::size_t end = at + 1;
      if (is_ascii_digit(words[at]) || words[at] == '+' || words[at] == '(') {
        if (const std::optional<Number> number = number_at(words, at, end)) {
          const Span place = pieces.place(number->begin, number->end);
          pieces.leave_out(number->begin, number->end);
          out_.open(Element::link, place, LinkData{"tel:" + number->dialled, ""});
          out_.text(words.substr(number->begin, number->end - number->begin), place);
          out_.close();
          end = number->end;
        }
      }
      at = end;
    }
    pieces.finish();
  }

  const Document& in_;
  DocumentBuilder out_;
  Copier copier_;
};

}  // namespace

Document link_numbers(Document document) {
  NumberLinker linker(document);
  return linker.find() ? linker.run() : std::move(document);
}

}  // namespace pamphlet::resolving
