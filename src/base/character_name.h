// What Unicode calls characters and scripts, for messages.
#pragma once

#include <string>
#include <string_view>

namespace pamphlet {

/// "CHAM LETTER A"; "" for a character without a name.
std::string character_name(char32_t code_point);
/// "Cham" for "Cham", "Han" for "Hani"; "" for Common, Inherited, Unknown and for a code that is none.
std::string script_name(std::string_view code);

}  // namespace pamphlet
