// "Dr. Ruiz explains:" and a paragraph in quotation marks, or such a paragraph and "— Name" → a quotation.
#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "recover/article.h"
#include "recover/characters.h"
#include "recover/codes.h"

namespace pamphlet::recover {
namespace {

// Folded verbs of saying, as a lead-in ends with them or has them.
// clang-format off
constexpr auto kSaying = std::to_array<std::string_view>({
    "says", "said", "say", "explains", "explained", "writes", "wrote", "notes", "noted", "adds", "added", "tells", "told", "recalls", "shares",
    "remembers", "advises", "puts", "according", "reminds", "suggests", "recommends", "describes", "states", "asks",
    "dice", "dijo", "explica", "explicó", "escribe", "escribió", "afirma", "señala", "cuenta", "recuerda", "añade", "aconseja", "según", "comenta",
    "dit", "explique", "écrit", "affirme", "raconte", "ajoute", "précise", "conseille", "rappelle", "souligne", "selon", "confie", "témoigne",
    "sagt", "sagte", "erklärt", "erklärte", "schreibt", "schrieb", "betont", "erzählt", "rät", "meint", "berichtet", "ergänzt",
});
// clang-format on

bool says(std::string_view lead) {
  for (const std::string_view word : split_words(lead)) {
    std::string folded = fold(word);
    while (!folded.empty() && std::string_view(":,.").find(folded.back()) != std::string_view::npos)
      folded.pop_back();
    if (std::find(kSaying.begin(), kSaying.end(), folded) != kSaying.end()) return true;
  }
  return false;
}

// "Maria, mother of two:": the words before the comma or colon are capitalised, and there are two at least or a comma.
bool names_somebody(std::string_view lead) {
  const std::size_t end = std::min(lead.find_first_of(",:"), lead.size());
  const auto words = split_words(lead.substr(0, end));
  if (words.empty() || words.size() > 4) return false;
  const bool capitals = std::all_of(words.begin(), words.end(),
                                    [](std::string_view w) { return case_of(first_character(w)) == Case::upper; });
  return capitals && (words.size() >= 2 || (end < lead.size() && lead[end] == ','));
}

// The closing mark of an opening one; „…“ and »…« are German, and straight quotes open and close alike.
bool closes(char32_t open, char32_t close) {
  switch (open) {
    case '"':
      return close == '"';
    case 0xAB:
      return close == 0xBB;
    case 0xBB:
      return close == 0xAB;
    case 0x2018:
    case 0x201A:
      return close == 0x2019 || close == 0x2018;
    case 0x201C:
      return close == 0x201D;
    case 0x201E:
      return close == 0x201C || close == 0x201D;
    case 0x2039:
      return close == 0x203A;
    case 0x300C:
      return close == 0x300D;
    case 0x300E:
      return close == 0x300F;
    default:
      return false;
  }
}

// Whether a line's end closes the quotation: the mark, perhaps with a full stop or comma after it.
bool ends_quoted(std::string_view text, char32_t open) {
  std::size_t at = text.size();
  while (at > 0) {
    const char32_t c = previous_code_point(text, at);
    if (c == '.' || c == ',' || c == ' ' || c == 0xA0 || c == 0x202F) continue;
    return closes(open, c);
  }
  return false;
}

char32_t opening_quote(const Article& article, std::size_t i) {
  if (!article.is_open(i) || article.unit(i).marker.kind != MarkerKind::none) return 0;
  const char32_t open = first_character(article.first_line(i));
  return is_open_quote(open) ? open : 0;
}

// One past the last paragraph of the quotation that opens at `i`, or `i`. A quotation of several paragraphs opens each
// of them and closes the last (Chicago Manual of Style 13.30).
std::size_t quotation_end(const Article& article, std::size_t i) {
  constexpr std::size_t kMostParagraphs = 6;
  const char32_t open = opening_quote(article, i);
  if (open == 0) return i;
  for (std::size_t k = i; k < std::min(article.size(), i + kMostParagraphs); ++k) {
    if (opening_quote(article, k) != open) return i;
    if (ends_quoted(article.last_line(k), open)) return k + 1;
  }
  return i;
}

// "— Name, role": where the name begins in the line, or 0.
std::size_t attribution_offset(std::string_view line) {
  constexpr std::size_t kMostWords = 14;
  std::size_t at = 0;
  const char32_t first = first_character(line);
  if (!is_dash(first) && first != '~') return 0;
  while (at < line.size()) {
    std::size_t next = at;
    const char32_t c = next_code_point(line, next);
    if (!is_dash(c) && c != '~' && c != ' ' && c != 0xA0) break;
    at = next;
  }
  const std::string_view name = line.substr(at);
  if (name.empty() || count_words(name) > kMostWords || initial_case(name) == Case::lower) return 0;
  return ends_sentence(name) && count_words(name) > 5 ? 0 : at;
}

// “Quoted words.” — Name: the offset of the dash in a line that starts the quotation, or npos.
std::size_t inline_attribution(std::string_view line, char32_t open) {
  for (std::size_t at = line.size(); at > 0;) {
    const std::size_t after = at;
    const char32_t c = previous_code_point(line, at);
    if (!closes(open, c) || at == 0) continue;
    const std::string_view tail = strip(line.substr(after));
    const bool dashed = !tail.empty() && first_character(tail) != '-' && attribution_offset(tail) > 0;
    return dashed ? static_cast<std::size_t>(tail.data() - line.data()) : std::string_view::npos;
  }
  return std::string_view::npos;
}

struct Finder {
  Article& article;

  void take(std::size_t begin, std::size_t end, std::string message, Sureness sureness, std::size_t from,
            std::size_t to) {
    ++article.groups;
    for (std::size_t k = begin; k < end; ++k) {
      article.parts[k].role = Role::quote;
      article.parts[k].group = article.groups;
    }
    article.page.hint(code::guessed_quotation, article.span(from, to), std::move(message), sureness);
  }

  bool after_lead(std::size_t i, std::size_t end) {
    constexpr std::uint32_t kMostLeadWords = 25;
    if (i == 0 || !article.is_open(i - 1) || article.unit(i - 1).marker.kind != MarkerKind::none) return false;
    if (!ends_with_colon(article.last_line(i - 1)) || article.unit(i - 1).words > kMostLeadWords) return false;
    const std::string lead = article.text(i - 1);
    const bool saying = says(lead);
    if (!saying && !names_somebody(lead)) return false;
    take(i, end,
         "a paragraph in quotation marks was taken as a quotation; " + quoted(lead) + " says whose words they are",
         saying ? Sureness::sure : Sureness::likely, i - 1, end - 1);
    article.parts[i - 1].role = Role::lead_in;
    article.parts[i - 1].group = article.groups;
    return true;
  }

  bool before_dash(std::size_t i, std::size_t end) {
    if (!article.is_open(end) || article.unit(end).piece_count > 1) return false;
    const std::string_view line = article.first_line(end);
    const std::size_t offset = attribution_offset(line);
    if (offset == 0) return false;
    take(i, end,
         "a paragraph in quotation marks was taken as a quotation; " + quoted(line.substr(offset)) +
             " says whose words they are",
         Sureness::sure, i, end);
    Part& part = article.parts[end];
    part.role = Role::attribution;
    part.group = article.groups;
    part.attribution = article.unit(end).begin + static_cast<std::uint32_t>(offset);
    return true;
  }

  bool on_one_line(std::size_t i) {
    const char32_t open = opening_quote(article, i);
    if (open == 0 || article.unit(i).piece_count != 1) return false;
    const std::string_view line = article.first_line(i);
    const std::size_t dash = inline_attribution(line, open);
    if (dash == std::string_view::npos) return false;
    const std::size_t name = dash + attribution_offset(line.substr(dash));
    take(i, i + 1,
         "a paragraph in quotation marks was taken as a quotation; " + quoted(line.substr(name)) +
             " says whose words they are",
         Sureness::sure, i, i);
    Part& part = article.parts[i];
    part.quote_end = article.unit(i).begin + static_cast<std::uint32_t>(strip(line.substr(0, dash)).size());
    part.attribution = article.unit(i).begin + static_cast<std::uint32_t>(name);
    return true;
  }
};

}  // namespace

void find_quotations(Article& article) {
  Finder finder{article};
  for (std::size_t i = 0; i < article.size(); ++i) {
    const std::size_t end = quotation_end(article, i);
    if (end == i) {
      finder.on_one_line(i);
    } else if (finder.after_lead(i, end) || finder.before_dash(i, end)) {
      i = end - 1;
    }
  }
}

}  // namespace pamphlet::recover
