// What a handout says of itself as such, where no sentence of it does: when it is reviewed next, its version, whom to call and
// where to read on. One line in small print at the end of the text.
//
// Running feet say most of this too, but they are artifacts: no screen reader has them, no ebook and no copy of the text. Tagging
// the foot itself instead would say what each style prints there (the number on the first page only, "1.0" without a word, cut
// where a line is short), and paper and ebook would differ. The line costs no space where a review date stood alone before. What
// the text has in any form ("(555) 555-0142", "www.example.org/") is not said again. Linear in the text.
#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "doc/resolve_steps.h"

namespace pamphlet::resolving {
namespace {

constexpr std::string_view kPartSeparator = " · ";  // between the parts of a line …
constexpr std::string_view kArabicSeparator = " – ";  // … where a dot on half height is no digit: it is Arabic's zero

/// All words of the text; those of one block stand together, so that a number may have emphasis within.
std::string words_of(const Document& document) {
  std::string out;
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    const Element element = document[id].element;
    if (element == Element::text || element == Element::code) out += document.text(id);
    else if (!is_inline(element) || element == Element::soft_break || element == Element::hard_break) out += '\n';
  }
  return out;
}

/// Digits, with nothing left of what is written between the groups of a number.
std::string digits_of(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c < 0x80 && is_ascii_digit(static_cast<char>(c))) out += static_cast<char>(c);
    else if (std::u32string_view(U" -.()/\u00A0\u2011\u2013\u202F").find(c) == std::u32string_view::npos && !out.ends_with('\n')) out += '\n';
  }
  if (!out.starts_with('\n')) out.insert(0, 1, '\n');
  if (!out.ends_with('\n')) out += '\n';
  return out;  // bounded, so that "555-0142" is not found in "1-800-555-0142"
}

std::string_view without_scheme(std::string_view address) {
  for (const std::string_view scheme : {"https://", "http://", "www."}) {
    if (address.starts_with(scheme)) address.remove_prefix(scheme.size());
  }
  while (address.ends_with('/')) address.remove_suffix(1);
  return address;
}

}  // namespace

std::string_view part_separator(std::string_view lang) {
  for (const std::string_view language : {"ar", "fa", "ur", "ps", "ckb", "sd", "ug", "ks", "prs", "pnb"}) {
    if (is_below(lang, language)) return kArabicSeparator;
  }
  return kPartSeparator;
}

std::vector<ImprintPart> imprint(const Document& document, const Meta* book) {
  const Meta& meta = document.meta;
  const std::string_view lang = meta.lang.value;
  std::vector<ImprintPart> out;
  if (meta.review_by) out.push_back({{}, term_with("review_due", lang, "date", long_date(*meta.review_by, lang)), {}, meta.review_by_span});
  const auto value = [&](MetaText Meta::*field) {
    return book != nullptr && (book->*field).value == (meta.*field).value ? std::string() : collapse_spaces((meta.*field).value);
  };
  const std::string version = value(&Meta::version), phone = value(&Meta::phone), website = value(&Meta::website);
  if (version.empty() && phone.empty() && website.empty()) return out;
  const std::string words = words_of(document), folded = fold_case(words);
  if (!version.empty()) {
    const std::string kind = fold_case(term_with("version", lang, "version", "")), own = fold_case(version);
    const std::string line = own.starts_with(trim(kind)) ? version : term_with("version", lang, "version", version);
    if (folded.find(fold_case(line)) == std::string::npos) out.push_back({{}, line, {}, meta.version.span});
  }
  const std::string digits = digits_of(phone);
  if (!phone.empty() && (digits.size() <= 1 ? words.find(phone) : digits_of(words).find(digits)) == std::string::npos) {
    const std::string number = dialled(phone);
    out.push_back({std::string(term("phone", lang)) + "\u00A0", phone, number.empty() ? number : "tel:" + number, meta.phone.span});
  }
  if (!website.empty() && folded.find(fold_case(without_scheme(website))) == std::string::npos) {
    out.push_back({{}, website, website, meta.website.span});  // the front matter takes whole addresses only
  }
  return out;
}

}  // namespace pamphlet::resolving
