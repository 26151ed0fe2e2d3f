#include <fmt/core.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "base/ascii.h"
#include "doc/codes.h"
#include "doc/resolve_steps.h"

namespace pamphlet::resolving {
namespace {

// RFC 5646: a primary subtag of two or three letters (longer ones are reserved), then subtags of up to eight letters
// and digits; written as §2.1.1 recommends: "zh-Hant-TW". People write "en_US" too. Empty when it is no tag.
std::string canonical_tag(std::string_view text) {
  constexpr std::size_t kLongestTag = 64;
  if (text.size() > kLongestTag) return {};
  std::string out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find_first_of("-_", at), text.size());
    std::string part(text.substr(at, end - at));
    at = end + 1;
    const bool primary = out.empty();
    if (part.empty() || part.size() > 8) return {};
    if (primary && (part.size() < 2 || part.size() > 3)) return {};
    const bool letters = std::all_of(part.begin(), part.end(), is_ascii_letter<char>);
    if (primary && !letters) return {};
    if (!std::all_of(part.begin(), part.end(), is_ascii_alphanumeric<char>)) return {};
    std::transform(part.begin(), part.end(), part.begin(), ascii_lower<char>);
    if (!primary && letters && part.size() == 2) std::transform(part.begin(), part.end(), part.begin(), ascii_upper<char>);
    if (!primary && letters && part.size() == 4) part[0] = ascii_upper(part[0]);
    if (!primary) out += '-';
    out += part;
  }
  return out;
}

// Written from right to left unless a script subtag says otherwise (CLDR likely subtags).
constexpr std::array<std::string_view, 22> kRtlLanguages = {"ar", "arc", "arz", "ckb", "dv",  "fa",  "he",  "iw",
                                                            "ji", "ks",  "lrc", "mzn", "nqo", "pnb", "prs", "ps",
                                                            "sd", "syr", "ug",  "ur",  "yi",  "azb"};
constexpr std::array<std::string_view, 10> kRtlScripts = {"Arab", "Aran", "Hebr", "Thaa", "Syrc",
                                                          "Nkoo", "Adlm", "Rohg", "Mand", "Samr"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& list, std::string_view wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

// Takes a canonical tag.
std::string_view direction_of(std::string_view lang) {
  const std::string_view primary = lang.substr(0, lang.find('-'));
  for (std::size_t dash = lang.find('-'); dash != std::string_view::npos;) {
    const std::size_t next = lang.find('-', dash + 1);
    const std::string_view part = lang.substr(dash + 1, next == std::string_view::npos ? next : next - dash - 1);
    if (part.size() == 4 && is_ascii_letter(part[0])) return contains(kRtlScripts, part) ? "rtl" : "ltr";
    dash = next;
  }
  return contains(kRtlLanguages, primary) ? "rtl" : "ltr";
}

bool is_direction(std::string_view dir) {
  return dir == "ltr" || dir == "rtl";
}

std::string_view direction_at(const Document& document, NodeId id) {
  for (NodeId at = id; at != kNoNode; at = document[at].parent) {
    const std::string& own = document.attributes_of(at).dir;
    if (!own.empty()) return own;
  }
  return document.meta.dir;
}

/// Whether both are written in a script that the other has too (CLDR: Japanese has three, Chinese one of them).
bool share_a_script(std::string_view one, std::string_view other) {
  const auto scripts = [](std::string_view lang) {
    std::array<UScriptCode, 8> out{};
    UErrorCode error = U_ZERO_ERROR;
    const int count = uscript_getCode(std::string(lang).c_str(), out.data(), static_cast<int>(out.size()), &error);
    return std::pair(out, U_FAILURE(error) ? 0 : count);
  };
  const auto [a, as] = scripts(one);
  const auto [b, bs] = scripts(other);
  return std::find_first_of(a.begin(), a.begin() + as, b.begin(), b.begin() + bs) != a.begin() + as;
}

/// A block whose letters are of no script that its article is written in, as a Hebrew heading of an English one.
std::string_view other_language(const Document& document, NodeId id) {
  const NodeId first = document.first_child(id);
  const bool words = !is_inline(document[id].element) && document[id].element != Element::code_block && first != kNoNode && is_inline(document[first].element);
  if (!words || !document.attributes_of(id).lang.empty()) return {};
  const std::string_view seen = guess_language(document, id), around = document.lang(id);
  return seen.empty() || around == "und" || around.starts_with(seen) || share_a_script(seen, around) ? std::string_view() : seen;
}

void settle_node(Document& document, NodeId id, Diagnostics& diagnostics) {
  Attributes& attributes = document.attributes[document.nodes[id].attributes];
  if (!attributes.lang.empty()) {
    const std::string tag = canonical_tag(attributes.lang);
    if (tag.empty()) {
      diagnostics.report(code::attribute_invalid, *document.source, document[id].span,
                         fmt::format("\"{}\" is not a language tag", attributes.lang),
                         "write a tag such as lang=en, lang=es or lang=zh-Hant");
    }
    attributes.lang = tag;
  }
  if (!is_direction(attributes.dir)) attributes.dir.clear();
  if (attributes.dir.empty() && !attributes.lang.empty()) {
    const std::string_view dir = direction_of(attributes.lang);
    if (dir != direction_at(document, document[id].parent)) attributes.dir = dir;
  }
}

}  // namespace

void settle_language(Document& document, Diagnostics& diagnostics) {
  Meta& meta = document.meta;
  if (!meta.lang.empty() && meta.lang.span.empty()) {
    // The book's language, which a chapter has unless its letters say otherwise: an Arabic chapter of an English book. What was
    // recognised in pasted text comes here too, and is of its script or "und".
    const std::string_view seen = guess_language(document);
    const std::string tag = canonical_tag(meta.lang.value);
    meta.lang.value = tag.empty() || (tag != "und" && !share_a_script(seen, tag)) ? std::string(seen) : tag;
  } else if (!meta.lang.empty()) {
    const std::string tag = canonical_tag(meta.lang.value);
    if (tag.empty()) {
      diagnostics.report(code::front_matter_bad_value, *document.source, meta.lang.span,
                         fmt::format("\"{}\" is not a language tag", meta.lang.value),
                         "write a tag such as en, es or zh-Hant");
    }
    meta.lang.value = tag.empty() ? "en" : tag;
  } else {
    // An assumption, which the empty span tells: checks ask the author to say the language (L304).
    meta.lang = {std::string(guess_language(document)), {}};
  }
  if (!is_direction(meta.dir)) meta.dir = direction_of(meta.lang.value);
  for (NodeId id = 1; id < document.nodes.size(); ++id) {
    if (const std::string_view lang = other_language(document, id); !lang.empty()) {
      if (document[id].attributes == 0) {
        document.nodes[id].attributes = static_cast<std::uint32_t>(document.attributes.size());
        document.attributes.emplace_back();
      }
      document.attributes[document[id].attributes].lang = lang;
    }
    if (document[id].attributes != 0) settle_node(document, id, diagnostics);
  }
}

}  // namespace pamphlet::resolving
