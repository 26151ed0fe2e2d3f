#include "recover/credits.h"

#include <algorithm>
#include <array>
#include <string>

#include "recover/characters.h"
#include "recover/phrases.h"

namespace pamphlet::recover {
namespace {

using std::string_view;

constexpr std::size_t kLongest = 300;  // bytes; credits are short

// "Photo: A. Berg", "Bild © dpa", "Photo by A. Berg".
bool opens_credit(string_view text) {
  const std::string folded = fold(text);
  std::size_t at = 0;
  for (int words = 0; words < 3 && at != string_view::npos && at < folded.size(); ++words) {
    const std::size_t end = std::min(folded.find_first_of(" :/©|", at), folded.size());
    const string_view head = string_view(folded).substr(0, end);
    const string_view rest = strip(string_view(folded).substr(end));
    const bool named = rest.starts_with(':') || rest.starts_with("©") || rest.starts_with("/") ||
                       head.ends_with(" by") || head == "courtesy of";
    if (named && rest.size() > 1 && holds(PhraseKind::credit_opening, head)) return true;
    at = end + 1;
  }
  return false;
}

bool ends_with_agency(string_view folded) {
  for (std::size_t at = folded.find_last_of("/|©–—,(:"); at != string_view::npos && at > 0;
       at = folded.find_last_of("/|©–—,(:", at - 1)) {
    string_view tail = folded.substr(at);
    while (!tail.empty() && (static_cast<unsigned char>(tail.front()) >= 0x80 ||
                             string_view("/|,(: ").find(tail.front()) != string_view::npos))
      tail.remove_prefix(1);
    while (!tail.empty() && string_view("). ").find(tail.back()) != string_view::npos)
      tail.remove_suffix(1);
    if (holds(PhraseKind::agency, tail)) return true;
    if (folded.size() - at > 60) break;
  }
  return false;
}

// "Figure 2: Holding the head", "Abb. 3 – Das Bad".
bool numbers_picture(string_view text) {
  static constexpr auto kWords = std::to_array<string_view>({"figure", "fig.", "fig", "photo", "picture", "image", "illustration", "table", "figura", "imagen", "foto", "tabla",
                                                             "abbildung", "abb.", "bild", "tabelle", "tableau", "immagine", "tabella", "imagem", "tabela", "figuur", "afbeelding", "tabel",
                                                             "рисунок", "рис.", "图", "表", "図"});
  const std::string folded = fold(text.substr(0, 60));
  for (const string_view word : kWords) {
    if (!folded.starts_with(word)) continue;
    std::size_t at = word.size();
    if (at < folded.size() && folded[at] == ' ') ++at;
    else if (word.back() != '.' && static_cast<unsigned char>(word.back()) < 0x80) continue;
    const std::size_t digits = at;
    while (at < folded.size() && at < digits + 3 && is_ascii_digit(folded[at])) ++at;
    if (at == digits || at >= folded.size()) continue;
    const string_view rest = string_view(folded).substr(at);
    if (rest.starts_with(':') || rest.starts_with(". ") || rest.starts_with(" –") || rest.starts_with(" —") || rest.starts_with(" - ") || rest.starts_with("：")) return true;
  }
  return false;
}

}  // namespace

bool is_credit(string_view line) {
  if (line.size() > kLongest || line.empty()) return false;
  const string_view text = strip(line);
  if (text.starts_with("©") || opens_credit(text) || numbers_picture(text)) return true;
  if (text.find(" © ") != string_view::npos || fold(text).find("courtesy ") != std::string::npos) return true;
  const std::size_t bracket = text.find_last_of("([");
  if (bracket != string_view::npos && (text.ends_with(')') || text.ends_with(']')) &&
      opens_credit(text.substr(bracket + 1)))
    return true;
  const std::size_t dash = std::min(text.rfind(" - "), text.rfind(" – "));
  if (dash != string_view::npos && opens_credit(strip(text.substr(text.find(' ', dash + 1))))) return true;
  return ends_with_agency(fold(text));
}

bool names_speaker(string_view line) {
  if (line.size() > 80 || !ends_with_colon(line)) return false;
  const auto words = split_words(line);
  if (words.size() < 2 || words.size() > 5) return false;
  std::string last = fold(words.back());
  while (!last.empty() && last.back() == ':')
    last.pop_back();
  return holds(PhraseKind::says, last);
}

bool is_byline(string_view line) {
  if (line.size() > 160) return false;
  if (line.find('@') != string_view::npos) return true;
  const auto words = split_words(line);
  if (words.size() < 3) return false;
  const std::string first = fold(words[0]);
  const bool by =
      first == "by" || first == "von" || first == "por" || first == "par" || first == "di" || first == "door";
  return by && case_of(first_character(words[1])) == Case::upper && case_of(first_character(words[2])) == Case::upper &&
         (words.size() <= 4 || line.find_first_of("0123456789|") != string_view::npos ||
          line.find("•") != string_view::npos);
}

bool is_see_also(string_view line) {
  if (line.size() > kLongest) return false;
  const std::size_t colon = line.find(':');
  if (colon == string_view::npos || colon > 40 || strip(line.substr(colon + 1)).empty()) return false;
  return holds(PhraseKind::see_also, fold(line.substr(0, colon)));
}

}  // namespace pamphlet::recover
