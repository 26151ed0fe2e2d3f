#include "recover/article.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/written_date.h"
#include "recover/characters.h"
#include "recover/codes.h"
#include "recover/credits.h"

namespace pamphlet::recover {

std::string Article::text(std::size_t i) const {
  const Unit& u = unit(i);
  std::string out = page.source.text.substr(u.begin, units.pieces[u.first_piece].begin - u.begin);
  out += unit_text(page, units, u);
  return out;
}

std::string_view Article::first_line(std::size_t i) const {
  const Unit& u = unit(i);
  return std::string_view(page.source.text).substr(u.begin, units.pieces[u.first_piece].end - u.begin);
}

std::string_view Article::last_line(std::size_t i) const {
  const Unit& u = unit(i);
  if (u.piece_count == 1) return first_line(i);
  const Piece& piece = units.pieces[u.first_piece + u.piece_count - 1];
  return std::string_view(page.source.text).substr(piece.begin, piece.end - piece.begin);
}

namespace {

// More digits than letters: a phone number, a dose, a price.
bool is_figures(std::string_view text) {
  std::size_t digits = 0, letters = 0;
  for (const char c : text) {
    digits += is_ascii_digit(c);
    letters += is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0xC3;
  }
  return digits >= letters;
}

bool is_address(std::string_view text) {
  return text.find("://") != std::string_view::npos || text.find('@') != std::string_view::npos ||
         text.starts_with("www.");
}

}  // namespace

namespace {

bool has_heading_shape(const Article& article, std::size_t i, std::uint32_t most_words, std::uint32_t widest) {
  const Unit& unit = article.unit(i);
  // A line of wrapped text that is as long as the column is text.
  if (article.layout.wrapped && unit.piece_count == 1 && unit.width * 6 > article.layout.column * 5) return false;
  if (unit.words > most_words || unit.width > widest || unit.tabs > 0 || unit.rule) return false;
  if (unit.piece_count > 1 && (unit.piece_count > 2 || unit.underline != 0)) return false;
  const MarkerKind kind = unit.marker.kind;
  if (kind == MarkerKind::bullet || kind == MarkerKind::task) return false;
  const std::string text = article.text(i);
  if (!has_letter(text) || begins_small(text) || is_figures(text) || is_address(text)) return false;
  if (is_credit(text) || is_see_also(text)) return false;
  if (is_open_quote(first_character(text)) && is_close_quote(last_character(text))) return false;
  if (is_dash(first_character(text)) || question_or_answer(text) != 0) return false;
  return !read_date(text, DateOrder::day_first);
}

bool ends_statement(char32_t mark) {
  return mark != '?' && mark != '!' && mark != 0xFF1F && mark != 0xFF01 && mark != 0x61F;
}

}  // namespace

// To be filled in: "Name: ____", "Do you smoke? [ ] Yes [ ] No".
static bool is_form(std::string_view text) {
  for (const std::string_view sign : {"___", "[ ]", "☐", "□"}) {
    if (text.find(sign) != std::string_view::npos) return true;
  }
  return false;
}

bool is_heading_like(const Article& article, std::size_t i) {
  // Headings of articles have three to ten words; the longest in our corpora has seventeen.
  constexpr std::uint32_t kMostWords = 18, kWidest = 100;
  if (!has_heading_shape(article, i, kMostWords, kWidest)) return false;
  const std::string text = article.text(i);
  if (is_form(text)) return false;
  const char32_t mark = final_mark(text);
  if (mark == ',' || (ends_sentence(text) && ends_statement(mark))) return false;
  constexpr std::uint32_t kMostExclaimed = 8;  // "You can do it!" may head a section; longer ones are sentences
  return (mark != '!' && mark != 0xFF01) || article.unit(i).words <= kMostExclaimed;
}

bool may_head(const Article& article, std::size_t i) {
  constexpr std::uint32_t kMostWords = 20, kWidest = 140, kMostBeforeColon = 8;
  if (!has_heading_shape(article, i, kMostWords, kWidest)) return false;
  const std::string text = article.text(i);
  if (is_form(text)) return false;
  const char32_t mark = final_mark(text);
  if (mark == ':' || mark == 0xFF1A) return article.unit(i).words <= kMostBeforeColon;
  return mark != ',' && (!ends_sentence(text) || !ends_statement(mark));
}

bool is_body(const Article& article, std::size_t i) {
  constexpr std::uint32_t kParagraphWords = 12;
  if (i >= article.size()) return false;
  switch (article.parts[i].role) {
    case Role::item:
    case Role::row:
    case Role::cell:
    case Role::note:
    case Role::verse:
    case Role::lead_in:
    case Role::quote:
    case Role::paragraph:
      return true;
    case Role::open:
      break;
    case Role::rule:
    case Role::gone:
    case Role::heading:
    case Role::attribution:
      return false;
  }
  const Unit& unit = article.unit(i);
  if (unit.words < kParagraphWords && !ends_sentence(article.last_line(i))) return false;
  return i + 1 == article.size() ||
         !is_heading_like(article, i);  // "When should I call?" may introduce something itself
}

void find_rules(Article& article) {
  for (std::size_t i = 0; i < article.size(); ++i) {
    if (!article.unit(i).rule) continue;
    // A rule at the edge of the article parts nothing.
    const bool inside = i > 0 && i + 1 < article.size() && !article.unit(i - 1).rule;
    article.parts[i].role = inside ? Role::rule : Role::gone;
  }
  for (std::size_t i = article.size();
       i-- > 0 && (article.parts[i].role == Role::rule || article.parts[i].role == Role::gone);) {
    article.parts[i].role = Role::gone;
  }
}

std::uint32_t leading_tabs(const Article& article, std::size_t i) {
  std::uint32_t tabs = 0;
  for (std::size_t at = article.unit(i).begin; at > 0 && article.page.source.text[at - 1] == '\t'; --at)
    ++tabs;
  return tabs;
}

// A blank line amid a table: the row below it stands alone and has as many cells as the others.
static bool is_row_apart(const Article& article, std::size_t begin, std::size_t i) {
  if (i < begin + 2 || leading_tabs(article, i) > 0 || article.unit(i).tabs != article.unit(i - 1).tabs || leading_tabs(article, i - 1) > 0) return false;
  return i + 1 >= article.size() || article.unit(i + 1).blank_before || article.unit(i + 1).tabs == 0;
}

// Cells pasted from a table have tabs between them, the same number in every row but for empty cells at both ends,
// whose tabs are white space around the line.
void find_tables(Article& article) {
  for (std::size_t i = 0; i < article.size();) {
    std::size_t end = i, full = 0;
    std::uint32_t columns = 0;
    while (end < article.size() && article.is_open(end) && (article.unit(end).marker.kind == MarkerKind::none || article.unit(end).marker.kind == MarkerKind::letter) &&
           (article.unit(end).tabs > 0 || (end > i && leading_tabs(article, end) > 0)) &&
           (end == i || !article.unit(end).blank_before || is_row_apart(article, i, end))) {
      columns = std::max(columns, leading_tabs(article, end) + article.unit(end).tabs + 1);
      ++end;
    }
    for (std::size_t k = i; k < end; ++k)
      full += leading_tabs(article, k) + article.unit(k).tabs + 2 >= columns;
    if (end - i >= 2 && (columns >= 3 ? full * 2 > end - i : full == end - i)) {
      ++article.groups;
      for (std::size_t k = i; k < end; ++k) {
        article.parts[k].role = Role::row;
        article.parts[k].group = article.groups;
        article.parts[k].level = static_cast<std::uint8_t>(std::min<std::uint32_t>(columns, 255));
      }
      article.page.hint(
          code::guessed_table, article.span(i, end - 1),
          std::to_string(end - i) + " lines with tabs were taken as the rows of a table, the first as its head",
          Sureness::likely);
    }
    i = std::max(end, i + 1);
  }
}

// Short lines one under the other, such as an address or a verse: one paragraph whose line ends stay.
void find_verses(Article& article) {
  constexpr std::uint32_t kWidestVerse = 60;
  if (article.layout.dense) return;
  const auto is_verse = [&](std::size_t i) {
    return article.is_open(i) && article.unit(i).width <= kWidestVerse && article.unit(i).piece_count == 1 &&
           article.unit(i).marker.kind == MarkerKind::none && article.unit(i).underline == 0;
  };
  for (std::size_t i = 0; i < article.size();) {
    std::size_t end = i, sentences = 0;
    while (is_verse(end) && (end == i || !article.unit(end).blank_before)) {
      const char32_t mark = final_mark(article.last_line(end));
      sentences += mark == '.' || mark == ':';
      ++end;
    }
    if (end - i >= 2 && sentences * 3 <= end - i && !(sentences > 0 && end - i == 2)) {
      ++article.groups;
      for (std::size_t k = i; k < end; ++k) {
        article.parts[k].role = Role::verse;
        article.parts[k].group = article.groups;
      }
    }
    i = std::max(end, i + 1);
  }
}

}  // namespace pamphlet::recover
