#include "base/collate.h"

#include <unicode/alphaindex.h>
#include <unicode/coll.h>
#include <unicode/unistr.h>

namespace pamphlet {
namespace {

icu::UnicodeString unicode(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

}  // namespace

struct Collator::State {
  std::unique_ptr<icu::Collator> collator;
  std::unique_ptr<icu::AlphabeticIndex::ImmutableIndex> letters;
};

Collator::Collator(std::string_view lang) : state_(std::make_unique<State>()) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Locale locale = icu::Locale::forLanguageTag(icu::StringPiece(lang.data(), static_cast<std::int32_t>(lang.size())), error);
  error = U_ZERO_ERROR;
  state_->collator.reset(icu::Collator::createInstance(locale, error));
  if (U_FAILURE(error)) state_->collator.reset();
  error = U_ZERO_ERROR;
  icu::AlphabeticIndex index(locale, error);
  // A book in any language has English names in it.
  if (U_SUCCESS(error)) index.addLabels(icu::Locale::getEnglish(), error);
  if (U_SUCCESS(error)) state_->letters.reset(index.buildImmutableIndex(error));
  if (U_FAILURE(error)) state_->letters.reset();
}

Collator::~Collator() = default;

std::string Collator::key(std::string_view text) const {
  if (state_->collator == nullptr) return std::string(text);
  const icu::UnicodeString words = unicode(text);
  std::string out(64, '\0');
  for (;;) {
    const std::int32_t needed = state_->collator->getSortKey(words, reinterpret_cast<std::uint8_t*>(out.data()),
                                                             static_cast<std::int32_t>(out.size()));
    const bool fits = needed <= static_cast<std::int32_t>(out.size());
    out.resize(static_cast<std::size_t>(needed));
    if (fits) return out;
  }
}

std::string Collator::letter(std::string_view text) const {
  std::string out;
  if (state_->letters == nullptr) return out;
  UErrorCode error = U_ZERO_ERROR;
  const std::int32_t at = state_->letters->getBucketIndex(unicode(text), error);
  const icu::AlphabeticIndex::Bucket* bucket = U_SUCCESS(error) ? state_->letters->getBucket(at) : nullptr;
  if (bucket != nullptr) bucket->getLabel().toUTF8String(out);
  return out;
}

}  // namespace pamphlet
