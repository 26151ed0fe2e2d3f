#include "recover/language.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/utf8.h"
#include "recover/characters.h"

namespace pamphlet::recover {
namespace {

using std::string_view;

// Commonest words that the other languages of the table do not have, or seldom: shared ones ("de", "la", "die") stand
// in each list where they are common, so that they decide nothing between those.
struct Language {
  string_view tag;
  std::array<string_view, 24> words;
};

// clang-format off
constexpr auto kLanguages = std::to_array<Language>({
    {"en", {"the", "and", "of", "to", "is", "you", "your", "for", "with", "that", "are", "this", "it", "can", "in", "or", "be", "have",
            "not", "when", "from", "will", "they", "if"}},
    {"es", {"el", "la", "de", "que", "y", "los", "las", "un", "una", "es", "por", "para", "con", "su", "se", "del", "al", "no", "más",
            "como", "puede", "está", "tu", "usted"}},
    {"fr", {"le", "la", "de", "et", "les", "des", "un", "une", "est", "vous", "votre", "pour", "que", "qui", "dans", "avec", "sur",
            "pas", "ne", "du", "au", "ou", "il", "elle"}},
    {"de", {"der", "die", "das", "und", "ist", "nicht", "ein", "eine", "sie", "mit", "auf", "für", "den", "von", "zu", "dem", "im",
            "sich", "auch", "ihr", "wenn", "oder", "es", "kann"}},
    {"it", {"il", "la", "di", "che", "e", "gli", "un", "una", "è", "per", "con", "non", "del", "della", "sono", "più", "le", "nel",
            "si", "anche", "questo", "dei", "alla", "come"}},
    {"pt", {"o", "a", "de", "que", "e", "os", "as", "um", "uma", "é", "para", "com", "não", "do", "da", "em", "no", "na", "seu",
            "você", "mais", "dos", "ao", "pode"}},
    {"nl", {"de", "het", "een", "en", "van", "is", "dat", "niet", "je", "op", "te", "voor", "met", "zijn", "er", "aan", "ook", "als",
            "uw", "bij", "om", "kan", "heeft", "of"}},
    {"vi", {"và", "của", "là", "cho", "không", "bé", "được", "các", "có", "một", "khi", "trong", "với", "những", "để", "này", "mẹ",
            "đã", "người", "thì", "nếu", "hãy", "bạn", "từ"}},
    {"pl", {"i", "w", "na", "z", "się", "nie", "do", "jest", "to", "że", "jak", "dla", "po", "od", "przez", "ale", "może", "są",
            "czy", "lub", "oraz", "jeśli", "za", "by"}},
    {"sv", {"och", "att", "det", "är", "en", "som", "på", "av", "för", "med", "den", "till", "inte", "har", "kan", "du", "ett", "om",
            "så", "eller", "från", "när", "vid", "barnet"}},
    {"da", {"og", "at", "det", "er", "en", "som", "på", "af", "for", "med", "den", "til", "ikke", "har", "kan", "du", "et", "om",
            "så", "eller", "fra", "når", "ved", "barnet"}},
    {"nb", {"og", "å", "det", "er", "en", "som", "på", "av", "for", "med", "den", "til", "ikke", "har", "kan", "du", "et", "om",
            "så", "eller", "fra", "når", "ved", "barnet"}},
    {"fi", {"ja", "on", "ei", "se", "että", "voi", "tai", "kun", "ovat", "myös", "jos", "sen", "hän", "mutta", "niin", "kuin", "sitä",
            "ole", "vauvan", "olla", "joka", "mukaan", "kanssa", "lapsen"}},
    {"tr", {"ve", "bir", "bu", "için", "ile", "da", "de", "olarak", "çok", "daha", "gibi", "sonra", "olan", "kadar", "ne", "en",
            "her", "veya", "değil", "bebek", "sizin", "eğer", "ancak", "olabilir"}},
    {"cs", {"a", "se", "v", "na", "je", "že", "s", "z", "do", "to", "si", "jsou", "které", "pro", "nebo", "při", "po", "pokud", "může",
            "ale", "jako", "byl", "od", "dítě"}},
    {"hu", {"a", "az", "és", "hogy", "nem", "is", "egy", "ha", "meg", "de", "vagy", "van", "már", "csak", "mint", "ez", "után",
            "kell", "lehet", "ki", "minden", "baba", "még", "azt"}},
    {"ro", {"și", "de", "la", "în", "nu", "cu", "pe", "un", "o", "să", "este", "pentru", "care", "din", "sau", "mai", "sunt", "dacă",
            "ce", "al", "după", "poate", "copilul", "prin"}},
    {"id", {"yang", "dan", "di", "untuk", "dengan", "ini", "tidak", "dari", "pada", "atau", "anda", "bisa", "adalah", "bayi", "akan",
            "ke", "dapat", "saat", "ibu", "jika", "juga", "itu", "lebih", "agar"}},
});
// clang-format on

// A script that one language of the table's neighbourhood uses alone.
string_view script_language(char32_t c) {
  const auto in = [c](char32_t from, char32_t to) { return c >= from && c <= to; };
  if (in(0x1EA0, 0x1EF9) || c == 0x1A1 || c == 0x1B0) return "vi";  // Latin letters that it alone uses: ơ ư, two marks
  if (in(0x370, 0x3FF)) return "el";
  if (in(0x590, 0x5FF)) return "he";
  if (in(0xE00, 0xE7F)) return "th";
  if (in(0x1780, 0x17FF)) return "km";
  if (in(0xAC00, 0xD7AF)) return "ko";
  if (in(0x3040, 0x30FF)) return "ja";
  if (in(0xB80, 0xBFF)) return "ta";
  if (in(0x4E00, 0x9FFF)) return "zh";
  return {};
}

struct Tally {
  std::array<std::size_t, kLanguages.size()> hits{};
  std::size_t words = 0;
  std::size_t letters = 0;
  std::array<std::size_t, 9> scripts{};
  std::array<string_view, 9> script_tags{"el", "he", "th", "km", "ko", "ja", "ta", "zh", "vi"};  // ja before zh

  void add_word(string_view word) {
    ++words;
    std::string folded = fold(word);
    while (!folded.empty() && string_view(".,;:!?)\"").find(folded.back()) != string_view::npos)
      folded.pop_back();
    if (folded.size() > 8) return;
    for (std::size_t i = 0; i < kLanguages.size(); ++i) {
      const auto& list = kLanguages[i].words;
      if (std::find(list.begin(), list.end(), folded) != list.end()) ++hits[i];
    }
  }

  void add_letters(string_view word) {
    for (std::size_t at = 0; at < word.size();) {
      const char32_t c = next_code_point(word, at);
      if (!is_letter(c)) continue;
      ++letters;
      if (c < 0x1A1) continue;
      const string_view tag = script_language(c);
      for (std::size_t i = 0; i < scripts.size(); ++i)
        scripts[i] += tag == script_tags[i];
    }
  }
};

}  // namespace

LanguageGuess guess_language(const Page& page) {
  constexpr std::size_t kEnoughWords = 1500;  // more would not change the answer
  Tally tally;
  for (std::size_t i = 0; i < page.lines.size() && tally.words < kEnoughWords; ++i) {
    if (page.lines[i].fate != Fate::keep) continue;
    const std::string_view text = page.text(i);
    for (const string_view word : split_words(text.substr(0, 20000))) {
      tally.add_word(word);
      tally.add_letters(word);
    }
  }
  for (std::size_t i = 0; i < tally.scripts.size(); ++i) {
    // Japanese mixes kana with Han, so that a fifth of kana is plenty; of Vietnamese letters about a sixth are its own.
    const std::size_t share = tally.script_tags[i] == "ja" ? 5 : tally.script_tags[i] == "vi" ? 12 : 2;
    if (tally.letters >= 20 && tally.scripts[i] * share > tally.letters) return {tally.script_tags[i], Sureness::sure};
  }
  const auto best = std::max_element(tally.hits.begin(), tally.hits.end());
  std::size_t second = 0;
  for (auto it = tally.hits.begin(); it != tally.hits.end(); ++it) {
    if (it != best) second = std::max(second, *it);
  }
  // Running text has such words at every third or fourth place; one in eight, and a clear lead, is enough to say so.
  const bool enough = *best >= 6 && *best * 8 >= tally.words && *best * 2 >= second * 3;
  if (!enough) return {};
  const std::string_view tag = kLanguages[static_cast<std::size_t>(best - tally.hits.begin())].tag;
  return {tag, *best >= 20 && *best >= second * 2 ? Sureness::sure : Sureness::likely};
}

}  // namespace pamphlet::recover
