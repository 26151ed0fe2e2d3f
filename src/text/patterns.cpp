#include "text/patterns.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/ascii.h"
#include "base/utf8.h"

namespace pamphlet::shaping {
namespace {

// Longer patterns than this are no hyphenation patterns; TeX's and libhyphen's limits are below 100.
constexpr std::size_t kMaxPattern = 100;

// FNV-1a over letters, one step a letter, so that all prefixes of a string are hashed on the way.
constexpr std::uint32_t kHashStart = 2166136261U;
std::uint32_t hash_step(std::uint32_t hash, char16_t letter) {
  return (hash ^ letter) * 16777619U;
}
// The low bits of FNV are weak: fold the high ones in before they choose a slot.
std::size_t spread(std::uint32_t hash) {
  return hash ^ (hash >> 15);
}

constexpr std::uint32_t kNumberMask = 0xFFFFFF;

struct Charset {
  bool utf8 = true;
  std::array<char16_t, 256> table{};
};

std::optional<Charset> open_charset(std::string name) {
  Charset charset;
  if (name == "UTF-8") return charset;
  if (name.starts_with("microsoft-cp")) name = "windows-" + name.substr(12);  // as libhyphen's old files say it
  UErrorCode error = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(name.c_str(), &error);
  if (U_FAILURE(error)) return std::nullopt;
  charset.utf8 = false;
  for (int byte = 0; byte < 256; ++byte) {
    const char source = static_cast<char>(byte);
    char16_t target[4] = {};
    error = U_ZERO_ERROR;
    ucnv_toUChars(converter, target, 4, &source, 1, &error);
    charset.table[static_cast<std::size_t>(byte)] = target[0];
  }
  ucnv_close(converter);
  return charset;
}

void decode(std::string_view line, const Charset& charset, std::u16string& out) {
  out.clear();
  for (std::size_t at = 0; at < line.size();) {
    const auto byte = static_cast<unsigned char>(line[at]);
    if (byte < 0x80 || !charset.utf8) {
      out += charset.utf8 ? static_cast<char16_t>(byte) : charset.table[byte];
      ++at;
      continue;
    }
    const char32_t c = next_code_point(line, at);
    // Letters beyond the Basic Multilingual Plane are in no hyphenated language; U+FFFF matches no text.
    out += c < 0x10000 ? static_cast<char16_t>(c) : u'\uFFFF';
  }
}

std::string_view next_line(std::string_view bytes, std::size_t& at) {
  const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
  std::string_view line = bytes.substr(at, end - at);
  at = end + 1;
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t'))
    line.remove_suffix(1);
  return line;
}

bool read_minimum(std::string_view line, std::string_view keyword, int& out) {
  if (!line.starts_with(keyword)) return false;
  line.remove_prefix(keyword.size());
  while (!line.empty() && line.front() == ' ')
    line.remove_prefix(1);
  int value = 0;
  if (std::from_chars(line.data(), line.data() + line.size(), value).ec == std::errc() && value >= 0 && value < 100) {
    out = value;
  }
  return true;
}

bool read_keyword(std::string_view line, PatternFile& out) {
  return read_minimum(line, "LEFTHYPHENMIN", out.left) || read_minimum(line, "RIGHTHYPHENMIN", out.right) ||
         read_minimum(line, "COMPOUNDLEFTHYPHENMIN", out.compound_left) ||
         read_minimum(line, "COMPOUNDRIGHTHYPHENMIN", out.compound_right) ||
         line.starts_with("NOHYPHEN");  // characters no hyphen stands beside: words are cut there beforehand
}

}  // namespace

void PatternTable::reserve(std::size_t bytes) {
  constexpr std::size_t kBytesPerPattern = 10;  // Debian's files: 9 to 14
  std::size_t slots = 1024;
  while (slots < bytes / kBytesPerPattern)
    slots *= 2;
  resize(slots);
  letters_.reserve(bytes);
  places_.reserve(bytes + bytes / kBytesPerPattern);
  patterns_.reserve(bytes / kBytesPerPattern);
}

void PatternTable::add(std::u16string_view line) {
  const std::size_t slash = line.find(u'/');
  const bool respells = slash != std::u16string_view::npos;
  if (respells) line = line.substr(0, slash);
  if (slots_.empty()) resize(1024);
  const std::size_t letters_before = letters_.size(), places_before = places_.size();
  std::uint32_t hash = kHashStart;
  std::uint8_t place = 0;
  for (const char16_t c : line) {
    if (is_ascii_digit(c)) {
      place = static_cast<std::uint8_t>(c - u'0');
      continue;
    }
    letters_ += c;
    places_.push_back(place);
    place = 0;
    hash = hash_step(hash, c);
  }
  places_.push_back(place);
  const std::size_t size = letters_.size() - letters_before;
  const bool usable = size > 0 && size <= kMaxPattern && patterns_.size() < kNumberMask;
  const std::size_t slot = usable ? find(hash, letters_.data() + letters_before, size) : 0;
  if (!usable || slots_[slot] != 0) {  // or said before
    letters_.resize(letters_before);
    places_.resize(places_before);
    return;
  }
  patterns_.push_back({static_cast<std::uint32_t>(letters_before), static_cast<std::uint8_t>(size), respells});
  longest_ = std::max(longest_, size);
  slots_[slot] = (hash & ~kNumberMask) | static_cast<std::uint32_t>(patterns_.size());
  if (patterns_.size() * 4 > slots_.size() * 3) resize(slots_.size() * 2);
}

void PatternTable::resize(std::size_t size) {
  slots_.assign(size, 0);
  for (std::size_t number = 0; number < patterns_.size(); ++number) {
    const Pattern& pattern = patterns_[number];
    std::uint32_t hash = kHashStart;
    for (std::size_t k = 0; k < pattern.size; ++k)
      hash = hash_step(hash, letters_[pattern.letters + k]);
    std::size_t slot = spread(hash) & (size - 1);
    while (slots_[slot] != 0)
      slot = (slot + 1) & (size - 1);
    slots_[slot] = (hash & ~kNumberMask) | static_cast<std::uint32_t>(number + 1);
  }
}

std::size_t PatternTable::find(std::uint32_t hash, const char16_t* letters, std::size_t size) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = spread(hash) & mask;; at = (at + 1) & mask) {
    const std::uint32_t slot = slots_[at];
    if (slot == 0) return at;
    if ((slot ^ hash) & ~kNumberMask) continue;
    const Pattern& pattern = patterns_[(slot & kNumberMask) - 1];
    if (pattern.size == size && std::equal(letters, letters + size, letters_.data() + pattern.letters)) return at;
  }
}

void PatternTable::apply(std::u16string_view word, std::vector<std::uint8_t>& after) const {
  constexpr std::uint8_t kRespelt = 0x80;
  after.assign(word.size(), 0);
  if (patterns_.empty()) return;
  std::u16string edged;
  edged.reserve(word.size() + 2);
  edged += u'.';
  edged += word;
  edged += u'.';
  for (std::size_t begin = 0; begin < edged.size(); ++begin) {
    std::uint32_t hash = kHashStart;
    const std::size_t most = std::min(longest_, edged.size() - begin);
    for (std::size_t size = 1; size <= most; ++size) {
      hash = hash_step(hash, edged[begin + size - 1]);
      const std::uint32_t slot = slots_[find(hash, edged.data() + begin, size)];
      if (slot == 0) continue;
      const std::size_t number = (slot & kNumberMask) - 1;
      const Pattern& pattern = patterns_[number];
      const std::uint8_t* places = places_.data() + pattern.letters + number;
      for (std::size_t k = 0; k <= size; ++k) {
        const std::size_t place = begin + k;  // before edged[place], after word[place - 2]
        if (places[k] == 0 || place < 2 || place > word.size()) continue;
        std::uint8_t& known = after[place - 2];
        if (places[k] <= (known & ~kRespelt)) continue;
        known = static_cast<std::uint8_t>(places[k] | (pattern.respells && (places[k] & 1) ? kRespelt : 0));
      }
    }
  }
  for (std::uint8_t& place : after) {
    if (place & kRespelt) place = 0;
  }
}

std::vector<std::uint32_t> PatternFile::positions(std::u16string_view word, int least_left, int least_right) const {
  const std::size_t size = word.size();
  std::vector<std::uint8_t> hyphens(size, 0), part;
  if (!compounds.empty()) compounds.apply(word, hyphens);
  std::vector<std::size_t> edges = {0};
  for (std::size_t i = 0; i + 1 < size; ++i) {
    if (hyphens[i] & 1) edges.push_back(i + 1);
  }
  edges.push_back(size);
  for (std::size_t k = 0; k + 1 < edges.size(); ++k) {
    const std::size_t begin = edges[k], end = edges[k + 1];
    patterns.apply(word.substr(begin, end - begin), part);
    const auto inner_left = static_cast<std::size_t>(k == 0 ? 0 : compound_left);
    const auto inner_right = static_cast<std::size_t>(k + 2 == edges.size() ? 0 : compound_right);
    for (std::size_t i = 0; i + 1 < part.size(); ++i) {
      if ((part[i] & 1) && i + 1 >= inner_left && part.size() - i - 1 >= inner_right) hyphens[begin + i] = 1;
    }
  }
  std::vector<std::uint32_t> out;
  const auto first = static_cast<std::size_t>(std::max(1, least_left));
  const auto after = static_cast<std::size_t>(std::max(1, least_right));
  for (std::size_t at = first; at + after <= size; ++at) {
    if (hyphens[at - 1] & 1) out.push_back(static_cast<std::uint32_t>(at));
  }
  return out;
}

bool parse_patterns(std::string_view bytes, PatternFile& out) {
  std::size_t at = 0;
  const auto charset = open_charset(std::string(next_line(bytes, at)));
  if (!charset) return false;
  std::u16string pattern;
  PatternTable* const table = &out.patterns;
  table->reserve(bytes.size());
  while (at < bytes.size()) {
    const std::string_view line = next_line(bytes, at);
    if (line.empty() || line[0] == '#' || line[0] == '%') continue;
    if (line == "NEXTLEVEL") {  // what came so far were the boundaries of compounds
      out.compounds = std::move(out.patterns);
      out.patterns = PatternTable();
      table->reserve(bytes.size() - std::min(at, bytes.size()));
      continue;
    }
    if (is_ascii_upper(line[0]) && read_keyword(line, out)) continue;
    decode(line, *charset, pattern);
    table->add(pattern);
  }
  return !out.patterns.empty();
}

}  // namespace pamphlet::shaping
