// Telephone numbers become links, whether their author made one or not: all in a `::: phone` and in a box of help, which are
// there to be called; elsewhere those whose form nothing else has.
//
// A number is digits in groups with what is written between groups; of six digits and more it is a subscriber's, shorter ones
// are only the services everybody knows. Dates, amounts and times are no numbers. Outside such a box "10
// 20 30" is a list and "555 0142" may be anything: only "+44 20 7946 0018" and "1-800-555-0142" are sure. One pass over the text.
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

std::size_t count_digits(std::string_view text) { return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_ascii_digit<char>)); }

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

/// "+44 20 7946 0018", "1-800-555-0142", "(800) 555-0142", "800-555-0142": the country first (ITU-T E.123), or groups of three,
/// three and four (the North American plan) with a stroke before the last.
bool is_sure(std::string_view words) {
  std::string shape;  // a figure for each group, and how the last one is parted
  if (words.starts_with('+')) return count_digits(words) >= 8;
  std::size_t group = 0;
  for (const char c : words) {
    if (is_ascii_digit(c)) {
      ++group;
      continue;
    }
    if (group > 0) shape += static_cast<char>('0' + std::min<std::size_t>(group, 9));
    group = 0;
  }
  shape += static_cast<char>('0' + std::min<std::size_t>(group, 9));
  const bool strokes = words.size() > 5 && (words[words.size() - 5] == '-' || words.substr(0, words.size() - 4).ends_with("\u2011"));
  return strokes && (shape == "334" || (shape == "1334" && words.front() == '1'));
}

/// A look ahead, so that an article without numbers is not copied.
bool has_sure_number(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    if (is_ascii_digit(text[at]) || text[at] == '+' || text[at] == '(') {
      const std::optional<Number> number = number_at(text, at, end);
      if (number && is_sure(text.substr(number->begin, number->end - number->begin))) return true;
      if (number) end = number->end;
    }
    at = end;
  }
  return false;
}

class NumberLinker {
 public:
  explicit NumberLinker(const Document& in) : in_(in), out_(*in.source), copier_(out_, in) {}

  /// Whether there is such a box at all, or a number.
  bool find() const {
    for (NodeId id = 0; id < in_.nodes.size(); ++id) {
      if (is_box(in_[id]) || is_help(in_[id])) return true;
      if (in_[id].element == Element::text && has_sure_number(in_.text(id))) return true;
    }
    return false;
  }

  Document run() {
    out_.meta() = in_.meta;
    out_.node(0) = in_.nodes[0];
    out_.node(0).attributes = 0;
    if (in_.nodes[0].attributes != 0) out_.edit_attributes(0) = in_.attributes_of(0);
    NodeId box_end = 0, help_end = 0, shut_end = 0;
    for (NodeId id = 1; id < in_.nodes.size(); ++id) {
      copier_.at(id);
      const Node& node = in_[id];
      if (is_box(node)) box_end = std::max(box_end, node.end);
      const bool shut = node.element == Element::link || node.element == Element::code_block || has_trait(node.element, Trait::titles) || is_of_header(in_, id);
      if (shut) shut_end = std::max(shut_end, node.end);
      if (is_help(node)) help_end = std::max(help_end, node.end);
      const bool phone = id < box_end, help = id < help_end;
      if (node.element == Element::text && id >= shut_end && (phone || help || has_sure_number(in_.text(id)))) {
        text(id, phone, help);
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

  bool is_help(const Node& node) const {
    const auto* callout = std::get_if<CalloutData>(&node.payload);
    return callout != nullptr && callout->kind == CalloutKind::help;
  }

  /// In a box of help stand hours and amounts too: there a number is one of the services, or has a stroke.
  bool is_called(std::string_view words, bool phone) const {
    return phone || is_sure(words) || count_digits(words) == 3 || (count_digits(words) >= 7 && (words.find('-') != std::string_view::npos || words.find("\u2011") != std::string_view::npos));
  }

  void text(NodeId id, bool phone, bool help) {
    TextPieces pieces(out_, in_, id);
    const std::string_view words = pieces.words;
    for (std::size_t at = 0; at < words.size();) {
      std::size_t end = at + 1;
      if (is_ascii_digit(words[at]) || words[at] == '+' || words[at] == '(') {
        const std::optional<Number> number = number_at(words, at, end);
        const std::string_view shown = number ? words.substr(number->begin, number->end - number->begin) : std::string_view();
        if (number && (help ? is_called(shown, phone) : phone || is_sure(shown))) {
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

std::string dialled(std::string_view words) {
  std::size_t end = 0;
  std::optional<Number> number = words.empty() ? std::nullopt : number_at(words, 0, end);
  return number && number->end == words.size() ? std::move(number->dialled) : std::string();
}

Document link_numbers(Document document) {
  NumberLinker linker(document);
  return linker.find() ? linker.run() : std::move(document);
}

}  // namespace pamphlet::resolving
