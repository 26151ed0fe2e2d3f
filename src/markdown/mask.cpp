// long: one scanner with one state over the lines; its parts would have to share all of it.
#include "markdown/mask.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "doc/doc.h"
#include "markdown/attributes.h"
#include "markdown/autolink.h"
#include "markdown/mask_guards.h"

namespace pamphlet::markdown {
namespace {

// Control characters stand for the characters that mean something to cmark or to us. A Source holds no control
// characters (decode_source replaces them). White space of cmark (\t \n \v \f \r) is not among them.
constexpr std::string_view kCharacters = "*_`<>[]&\\~!{}\"'#.=/-()|";
constexpr std::string_view kCodes =
    "\x01\x02\x03\x04\x05\x06\x07\x08\x0E\x0F\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1A\x1B\x1C";
static_assert(kCharacters.size() == kCodes.size());

// Punctuation of two bytes for cmark and rare in print: NKo, Syriac, Samaritan neighbours, Armenian. Three that the
// article does not hold are taken.
constexpr std::string_view kStandIns[] = {"\xDF\xB7", "\xDF\xB8", "\xDF\xB9", "\xDC\x80", "\xDC\x81", "\xDC\x82",
                                          "\xDC\x83", "\xDC\x84", "\xDC\x85", "\xD5\x9A", "\xD5\x9F", "\xD7\x86"};

StandIns choose_stand_ins(std::string_view text) {
  std::string_view chosen[3] = {kStandIns[0], kStandIns[1], kStandIns[2]};
  std::size_t count = 0;
  for (const std::string_view candidate : kStandIns) {
    if (count < 3 && text.find(candidate) == std::string_view::npos) chosen[count++] = candidate;
  }
  return {chosen[0], chosen[1], chosen[2]};
}

constexpr std::array<char, 256> make_encoder() {
  std::array<char, 256> table{};
  for (std::size_t i = 0; i < kCharacters.size(); ++i) table[static_cast<unsigned char>(kCharacters[i])] = kCodes[i];
  return table;
}
constexpr std::array<char, 256> make_decoder() {
  std::array<char, 256> table{};
  for (std::size_t i = 0; i < kCharacters.size(); ++i) table[static_cast<unsigned char>(kCodes[i])] = kCharacters[i];
  return table;
}
constexpr auto kEncoder = make_encoder();
constexpr auto kDecoder = make_decoder();

constexpr std::array<bool, 256> make_interesting() {
  std::array<bool, 256> table{};
  for (const char c : std::string_view("\\[{<!&:|*_~")) table[static_cast<unsigned char>(c)] = true;
  for (unsigned c = 0; c < 0x20; ++c) table[c] = c != '\t';
  table[0x7F] = true;
  return table;
}
constexpr auto kInteresting = make_interesting();

bool is_blank(char c) { return c == ' ' || c == '\t'; }

class Masker {
 public:
  Masker(const Source& source, std::uint32_t begin, bool dialect)
      : in_(std::string_view(source.text).substr(begin)), dialect_(dialect), guard_(in_) {
    out_.source_begin = begin;
    out_.first_line = source.locate(begin).line;
    out_.stand_ins = choose_stand_ins(in_);
    longest_definition_ = longest_definition(in_);
  }
  MaskedText run();

 private:
  void line(std::size_t begin, std::size_t end);
  void content(std::size_t begin, std::size_t end);
  std::size_t special(std::size_t at, std::size_t end);
  std::size_t delimiters(std::size_t at, std::size_t end);
  std::size_t escape(std::size_t at, std::size_t end);
  std::size_t bracket(std::size_t at, std::size_t end);
  std::size_t brace(std::size_t at, std::size_t end);
  std::size_t ampersand(std::size_t at, std::size_t end);
  std::size_t address(std::size_t begin, std::size_t end);
  void find_paragraph(std::size_t begin);
  bool may_hold_attributes(std::size_t at, std::size_t list_end, std::size_t line_end) const;
  // Once a paragraph.
  void refuse(std::size_t at) {
    if (refused_before_ <= at) out_.refused_markup.push_back(span(at, at + 1));
    refused_before_ = paragraph_end_;
  }
  void put(std::size_t begin, std::size_t end) { out_.text.append(in_.substr(begin, end - begin)); }
  void put_masked(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) out_.text += mask_byte(in_[i]);
  }
  Span span(std::size_t begin, std::size_t end) const {
    return {static_cast<std::uint32_t>(out_.source_begin + begin), static_cast<std::uint32_t>(out_.source_begin + end)};
  }

  std::string_view in_;
  bool dialect_;
  MaskedText out_;
  ParagraphGuard guard_;
  std::size_t longest_definition_ = 0;
  std::size_t paragraph_end_ = 0;  // of the stretch without a blank line that the guard watches
  std::size_t line_content_ = 0;   // where the content of the line begins, after its container markers
  std::size_t line_begin_ = 0;
  std::size_t address_end_ = 0;    // of the last bare address
  std::size_t refused_before_ = 0; // end of the last paragraph in which markup was refused
  std::size_t pipes_ = 0;          // in the line
};

MaskedText Masker::run() {
  out_.text.reserve(in_.size() + 1);
  for (std::size_t begin = 0; begin < in_.size();) {
    const std::size_t end = std::min(in_.find('\n', begin), in_.size());
    out_.line_starts.push_back(static_cast<std::uint32_t>(out_.text.size()));
    line(begin, end);
    if (end < in_.size()) out_.text += '\n';
    begin = end + 1;
  }
  return std::move(out_);
}

// The guard starts anew after each blank line. A line that holds only container markers counts as blank where the stretch
// begins, not where it ends: too large a stretch is on the safe side.
void Masker::find_paragraph(std::size_t begin) {
  std::size_t end = begin;
  for (std::size_t at = begin; at < in_.size();) {
    const std::size_t line_end = std::min(in_.find('\n', at), in_.size());
    const std::size_t text = in_.find_first_not_of(" \t", at);
    if (text >= line_end) break;
    end = line_end;
    at = line_end + 1;
  }
  paragraph_end_ = end;
  guard_.start(begin, end);
}

void Masker::line(std::size_t begin, std::size_t end) {
  if (begin == end) return;
  if (begin >= paragraph_end_) find_paragraph(begin);
  line_begin_ = line_content_ = begin;
  pipes_ = 0;
  constexpr std::string_view kPrefixStart = " \t>-+*:[0123456789";
  if (kPrefixStart.find(in_[begin]) != std::string_view::npos) {
    const std::string_view text = in_.substr(begin, end - begin);
    const LinePrefix prefix = scan_prefix(text);
    line_content_ = begin + prefix.end;
    if (prefix.too_deep()) {
      if (!out_.too_deep) out_.too_deep_at = static_cast<std::uint32_t>(out_.source_begin + begin);
      out_.too_deep = out_.shifted = true;
      scan_prefix(text, &out_.text);
      content(line_content_, end);
      return;
    }
  }
  content(begin, end);
}

void Masker::content(std::size_t begin, std::size_t end) {
  const bool refuse_table = guard_.refuses_table(line_content_, end);
  if (refuse_table) {
    out_.refused_tables.push_back(span(line_content_, end));
    put(begin, std::max(begin, line_content_));
    put_masked(std::max(begin, line_content_), end);
    return;
  }
  std::size_t plain = begin;
  for (std::size_t at = begin; at < end;) {
    if (!kInteresting[static_cast<unsigned char>(in_[at])]) {
      ++at;
      continue;
    }
    put(plain, at);
    at = plain = special(at, end);
  }
  put(plain, end);
}

// Writes what stands at `at` and returns where the next character stands.
std::size_t Masker::special(std::size_t at, std::size_t end) {
  const char c = in_[at];
  switch (c) {
    case '\\': return escape(at, end);
    case '[': return bracket(at, end);
    case '{': return dialect_ ? brace(at, end) : (put(at, at + 1), at + 1);
    case '&': return ampersand(at, end);
    case '<':
      if (!guard_.refuses_html(at)) break;
      refuse(at);
      out_.text += mask_byte('<');
      return at + 1;
    case '!':
      if (at + 1 >= end || in_[at + 1] != '[' || !guard_.refuses_image()) break;
      refuse(at);
      out_.text += mask_byte('!');
      return at + 1;
    case ':':
      if (!dialect_ || in_.substr(at, 3) != "://") break;
      return address(at, end);
    case '*':
    case '_':
    case '~': return delimiters(at, end);
    case '|':
      if (++pipes_ <= kMaxTableColumns) break;
      out_.text += mask_byte('|');
      return at + 1;
    default:  // a control character, which a decoded file does not hold
      append_utf8(out_.text, kReplacement);
      out_.shifted = true;
      return at + 1;
  }
  put(at, at + 1);
  return at + 1;
}

std::size_t Masker::delimiters(std::size_t at, std::size_t end) {
  std::size_t stop = at;
  while (stop < end && in_[stop] == in_[at]) ++stop;
  if (guard_.refuses_emphasis()) {
    refuse(at);
    put_masked(at, stop);
  } else {
    put(at, stop);
  }
  return stop;
}

std::size_t Masker::escape(std::size_t at, std::size_t end) {
  if (at + 1 >= end) {
    put(at, end);
    return end;
  }
  const char next = in_[at + 1];
  if (dialect_ && (next == '[' || next == ']')) {
    out_.text += next == '[' ? out_.stand_ins.open_bracket : out_.stand_ins.close_bracket;
    return at + 2;
  }
  // A control character or a letter is not escaped: it must be looked at.
  const bool pair = static_cast<unsigned char>(next) > 0x20 && next != 0x7F;
  put(at, at + (pair ? 2 : 1));
  return at + (pair ? 2 : 1);
}

std::size_t Masker::bracket(std::size_t at, std::size_t end) {
  if (dialect_ && at + 2 < end && in_[at + 1] == '^') {
    // A label: no white space, no brackets, no '|' (tables). cmark allows no white space either.
    std::size_t close = at + 2;
    const std::size_t limit = std::min(end, at + 202);  // longer labels are none
    while (close < limit && static_cast<unsigned char>(in_[close]) > 0x20 && in_[close] != '[' && in_[close] != ']' &&
           in_[close] != '|' && in_[close] != 0x7F) {
      ++close;
    }
    if (close > at + 2 && close < end && in_[close] == ']') {
      out_.text += out_.stand_ins.note;
      put_masked(at + 2, close);
      out_.text += '}';
      return close + 1;
    }
  }
  if (at == line_content_ && definition_length(in_, at, paragraph_end_, longest_definition_) > longest_definition_) {
    out_.refused_definitions.push_back(span(at, end));
    out_.text += mask_byte('[');
    return at + 1;
  }
  put(at, at + 1);
  return at + 1;
}

// An attribute list may follow a link, an image, a span or code at once, end a heading, open an item, or stand in the line
// of a fenced div. Where it turns out to belong to nothing, it becomes text again.
bool Masker::may_hold_attributes(std::size_t at, std::size_t list_end, std::size_t line_end) const {
  if (at > line_begin_ && std::string_view("])`").find(in_[at - 1]) != std::string_view::npos) return true;
  if (at == line_content_ || in_.substr(line_content_, 3) == ":::") return true;
  const std::string_view task = in_.substr(line_content_, 4);  // "[x] {.class} words"
  if (at == line_content_ + 4 && (task == "[ ] " || task == "[x] ")) return true;
  const std::size_t after = in_.find_first_not_of(" \t", list_end);
  return at > line_begin_ && is_blank(in_[at - 1]) && (after == std::string_view::npos || after >= line_end);
}

std::size_t Masker::brace(std::size_t at, std::size_t end) {
  const AttributeList list = parse_attributes(in_.substr(at, end - at));
  if (list.length == 0 || !may_hold_attributes(at, at + list.length, end)) {
    put(at, at + 1);
    return at + 1;
  }
  out_.text += '{';
  put_masked(at + 1, at + list.length - 1);
  out_.text += '}';
  return at + list.length;
}

// A character reference must not bring in a control character: it would be taken for a mask. `&#1;` becomes `&#0;`,
// which CommonMark reads as U+FFFD.
std::size_t Masker::ampersand(std::size_t at, std::size_t end) {
  const std::string_view text = in_.substr(at, std::min<std::size_t>(end - at, 12));
  if (text.size() < 4 || text[1] != '#') {
    put(at, at + 1);
    return at + 1;
  }
  const bool hex = text[2] == 'x' || text[2] == 'X';
  std::size_t p = hex ? 3 : 2;
  std::uint32_t value = 0;
  for (; p < text.size(); ++p) {
    const char c = text[p];
    const int digit = c >= '0' && c <= '9' ? c - '0' : hex && (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
    if (digit < 0) break;
    value = value * (hex ? 16 : 10) + static_cast<std::uint32_t>(digit);
  }
  const bool control = (value < 0x20 && value != '\t' && value != '\n') || (value >= 0x7F && value < 0xA0);
  if (p == text.size() || text[p] != ';' || !control) {
    put(at, at + 1);
    return at + 1;
  }
  put(at, at + (hex ? 3 : 2));
  out_.text.append(p - (hex ? 3 : 2), '0');
  out_.text += ';';
  return at + p + 1;
}

// `colon` is at "://": emphasis does not start within a bare address.
std::size_t Masker::address(std::size_t colon, std::size_t end) {
  std::size_t begin = colon;
  while (begin > line_begin_ && colon - begin < 5 && ((in_[begin - 1] | 32) >= 'a' && (in_[begin - 1] | 32) <= 'z')) --begin;
  const std::string_view scheme = in_.substr(begin, colon - begin);
  const std::string_view line = in_.substr(line_begin_, end - line_begin_);
  const bool within = colon < address_end_;  // "http://(http://": the first one reaches to the end already
  if (within || (scheme.size() != 4 && scheme.size() != 5) || !may_begin_address(line, begin - line_begin_)) {
    put(colon, colon + 1);
    return colon + 1;
  }
  std::size_t stop = line_begin_ + bare_address_end(line, begin - line_begin_);
  stop = address_end_ = std::max(stop, colon + 1);
  put(colon, colon + 1);
  std::size_t at = colon + 1;
  // Behind "(" it is the address of a link, or the bracket closes behind it.
  int brackets = begin > line_begin_ && in_[begin - 1] == '(' ? 1 : 1 << 30;
  for (; at < stop; ++at) {
    const char c = in_[at];
    brackets += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (brackets == 0) break;
    // Escapes, references and brackets keep their meaning: the stretch ends before them.
    if (c == '\\' || c == '&' || c == '[' || c == ']' || c == '{' || c == '!' || c == '`' || c == 0x7F) break;
    out_.text += c == '*' || c == '_' || c == '~' ? mask_byte(c) : c;
  }
  return at;
}

}  // namespace

std::uint32_t MaskedText::to_source(std::size_t offset, const Source& source) const {
  if (!shifted) return static_cast<std::uint32_t>(std::min<std::size_t>(source_begin + offset, source.text.size()));
  const auto after = std::upper_bound(line_starts.begin(), line_starts.end(), static_cast<std::uint32_t>(offset));
  const auto index = static_cast<std::uint32_t>(after - line_starts.begin());
  if (index == 0) return source_begin;
  const std::uint32_t line = first_line + index - 1;
  const auto column = static_cast<std::uint32_t>(offset) - line_starts[index - 1];
  const auto length = static_cast<std::uint32_t>(source.line(line).size());
  return source.offset(line, std::min(column, length) + 1);
}

MaskedText mask(const Source& source, std::uint32_t begin, bool dialect) { return Masker(source, begin, dialect).run(); }

char mask_byte(char c) {
  const char code = kEncoder[static_cast<unsigned char>(c)];
  return code != 0 ? code : c;
}

char unmask_byte(char c) { return kDecoder[static_cast<unsigned char>(c)]; }

bool is_masked(std::string_view text, const StandIns& stand_ins) {
  const char leads[3] = {stand_ins.note[0], stand_ins.open_bracket[0], stand_ins.close_bracket[0]};
  return std::any_of(text.begin(), text.end(), [&](char c) {
    return kDecoder[static_cast<unsigned char>(c)] != 0 || c == leads[0] || c == leads[1] || c == leads[2];
  });
}

namespace {

std::string unmask(std::string_view masked, const StandIns& stand_ins, bool source) {
  std::string out;
  out.reserve(masked.size() + 8);
  bool in_label = false;
  for (std::size_t at = 0; at < masked.size();) {
    const std::string_view pair = masked.substr(at, 2);
    if (pair == stand_ins.note) {
      out += "[^";
      in_label = true;
      at += 2;
    } else if (pair == stand_ins.open_bracket || pair == stand_ins.close_bracket) {
      if (source) out += '\\';
      out += pair == stand_ins.open_bracket ? '[' : ']';
      at += 2;
    } else {
      const char c = masked[at++];
      const char plain = kDecoder[static_cast<unsigned char>(c)];
      out += in_label && c == '}' ? ']' : plain != 0 ? plain : c;
      if (c == '}') in_label = false;
    }
  }
  return out;
}

}  // namespace

std::string unmask_text(std::string_view masked, const StandIns& stand_ins) { return unmask(masked, stand_ins, false); }
std::string unmask_source(std::string_view masked, const StandIns& stand_ins) { return unmask(masked, stand_ins, true); }

std::size_t masked_attributes_length(std::string_view masked) {
  if (!masked.starts_with('{')) return 0;
  bool list = false;
  for (std::size_t at = 1; at < masked.size(); ++at) {
    if (masked[at] == '}') return list ? at + 1 : 0;
    if (masked[at] == '{' || masked[at] == '\n') return 0;
    const char plain = kDecoder[static_cast<unsigned char>(masked[at])];
    list = list || plain == '#' || plain == '.' || plain == '=' || plain == '/' || plain == '-';
  }
  return 0;
}

}  // namespace pamphlet::markdown
