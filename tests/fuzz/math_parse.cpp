// Any bytes as a formula: it is read or a problem with a place in it; what is read can be said, and is a tree.
#include <string_view>

#include "base/utf8.h"
#include "fuzz.h"
#include "math/math.h"

using namespace pamphlet;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = to_utf8(to_utf32(fuzz::as_text(data, size)));
  const auto parsed = math::parse(text);
  if (const auto* problem = std::get_if<math::Problem>(&parsed)) {
    fuzz::require(problem->begin <= problem->end && problem->end <= text.size() && !problem->message.empty());
  } else {
    const auto& formula = std::get<math::Formula>(parsed);
    for (math::Id id = 0; id < formula.nodes.size(); ++id) {
      for (const math::Id child : formula[id].children) fuzz::require(child == math::kNone || child < formula.nodes.size());
    }
    fuzz::require(math::plain(formula).size() <= 64 * text.size() + 64);
    for (const std::string_view lang : {"en", "de", "ar"}) math::spoken(formula, lang);
  }
  for (const auto opening : {math::Opening::dollar, math::Opening::dollars, math::Opening::parenthesis, math::Opening::bracket}) {
    const math::Judged judged = math::judge(text, opening);
    fuzz::require((judged.reading == math::Reading::formula) <= std::holds_alternative<math::Formula>(parsed));
  }
  return 0;
}
