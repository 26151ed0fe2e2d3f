// Lines that begin with ">", as mail programs put it before what they answer (RFC 3676 §4.5), are a quotation; the line above that
// ends with a colon ("On 1 March Lee wrote:") says whose. ">" also means "more than": a line with a number behind it is quoted only
// where its neighbours are, or where such a line stands above. One pass over the lines before all others, so that they see words.
#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "recover/article.h"
#include "recover/characters.h"
#include "recover/codes.h"

namespace pamphlet::recover {
namespace {

using std::string_view;

// Without ">", "> >" and blanks; answers to answers are one quotation.
string_view unquoted(string_view line) {
  while (line.starts_with('>')) line = strip(line.substr(1));
  return line;
}

bool is_led_in(const Page& page, std::size_t line) {
  while (line > 0 && page.lines[line - 1].fate == Fate::blank) --line;
  return line > 0 && ends_with_colon(page.text(line - 1));
}

// Whether the lines [begin, end), which all begin with ">", quote somebody.
bool quotes(const Page& page, std::size_t begin, std::size_t end) {
  std::size_t words = 0, figures = 0;
  for (std::size_t i = begin; i < end; ++i) {
    const string_view text = unquoted(page.text(i));
    const bool figure = !text.empty() && is_ascii_digit(text[0]);
    figures += figure;
    words += !figure && has_letter(text);
  }
  if (words == 0) return false;
  return is_led_in(page, begin) ? words >= figures : end - begin >= 2 && figures == 0;
}

}  // namespace

void find_quoted(Page& page) {
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    std::size_t end = i;
    while (end < page.lines.size() && page.lines[end].fate == Fate::keep && page.text(end).starts_with('>')) ++end;
    if (end == i) continue;
    const bool quoted = quotes(page, i, end);
    for (; i < end; ++i) {
      if (!quoted) continue;
      Line& line = page.lines[i];
      const string_view text = unquoted(page.text(i));
      line.begin = line.end - static_cast<std::uint32_t>(text.size());
      line.indent = 0;
      line.width = static_cast<std::uint32_t>(count_code_points(text));
      line.quoted = true;
      if (text.empty()) line.fate = Fate::blank;
    }
    --i;
  }
}

void take_quoted(Article& article) {
  for (std::size_t i = 0; i < article.size(); ++i) {
    if (!article.unit(i).quoted) continue;
    std::size_t end = i;
    ++article.groups;
    for (; end < article.size() && article.unit(end).quoted; ++end) {
      article.parts[end].role = Role::quote;
      article.parts[end].group = article.groups;
    }
    article.page.hint(code::guessed_quotation, article.span(i, end - 1), "lines that begin with “>” were taken as a quotation", Sureness::sure);
    constexpr std::uint32_t kMostLeadWords = 25;
    if (i > 0 && article.is_open(i - 1) && article.unit(i - 1).words <= kMostLeadWords && ends_with_colon(article.last_line(i - 1))) {
      article.parts[i - 1].role = Role::lead_in;
      article.parts[i - 1].group = article.groups;
    }
    i = end - 1;
  }
}

}  // namespace pamphlet::recover
