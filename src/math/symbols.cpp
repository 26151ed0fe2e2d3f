// The table of symbols, and units of two letters.

#include <algorithm>
#include <iterator>

#include "math/math.h"

namespace pamphlet::math {
namespace {

constexpr Symbol kSymbols[] = {
#define PAMPHLET_SYMBOL(names, text, atom, spoken) {names, text, Atom::atom, spoken},
#include "math/symbols.def"
#undef PAMPHLET_SYMBOL
};

/// Two letters that are a unit and not a product: of the units of medicine (ISO 80000-1, and mL, dL as clinics write them).
constexpr std::string_view kUnits[] = {"mg", "kg", "ml", "mL", "dl", "dL", "cl", "cL", "cm", "mm", "km", "nm", "ng", "pg", "kJ", "pH", "Pa", "Hz", "ms", "mV"};

}  // namespace

const Symbol* find_symbol(std::string_view name) {
  for (const Symbol& symbol : kSymbols) {
    for (std::size_t at = symbol.names.find(name); at != std::string_view::npos; at = symbol.names.find(name, at + 1)) {
      const std::size_t end = at + name.size();
      if ((at == 0 || symbol.names[at - 1] == ' ') && (end == symbol.names.size() || symbol.names[end] == ' ')) return &symbol;
    }
  }
  return nullptr;
}

bool is_unit(std::string_view letters) { return std::find(std::begin(kUnits), std::end(kUnits), letters) != std::end(kUnits); }

}  // namespace pamphlet::math
