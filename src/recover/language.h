// The language of a text, from its commonest words. Private to recover/.
#pragma once

#include <string_view>

#include "base/written_date.h"
#include "recover/page.h"

namespace pamphlet::recover {

struct LanguageGuess {
  std::string_view tag;  // BCP 47; "" when the text does not show it
  Sureness sureness = Sureness::guess;
  bool unknown = false;  // enough words, and of none of the languages that are known here
};
LanguageGuess guess_language(const Page& page);

}  // namespace pamphlet::recover
