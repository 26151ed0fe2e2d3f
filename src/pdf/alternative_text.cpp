#include <algorithm>
#include <array>

#include "base/picture_name.h"
#include "base/utf8.h"
#include "pdf/element_tree.h"

namespace pamphlet::pdf {
namespace {

struct Raised {
  char32_t plain, above, below;  // 0: Unicode has none
};
// Unicode 15.1, blocks "Superscripts and Subscripts" and "Latin-1 Supplement".
constexpr std::array kRaised = {
    Raised{'0', 0x2070, 0x2080}, Raised{'1', 0xB9, 0x2081},   Raised{'2', 0xB2, 0x2082},      Raised{'3', 0xB3, 0x2083},
    Raised{'4', 0x2074, 0x2084}, Raised{'5', 0x2075, 0x2085}, Raised{'6', 0x2076, 0x2086},    Raised{'7', 0x2077, 0x2087},
    Raised{'8', 0x2078, 0x2088}, Raised{'9', 0x2079, 0x2089}, Raised{'+', 0x207A, 0x208A},    Raised{'-', 0x207B, 0x208B},
    Raised{'=', 0x207C, 0x208C}, Raised{'(', 0x207D, 0x208D}, Raised{')', 0x207E, 0x208E},    Raised{0x2212, 0x207B, 0x208B},
    Raised{'n', 0x207F, 0x2099}, Raised{'i', 0x2071, 0},
};

}  // namespace

std::string raised_words(const Document& document, NodeId node) {
  const bool above = document[node].element == Element::superscript;
  std::string out;
  for (NodeId id = node + 1; id < document[node].end; ++id) {
    if (document[id].element != Element::text) return {};
    const std::string_view text = document.text(id);
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = next_code_point(text, at);
      const auto row = std::find_if(kRaised.begin(), kRaised.end(), [&](const Raised& r) { return r.plain == c; });
      const char32_t sign = row == kRaised.end() ? 0 : above ? row->above : row->below;
      if (sign == 0) return {};
      append_utf8(out, sign);
    }
  }
  return out;
}

/// What a reader that cannot see the picture is told: the author's words, else the title or the caption. Of a picture without any
/// nothing is said, as in the ebook: it is decoration there and here, and a check warns about it. The name of a file says nothing.
std::string alternative_text(const Document& document, NodeId node) {
  const auto& image = document.data<ImageData>(node);
  for (const auto* words : {&image.alt, &image.title}) {
    if (!trim(*words).empty() && !is_picture_name(*words, image.source)) return std::string(trim(*words));
  }
  const NodeId next = document.next_sibling(node);
  if (next == kNoNode || document[next].element != Element::caption) return {};
  return std::string(trim(document.plain_text(next)));
}

}  // namespace pamphlet::pdf
