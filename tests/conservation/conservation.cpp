#include "conservation.h"

namespace pamphlet::test {
namespace {

using namespace conservation;

std::string tag_name(std::string_view text, std::size_t at) {
  std::string name;
  for (++at; at < text.size() && (is_ascii_alphanumeric(text[at]) || (name.empty() && text[at] == '/')); ++at) name += ascii_lower(text[at]);
  return name;
}
/// Behind the tag that begins at `at`.
std::size_t tag_end(std::string_view text, std::size_t at) {
  char quote = '\0';
  for (; at < text.size(); ++at) {
    if (quote != '\0') quote = text[at] == quote ? '\0' : quote;
    else if (text[at] == '>') return at + 1;
    else if (text[at] == '"' || text[at] == '\'') quote = text[at];
  }
  return at;
}
/// Behind the element, or the text up to the next tag, that begins at `at`. Elements whose end tag is left out reach to the
/// end of what holds them.
std::size_t element_end(std::string_view text, std::size_t at) {
  if (at >= text.size() || text[at] != '<') return std::min(text.find('<', at), text.size());
  const std::string name = tag_name(text, at);
  int depth = 0;
  for (; at < text.size(); at = std::min(text.find('<', at + 1), text.size())) {
    const std::string here = tag_name(text, at);
    if (here == name) ++depth;
    if (here == "/" + name && --depth == 0) return at;
  }
  return at;
}

/// Blanks what is markup. Patterns are generous where a reader's own findings are the better judge of what was dropped.
class Blanker {
 public:
  explicit Blanker(std::string text) : text_(std::move(text)) {}

  std::string html() {
    comments();
    for (std::size_t at = 0; at < text_.size(); ++at) {
      if (text_[at] == '&') reference(at);
      if (rest(at).starts_with("[caption") || rest(at).starts_with("[/caption")) blank(at, text_.find(']', at));
      if (text_[at] != '<') continue;
      const std::size_t end = tag_end(text_, at);
      const std::string name = tag_name(text_, at);
      std::size_t behind = end;
      for (const std::string_view unseen : {"script", "style", "title", "template", "noscript", "svg", "canvas", "annotation"}) {
        if (name == unseen) behind = std::min(text_.find("</" + name, end), text_.size());
      }
      // What KaTeX and MathJax draw of a formula that stands beside it.
      if (name == "mjx" || rest(at).substr(0, end - at).find("katex-html") != std::string_view::npos) behind = rest(at).starts_with("<mjx-math") || name == "span" ? element_end(text_, at) : end;
      const std::size_t close = std::min(text_.find("</a", end), text_.size());
      const bool to_place = name == "a" && rest(at).substr(0, end - at).find("href=\"#") != std::string_view::npos;
      if (to_place && close - end <= 6) behind = close;  // the mark of a note
      if (rest(at).substr(0, end - at).find("MsoList") != std::string_view::npos) word_marker(end);
      blank(at, behind);
    }
    return std::move(text_);
  }

  std::string markdown(std::size_t& body) {
    std::size_t at = body = front_matter();
    while (at < text_.size()) {
      const std::size_t end = line_end(at);
      line(at, end);
      at = end + 1;
    }
    comments();
    for (at = 0; at < text_.size(); ++at) inline_markup(at);
    return std::move(text_);
  }

  /// Pasted text has little: letters that count items, numbers in brackets that lead to notes and the way back from them.
  std::string pasted() {
    for (std::size_t at = 0; at < text_.size(); at = line_end(at) + 1) {
      std::size_t next = at;
      while (const std::size_t end = lettered_marker(next)) next = end;
      const std::size_t caret = std::min(text_.find('^', at), text_.size());
      for (next = caret + 1; next + 1 < line_end(at) && text_[next] == ' ' && is_ascii_lower(text_[next + 1]) && !word_at(next + 2); next += 2)
        blank(next + 1, next + 2);
    }
    for (std::size_t at = text_.find('['); at != std::string::npos; at = text_.find('[', at + 1)) {
      const std::size_t end = text_.find(']', at);
      if (end == std::string::npos) break;
      if (rest(at).substr(1, end - at - 1).find_first_not_of("0123456789, \xE2\x80\x93-") == std::string_view::npos) blank(at, end);
    }
    return std::move(text_);
  }

 private:
  /// Blanks "a.", "(b)", "iii)" and what else counts with letters at `at`; where it ends, or 0.
  std::size_t lettered_marker(std::size_t at) {
    while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\t' || text_[at] == '(')) ++at;
    std::size_t end = at;
    while (end < text_.size() && end < at + 9 && is_ascii_alphanumeric(text_[end])) ++end;
    const bool closed = end > at && end + 1 < text_.size() && (text_[end] == '.' || text_[end] == ')') && (text_[end + 1] == ' ' || text_[end + 1] == '\t');
    const std::string_view word = rest(at).substr(0, end - at);
    const bool number = word.find_first_not_of("0123456789") == std::string_view::npos;
    if (!closed || !(number || word.size() == 1 || word.find_first_not_of("ivxlcIVXLC") == std::string_view::npos)) return 0;
    if (!number) blank(at, end);
    return end + 1;
  }
  /// "o" and "a)" at the beginning of a paragraph of Word's: the marker of an item.
  void word_marker(std::size_t at) {
    while (at < text_.size() && text_[at] == '<') at = tag_end(text_, at);
    std::size_t end = at;
    while (end < text_.size() && end < at + 6 && is_ascii_alphanumeric(text_[end])) ++end;
    const bool bullet = rest(at).substr(0, 2) == "o<", number = end > at && end < text_.size() && (text_[end] == '.' || text_[end] == ')');
    if (bullet || number) blank(at, end);
  }
  std::size_t line_end(std::size_t at) const { return std::min(text_.find('\n', at), text_.size()); }
  void blank(std::size_t begin, std::size_t end) {
    for (; begin < std::min(end, text_.size()); ++begin)
      if (text_[begin] != '\n') text_[begin] = ' ';
  }
  std::string_view rest(std::size_t at) const { return std::string_view(text_).substr(at); }
  bool word_at(std::size_t at) const { return at < text_.size() && (is_ascii_alphanumeric(text_[at]) || static_cast<unsigned char>(text_[at]) >= 0x80); }

  // Keys; dates, which are printed in the language's form; switches. Comments.
  std::size_t front_matter() {
    std::size_t at = 0;
    while (at < text_.size() && trim(rest(at).substr(0, line_end(at) - at)).empty()) at = line_end(at) + 1;
    const std::string_view fence = rest(std::min(at, text_.size())).substr(0, 3);
    if (fence != "---" && fence != "+++" && fence != ";;;") return 0;
    const std::string close(fence);
    for (std::size_t next = line_end(at) + 1; next < text_.size();) {
      const std::size_t end = line_end(next);
      const std::string_view line = rest(next).substr(0, end - next);
      if (line.starts_with(close) || (close == "---" && line.starts_with("..."))) return end + 1;
      entry(next, end);
      next = end + 1;
    }
    return 0;
  }
  void entry(std::size_t at, std::size_t end) {
    for (std::size_t begin = at; begin < end;) {  // {name: Ana, role: midwife}
      const std::size_t colon = text_.find_first_of(":=", begin);
      if (colon >= end) break;
      std::size_t key = colon;
      while (key > at && (is_ascii_alphanumeric(text_[key - 1]) || std::string_view("-_\"' ").find(text_[key - 1]) != std::string_view::npos)) --key;
      const bool spaced = colon + 1 >= end || text_[colon + 1] == ' ' || text_[colon + 1] == '\t' || text_[colon] == '=';
      const bool outer = trim(rest(at).substr(0, key - at)).empty() || std::string_view("{,-").find(trim(rest(at).substr(0, key - at)).back()) != std::string_view::npos;
      if (spaced && outer) {
        const std::string name = to_lower(trim(rest(key).substr(0, colon - key)), "en");
        const bool drawn = name.find("date") != std::string::npos || name.find("review-by") != std::string::npos || name == "toc" || name == "dir" ||
                           name == "smart-punctuation" || name == "isbn" || name == "published";
        blank(key, drawn ? end : colon);
        for (std::size_t at_word = text_.find(" and ", colon); name.starts_with("author") && at_word < end; at_word = text_.find(" and ", at_word + 1)) blank(at_word, at_word + 4);
      }
      begin = colon + 1;
    }
    const std::size_t comment = text_.find(" # ", at);
    if (comment < end) blank(comment, end);
    if (trim(rest(at).substr(0, end - at)).starts_with('#')) blank(at, end);
  }

  // Markers at the start of a line: quotes, numbers and letters of lists, boxes, fences, names of definitions.
  void line(std::size_t at, std::size_t end) {
    if (rest(at).starts_with("---pagebreak---")) blank(at, end);
    for (const std::string_view option : {":name:", ":label:", ":class:"}) {  // of a MyST box: its id and its kind
      if (rest(at).starts_with(option)) blank(at, end);
    }
    const auto skip = [&] {
      while (at < end && (std::string_view(" \t>*+-|#").find(text_[at]) != std::string_view::npos || (text_[at] == ':' && at + 1 < end && text_[at + 1] == ' '))) ++at;
    };
    skip();
    if (rest(at).starts_with("[")) {  // [label]: address, [^label]: note, *[term]: words
      const std::size_t close = text_.find("]:", at);
      const std::string_view label = rest(at).substr(0, close - at + 2);
      if (close < end) {
        blank(at, label == "[//]:" || label == "[comment]:" ? end : close);  // a comment
        at = close + 2;
      }
    }
    for (bool more = true; more;) {
      more = false;
      skip();
      if (at + 2 < end && text_[at] == '(') ++at;
      std::size_t digits = at;
      while (digits < end && digits < at + 9 && is_ascii_alphanumeric(text_[digits])) ++digits;
      const bool number = std::all_of(text_.begin() + static_cast<std::ptrdiff_t>(at), text_.begin() + static_cast<std::ptrdiff_t>(digits), is_ascii_digit<char>);
      const bool marker = digits > at && digits < end && (text_[digits] == '.' || text_[digits] == ')') && (digits + 1 == end || text_[digits + 1] == ' ' || text_[digits + 1] == '\t');
      if (marker && (number || digits - at == 1 || rest(at).substr(0, digits - at).find_first_not_of("ivxlcIVXLC") == std::string_view::npos)) {
        blank(at, digits);
        at = digits + 1;
        more = true;
      }
    }
    for (const std::string_view caption : {"Table:", "table:"})
      if (rest(at).starts_with(caption)) blank(at, at + caption.size());
    if (rest(at).starts_with("```{") || rest(at).starts_with("~~~{") || rest(at).starts_with("~~~~{")) blank(at, std::min(text_.find('}', at), end));  // MyST
    if (rest(at).substr(0, end - at) == "```math") blank(at, end);
    if (rest(at).starts_with(":::") || rest(at).starts_with("!!!") || rest(at).starts_with("???")) {  // the kind of a box, then its title
      while (at < end && std::string_view(":!?+ ").find(text_[at]) != std::string_view::npos) ++at;
      std::size_t word = at;
      while (word < end && text_[word] != ' ' && text_[word] != '{') ++word;
      blank(at, word);
    }
  }

  void comments() {
    for (std::size_t at = text_.find("<!--"); at != std::string::npos; at = text_.find("<!--", at + 1)) {
      const std::size_t end = text_.find("-->", at);
      if (end == std::string::npos) return;
      blank(at, end + 3);
    }
  }

  void inline_markup(std::size_t at) {
    const std::string_view here = rest(at);
    const char c = text_[at];
    if (c == '<' && here.size() > 1 && (is_ascii_letter(here[1]) || here[1] == '/' || here[1] == '!' || here[1] == '?')) tag(at);
    if (c == '&') reference(at);
    if (c == ':' && here.size() > 2 && is_ascii_letter(here[1])) code(at);
    if (c == '{') braces(at);
    if (c == '^' && at > 0 && text_[at - 1] == ' ' && rest(at).find_first_of(" \n") >= line_end(at) - at) blank(at, line_end(at));  // a block's id
    if (c == '=' && at > 0 && text_[at - 1] == ' ') size(at);
    if (c == '[') brackets(at);
    if (here.starts_with("](#")) blank(at, std::min(text_.find(')', at), line_end(at)));  // a place in the article
    if (c == '\\' && here.size() > 2 && is_ascii_lower(here[1]) && is_ascii_lower(here[2])) {
      std::size_t end = at + 1;
      while (end < text_.size() && is_ascii_letter(text_[end])) ++end;
      blank(at, end);
    }
    if (is_ascii_digit(c) && (here.substr(1).starts_with("\xEF\xB8\x8F\xE2\x83\xA3") || here.substr(1).starts_with("\xE2\x83\xA3"))) blank(at, at + 1);  // keycaps
  }
  // Not an address in angle brackets, whose words are kept.
  void tag(std::size_t at) {
    const std::size_t end = text_.find('>', at);
    if (end == std::string::npos || end - at > 4000) return;
    const std::string_view inside = std::string_view(text_).substr(at + 1, end - at - 1);
    const std::size_t name = std::min(inside.find_first_of(" \t\n/", 1), inside.size());
    if (inside.substr(0, name).find_first_of(":@.") == std::string_view::npos) blank(at, end + 1);
  }
  // The word that a character reference stands in.
  void reference(std::size_t at) {
    std::size_t end = at + 1;
    while (end < text_.size() && end < at + 34 && (is_ascii_alphanumeric(text_[end]) || text_[end] == '#')) ++end;
    if (end == at + 1 || end >= text_.size() || text_[end] != ';') return;
    std::size_t begin = at;
    while (begin > 0 && word_at(begin - 1)) --begin;
    for (++end; word_at(end); ++end) {}
    blank(begin, end);
  }
  void code(std::size_t at) {
    std::size_t end = at + 1;
    while (end < text_.size() && (is_ascii_alphanumeric(text_[end]) || std::string_view("_+-").find(text_[end]) != std::string_view::npos)) ++end;
    if (end < text_.size() && text_[end] == ':' && !(at > 0 && word_at(at - 1))) blank(at, end);
  }
  void braces(std::size_t at) {
    const std::size_t end = std::min(text_.find('}', at), line_end(at));
    const std::string_view inside = std::string_view(text_).substr(at + 1, end - at - 1);
    if (end < text_.size() && text_[end] == '}' && (inside.find_first_of("#.=:-") != std::string_view::npos || inside.starts_with('{') || inside.starts_with('%'))) blank(at, end);
  }
  // "=200x100" before the parenthesis that ends a picture.
  void size(std::size_t at) {
    const std::size_t end = std::min(text_.find_first_not_of("0123456789x", at + 1), text_.size());
    if (end < text_.size() && text_[end] == ')') blank(at, end);
  }
  // [!NOTE], [^label], [text][label], [x].
  void brackets(std::size_t at) {
    const std::size_t end = text_.find(']', at);
    if (end >= line_end(at)) return;
    const std::string_view inside = std::string_view(text_).substr(at + 1, end - at - 1);
    const bool label = at > 0 && text_[at - 1] == ']' && !inside.empty();
    if (inside.starts_with('!') || inside.starts_with('^') || label || inside == "x" || inside == "X" || inside == "TOC") blank(at, end);
  }

  std::string text_;
};

// Findings of these kinds say what they take, though nobody needs to act on them.
bool takes_words(const Diagnostic& finding) {
  if (finding.severity != Severity::hint) return true;
  const std::string name = name_of(finding.code);
  return name == "page-furniture" || name == "front-matter-setting" || name == "dropped-chrome" || name == "dropped-copy" || name == "guessed-metadata";
}

}  // namespace

std::string without_markup(const Source& source, std::string_view kind, std::size_t& body) {
  body = 0;
  if (kind == ".html") return Blanker(source.text).html();
  return kind == ".txt" ? Blanker(source.text).pasted() : Blanker(source.text).markdown(body);
}

std::vector<Loss> losses(const Source& source, std::string_view kind, const Document& document, const Diagnostics& diagnostics) {
  Bag kept = words_in(document);
  // Whole lines of the findings' places: what is named is the construct, and the words around it are seen there too.
  std::vector<bool> excused(source.line_count() + 1);
  // A page may be one line: there it is the element, or the text, that the finding stands at.
  const bool page = kind == ".html";
  std::vector<bool> left_out(page ? source.text.size() + 1 : 0);
  for (const Diagnostic& finding : diagnostics.items()) {
    if (finding.source != &source || finding.span.empty() || !takes_words(finding)) continue;
    if (page) {
      std::fill(left_out.begin() + finding.span.begin, left_out.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(finding.span.end, element_end(source.text, finding.span.begin))), true);
      continue;
    }
    for (std::uint32_t line = source.locate(finding.span.begin).line; line <= source.locate(std::max(finding.span.begin + 1, finding.span.end) - 1).line; ++line) {
      excused[std::min<std::size_t>(line, excused.size() - 1)] = true;
    }
  }
  std::size_t body = 0;
  const std::string text = without_markup(source, kind, body);
  std::vector<Loss> lost;
  Bag title;
  add(title, document.meta.title.value);
  for (Word& word : words_of(text)) {
    if (kind == ".txt" && (word.text == "o" || word.text == "x")) continue;  // a bullet of Word, a ticked box
    const Span span{word.begin, word.end};
    if (page && (left_out[word.begin] || title.contains(word.text))) continue;  // the title stands in a page more than once
    if (excused[std::min<std::size_t>(source.locate(word.begin).line, excused.size() - 1)]) continue;
    // The title may stand in both, and is printed once; so is what the metadata say twice.
    int& left = kept[word.text];
    if (word.begin < body ? left <= 0 : --left < 0) lost.push_back({std::move(word.text), span});
  }
  return lost;
}

}  // namespace pamphlet::test
