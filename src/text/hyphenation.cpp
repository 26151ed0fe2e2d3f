// Patterns know letters; texts have capitals, apostrophes, soft hyphens, numbers, names and addresses. A word is first
// judged (is it text at all? is it an acronym?), then cut at everything that is no letter, and each run of small letters
// is hyphenated by the patterns of its language, with the larger of the file's and the language's least letters at both
// ends. An author's soft hyphens outrank all of it. Files are read when a language is first met and kept for the whole
// job, under a lock, since several articles may be set at once. Linear in the word for a given file.
#include "text/hyphenation.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/ascii.h"
#include "base/files.h"
#include "base/utf8.h"

namespace pamphlet::shaping {
namespace {

using namespace std::string_view_literals;

constexpr std::uint64_t kMaxPatternFile = 16ULL << 20;  // the largest of Debian's has 1.1 MB
constexpr std::size_t kMaxLetters = 1000;               // a longer "word" is data
constexpr std::size_t kLongestAcronym = 6;              // all capitals up to here: UNICEF is not to be cut

// The usual region of a language whose pattern files are named by region only.
struct Region {
  std::string_view language, region;
};
constexpr std::array kRegions = {
    Region{"cs", "CZ"}, Region{"da", "DK"}, Region{"de", "DE"}, Region{"el", "GR"}, Region{"en", "US"},
    Region{"es", "ES"}, Region{"et", "EE"}, Region{"fr", "FR"}, Region{"he", "IL"}, Region{"hu", "HU"},
    Region{"it", "IT"}, Region{"nb", "NO"}, Region{"nl", "NL"}, Region{"nn", "NO"}, Region{"pl", "PL"},
    Region{"pt", "PT"}, Region{"ru", "RU"}, Region{"sl", "SI"}, Region{"sv", "SE"}, Region{"uk", "UA"},
};
// English outside America follows the British patterns.
constexpr std::array kBritish = {"AU"sv, "IE"sv, "IN"sv, "NZ"sv, "ZA"sv};

// Least letters before and after a hyphen: the values of hyph-utf8's tables ("typographic" minima); 2 and 2 elsewhere.
struct Minima {
  std::string_view language;
  int left, right;
};
constexpr std::array kMinima = {Minima{"cs", 2, 3}, Minima{"en", 2, 3}, Minima{"fr", 2, 3}, Minima{"pt", 2, 3}};

bool is_alphanumeric(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_ascii_alphanumeric<char>);
}

std::vector<std::string> pattern_folders() {
  std::vector<std::string> folders;
  const char* listed = std::getenv("XDG_DATA_DIRS");
  std::string_view rest = listed == nullptr ? std::string_view() : std::string_view(listed);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    if (rest[0] == '/') folders.push_back(std::string(rest.substr(0, end)) + "/hyphen");
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  folders.push_back("/usr/local/share/hyphen");
  folders.push_back("/usr/share/hyphen");
  return folders;
}

std::string language_of(std::string_view lang) {
  std::string language(lang.substr(0, std::min(lang.find_first_of("-_"), lang.size())));
  std::transform(language.begin(), language.end(), language.begin(), ascii_lower<char>);
  return language;
}

/// A run of letters of a word, in lower case, with the byte offset of each.
struct Letters {
  std::u16string text;
  std::vector<std::uint32_t> offsets;
  std::size_t upper = 0;
  bool usable = true;  // only letters that patterns can hold
  void clear() {
    text.clear();
    offsets.clear();
    upper = 0;
    usable = true;
  }
};

void hyphenate_letters(const Letters& letters, const LanguagePatterns& patterns, std::vector<std::uint32_t>& out) {
  const std::size_t size = letters.text.size();
  if (!letters.usable || size > kMaxLetters) return;
  if (letters.upper == size && size <= kLongestAcronym) return;
  for (const std::uint32_t at : patterns.file.positions(letters.text, patterns.left, patterns.right)) {
    out.push_back(letters.offsets[at]);
  }
}

/// Numbers, web and mail addresses, file and variable names: nobody wants to guess whether a hyphen belongs to them.
bool is_code_like(std::string_view word, const CharTable& characters) {
  bool letter_before = false;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = next_code_point(word, at);
    if (characters[c].flags & kDigit || c == U'@' || c == U'_' || c == U'\\' || c == U'=') return true;
    if (c == U':' && word.substr(at).starts_with("//")) return true;
    if ((c == U'.' || c == U'/') && letter_before && at < word.size()) {
      std::size_t next = at;
      if (characters[next_code_point(word, next)].flags & kLetter) return true;
    }
    letter_before = (characters[c].flags & kLetter) != 0;
  }
  return false;
}

}  // namespace

std::vector<std::string> pattern_file_names(std::string_view lang) {
  std::vector<std::string> names;
  std::string language, region;
  for (std::size_t begin = 0; begin < lang.size();) {
    const std::size_t end = std::min(lang.find_first_of("-_", begin), lang.size());
    const std::string_view subtag = lang.substr(begin, end - begin);
    if (!is_alphanumeric(subtag) || subtag.size() > 8) return {};  // it becomes a part of a path
    if (begin == 0) language = subtag;
    if (begin != 0 && subtag.size() == 1) break;  // an extension follows
    if (begin != 0 && subtag.size() == 2 && region.empty()) region = subtag;
    begin = end + 1;
  }
  if (language.size() < 2 || language.size() > 3) return {};
  std::transform(language.begin(), language.end(), language.begin(), ascii_lower<char>);
  std::transform(region.begin(), region.end(), region.begin(), ascii_upper<char>);
  const auto add = [&](std::string name) {
    name = "hyph_" + name + ".dic";
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  };
  if (!region.empty()) add(language + "_" + region);
  if (language == "en" && std::find(kBritish.begin(), kBritish.end(), region) != kBritish.end()) add("en_GB");
  for (const Region& row : kRegions) {
    if (row.language == language) add(language + "_" + std::string(row.region));
  }
  add(language);
  if (language == "nb" || language == "nn") add("no_NO");
  return names;
}

const LanguagePatterns* HyphenationPatterns::find(std::string_view lang) const {
  const std::lock_guard lock(mutex_);
  const auto known = by_language_.find(lang);
  if (known != by_language_.end()) return known->second;
  const LanguagePatterns* found = nullptr;
  const std::vector<std::string> folders = pattern_folders();
  for (const std::string& name : pattern_file_names(lang)) {
    for (const std::string& folder : folders) {
      if (found == nullptr) found = load(join_path(folder, name), language_of(lang));
    }
    if (found != nullptr) break;
  }
  return by_language_.try_emplace(std::string(lang), found).first->second;
}

const LanguagePatterns* HyphenationPatterns::load(const std::string& path, std::string_view language) const {
  const auto known = by_file_.find(path);
  if (known != by_file_.end()) return known->second.get();
  const FileContent content = disk().read(path, kMaxPatternFile);
  if (content.status != FileStatus::ok) return nullptr;
  auto patterns = std::make_unique<LanguagePatterns>();
  if (!parse_patterns(content.bytes, patterns->file)) return nullptr;
  for (const Minima& row : kMinima) {
    if (row.language != language) continue;
    patterns->left = row.left;
    patterns->right = row.right;
  }
  patterns->left = std::max(patterns->left, patterns->file.left);
  patterns->right = std::max(patterns->right, patterns->file.right);
  return by_file_.try_emplace(path, std::move(patterns)).first->second.get();
}

std::vector<std::uint32_t> hyphenate_word(std::string_view word, const LanguagePatterns* patterns,
                                          const CharTable& characters) {
  std::vector<std::uint32_t> out;
  for (std::size_t at = word.find("\u00AD"); at != std::string_view::npos; at = word.find("\u00AD", at)) {
    at += 2;
    if (at > 2 && at < word.size()) out.push_back(static_cast<std::uint32_t>(at));
  }
  if (!out.empty() || patterns == nullptr || is_code_like(word, characters)) return out;
  Letters letters;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(word, at);
    const CharInfo& info = characters[c];
    const bool mark = info.cluster_break == ClusterBreak::extend || info.cluster_break == ClusterBreak::spacing_mark;
    if (!(info.flags & kLetter) && !mark) {
      hyphenate_letters(letters, *patterns, out);
      letters.clear();
      continue;
    }
    const UChar32 small = u_tolower(static_cast<UChar32>(c));
    if (small >= 0x10000 || mark) letters.usable = false;  // patterns know composed letters only
    if (info.flags & kUpper) ++letters.upper;
    letters.text += static_cast<char16_t>(small < 0x10000 ? small : 0xFFFF);
    letters.offsets.push_back(static_cast<std::uint32_t>(begin));
  }
  hyphenate_letters(letters, *patterns, out);
  return out;
}

}  // namespace pamphlet::shaping
