#include <algorithm>

#include "base/ascii.h"
#include "doc/doc.h"

namespace pamphlet {
namespace {

struct QuoteRow {
  std::string_view tag;
  QuoteMarks marks;
};
constexpr QuoteRow kQuotes[] = {
#define PAMPHLET_QUOTES(tag, open, close, inner_open, inner_close) {tag, {open, close, inner_open, inner_close}},
#include "doc/quotes.def"
#undef PAMPHLET_QUOTES
};
constexpr QuoteMarks kEnglish = {"“", "”", "‘", "’"};

}  // namespace

bool is_below(std::string_view lang, std::string_view tag) {
  if (lang.size() < tag.size() || (lang.size() > tag.size() && lang[tag.size()] != '-')) return false;
  return std::equal(tag.begin(), tag.end(), lang.begin(), [](char a, char b) { return ascii_lower(a) == ascii_lower(b); });
}

const QuoteMarks& quote_marks(std::string_view lang) {
  for (const QuoteRow& row : kQuotes) {
    if (is_below(lang, row.tag)) return row.marks;
  }
  return kEnglish;
}

}  // namespace pamphlet
