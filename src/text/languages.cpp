// Scripts and directions of texts and languages.
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/utf8.h"
#include "text/characters.h"

namespace pamphlet {
namespace {

using namespace std::string_view_literals;

// Languages whose usual script runs from right to left (CLDR, layout/orientation/characterOrder), sorted.
constexpr std::array kRtlLanguages = {"aii"sv, "ar"sv,  "arc"sv, "arz"sv, "azb"sv, "bal"sv, "bgn"sv, "ckb"sv, "dv"sv,
                                      "fa"sv,  "glk"sv, "haz"sv, "he"sv,  "iw"sv,  "ji"sv,  "khw"sv, "ks"sv,  "lrc"sv,
                                      "luz"sv, "mzn"sv, "nqo"sv, "pnb"sv, "prs"sv, "ps"sv,  "rhg"sv, "sam"sv, "sd"sv,
                                      "sdh"sv, "skr"sv, "syr"sv, "ug"sv,  "ur"sv,  "yi"sv};


std::string lower_subtag(std::string_view tag, std::size_t begin, std::size_t end) {
  std::string out;
  for (std::size_t i = begin; i < end; ++i)
    out += ascii_lower(tag[i]);
  return out;
}

bool is_rtl_script(std::string code) {
  if (code.empty() || code[0] < 'a' || code[0] > 'z') return false;
  code[0] = static_cast<char>(code[0] - 'a' + 'A');
  const std::uint8_t script = shaping::script_number(code);
  return script != USCRIPT_COMMON && uscript_isRightToLeft(static_cast<UScriptCode>(script));
}

}  // namespace

std::string script_of(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    UErrorCode error = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(static_cast<UChar32>(next_code_point(text, at)), &error);
    if (U_FAILURE(error) || script == USCRIPT_COMMON || script == USCRIPT_INHERITED || script == USCRIPT_UNKNOWN)
      continue;
    return uscript_getShortName(script);
  }
  return "Zyyy";
}

bool is_rtl_language(std::string_view lang) {
  const auto subtag_end = [&](std::size_t from) { return std::min(lang.find_first_of("-_", from), lang.size()); };
  const std::size_t language_end = subtag_end(0);
  // A script subtag is the first of four letters before any singleton (RFC 5646 §2.1); "az-Arab" outranks "az".
  for (std::size_t begin = language_end + 1; begin < lang.size();) {
    const std::size_t end = subtag_end(begin);
    if (end - begin == 1) break;
    if (end - begin == 4 && !u_isdigit(lang[begin])) return is_rtl_script(lower_subtag(lang, begin, end));
    begin = end + 1;
  }
  const std::string language = lower_subtag(lang, 0, language_end);
  return std::binary_search(kRtlLanguages.begin(), kRtlLanguages.end(), std::string_view(language));
}

bool joins_at_line_end(char32_t before, char32_t after, std::string_view lang) {
  const bool east_asian = lang.starts_with("zh") || lang.starts_with("ja") || lang.starts_with("yue");
  const auto wide = [&](char32_t given) {
    const auto c = static_cast<UChar32>(given);
    if (c == 0 || c == 0xFFFC) return false;
    if (u_getIntPropertyValue(c, UCHAR_HANGUL_SYLLABLE_TYPE) != U_HST_NOT_APPLICABLE) return false;
    switch (u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH)) {
      case U_EA_FULLWIDTH:
      case U_EA_HALFWIDTH:
      case U_EA_WIDE:
        return !u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION);
      case U_EA_AMBIGUOUS:
        return east_asian && u_ispunct(c);
      default:
        return false;
    }
  };
  return wide(before) && wide(after);
}

std::vector<std::uint32_t> visual_order(std::span<const std::uint8_t> levels) {
  std::vector<std::uint32_t> order(levels.size());
  std::uint8_t highest = 0, lowest_odd = 255;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    order[i] = static_cast<std::uint32_t>(i);
    highest = std::max(highest, levels[i]);
    if (levels[i] & 1) lowest_odd = std::min(lowest_odd, levels[i]);
  }
  // UAX #9 L2. Runs of positions do not depend on what earlier rounds reversed inside them, because those were parts
  // of the same runs: so each round may look at logical positions.
  for (int level = highest; level >= lowest_odd; --level) {
    for (std::size_t begin = 0; begin < levels.size();) {
      if (levels[begin] < level) {
        ++begin;
        continue;
      }
      std::size_t end = begin;
      while (end < levels.size() && levels[end] >= level)
        ++end;
      std::reverse(order.begin() + static_cast<std::ptrdiff_t>(begin),
                   order.begin() + static_cast<std::ptrdiff_t>(end));
      begin = end;
    }
  }
  return order;
}

}  // namespace pamphlet
