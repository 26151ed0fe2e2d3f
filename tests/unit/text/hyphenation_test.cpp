#include "fixture.h"

#include <hyphen.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/utf8.h"
#include "text/hyphenation.h"
#include "text/patterns.h"

#ifdef __SANITIZE_ADDRESS__
// libhyphen 2.8.8 does not free all that it allocates for a file; that is not what is tested here.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libhyphen";
}
#endif

using namespace pamphlet;
using namespace pamphlet::test;

namespace {

std::string hyphens(std::string_view word, std::string_view lang, bool automatic = true) {
  Shaper shaper(library());
  std::string out;
  std::size_t from = 0;
  for (const std::uint32_t at : shaper.hyphenate(word, lang, automatic)) {
    out += word.substr(from, at - from);
    out += '-';
    from = at;
  }
  return out += word.substr(from);
}

void need_patterns(const std::string& file, const std::string& package) {
  REQUIRE_MESSAGE(std::filesystem::exists("/usr/share/hyphen/" + file), "install the Debian package " << package);
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Words of a text, in lower case, once each.
std::vector<std::u16string> words_of(std::string_view text) {
  std::vector<std::u16string> words;
  std::u16string word;
  for (std::size_t at = 0; at <= text.size();) {
    const char32_t c = at < text.size() ? next_code_point(text, at) : U' ';
    if (at == text.size() && c == U' ') ++at;
    const bool letter = (c >= U'a' && c <= U'z') || (c >= 0xDF && c < 0x250 && c != 0xF7);
    if (letter) {
      word += static_cast<char16_t>(c);
    } else {
      if (word.size() > 3) words.push_back(word);
      word.clear();
    }
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

/// libhyphen's places (in letters) for a word, by its documented interface.
std::vector<std::uint32_t> reference(HyphenDict* dictionary, const std::u16string& word, int left, int right) {
  std::string bytes;
  for (const char16_t letter : word) {
    if (dictionary->utf8) {
      append_utf8(bytes, letter);
    } else {
      if (letter > 0xFF) return {};
      bytes += static_cast<char>(letter);
    }
  }
  std::string marks(bytes.size() + 5, '\0');
  // It wants places for respellings, which none of the files tested here has.
  char** rep = nullptr;
  int *pos = nullptr, *cut = nullptr;
  hnj_hyphen_hyphenate3(dictionary, bytes.data(), static_cast<int>(bytes.size()), marks.data(), nullptr, &rep, &pos,
                        &cut, left, right, 0, 0);
  std::free(rep);
  std::free(pos);
  std::free(cut);
  std::vector<std::uint32_t> out;
  // In UTF-8 dictionaries the marks are by letter, else by byte: the same for one-byte encodings.
  for (std::uint32_t i = 0; i + 1 < word.size(); ++i) {
    if (marks[i] & 1) out.push_back(i + 1);
  }
  return out;
}

}  // namespace

TEST_CASE("known words") {
  need_patterns("hyph_en_US.dic", "hyphen-en-us");
  need_patterns("hyph_en_GB.dic", "hyphen-en-gb");
  need_patterns("hyph_de_DE.dic", "hyphen-de");
  need_patterns("hyph_es_ES.dic", "hyphen-es");
  need_patterns("hyph_fr.dic", "hyphen-fr");
  CHECK(hyphens("hyphenation", "en") == "hy-phen-ation");
  CHECK(hyphens("hyphenation", "en-US") == "hy-phen-ation");
  CHECK(hyphens("Breastfeeding,", "en") == "Breast-feed-ing,");
  CHECK(hyphens("photography", "en-GB") != hyphens("photography", "en-US"));
  CHECK(hyphens("photography", "en-AU") == hyphens("photography", "en-GB"));
  CHECK(hyphens("Universität", "de") == "Uni-ver-si-tät");
  CHECK(hyphens("Donaudampfschifffahrt", "de-AT") == "Do-nau-dampf-schiff-fahrt");
  CHECK(hyphens("respiración", "es-MX") == "res-pi-ra-ción");
  CHECK(hyphens("Œuvre l’enfant", "fr").find("en-fant") != std::string::npos);
  CHECK(hyphens("fenêtre", "fr") == "fe-nêtre");  // ê has two bytes, and three letters must follow
}

TEST_CASE("what is not hyphenated") {
  need_patterns("hyph_en_US.dic", "hyphen-en-us");
  for (const char* word : {"cat", "UNICEF", "hospital2", "http://example.org/breastfeeding", "someone@example.org",
                           "variable_hospital", "hospital.example", "", "12345678", "\u4E2D\u6587"}) {
    CHECK(hyphens(word, "en") == word);
  }
  CHECK(hyphens("INTERNATIONAL", "en") == "IN-TER-NA-TIONAL");  // long capitals are words
  CHECK(hyphens("hospital", "") == "hospital");
  CHECK(hyphens("hospital", "tlh") == "hospital");
  CHECK(hyphens("hospital", "../../etc/passwd") == "hospital");
  CHECK(hyphens("hospital", "en", false) == "hospital");
  CHECK(hyphens("self-determination", "en") == "self-de-ter-mi-na-tion");  // parts of a compound, no hyphen twice
}

TEST_CASE("soft hyphens outrank the patterns") {
  CHECK(hyphens("hos\u00ADpital", "en") == "hos\u00AD-pital");
  CHECK(hyphens("hos\u00ADpital", "en", false) == "hos\u00AD-pital");
  CHECK(hyphens("\u00ADhospital\u00AD", "xx") == "\u00ADhospital\u00AD");
}

TEST_CASE("file names of languages") {
  using shaping::pattern_file_names;
  CHECK(pattern_file_names("en") == std::vector<std::string>{"hyph_en_US.dic", "hyph_en.dic"});
  CHECK(pattern_file_names("pt-BR").front() == "hyph_pt_BR.dic");
  CHECK(pattern_file_names("sr-Latn-RS").front() == "hyph_sr_RS.dic");
  CHECK(pattern_file_names("DE-ch-1996").front() == "hyph_de_CH.dic");
  CHECK(pattern_file_names("en-x-US").front() == "hyph_en_US.dic");
  CHECK(pattern_file_names("e/n").empty());
  CHECK(pattern_file_names("").empty());
}

TEST_CASE("patterns by hand") {
  shaping::PatternFile file;
  // From Liang's thesis: the patterns that decide "hyphenation".
  REQUIRE(shaping::parse_patterns(
      "UTF-8\nLEFTHYPHENMIN 2\n% comment\nhy3ph\nhe2n\nhena4\nhen5at\n1na\nn2at\n1tio\n2io\no2n\n", file));
  CHECK(file.left == 2);
  CHECK(file.positions(u"hyphenation", 2, 3) == std::vector<std::uint32_t>{2, 6});
  CHECK(file.positions(u"hyphenation", 3, 3) == std::vector<std::uint32_t>{6});
  CHECK(file.positions(u"hyphenation", 2, 6) == std::vector<std::uint32_t>{2});
  CHECK(file.positions(u"", 2, 3).empty());
  // A place where the spelling would change is no place.
  shaping::PatternFile respelt;
  REQUIRE(shaping::parse_patterns("ISO8859-2\ns1szo/sz=,1,3\no1n\n", respelt));
  CHECK(respelt.positions(u"asszony", 1, 1) == std::vector<std::uint32_t>{5});
  // Two levels: compounds, then their parts with minima of their own.
  shaping::PatternFile compound;
  REQUIRE(shaping::parse_patterns("UTF-8\nCOMPOUNDLEFTHYPHENMIN 3\na1b\nNEXTLEVEL\n1c\n", compound));
  CHECK(compound.positions(u"aabcacc", 1, 1) == std::vector<std::uint32_t>{2, 5, 6});
  shaping::PatternFile none;
  CHECK_FALSE(shaping::parse_patterns("UTF-8\n", none));
  CHECK_FALSE(shaping::parse_patterns("no-such-charset\na1b\n", none));
  CHECK_FALSE(shaping::parse_patterns("", none));
}

TEST_CASE("answers equal libhyphen's") {
  struct Language {
    const char *file, *package;
    int left, right;
  };
  // Each file's own words and patterns give the letters; text of the patterns' language gives the words.
  const std::string_view text =
      "international responsibility feeding hospital mother temperature neighbourhood understanding recommendation "
      "respiración lactancia hospitalización madre niño alimentación nourrisson développement accouchement allaitement "
      "température sécurité grossesse moederschap ziekenhuis borstvoeding verloskundige geboorte zwangerschap "
      "amamentação "
      "desenvolvimento crescimento allattamento gravidanza ostetrica förlossning barnmorska amning sjukhus utveckling";
  for (const Language& language :
       {Language{"en_US", "hyphen-en-us", 2, 3}, Language{"en_GB", "hyphen-en-gb", 2, 3},
        Language{"es_ES", "hyphen-es", 2, 2}, Language{"fr", "hyphen-fr", 2, 3}, Language{"nl_NL", "hyphen-nl", 2, 2},
        Language{"pt_PT", "hyphen-pt-pt", 2, 3}, Language{"sv_SE", "hyphen-sv", 2, 2}}) {
    const std::string name = std::string("hyph_") + language.file + ".dic", path = "/usr/share/hyphen/" + name;
    need_patterns(name, language.package);
    CAPTURE(name);
    HyphenDict* dictionary = hnj_hyphen_load(path.c_str());
    REQUIRE(dictionary != nullptr);
    shaping::PatternFile own;
    REQUIRE(shaping::parse_patterns(read_file(path), own));
    std::size_t places = 0, wrong = 0;
    for (const std::u16string& word : words_of(text)) {
      const auto expected = reference(dictionary, word, language.left, language.right);
      places += expected.size();
      if (own.positions(word, language.left, language.right) != expected) ++wrong;
    }
    CHECK(wrong == 0);
    CHECK(places > 50);
    hnj_hyphen_free(dictionary);
  }
}
