// The language of a text, from its commonest words. Private to recover/.
#pragma once

#include <string_view>

#include "recover/dates.h"
#include "recover/page.h"

namespace pamphlet::recover {

struct LanguageGuess {
  std::string_view tag;  // BCP 47; "" when the text does not show it
  Sureness sureness = Sureness::guess;
};
LanguageGuess guess_language(const Page& page);

DateOrder date_order(std::string_view tag);

}  // namespace pamphlet::recover
