// [fonts]: which files hold a family, and which families show a script.
#pragma once

#include "style/rules.h"
#include "style/style.h"

namespace pamphlet {

/// Reads a [fonts] table over `fonts`: a family or a script that is named again replaces the earlier one.
void read_fonts(const TomlNode& table, ReadContext& context, FontTable& fonts);

/// Reports families that declarations name and no table row describes: no file can be found for them.
void check_families(const Style& style, Reporter& reporter);

}  // namespace pamphlet
