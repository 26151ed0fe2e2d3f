// Addresses that stand bare in the text (GFM §6.9): www.…, http://…, https://…, name@host.
#pragma once

#include <cstddef>
#include <string_view>

namespace pamphlet::markdown {

struct BareAddress {
  enum class Kind : unsigned char { none, url, www, email } kind = Kind::none;
  std::size_t begin = 0, end = 0;
};

/// The first bare address at or after `from`; linear in what it passes over.
BareAddress find_bare_address(std::string_view text, std::size_t from);

/// Where the address ends that starts at `begin`: white space or '<' ends it, and punctuation at its end belongs to
/// the sentence, as does a closing bracket that nothing in the address opens.
std::size_t bare_address_end(std::string_view text, std::size_t begin);

/// Whether an address may begin at `at`, as far as the character before it goes.
bool may_begin_address(std::string_view text, std::size_t at);

}  // namespace pamphlet::markdown
