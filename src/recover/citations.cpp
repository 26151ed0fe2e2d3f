// References: "[1]" in the text, and the list below it that says what 1 is. Copied text has lost the links between them.
//
// A list is one of references when it counts from 1, the text cites its numbers, and something else says so: a heading
// ("References"), the carets that lead back ("^ Lind M."), brackets before its own numbers, or that all of it is cited.
// When all of it is cited its lines become notes, which printers link both ways; else it stays the list that it is, with links
// to its cited lines and back, so that no source stands alone. Numbers in brackets that
// have no such list ("[2020]", "[sic]") stay words. Each line is looked at once and each bracket once.
#include <algorithm>
#include <array>
#include <string>

#include "base/utf8.h"
#include "recover/article.h"
#include "recover/characters.h"
#include "recover/codes.h"

namespace pamphlet::recover {
namespace {

using std::string_view;

constexpr std::uint32_t kMostNumber = 999;

bool is_reference_heading(string_view text) {
  constexpr auto kWords = std::to_array<string_view>({
      "references", "reference list", "reference", "sources", "notes", "footnotes", "endnotes", "citations", "bibliography", "works cited", "literature",
      "referencias", "fuentes", "notas", "bibliografía", "références", "sources et références", "notes et références", "bibliographie",
      "quellen", "einzelnachweise", "literatur", "literaturverzeichnis", "quellenangaben", "fußnoten", "anmerkungen", "nachweise",
      "riferimenti", "fonti", "note", "bibliografia", "referências", "fontes", "referenties", "bronnen", "noten", "voetnoten", "bibliografie",
      "przypisy", "źródła", "referenser", "källor", "referencer", "kilder", "referanser", "lähteet", "viitteet", "kaynakça", "kaynaklar",
      "reference a zdroje", "zdroje", "források", "referințe", "surse", "referensi", "tài liệu tham khảo", "nguồn", "источники", "примечания",
      "литература", "джерела", "примітки", "参考文献", "参考资料", "참고문헌", "المراجع", "מקורות", "vyanzo", "mga sanggunian",
  });
  std::string folded = fold(text);
  while (!folded.empty() && (folded.back() == ':' || folded.back() == ' ')) folded.pop_back();
  return std::find(kWords.begin(), kWords.end(), folded) != kWords.end();
}

// A number at `at` of up to three digits; 0 when there is none. `at` moves behind it.
std::uint32_t read_number(string_view text, std::size_t& at) {
  std::uint32_t value = 0;
  const std::size_t begin = at;
  while (at < text.size() && is_ascii_digit(text[at]) && at - begin < 4) value = value * 10 + static_cast<std::uint32_t>(text[at++] - '0');
  return value <= kMostNumber ? value : 0;
}

std::uint32_t superscript_digit(char32_t c) {
  if (c == 0xB9) return 1;
  if (c == 0xB2 || c == 0xB3) return c - 0xB0;
  return c == 0x2070 || (c >= 0x2074 && c <= 0x2079) ? c - 0x2070 : UINT32_MAX;
}

std::uint32_t read_superscript(string_view text, std::size_t& at) {
  std::uint32_t value = 0;
  for (std::size_t next = at; next < text.size() && value <= kMostNumber; at = next) {
    const std::uint32_t digit = superscript_digit(next_code_point(text, next));
    if (digit == UINT32_MAX) break;
    value = value * 10 + digit;
  }
  return value <= kMostNumber ? value : 0;
}

// "[1]", "[2, 4–6]": the numbers, and where the bracket ends; empty when it is no citation.
std::vector<std::uint32_t> read_bracket(string_view text, std::size_t begin, std::size_t& end) {
  constexpr std::size_t kMostNumbers = 40;
  std::vector<std::uint32_t> numbers;
  bool range = false;
  for (std::size_t at = begin + 1; at < text.size() && numbers.size() < kMostNumbers;) {
    const std::uint32_t value = read_number(text, at);
    if (value == 0) return {};
    const std::uint32_t from = range ? numbers.back() + 1 : value;
    if (from > value || value - from > kMostNumbers) return {};
    for (std::uint32_t n = from; n <= value; ++n) numbers.push_back(n);
    std::size_t next = at;
    const char32_t mark = at < text.size() ? next_code_point(text, next) : 0;
    if (mark == ']') {
      end = next;
      return numbers;
    }
    range = mark == '-' || mark == 0x2013;
    if (!range && mark != ',' && mark != ';') return {};
    at = next;
    while (at < text.size() && text[at] == ' ') ++at;
  }
  return {};
}

// Whether figures above the line behind this are a citation: after a mark or a longer word, so that m² is none.
bool may_be_cited(string_view before) {
  if (before.empty()) return false;
  const char32_t last = last_character(before);
  if (!is_letter(last)) return last == '.' || last == ',' || last == ';' || last == ':' || last == '?' || last == '!' || last == ')' || is_close_quote(last);
  const std::size_t word = before.find_last_of(" \t(") + 1;
  return count_code_points(before.substr(word)) >= 4;
}

// The line as an entry of a list of references.
struct Entry {
  enum class Form : unsigned char { none, number, bracket, raised, caret } form = Form::none;
  std::uint32_t number = 0;  // 0: it lost it
  bool caret = false;
  std::size_t begin = 0;  // of its words in the line
};

// "^", "↑", "^ a b": what leads back.
std::size_t skip_carets(string_view line, std::size_t at) {
  std::size_t end = at;
  for (const string_view sign : {string_view("^"), string_view("↑")}) {
    if (line.substr(at).starts_with(sign)) end = at + sign.size();
  }
  if (end == at) return at;
  std::size_t letters = 0, next = end;
  for (char letter = 'a'; next + 1 < line.size() && line[next] == ' ' && line[next + 1] == letter; ++letter, next += 2) {
    if (next + 2 < line.size() && line[next + 2] != ' ') break;
    ++letters;
  }
  if (letters >= 2) end = next;
  while (end < line.size() && (line[end] == ' ' || line[end] == '\t')) ++end;
  return end;
}

Entry read_entry(const Article& article, std::size_t i) {
  Entry entry;
  const Role role = article.parts[i].role;
  if (role != Role::open && role != Role::item) return entry;
  const string_view line = article.first_line(i);
  const Marker& marker = article.unit(i).marker;
  std::size_t at = 0;
  if (marker.kind == MarkerKind::number && marker.number <= kMostNumber) {
    entry = {Entry::Form::number, static_cast<std::uint32_t>(marker.number), false, marker.content};
    at = marker.content;
  } else if (line.starts_with('[')) {
    const auto numbers = read_bracket(line, 0, at);
    if (numbers.size() != 1) return {};
    entry = {Entry::Form::bracket, numbers[0], false, at};
  } else if (const std::uint32_t number = read_superscript(line, at); number > 0) {
    entry = {Entry::Form::raised, number, false, at};
  }
  while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) ++at;
  const std::size_t words = skip_carets(line, at);
  entry.caret = words > at;
  entry.begin = words;
  if (entry.caret && entry.form == Entry::Form::none) entry.form = Entry::Form::caret;
  if (words >= line.size()) return {};
  return entry;
}

struct References {
  Article& article;
  std::vector<Entry> entries;  // one for each unit

  // The run of entries that begins at `i` and counts from 1.
  std::size_t run_end(std::size_t i) const {
    std::size_t end = i;
    while (end < entries.size() && entries[end].form == entries[i].form && (entries[end].number == 0 || entries[end].number == end - i + 1) &&
           (end > i || entries[end].number <= 1))
      ++end;
    return end;
  }

  // Which numbers are cited outside [begin, end), up to `count`.
  std::vector<bool> cited_numbers(std::size_t begin, std::size_t end, std::size_t count) const {
    std::vector<bool> cited(count + 1), all(count + 1, true);
    for (std::size_t i = 0; i < article.size(); ++i) {
      if (i >= begin && i < end) continue;
      const std::string text = article.text(i);
      for (FoundCitation found = find_citation(text, 0, all); found.begin != string_view::npos; found = find_citation(text, found.end, all)) {
        for (const std::uint32_t number : found.numbers) cited[number] = true;
      }
    }
    return cited;
  }

  void take(std::size_t begin, std::size_t end, const std::vector<bool>& cited) {
    const auto times = static_cast<std::size_t>(std::count(cited.begin(), cited.end(), true));
    article.sources_listed = times < end - begin;
    ++article.groups;
    for (std::size_t i = begin; i < end; ++i) {
      const auto number = static_cast<std::uint32_t>(i - begin + 1);
      const Unit& unit = article.unit(i);
      const auto words = static_cast<std::uint32_t>(unit.begin + entries[i].begin);
      Part& part = article.parts[i];
      part = {};
      part.number = number;
      if (!article.sources_listed) {
        part.role = Role::note;
        part.note_begin = words;
      } else {
        part.source = cited[number];
        part.role = Role::item;
        part.list = ListKind::ordered;
        part.group = article.groups;
        part.level = 1;
        part.keeps_marker = false;
        article.units.pieces[unit.first_piece].begin = words;
      }
    }
    article.noted = cited;
    article.page.hint(code::guessed_list, article.span(begin, end - 1),
                      article.sources_listed ? "lines were taken as the list of sources that the numbers in the text lead to"
                                             : std::to_string(times) + (times == 1 ? " line was" : " lines were") + " taken as the notes that the numbers in the text lead to",
                      Sureness::sure, "the carets that led back are left out; links lead back");
  }

  void run() {
    bool any = false;
    for (std::size_t i = 0; i < article.size(); ++i) {
      entries.push_back(read_entry(article, i));
      any |= entries.back().form != Entry::Form::none;
    }
    if (!any) return;
    constexpr std::size_t kMostLists = 8;  // each costs a look at the whole text
    std::size_t looked = 0;
    for (std::size_t i = article.size(); i-- > 0 && looked < kMostLists;) {  // the last list that fits
      if (entries[i].form == Entry::Form::none || entries[i].number > 1) continue;
      if (entries[i].number == 0 && i > 0 && entries[i - 1].form == entries[i].form) continue;
      const std::size_t end = run_end(i), count = end - i;
      ++looked;
      const bool carets = std::any_of(entries.begin() + static_cast<std::ptrdiff_t>(i), entries.begin() + static_cast<std::ptrdiff_t>(end),
                                      [](const Entry& entry) { return entry.caret; });
      const std::vector<bool> cited = cited_numbers(i, end, count);
      const auto times = static_cast<std::size_t>(std::count(cited.begin(), cited.end(), true));
      const bool headed = i > 0 && is_reference_heading(article.text(i - 1));
      const bool said = carets || headed || entries[i].form == Entry::Form::bracket || (times == count && count >= 2);
      if (times > 0 && said) return take(i, end, cited);
    }
  }
};

}  // namespace

FoundCitation find_citation(string_view text, std::size_t from, const std::vector<bool>& noted) {
  FoundCitation found;
  if (noted.empty()) return found;
  const auto known = [&](const std::vector<std::uint32_t>& numbers) {
    return !numbers.empty() && std::all_of(numbers.begin(), numbers.end(), [&](std::uint32_t n) { return n < noted.size() && noted[n]; });
  };
  for (std::size_t at = text.find_first_of("[\xC2\xE2", from); at != string_view::npos; at = text.find_first_of("[\xC2\xE2", at + 1)) {
    std::size_t end = at;
    std::vector<std::uint32_t> numbers;
    if (text[at] == '[') {
      numbers = read_bracket(text, at, end);
    } else if (const std::uint32_t number = read_superscript(text, end); number > 0 && may_be_cited(text.substr(from, at - from))) {
      numbers.push_back(number);
    }
    if (!known(numbers)) continue;
    found.begin = at;
    found.end = end;
    found.numbers = std::move(numbers);
    return found;
  }
  return found;
}

void find_references(Article& article) {
  References{article, {}}.run();
}

}  // namespace pamphlet::recover
