#include "base/salutation.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/utf8.h"

namespace pamphlet {

// A comma or an exclamation mark ends a salutation. Without one only words that begin little else are enough, with a
// name at most: "Liebe", "Care" and "Guten" begin titles too.
bool is_salutation(std::string_view line) {
  constexpr std::size_t kLongest = 120;  // bytes
  constexpr auto kGreetings = std::to_array<std::string_view>({
      "dear",     "dearest", "hello",    "hi",      "hey",      "greetings", "hola",     "querida", "querido",  "queridos", "queridas",
      "estimada", "estimado", "estimadas", "estimados", "buenos", "buenas", "chère",    "cher",    "chers",    "chères",   "bonjour",
      "salut",    "madame",  "monsieur", "liebe",   "lieber",   "hallo",     "guten",    "sehr",    "werte",    "werter",   "cara",
      "caro",     "cari",    "care",     "gentile", "gentili",  "egregio",   "buongiorno", "olá",   "prezada",  "prezado",  "prezados",
      "caros",    "beste",   "geachte",  "lieve",   "kära",     "käre",      "hej",      "kjære",   "hei",      "kære",     "szanowna",
      "szanowny", "szanowni", "droga",   "drogi",   "drodzy",   "hyvä",      "hyvät",    "vážená",  "vážený",   "milá",     "milý",
      "kedves",   "tisztelt", "sayın",   "sevgili", "stimată",  "stimate",   "dragă",    "kính",    "thân",     "уважаемая", "уважаемый",
      "уважаемые", "дорогая", "дорогой", "дорогие", "шановна",  "шановний",  "mahal",    "ndugu",   "mpendwa",
  });
  constexpr auto kAlone = std::to_array<std::string_view>({"dear", "dearest", "hello", "hi", "hey", "hola", "bonjour", "hallo", "estimada", "estimado"});
  if (line.empty() || line.size() > kLongest) return false;
  std::string folded = fold_case(line);
  while (!folded.empty() && folded.back() == ' ') folded.pop_back();
  const std::string_view first = std::string_view(folded).substr(0, folded.find_first_of(" ,!"));
  if (std::find(kGreetings.begin(), kGreetings.end(), first) == kGreetings.end()) return false;
  return folded.ends_with(',') || folded.ends_with('!') || folded.ends_with("，") || folded.ends_with("！") ||
         (std::find(kAlone.begin(), kAlone.end(), first) != kAlone.end() && std::count(folded.begin(), folded.end(), ' ') <= 3);
}

}  // namespace pamphlet
