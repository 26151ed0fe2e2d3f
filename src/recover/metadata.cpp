#include "recover/metadata.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "recover/characters.h"
#include "recover/phrases.h"

namespace pamphlet::recover {
namespace {

using std::string_view;

enum class Label : unsigned char { author, reviewer, date, updated, review_by, category, keywords };

struct LabelWords {
  string_view words;
  Label label;
};

// Folded; the longest that fits is taken. A colon may follow. The bare prepositions need a full name after them.
// clang-format off
constexpr auto kLabels = std::to_array<LabelWords>({
    {"by", Label::author}, {"written by", Label::author}, {"posted by", Label::author}, {"published by", Label::author},
    {"author", Label::author}, {"words by", Label::author}, {"authored by", Label::author}, {"article by", Label::author},
    {"por", Label::author}, {"escrito por", Label::author}, {"publicado por", Label::author}, {"autor", Label::author},
    {"autora", Label::author}, {"texto", Label::author}, {"texto de", Label::author},
    {"par", Label::author}, {"écrit par", Label::author}, {"publié par", Label::author}, {"auteur", Label::author},
    {"autrice", Label::author}, {"rédigé par", Label::author}, {"posté par", Label::author},
    {"von", Label::author}, {"geschrieben von", Label::author}, {"veröffentlicht von", Label::author},
    {"autorin", Label::author}, {"text", Label::author}, {"ein beitrag von", Label::author}, {"verfasst von", Label::author},
    {"reviewed by", Label::reviewer}, {"medically reviewed by", Label::reviewer}, {"fact checked by", Label::reviewer},
    {"clinically reviewed by", Label::reviewer}, {"expert review by", Label::reviewer},
    {"revisado por", Label::reviewer}, {"revisión médica", Label::reviewer}, {"revisado médicamente por", Label::reviewer},
    {"relu par", Label::reviewer}, {"relecture", Label::reviewer}, {"vérifié par", Label::reviewer},
    {"geprüft von", Label::reviewer}, {"medizinisch geprüft von", Label::reviewer}, {"fachlich geprüft von", Label::reviewer},
    {"posted on", Label::date}, {"posted", Label::date}, {"published", Label::date}, {"published on", Label::date},
    {"date", Label::date}, {"written on", Label::date}, {"date published", Label::date}, {"publication date", Label::date},
    {"publicado", Label::date}, {"publicado el", Label::date}, {"fecha", Label::date}, {"fecha de publicación", Label::date},
    {"publié le", Label::date}, {"posté le", Label::date}, {"date de publication", Label::date}, {"mis en ligne le", Label::date},
    {"veröffentlicht am", Label::date}, {"veröffentlicht", Label::date}, {"datum", Label::date}, {"erschienen am", Label::date},
    {"stand", Label::updated}, {"updated", Label::updated}, {"updated on", Label::updated}, {"last updated", Label::updated},
    {"last updated on", Label::updated}, {"last reviewed", Label::updated}, {"last modified", Label::updated},
    {"page last reviewed", Label::updated}, {"last reviewed on", Label::updated}, {"date updated", Label::updated},
    {"actualizado", Label::updated}, {"actualizado el", Label::updated}, {"última actualización", Label::updated},
    {"mis à jour le", Label::updated}, {"mise à jour", Label::updated}, {"dernière mise à jour", Label::updated},
    {"mise à jour le", Label::updated}, {"modifié le", Label::updated},
    {"aktualisiert am", Label::updated}, {"aktualisiert", Label::updated}, {"zuletzt aktualisiert", Label::updated},
    {"zuletzt aktualisiert am", Label::updated}, {"letzte aktualisierung", Label::updated},
    {"next review", Label::review_by}, {"next review due", Label::review_by}, {"review due", Label::review_by}, {"review date", Label::review_by},
    {"due for review", Label::review_by}, {"nächste überprüfung", Label::review_by}, {"nächste prüfung", Label::review_by},
    {"próxima revisión", Label::review_by}, {"prochaine révision", Label::review_by}, {"prossima revisione", Label::review_by},
    {"próxima revisão", Label::review_by},
    {"posted in", Label::category}, {"filed under", Label::category}, {"category", Label::category}, {"categories", Label::category},
    {"categoría", Label::category}, {"categorías", Label::category}, {"publicado en", Label::category}, {"archivado en", Label::category},
    {"catégorie", Label::category}, {"catégories", Label::category}, {"publié dans", Label::category}, {"classé dans", Label::category},
    {"kategorie", Label::category}, {"kategorien", Label::category}, {"veröffentlicht in", Label::category},
    {"tags", Label::keywords}, {"tagged", Label::keywords}, {"tagged with", Label::keywords}, {"keywords", Label::keywords},
    {"etiquetas", Label::keywords}, {"etiquetado", Label::keywords}, {"palabras clave", Label::keywords},
    {"étiquettes", Label::keywords}, {"mots-clés", Label::keywords}, {"mots clés", Label::keywords},
    {"schlagwörter", Label::keywords}, {"schlagworte", Label::keywords}, {"stichwörter", Label::keywords},
});
// clang-format on

// Small words inside names: "Ana de la Cruz", "Jan van der Meer".
constexpr auto kParticles =
    std::to_array<string_view>({"de", "del", "la", "las", "los", "van", "der", "den", "von", "zu",  "da", "dos",
                                "di", "du",  "le", "bin", "ibn", "al",  "el",  "y",   "e",   "ter", "ten"});

std::string fold_label(string_view text) {
  std::string folded = fold(text);
  while (!folded.empty() && (folded.back() == ':' || folded.back() == ' '))
    folded.pop_back();
  return folded;
}

struct Labelled {
  Label label;
  string_view rest;
  bool colon = false;
  bool preposition = false;
};

// The label at the start of a part: up to four words.
std::optional<Labelled> find_label(string_view part) {
  std::optional<Labelled> found;
  std::size_t at = 0;
  for (int words = 0; words < 4 && at < part.size(); ++words) {
    const std::size_t end = std::min(part.find_first_of(" \t", at + 1), part.size());
    const string_view head = part.substr(0, end);
    string_view rest = strip(part.substr(end));
    bool colon = ends_with_colon(head);
    if (rest.starts_with(':')) {  // French puts a space before the colon
      colon = true;
      rest = strip(rest.substr(1));
    }
    const std::string folded = fold_label(head);
    for (const LabelWords& entry : kLabels) {
      if (entry.words == folded && !rest.empty()) {
        const bool preposition = folded == "by" || folded == "por" || folded == "par" || folded == "von" ||
                                 folded == "text" || folded == "texto" || folded == "date" || folded == "stand";
        found = Labelled{entry.label, rest, colon, preposition};
      }
    }
    if (colon) break;
    at = end;
  }
  return found;
}

// A person's name, perhaps with credentials after a comma: "Ana Ruiz, RN", "Dr. Jan van der Meer".
bool is_name(string_view text, std::size_t fewest_words) {
  constexpr std::size_t kLongestName = 80, kMostWords = 8;
  if (text.empty() || text.size() > kLongestName) return false;
  const char32_t last = last_character(text);
  if (last == '!' || last == '?' || last == ':' || last == ';' || last == ',') return false;
  const std::vector<string_view> words = split_words(text);
  const std::size_t named = std::min(text.find(','), text.size());
  std::size_t in_name = 0;
  for (const string_view word : words) {
    if (word.data() >= text.data() + named) break;  // credentials and roles follow freely
    const char32_t first = first_character(word);
    const bool particle = std::find(kParticles.begin(), kParticles.end(), word) != kParticles.end();
    if (case_of(first) == Case::lower && !(particle && in_name > 0)) return false;
    if (!is_letter(first)) return false;
    ++in_name;
  }
  // A sentence ends with a full stop, a name only when it is an abbreviation: "R.N.", "Jr."
  if (last == '.' && words.back().size() > 5) return false;
  return in_name >= fewest_words && in_name <= 6 && words.size() <= kMostWords;
}

// "Ana Ruiz and Lee Sung" → both; empty when one of them is no name. The first has at least `fewest_words`.
std::vector<string_view> read_names(string_view text, std::size_t fewest_words) {
  constexpr auto kAnd = std::to_array<string_view>({" and ", " & ", " et ", " und ", " y "});
  std::vector<string_view> names;
  while (true) {
    std::size_t end = text.size(), next = text.size();
    for (const string_view word : kAnd) {
      const std::size_t at = text.find(word);
      // "Ortega y Gasset": y joins surnames too, so there it needs a full name after it.
      if (at >= end || !is_name(strip(text.substr(at + word.size())), word == " y " ? 2 : 1)) continue;
      end = at;
      next = at + word.size();
    }
    names.push_back(strip(text.substr(0, end)));
    if (!is_name(names.back(), names.size() == 1 ? fewest_words : 1)) return {};
    if (end == text.size()) return names;
    text = text.substr(next);
  }
}

struct PartReader {
  DateOrder order;
  MetaLine line;
  string_view unlabelled_name{};

  bool take_date(string_view text, bool updated) {
    const auto written = read_date(text, order);
    if (!written) return false;
    line.unreadable |= !written->date;
    line.ambiguous |= written->ambiguous;
    if (written->date && (!line.date || updated)) {
      line.date = written->date;
      line.updated = updated;
    }
    return true;
  }

  // "Jane Doe on March 3, 2024", "Ana Ruiz, 3 de mayo de 2024": the longest tail that is a date.
  bool take_name_and_date(string_view text, std::size_t fewest_words, bool reviewer) {
    constexpr auto kBefore = std::to_array<string_view>({" on ", " am ", " le ", " el ", ", ", " - ", " – ", " "});
    string_view name = text;
    for (const string_view separator : kBefore) {
      bool found = false;
      for (std::size_t at = text.find(separator); at != string_view::npos && !found;
           at = text.find(separator, at + 1)) {
        if (!read_date(strip(text.substr(at + separator.size())), order)) continue;
        name = strip(text.substr(0, at));
        while (name.ends_with(','))
          name.remove_suffix(1);
        found = take_date(strip(text.substr(at + separator.size())), false);
      }
      if (found) break;
    }
    const bool dated = name.size() < text.size();
    const std::vector<string_view> names = read_names(name, dated ? 1 : fewest_words);
    if (names.empty()) return false;
    if (reviewer) {
      line.reviewer = name;
    } else {
      line.authors.insert(line.authors.end(), names.begin(), names.end());
    }
    return true;
  }

  // "March 3, 2024 by Jane Doe" after "Posted on".
  bool take_date_and_name(string_view text, bool updated) {
    for (const string_view by :
         {string_view(" by "), string_view(" por "), string_view(" par "), string_view(" von ")}) {
      const std::size_t at = text.find(by);
      if (at == string_view::npos) continue;
      const std::vector<string_view> names = read_names(strip(text.substr(at + by.size())), 1);
      if (names.empty() || !take_date(strip(text.substr(0, at)), updated)) continue;
      line.authors.insert(line.authors.end(), names.begin(), names.end());
      return true;
    }
    return false;
  }

  // "… in Sleep, Newborns" at the end of a byline is the page's category.
  bool take_with_category(string_view part) {
    for (const string_view in : {string_view(" in "), string_view(" en "), string_view(" dans ")}) {
      const std::size_t at = part.rfind(in);
      if (at == string_view::npos || count_words(part.substr(at + in.size())) > 4) continue;
      const MetaLine before = line;
      if (take(strip(part.substr(0, at))) && line.labelled && line.date)
        return take_keywords(strip(part.substr(at + in.size())), true);
      line = before;
    }
    return false;
  }

  bool take(string_view part) {
    if (part.empty()) return true;
    const std::string folded = fold(part);
    if (is_reading_time(folded) || is_count(folded)) return true;
    if (take_date(part, false)) return true;
    const auto label = find_label(part);
    if (!label) {
      if (!unlabelled_name.empty() || read_names(part, 2).empty()) return false;
      unlabelled_name = part;
      return true;
    }
    line.labelled = true;
    switch (label->label) {
      case Label::author:
        return take_name_and_date(label->rest, label->preposition && !label->colon ? 2 : 1, false);
      case Label::reviewer:
        return take_name_and_date(label->rest, 1, true);
      case Label::date:
        return take_date(label->rest, false) || take_date_and_name(label->rest, false);
      case Label::updated:
        return take_date(label->rest, true) || take_date_and_name(label->rest, true);
      case Label::review_by: {
        const auto written = read_date(label->rest, order);
        if (!written || !written->date) return false;
        line.review_by = written->date;
        return true;
      }
      case Label::category:
        return take_keywords(label->rest, label->colon);
      case Label::keywords:
        return take_keywords(label->rest, true);
    }
    return false;
  }

  bool take_keywords(string_view text, bool plain) {
    constexpr std::size_t kLongestKeywords = 200;
    if (!plain || text.size() > kLongestKeywords || ends_sentence(text)) return false;
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find(',', at), text.size());
      string_view word = strip(text.substr(at, end - at));
      while (word.starts_with('#'))
        word.remove_prefix(1);
      if (!word.empty()) line.keywords.push_back(word);
      at = end + 1;
    }
    return true;
  }
};

}  // namespace

std::optional<MetaLine> read_meta_line(string_view text, DateOrder order) {
  constexpr std::size_t kLongestLine = 300;  // bytes
  if (text.size() > kLongestLine) return {};
  PartReader reader{order, {}};
  constexpr auto kSeparators = std::to_array<string_view>({"|", "·", "•", " — ", " – ", " / ", "\t", "   "});
  // A part that is whole comes before its pieces: "18 – 20" is no separator of parts when the line reads as a date.
  std::vector<string_view> parts{text};
  for (const string_view separator : kSeparators) {
    std::vector<string_view> finer;
    for (const string_view part : parts) {
      for (std::size_t at = 0; at <= part.size();) {
        const std::size_t end = std::min(part.find(separator, at), part.size());
        finer.push_back(strip(part.substr(at, end - at)));
        at = end + separator.size();
      }
    }
    parts = std::move(finer);
  }
  bool any = false;
  for (const string_view part : parts) {
    if (!reader.take(part) && !reader.take_with_category(part)) return {};
    any |= !part.empty();
  }
  if (!any) return {};
  MetaLine& line = reader.line;
  if (!reader.unlabelled_name.empty()) {
    if (!line.date && !line.labelled && parts.size() < 2) return {};  // a bare name is as likely a heading
    if (!line.date && !line.unreadable) return {};
    if (line.authors.empty()) line.authors = read_names(reader.unlabelled_name, 2);
  }
  if (line.authors.empty() && line.keywords.empty() && line.reviewer.empty() && !line.date && !line.review_by &&
      !line.unreadable)
    return {};
  return line;
}

}  // namespace pamphlet::recover
