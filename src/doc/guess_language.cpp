// The language of an article that does not say it, from its script: only where a script says enough.
#include <unicode/uscript.h>

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "doc/resolve_steps.h"

namespace pamphlet::resolving {
namespace {

// More letters than this tell no more.
constexpr std::size_t kMostLetters = 100'000;

struct ScriptLanguage {
  UScriptCode script;
  std::string_view lang;
};
/// The language that most writers of a script write. Latin script says nothing.
constexpr std::array kGuessed = {
    ScriptLanguage{USCRIPT_ARABIC, "ar"},    ScriptLanguage{USCRIPT_ARMENIAN, "hy"},  ScriptLanguage{USCRIPT_BENGALI, "bn"},
    ScriptLanguage{USCRIPT_CYRILLIC, "ru"},  ScriptLanguage{USCRIPT_DEVANAGARI, "hi"}, ScriptLanguage{USCRIPT_ETHIOPIC, "am"},
    ScriptLanguage{USCRIPT_GEORGIAN, "ka"},  ScriptLanguage{USCRIPT_GREEK, "el"},     ScriptLanguage{USCRIPT_GUJARATI, "gu"},
    ScriptLanguage{USCRIPT_GURMUKHI, "pa"},  ScriptLanguage{USCRIPT_HAN, "zh"},       ScriptLanguage{USCRIPT_HANGUL, "ko"},
    ScriptLanguage{USCRIPT_HEBREW, "he"},    ScriptLanguage{USCRIPT_HIRAGANA, "ja"},  ScriptLanguage{USCRIPT_KANNADA, "kn"},
    ScriptLanguage{USCRIPT_KATAKANA, "ja"},  ScriptLanguage{USCRIPT_KHMER, "km"},     ScriptLanguage{USCRIPT_LAO, "lo"},
    ScriptLanguage{USCRIPT_MALAYALAM, "ml"}, ScriptLanguage{USCRIPT_MYANMAR, "my"},   ScriptLanguage{USCRIPT_SINHALA, "si"},
    ScriptLanguage{USCRIPT_TAMIL, "ta"},     ScriptLanguage{USCRIPT_TELUGU, "te"},    ScriptLanguage{USCRIPT_THAI, "th"},
    ScriptLanguage{USCRIPT_TIBETAN, "bo"},
};

bool is_one_of(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }

struct Count {
  std::array<std::size_t, kGuessed.size()> by_script{};
  std::size_t letters = 0, latin = 0, persian = 0, arabic = 0, urdu = 0, ukrainian = 0;

  void add(std::string_view text) {
    for (std::size_t at = 0; at < text.size() && letters < kMostLetters;) {
      const char32_t c = next_code_point(text, at);
      if (c >= 0x41) add(c);
    }
  }

  void add(char32_t c) {
    UErrorCode error = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &error);
    if (U_FAILURE(error) || script == USCRIPT_COMMON || script == USCRIPT_INHERITED) return;
    ++letters;
    if (script == USCRIPT_LATIN) ++latin;
    for (std::size_t k = 0; k < kGuessed.size(); ++k) {
      if (kGuessed[k].script == script) ++by_script[k];
    }
    if (script == USCRIPT_ARABIC) {
      if (is_one_of(c, U"یک")) ++persian;  // Persian writes U+06CC and U+06A9, Arabic U+064A and U+0643
      if (is_one_of(c, U"يكىة")) ++arabic;
      if (is_one_of(c, U"ٹڈڑےں")) ++urdu;
    }
    if (is_one_of(c, U"іїєґ")) ++ukrainian;
  }

  std::size_t of(std::string_view lang) const {
    std::size_t sum = 0;
    for (std::size_t k = 0; k < kGuessed.size(); ++k) {
      if (kGuessed[k].lang == lang) sum += by_script[k];
    }
    return sum;
  }
};

void add_prose(Count& count, const Document& document) {
  for (NodeId id = 1; id < document.nodes.size() && count.letters < kMostLetters; ++id) {
    const NodeId parent = document[id].parent;
    const bool prose = parent == kNoNode || document[parent].element != Element::code_block;  // code is Latin everywhere
    if (document[id].element == Element::text && prose) count.add(document.text(id));
  }
}

std::string_view language_of(const Count& count) {
  // Kana is in every Japanese text, beside more Han than of any other script.
  const std::size_t japanese = count.of("ja");
  if (japanese > 0 && (japanese + count.of("zh")) * 3 > count.letters && japanese * 10 > count.of("zh")) return "ja";
  for (const ScriptLanguage& row : kGuessed) {
    if (count.of(row.lang) * 3 <= count.letters) continue;  // a third: technical articles are full of Latin names
    if (row.lang == "ar" && count.urdu * 50 > count.of("ar")) return "ur";
    if (row.lang == "ar" && count.persian > count.arabic) return "fa";
    if (row.lang == "ru" && count.ukrainian * 50 > count.of("ru")) return "uk";
    return row.lang;
  }
  return {};
}

}  // namespace

std::string_view guess_language(const Document& document) {
  Count count;
  count.add(document.meta.title.value);
  add_prose(count, document);
  const std::string_view found = language_of(count);
  return found.empty() ? "en" : found;
}

std::string_view guess_language(const Document& document, NodeId node) {
  Count count;
  for (NodeId id = node + 1; id < document[node].end && count.letters < kMostLetters;) {
    const bool own = !document.attributes_of(id).lang.empty();  // the author has said it of these words
    if (!own && document[id].element == Element::text) count.add(document.text(id));
    id = own ? document[id].end : id + 1;
  }
  const bool mixed = count.letters < 2 || count.latin * 4 > count.letters;  // a foreign word is not the block's language
  return mixed ? std::string_view() : language_of(count);
}

}  // namespace pamphlet::resolving
