// Which addresses a link may lead to.
#pragma once

#include <string>
#include <string_view>

namespace pamphlet {

struct LinkAddress {
  std::string target;          // as LinkData has it; empty: the link is dropped
  std::string message, help;   // why
};

/// http, https, mailto, tel, sms and `#place` are kept, with white space and what RFC 3986 forbids percent-encoded and hosts
/// in ASCII (UTS 46). All else is dropped: what holds a name or password before its host, active schemes (also when case,
/// white space or control characters hide them), files, unknown schemes, addresses without a scheme.
///
/// In a book (`files`) an address without a scheme is kept as it is: the book knows which files are in it.
LinkAddress check_address(std::string_view address, bool files = false);

}  // namespace pamphlet
