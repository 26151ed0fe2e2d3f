#include "fixture.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/utf8.h"
#include "text/hyphenation.h"
#include "text/patterns.h"

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

/// The word without its hyphens, and where they stood.
std::pair<std::u16string, std::vector<std::uint32_t>> parted(std::string_view word) {
  std::pair<std::u16string, std::vector<std::uint32_t>> out;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = next_code_point(word, at);
    if (c == U'-') out.second.push_back(static_cast<std::uint32_t>(out.first.size()));
    else out.first += static_cast<char16_t>(c);
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

// Words of several languages by the patterns of each, as libhyphen 2.8.8 hyphenates them: the files are its.
TEST_CASE("answers equal libhyphen's") {
  struct Language {
    const char *file, *package;
    int left, right;
    std::string_view answers;
  };
  const Language languages[] = {
      {"en_US", "hyphen-en-us", 2, 3,
       "ac-couche-ment al-i-mentación al-laite-ment al-lat-ta-mento ama-men-tação amn-ing barn-morska borstvoed-ing "
       "cresci-mento de-sen-volvi-mento développe-ment feed-ing för-loss-ning ge-boorte gravi-danza grossesse "
       "hos-pi-tal hos-pi-tal-ización in-ter-na-tional lac-tan-cia madre moed-er-schap mother neigh-bour-hood niño "
       "nour-ris-son os-tet-rica rec-om-men-da-tion res-piración re-spon-si-bil-ity sjukhus sécu-rité tem-per-a-ture "
       "tem-péra-ture un-der-stand-ing utveck-ling ver-loskundige zieken-huis zwanger-schap"},
      {"en_GB", "hyphen-en-gb", 2, 3,
       "ac-couche-ment al-i-menta-ción al-laite-ment al-lat-tamento ama-mentação amning barn-mor-ska bor-stvoed-ing "
       "cres-ci-mento desen-vol-vi-mento dévelop-pe-ment feed-ing för-lossning ge-boorte gravid-anza grossesse "
       "hos-pital hos-pit-al-iza-ción in-ter-na-tional lact-an-cia madre moeder-schap mother neigh-bour-hood niño "
       "nour-ris-son os-tet-rica re-com-mend-a-tion res-pir-ación re-spons-ib-il-ity sjukhus sé-cur-ité "
       "tem-per-at-ure tem-pérat-ure un-der-stand-ing utveck-ling ver-loskun-dige ziek-en-huis zwanger-schap"},
      {"es_ES", "hyphen-es", 2, 2,
       "ac-cou-che-ment ali-men-ta-ción allai-te-ment alla-tta-men-to ama-men-tação am-ning barn-mor-ska "
       "bors-tvoe-ding cres-ci-men-to des-en-vol-vi-men-to dé-ve-lo-ppe-ment fee-ding för-lo-ss-ning ge-boor-te "
       "gra-vi-dan-za gro-sses-se hos-pi-tal hos-pi-ta-li-za-ción in-ter-na-tio-nal lac-tan-cia ma-dre moe-ders-chap "
       "mo-ther ne-igh-bourhood ni-ño nou-rris-son os-te-tri-ca re-co-m-men-da-tion res-pi-ra-ción "
       "res-pon-si-bi-li-ty sjukhus sé-cu-ri-té tem-pe-ra-tu-re tem-pé-ra-tu-re un-ders-tan-ding utve-ck-ling "
       "ver-lo-skun-di-ge ziekenhuis zwan-gers-chap"},
      {"fr", "hyphen-fr", 2, 3,
       "ac-cou-che-ment ali-men-ta-ción al-lai-te-ment al-lat-ta-mento ama-men-ta-ção am-ning barn-morska "
       "borst-voe-ding cres-ci-mento de-sen-vol-vi-mento dé-ve-lop-pe-ment fee-ding för-loss-ning ge-boorte "
       "gra-vi-danza gros-sesse hos-pi-tal hos-pi-ta-li-za-ción in-ter-na-tio-nal lac-tan-cia madre moe-der-schap "
       "mo-ther neigh-bou-rhood niño nour-ris-son os-te-trica re-com-men-da-tion res-pi-ra-ción res-pon-si-bi-lity "
       "sju-khus sé-cu-rité tem-pe-ra-ture tem-pé-ra-ture un-ders-tan-ding ut-ve-ck-ling ver-los-kun-dige "
       "zie-ken-huis zwan-ger-schap"},
      {"nl_NL", "hyphen-nl", 2, 2,
       "ac-cou-che-ment ali-menta-ción al-lai-te-ment al-lat-ta-men-to ama-men-ta-ção am-ning barn-mors-ka "
       "borst-voe-ding cres-ci-men-to de-sen-vol-vi-men-to dé-ve-lop-pe-ment fee-ding för-los-sning ge-boor-te "
       "gra-vi-dan-za gros-ses-se hos-pi-tal hos-pi-ta-li-za-ción in-ter-na-ti-o-nal lac-tan-cia ma-d-re "
       "moe-der-schap mo-ther neigh-bour-hood ni-ño nour-ris-son os-te-tri-ca re-com-men-da-ti-on res-pi-ra-ción "
       "res-pon-si-bi-li-ty sjuk-hus sé-cu-ri-té tem-pe-ra-tu-re tem-pé-ra-tu-re un-der-stan-ding ut-vec-kling "
       "ver-los-kun-di-ge zie-ken-huis zwan-ger-schap"},
      {"pt_PT", "hyphen-pt-pt", 2, 3,
       "ac-cou-che-ment ali-men-ta-ción al-lai-te-ment al-lat-ta-mento ama-men-ta-ção am-ning barn-morska "
       "borst-vo-e-ding cres-ci-mento de-sen-vol-vi-mento dé-ve-lop-pe-ment fe-e-ding för-los-s-ning ge-bo-orte "
       "gra-vi-danza gros-sesse hos-pi-tal hos-pi-ta-li-za-ción in-ter-na-ti-o-nal lac-tan-cia ma-dre mo-e-ders-chap "
       "mother neigh-bourhood niño nour-ris-son os-te-trica re-com-men-da-tion res-pi-ra-ción res-pon-si-bi-lity "
       "sjukhus sé-cu-rité tem-pe-ra-ture tem-pé-ra-ture un-ders-tan-ding ut-vec-kling ver-los-kun-dige "
       "zi-e-ke-nhuis zwan-gers-chap"},
      {"sv_SE", "hyphen-sv", 2, 2,
       "ac-couche-ment ali-men-ta-ción alla-i-te-ment al-lat-ta-men-to ama-men-tação am-ning barn-mors-ka "
       "borst-vo-e-d-ing cre-sci-men-to de-sen-vol-vi-men-to dé-ve-lop-p-e-ment feed-ing för-loss-ning ge-bo-or-te "
       "gra-vi-dan-za gros-ses-se hos-pi-tal hos-pi-ta-li-za-ción in-ter-na-tio-nal lac-tan-cia mad-re mo-eder-schap "
       "mot-her ne-igh-bour-hood niño nour-ris-son ost-et-ri-ca re-com-men-da-tion re-spi-ra-ción "
       "re-spon-si-bi-li-ty sjuk-hus sécu-ri-té tem-pe-ra-tu-re tem-péra-tu-re un-der-s-tan-ding ut-veck-ling "
       "ver-loskun-di-ge zie-ken-hu-is zwang-er-schap"},
  };
  for (const Language& language : languages) {
    const std::string name = std::string("hyph_") + language.file + ".dic", path = "/usr/share/hyphen/" + name;
    need_patterns(name, language.package);
    CAPTURE(name);
    shaping::PatternFile own;
    REQUIRE(shaping::parse_patterns(read_file(path), own));
    std::istringstream words{std::string(language.answers)};
    for (std::string word; words >> word;) {
      CAPTURE(word);
      const auto [letters, places] = parted(word);
      CHECK(own.positions(letters, language.left, language.right) == places);
    }
  }
}
