// What no reader should see in a finished text: markup of a dialect that nobody read, of the program that an article was
// exported from, or of a wrong encoding. The text is looked through once for each kind; a kind is a small function from a
// text to the first place where it stands. Precision goes before completeness: an author who is warned of a sign that she
// means turns the check off. So single signs that people do write (a star of a footnote, a brace, `C++`) say nothing, what
// is written with a backslash is meant, and code is left alone. What a reader has already said
// something of is not named again. Cost: linear; each kind looks at a byte a bounded number of times.

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <set>

#include "base/ascii.h"
#include "base/characters.h"
#include "base/utf8.h"
#include "check/codes.h"
#include "check/rules.h"

namespace pamphlet::checking {
namespace {

struct Place {
  std::size_t begin = 0, length = 0;
};
using Found = std::optional<Place>;

constexpr std::size_t kMost = 30;          // findings of an article; a page of an export has thousands
constexpr std::size_t kTries = 16;         // places of a kind in one block that readers have said something of
constexpr std::size_t kLongestShown = 40;  // bytes of what is quoted
constexpr std::size_t kData = 80;          // letters and digits without a blank that are no word: a line of base64 has 76 (RFC 2045)

bool is_letter_byte(char c) { return is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80; }
bool is_word_byte(char c) { return is_letter_byte(c) || is_ascii_digit(c); }
char at(std::string_view text, std::size_t i) { return i < text.size() ? text[i] : ' '; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

/// The first of these words; what stands before and behind it is looked at by `fits`.
template <class Fits> Found find_any(std::string_view text, std::initializer_list<std::string_view> words, Fits fits) {
  Found first;
  for (const std::string_view word : words) {
    for (std::size_t i = text.find(word); i != std::string_view::npos && !(first && first->begin <= i); i = text.find(word, i + 1)) {
      if (fits(i, i + word.size())) first = Place{i, word.size()};
    }
  }
  return first;
}
Found find_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return find_any(text, words, [](std::size_t, std::size_t) { return true; });
}

constexpr std::string_view kTags[] = {"a", "abbr", "article", "aside", "audio", "b", "blockquote", "body", "br", "button", "caption", "center", "cite", "code",
                                      "col", "dd", "del", "details", "div", "dl", "dt", "em", "embed", "figcaption", "figure", "font", "footer", "form",
                                      "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "i", "iframe", "img", "input", "ins", "kbd",
                                      "label", "li", "link", "mark", "meta", "nav", "object", "ol", "p", "pre", "q", "s", "script", "section", "small",
                                      "source", "span", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "th", "thead", "tr",
                                      "tt", "u", "ul", "video"};

/// "<div class=…>", "</p>", "<!--": a tag of HTML, not "<your name>".
Found find_tag(std::string_view text) {
  for (std::size_t i = text.find('<'); i != std::string_view::npos; i = text.find('<', i + 1)) {
    if (text.substr(i, 4) == "<!--") return Place{i, 4};
    std::size_t end = i + 1 + (at(text, i + 1) == '/' ? 1 : 0);
    const std::size_t name = end;
    while (end < text.size() && end < name + 12 && is_ascii_alphanumeric(text[end])) ++end;
    const std::string tag = to_lower(text.substr(name, end - name), "en");
    if (std::find(std::begin(kTags), std::end(kTags), tag) == std::end(kTags)) continue;
    if (at(text, end) == '>' || (at(text, end) == '/' && at(text, end + 1) == '>')) return Place{i, end + 1 - i};
    const std::string_view more = text.substr(end, 200);
    if (at(text, end) == ' ' && more.find('=') < more.find('>') && more.find('>') != std::string_view::npos) return Place{i, end - i};
  }
  return {};
}

/// "&nbsp;", "&#8217;": a character reference that nobody decoded.
Found find_reference(std::string_view text) {
  for (std::size_t i = text.find('&'); i != std::string_view::npos; i = text.find('&', i + 1)) {
    std::size_t end = i + 1 + (at(text, i + 1) == '#' ? 1 : 0);
    const std::size_t name = end;
    while (end < text.size() && end < name + 10 && is_ascii_alphanumeric(text[end])) ++end;
    if (end >= name + 2 && at(text, end) == ';') return Place{i, end + 1 - i};
  }
  return {};
}

/// "{{…}}", "{% … %}", "{: .lead}", "{#id}", "{width=50%}": braces with something of a program in them.
Found find_braces(std::string_view text) {
  for (std::size_t i = text.find('{'); i != std::string_view::npos; i = text.find('{', i + 1)) {
    const std::size_t end = text.substr(i, 200).find('}');
    if (end == std::string_view::npos) continue;
    const std::string_view inside = text.substr(i + 1, end - 1);
    const bool program = std::string_view("{%#.:<>+-~=$!/").find(at(inside, 0)) != std::string_view::npos || inside.find('=') != std::string_view::npos;
    const bool word = !inside.empty() && std::all_of(inside.begin(), inside.end(), [](char c) { return is_ascii_lower(c) || c == '-' || c == '_'; });
    if (program || word) return Place{i, end + 1};
  }
  return {};
}

/// Rows and rules of tables: "| Age | Dose |", "|---|", "+----+".
Found find_pipes(std::string_view text) {
  if (const Found rule = find_any(text, {"|--", "|:-", "--|", "-+-", "+--", "|==", "==|"})) return rule;
  for (std::size_t line = 0; line < text.size();) {  // what a line begins with
    const std::size_t end = std::min(text.find('\n', line), text.size());
    const std::size_t first = text.find_first_not_of(" \t\r", line);
    if (first < end && text[first] == '|') return Place{first, 1};
    line = end + 1;
  }
  return {};
}

/// "\newpage", "\textbf{": a command of TeX. Not a path ("C:\Temp").
Found find_command(std::string_view text) {
  for (std::size_t i = text.find('\\'); i != std::string_view::npos; i = text.find('\\', i + 1)) {
    std::size_t end = i + 1;
    while (end < text.size() && is_ascii_letter(text[end])) ++end;
    const char before = i > 0 ? text[i - 1] : ' ';
    if (end >= i + 3 && !is_word_byte(before) && before != ':' && before != '\\' && before != '.') return Place{i, end - i};
  }
  return {};
}

/// Data that nobody can read: a line of base64, the address of an embedded picture.
Found find_data(std::string_view text) {
  if (const Found data = find_any(text, {"data:image/", ";base64,"})) return data;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    bool upper = false, lower = false, digit = false;
    for (; end < text.size() && (is_ascii_alphanumeric(text[end]) || text[end] == '+' || text[end] == '/' || text[end] == '='); ++end) {
      upper = upper || is_ascii_upper(text[end]);
      lower = lower || is_ascii_lower(text[end]);
      digit = digit || is_ascii_digit(text[end]);
    }
    if (end - i >= kData && upper && lower && digit) return Place{i, end - i};
    i = end + 1;
  }
  return {};
}

// The byte that Windows-1252 writes a character with; 0 for one that it has not, or that is ASCII (WHATWG Encoding, index
// windows-1252).
unsigned windows_byte(char32_t c) {
  constexpr char32_t kSpecial[] = {0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
                                   0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178};
  for (unsigned i = 0; i < std::size(kSpecial); ++i)
    if (kSpecial[i] == c) return 0x80 + i;
  return c >= 0xA0 && c <= 0xFF ? static_cast<unsigned>(c) : 0;
}

/// UTF-8 read as Windows-1252: "Ã©", "â€™", "Â°", "ðŸ˜€". The bytes of the characters are looked at: a lead byte of the
/// scripts of Europe, of general punctuation or of emoji, and as many trailing ones as it asks for.
Found find_mojibake(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    const char32_t c = next_code_point(text, i);
    const unsigned lead = c == 0xC2 || c == 0xC3 || c == 0xC4 || c == 0xC5 || c == 0xE2 || c == 0xEF || c == 0xF0 ? static_cast<unsigned>(c) : 0;
    if (lead == 0) continue;
    const int wanted = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    std::size_t next = i;
    int trailing = 0;
    while (trailing < wanted && next < text.size()) {
      const char32_t d = next_code_point(text, next);
      const unsigned byte = windows_byte(d);
      if (byte < 0x80 || byte > 0xBF) break;
      // “Ã” and "Ä" before a closing quotation mark are letters, "â" before an ellipsis is French; "Ã–sterreich" is not.
      const bool punctuation = d == 0x2026 || (d >= 0x2013 && d <= 0x201E) || d == 0x2039 || d == 0x203A || d == 0xAB || d == 0xBB;
      if (trailing == 0 && punctuation && !(lead == 0xC3 && is_ascii_letter(at(text, next))) && !(lead == 0xE2 && d == 0x201A)) break;
      ++trailing;
    }
    if (trailing == wanted) return Place{begin, next - begin};
  }
  return {};
}

/// Signs of emphasis that were not read: "**" or "__" beside a word, and single ones where a pair of them stands around words.
Found find_emphasis(std::string_view text) {
  const auto touches = [&](std::size_t begin, std::size_t end) {
    return (begin > 0 && is_word_byte(text[begin - 1])) != is_word_byte(at(text, end)) || (is_letter_byte(at(text, end)) && begin > 0 && is_letter_byte(text[begin - 1]));
  };
  const auto touches_apart = [&](std::size_t begin, std::size_t end) {  // "x==y" compares
    return touches(begin, end) && !(begin > 0 && is_word_byte(text[begin - 1]) && is_word_byte(at(text, end)));
  };
  if (const Found two = find_any(text, {"**", "~~"}, touches)) return two;
  if (const Found two = find_any(text, {"=="}, touches_apart)) return two;
  for (const char sign : {'*', '_'}) {
    const auto single = [&](std::size_t i) { return at(text, i + 1) != sign && (i == 0 || text[i - 1] != sign); };
    for (std::size_t i = text.find(sign); i != std::string_view::npos; i = text.find(sign, i + 1)) {
      const bool opens = single(i) && (i == 0 || is_blank(text[i - 1]) || text[i - 1] == '(') && is_letter_byte(at(text, i + 1));
      if (!opens) continue;
      // Within a line, and not behind the words that a note belongs to.
      if (sign == '*' && i > 1 && text[i - 1] == ' ' && text[i - 2] != '\n') return Place{i, 1};
      for (std::size_t close = text.find(sign, i + 1); close != std::string_view::npos; close = text.find(sign, close + 1)) {
        if (is_ascii_digit(text[close - 1]) && is_ascii_digit(at(text, close + 1))) continue;  // "2*3"
        const bool closes = single(close) && !is_blank(text[close - 1]) && !is_word_byte(at(text, close + 1));
        // "*wash *hands": two stars before words, or one on the wrong side of a blank.
        const bool misplaced = sign == '*' && single(close) && is_letter_byte(at(text, close + 1)) && text.substr(i, close - i).find('\n') == std::string_view::npos;
        if (closes || misplaced) return Place{i, 1};
        break;
      }
    }
  }
  return {};
}

/// Brackets of links, pictures, notes, boxes and short codes: "](", "![", "[[", "[^", "[!NOTE]", "[ ]", "[caption …]".
Found find_brackets(std::string_view text) {
  if (const Found link = find_any(text, {"](", "][", "![", "[[", "]]", "[^", "[!", "[@", "[-@", "[TOC]", "[toc]"})) return link;
  if (const Found box = find_any(text, {"[NOTE]", "[TIP]", "[IMPORTANT]", "[WARNING]", "[CAUTION]"}, [&](std::size_t begin, std::size_t end) { return (begin == 0 || text[begin - 1] == '\n') && at(text, end) == '\n'; })) return box;  // AsciiDoc
  const auto alone = [&](std::size_t begin, std::size_t) { return begin == 0 || is_blank(text[begin - 1]); };
  if (const Found box = find_any(text, {"[ ]", "[x]", "[X]"}, alone)) return box;
  for (std::size_t i = text.find('['); i != std::string_view::npos; i = text.find('[', i + 1)) {
    const bool closes = at(text, i + 1) == '/';
    std::size_t end = i + (closes ? 2 : 1);
    const std::size_t name = end;
    while (end < text.size() && (is_ascii_lower(text[end]) || text[end] == '_' || text[end] == '-')) ++end;
    if (end < name + 3) continue;
    const std::string_view more = text.substr(end, 120);
    const bool attributes = at(text, end) == ' ' && more.find("=") < more.find(']') && more.find(']') != std::string_view::npos;
    if ((closes && at(text, end) == ']') || attributes) return Place{i, end - i};
  }
  return {};
}

/// Signs at the start of a block: "## Words", ":::", "!!! note", "%% … %%", ":warning:", and "dose:: 5 mg" and ".. note::".
Found find_block_signs(std::string_view text) {
  if (text.starts_with("# ") || text.starts_with("##") || text.starts_with("#. ")) return Place{0, 2};
  if (text.starts_with("> ") && text.size() > 3 && !is_ascii_digit(text[2])) return Place{0, 1};  // of a mail; "> 38 °C" is none
  if (const Found fence = find_any(text, {":::", "```", "%%", "!!! ", "??? ", "+++"}, [&](std::size_t begin, std::size_t) { return begin == 0 || is_blank(text[begin - 1]); })) return fence;
  if (const Found field = find_any(text, {"::"}, [&](std::size_t begin, std::size_t end) { return begin > 0 && is_word_byte(text[begin - 1]) && (end >= text.size() || is_blank(text[end])); })) return field;
  for (std::size_t i = text.find(':'); i != std::string_view::npos; i = text.find(':', i + 1)) {
    std::size_t end = i + 1;
    while (end < text.size() && end < i + 40 && (is_ascii_lower(text[end]) || is_ascii_digit(text[end]) || text[end] == '_' || text[end] == '-')) ++end;
    const bool apart = (i == 0 || !is_word_byte(text[i - 1])) && !is_word_byte(at(text, end + 1));
    if (end >= i + 3 && is_ascii_lower(at(text, i + 1)) && at(text, end) == ':' && apart) return Place{i, end + 1 - i};
  }
  return {};
}

struct Kind {
  std::string_view name, help;
  Found (*find)(std::string_view);
};
constexpr Kind kKinds[] = {
    {"an HTML tag", "write it as Markdown, or put code between backticks", find_tag},
    {"a character reference", "write the character itself", find_reference},
    {"braces of another program", "take them out, or write \\{ where you mean one", find_braces},
    {"signs of a table", "a table needs a row of heads, and below it |---|---|", find_pipes},
    {"a command of TeX", "take it out, or put code between backticks", find_command},
    {"data that nobody can read", "take it out; a picture is ![what it shows](file)", find_data},
    {"letters of a wrong encoding", "open the file as UTF-8 and write these letters anew", find_mojibake},
    {"signs of emphasis", "let no blank stand inside them, or write \\* where you mean a star", find_emphasis},
    {"brackets of a link, a box or a short code", "write [words](address), or \\[ where you mean a bracket", find_brackets},
    {"signs of a heading, a quotation, a box or an emoji", "let a blank line stand before it, or write a backslash before a sign that you mean", find_block_signs},
};

class LeftOvers {
 public:
  LeftOvers(const Document& document, Diagnostics& diagnostics) : document_(document), diagnostics_(diagnostics) {
    for (const Diagnostic& finding : diagnostics.items()) {
      if (finding.source == document.source && finding.severity != Severity::hint && !finding.span.empty()) named_.push_back(finding.span);
    }
    std::sort(named_.begin(), named_.end(), [](Span a, Span b) { return a.begin < b.begin; });
    for (std::size_t i = 1; i < named_.size(); ++i) named_[i].end = std::max(named_[i].end, named_[i - 1].end);
  }

  void run() {
    for (NodeId id = 0; id < document_.nodes.size(); ++id) {
      const Element element = document_[id].element;
      if (element == Element::code_block || element == Element::code) id = document_[id].end - 1;
      else if (!is_inline(element)) block(id);
    }
    if (count_ > kMost) {
      diagnostics_.report(code::left_over_markup, *document_.source, first_unsaid_, fmt::format("and {} more places with left-over markup, from here on", count_ - kMost));
    }
  }

 private:
  struct Piece { std::size_t at; NodeId node; };

  // The words of a block's own inlines, as one text: a sign may stand on both sides of a link.
  void block(NodeId block) {
    text_.clear();
    pieces_.clear();
    for (NodeId id = block + 1; id < document_[block].end;) {
      const Node& node = document_[id];
      if (!is_inline(node.element)) break;
      if (node.element == Element::code) {
        text_ += ' ';
        id = node.end;
        continue;
      }
      if (node.element == Element::text) {
        pieces_.push_back({text_.size(), id});
        text_ += document_.text(id);
      } else if (info(node.element).display == Display::leaf) {
        text_ += node.element == Element::image ? ' ' : '\n';
      }
      ++id;
    }
    if (text_.find_first_not_of(" \n") == std::string::npos) return;
    for (const Kind& kind : kKinds) {
      std::size_t from = 0;
      for (std::size_t tries = 0; tries < kTries; ++tries) {
        const Found found = kind.find(std::string_view(text_).substr(from));
        if (!found || !is_said(kind, {from + found->begin, found->length})) break;
        from += found->begin + found->length;
      }
    }
  }

  /// Reports it, unless a reader has said something of that place already: then true.
  bool is_said(const Kind& kind, Place place) {
    const auto after = std::upper_bound(pieces_.begin(), pieces_.end(), place.begin, [](std::size_t at, const Piece& piece) { return at < piece.at; });
    if (after == pieces_.begin()) return false;
    const Piece& piece = *std::prev(after);
    const Span span = document_[piece.node].span;
    const std::string_view source = std::string_view(document_.source->text).substr(span.begin, span.end - span.begin);
    // What is written with a backslash is meant.
    if (source.find(std::string("\\") + text_[place.begin]) != std::string_view::npos) return false;
    const std::string_view shown = std::string_view(text_).substr(place.begin, std::min(place.length, kLongestShown));
    const std::size_t offset = source.find(shown);
    const Span at = offset == std::string_view::npos ? span : Span{span.begin + static_cast<std::uint32_t>(offset), span.begin + static_cast<std::uint32_t>(offset + shown.size())};
    const auto next = std::partition_point(named_.begin(), named_.end(), [&](Span other) { return other.begin < at.end; });
    if (next != named_.begin() && std::prev(next)->end > at.begin) return true;
    if (!said_.emplace(line_of(at.begin), &kind).second) return false;
    if (++count_ == kMost + 1) first_unsaid_ = at;
    if (count_ > kMost) return false;
    diagnostics_.report(code::left_over_markup, *document_.source, at,
                        fmt::format("{} can be seen in the text: {}", kind.name, beginning_of(collapse_spaces(std::string_view(text_).substr(place.begin, kLongestShown + 20)), kLongestShown)), std::string(kind.help));
    return false;
  }

  std::size_t line_of(std::uint32_t offset) const {
    const auto& starts = document_.source->line_starts;
    return static_cast<std::size_t>(std::upper_bound(starts.begin(), starts.end(), offset) - starts.begin());
  }

  const Document& document_;
  Diagnostics& diagnostics_;
  std::vector<Span> named_;                              // what readers have said something of; each ends where the furthest before it does
  std::set<std::pair<std::size_t, const Kind*>> said_;  // by line
  std::string text_;
  std::vector<Piece> pieces_;
  std::size_t count_ = 0;
  Span first_unsaid_;
};

}  // namespace

void check_left_overs(const DocumentSubject& subject, Diagnostics& diagnostics) { LeftOvers(subject.document, diagnostics).run(); }

}  // namespace pamphlet::checking
