#include "base/transliterate.h"

#include <unicode/translit.h>

#include <memory>

namespace pamphlet {
namespace {

constexpr std::size_t kMostBytes = 400;

}  // namespace

std::string in_ascii_letters(std::string_view text) {
  // Made once for each thread: the rules of all scripts take a while to read, and one object serves one thread at a time.
  thread_local const std::unique_ptr<icu::Transliterator> kRules = [] {
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> rules(icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, error));
    if (U_FAILURE(error)) rules.reset();
    return rules;
  }();
  if (text.size() > kMostBytes) {
    std::size_t end = kMostBytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text = text.substr(0, end);
  }
  icu::UnicodeString words = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size())));
  if (kRules != nullptr) kRules->transliterate(words);
  std::string out;
  for (int at = 0; at < words.length(); ++at) {
    if (words[at] < 0x80) out += static_cast<char>(words[at]);
  }
  return out;
}

}  // namespace pamphlet
