// Commands that take arguments, that space, and that change nothing we draw. Those that stand for a sign: symbols.def.
#pragma once

#include "math/math.h"

namespace pamphlet::math {

/// Spaces in eighteenths of an em (TeXbook p. 167).
struct SpaceRow {
  std::string_view name;
  std::int16_t width;
};
inline constexpr SpaceRow kSpaces[] = {{"\\,", 3}, {"\\thinspace", 3}, {"\\:", 4}, {"\\>", 4}, {"\\medspace", 4}, {"\\;", 5},
                                {"\\thickspace", 5}, {"\\!", -3}, {"\\ ", 5}, {"~", 5}, {"\\space", 5}, {"\\enspace", 9},
                                {"\\quad", 18}, {"\\qquad", 36}};

/// Commands that change nothing that we draw: how large, or where limits stand.
inline constexpr std::string_view kSilent[] = {"\\limits", "\\nolimits", "\\textstyle", "\\nonumber", "\\notag", "\\big", "\\Big", "\\bigg", "\\Bigg",
                                        "\\bigl", "\\bigr", "\\Bigl", "\\Bigr", "\\biggl", "\\biggr", "\\Biggl", "\\Biggr"};

enum class Takes : unsigned char { fraction, words, mathematics, bar };
struct CommandRow {
  std::string_view name;
  Takes takes;
  Face face = Face::upright;
};
inline constexpr CommandRow kCommands[] = {
    {"\\frac", Takes::fraction}, {"\\dfrac", Takes::fraction}, {"\\tfrac", Takes::fraction}, {"\\cfrac", Takes::fraction},
    {"\\text", Takes::words}, {"\\textrm", Takes::words}, {"\\textnormal", Takes::words}, {"\\mbox", Takes::words},
    {"\\textsf", Takes::words}, {"\\textup", Takes::words}, {"\\textbf", Takes::words, Face::bold}, {"\\textit", Takes::words, Face::slanted},
    {"\\mathrm", Takes::mathematics}, {"\\mathsf", Takes::mathematics}, {"\\rm", Takes::mathematics}, {"\\mathit", Takes::mathematics, Face::slanted},
    {"\\mathnormal", Takes::mathematics, Face::slanted}, {"\\mathbf", Takes::mathematics, Face::bold}, {"\\boldsymbol", Takes::mathematics, Face::bold},
    {"\\bm", Takes::mathematics, Face::bold}, {"\\overline", Takes::bar}, {"\\bar", Takes::bar},
};

}  // namespace pamphlet::math
