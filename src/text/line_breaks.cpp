// Where lines may break: ICU's UAX #14, chosen by language, and web addresses.
//
// UAX #14 knows classes of characters, not languages: kana, Korean words and the spaces of French need more, and it breaks
// addresses where readers would take the break for a part of them. So ICU marks the opportunities with the tailoring of
// each run's language, then addresses get their own after signs, and what prose keeps together (no_break.cpp) loses its.
// ICU is asked for every paragraph: it takes 7 ns a character, 17 ms for 1,000 pages, and a table of our own for plain
// Latin text would save less than half of that.
#include <unicode/uscript.h>

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "text/no_break.h"

namespace pamphlet::shaping {
namespace {

// ICU tailors line breaking for these languages only; dictionaries (Thai, Khmer, Lao, Burmese) go by script.
enum class BreakLanguage : std::uint8_t { root, japanese, chinese, korean };

BreakLanguage break_language(std::string_view lang) {
  if (lang.size() < 2 || (lang.size() > 2 && lang[2] != '-' && lang[2] != '_')) return BreakLanguage::root;
  const char code[2] = {ascii_lower(lang[0]), ascii_lower(lang[1])};
  const std::string_view language(code, 2);
  if (language == "ja") return BreakLanguage::japanese;
  if (language == "zh") return BreakLanguage::chinese;
  if (language == "ko") return BreakLanguage::korean;
  return BreakLanguage::root;
}

UBreakIterator* breaker_for(LineBreakers& breakers, BreakLanguage language) {
  // lb=strict: small kana and the prolonged sound mark do not begin a line (CSS Text 3 §5.3, JLReq §3.1.7).
  static constexpr const char* kLocales[] = {"und@lb=strict", "ja@lb=strict", "zh@lb=strict", "ko@lb=strict"};
  Breaker& breaker = breakers.by_kind[static_cast<std::size_t>(language)];
  if (breaker == nullptr) {
    UErrorCode error = U_ZERO_ERROR;
    breaker.reset(ubrk_open(UBRK_LINE, kLocales[static_cast<std::size_t>(language)], nullptr, 0, &error));
    if (U_FAILURE(error)) breaker.reset();
  }
  return breaker.get();
}

/// Korean has spaces between words, and a line that ends at one is easier to read than one that ends anywhere
/// (klreq §4.2; CSS Text 3 §5.2, word-break: keep-all).
bool keeps_korean_word(const Char& before, const Char& after) {
  const auto in_word = [](const Char& c) { return (c.flags & (kLetter | kDigit)) != 0; };
  return in_word(before) && in_word(after) && (before.script == USCRIPT_HANGUL || after.script == USCRIPT_HANGUL);
}

void mark_breaks(Paragraph& paragraph, UBreakIterator* breaker, const std::vector<BreakLanguage>& by_run,
                 BreakLanguage language) {
  UErrorCode error = U_ZERO_ERROR;
  ubrk_setText(breaker, paragraph.utf16.data(), static_cast<int32_t>(paragraph.utf16.size()), &error);
  if (U_FAILURE(error)) return;
  const bool plain = paragraph.utf16_is_plain;
  for (int32_t at = ubrk_next(breaker); at != UBRK_DONE; at = ubrk_next(breaker)) {
    const auto unit = static_cast<std::size_t>(at);
    if (unit >= paragraph.utf16.size()) break;
    const std::size_t index = plain ? unit : paragraph.unit_to_char[unit];
    Char& c = paragraph.chars[index];
    const Char& before = paragraph.chars[index - 1];
    if (by_run[before.run] != language) continue;
    if (language == BreakLanguage::korean && keeps_korean_word(before, c)) continue;
    if (before.flags & kHardBreak) {
      c.marks |= kMustBreakBefore;
    } else if ((c.marks & kClusterStart) && before.code_point != 0xAD) {
      c.marks |= kBreakBefore;
    }
  }
}

bool is_word_end(const Char& c) {
  return (c.flags & (kSpace | kHardBreak)) != 0 || c.code_point == 0x200B;
}

/// Whether what ends before a slash is the end of a host's name, as in "clinic.example/list", and not "and/or", "1.5/2", "m./f.".
bool ends_host(const Paragraph& paragraph, std::size_t begin, std::size_t slash) {
  std::size_t i = slash;
  while (i > begin && (paragraph.chars[i - 1].flags & kLetter) && slash - i < 64) --i;
  return slash - i >= 2 && i >= begin + 2 && paragraph.chars[i - 1].code_point == U'.' && (paragraph.chars[i - 2].flags & kLetter);
}

/// Whether the word that begins at `begin` looks like a web address.
bool is_address(const Paragraph& paragraph, std::size_t begin, std::size_t end) {
  const auto at = [&](std::size_t i) { return i < end ? paragraph.chars[i].code_point : U'\0'; };
  for (std::size_t i = begin; i < end; ++i) {
    if (at(i) == U':' && at(i + 1) == U'/' && at(i + 2) == U'/') return true;
    const auto lower = [&](std::size_t k) { return ascii_lower(at(k)); };
    const bool starts = i == begin || !(paragraph.chars[i - 1].flags & kLetter);
    if (starts && lower(i) == U'w' && lower(i + 1) == U'w' && lower(i + 2) == U'w' && at(i + 3) == U'.') return true;
    if (at(i) == U'/' && ends_host(paragraph, begin, i)) return true;
  }
  return false;
}

// An address may be cut after these, without a hyphen (a hyphen would seem to belong to it). Its own hyphens begin the next line: at
// the end of one nobody knows whether to type them (Chicago Manual of Style, 17th ed., 7.46), and programs that copy text leave them out.
bool may_cut_after(char32_t c) {
  return c == U'/' || c == U'.' || c == U'?' || c == U'&' || c == U'=' || c == U'_' || c == U'#';
}

void cut_address(Paragraph& paragraph, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    Char& c = paragraph.chars[i];
    c.marks |= kAddress;
    if (i == begin) continue;
    const char32_t before = paragraph.chars[i - 1].code_point;
    // Neither between two such signs ("://", "..") nor before the punctuation that ends the sentence.
    const bool signs_meet = may_cut_after(c.code_point) || (c.flags & kPunctuation) != 0;
    if (before == U'-') c.marks &= static_cast<decltype(c.marks)>(~kBreakBefore);
    const bool hyphen = c.code_point == U'-' && !may_cut_after(before) && before != U'-';
    if (((may_cut_after(before) && !signs_meet) || hyphen) && (c.marks & kClusterStart)) c.marks |= kBreakBefore;
  }
}

void mark_addresses(Paragraph& paragraph) {
  if (paragraph.text.find('/') == std::string_view::npos && paragraph.text.find("ww.") == std::string_view::npos &&
      paragraph.text.find("WW.") == std::string_view::npos) {
    return;
  }
  const std::vector<Char>& chars = paragraph.chars;
  for (std::size_t begin = 0; begin < chars.size();) {
    std::size_t end = begin;
    while (end < chars.size() && !is_word_end(chars[end]))
      ++end;
    if (is_address(paragraph, begin, end)) cut_address(paragraph, begin, end);
    begin = std::max(end, begin + 1);
  }
}

}  // namespace

void find_breaks(Paragraph& paragraph, LineBreakers& breakers) {
  if (paragraph.utf16.empty()) make_utf16(paragraph);
  std::vector<BreakLanguage> by_run;
  by_run.reserve(paragraph.runs.size());
  bool used[4] = {};
  for (const TextRun& run : paragraph.runs) {
    by_run.push_back(break_language(run.style->lang));
    used[static_cast<std::size_t>(by_run.back())] = true;
  }
  for (std::size_t language = 0; language < 4; ++language) {
    if (!used[language]) continue;
    UBreakIterator* breaker = breaker_for(breakers, static_cast<BreakLanguage>(language));
    if (breaker != nullptr) mark_breaks(paragraph, breaker, by_run, static_cast<BreakLanguage>(language));
  }
  mark_addresses(paragraph);
  keep_together(paragraph);
}

}  // namespace pamphlet::shaping
