// Private to the room: formulas of both kinds of file, in the form that math/ converts.
#pragma once

#include <pugixml.hpp>

#include <vector>

#include "math/math.h"
#include "mathml/mathml.h"

namespace pamphlet::office {

/// Office Math (ECMA-376-1 §22.1) in the form of MathML.
std::vector<mathml::Element> read_office_math(const pugi::xml_node& node);
/// MathML, as OpenDocument has it (§9.4.6 there).
std::vector<mathml::Element> read_mathml(const pugi::xml_node& node);

}  // namespace pamphlet::office
