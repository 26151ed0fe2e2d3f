// What EPUB's formats accept as names, addresses and tags. Authors write anything; what is not valid is not written.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/language_tag.h"

namespace pamphlet::epub {

/// The tag, with '_' as '-', when it is well-formed; else "und" (undetermined).
std::string language_or_und(std::string_view tag);

/// An ASCII XML name without colon: what every reading system accepts as an id.
bool is_plain_id(std::string_view id);
/// A CSS identifier: other characters as escapes (CSS Syntax 3 §4.3.7, "serialize an identifier" of CSSOM).
std::string css_identifier(std::string_view name);
/// Whether the name can be used as an XHTML class and a CSS selector without escapes.
bool is_plain_class(std::string_view name);

/// An absolute http, https, mailto, tel or sms address with all other characters percent-encoded; nothing when it is
/// not a valid URL (RFC 3986): EPUBCheck refuses such a link, and a reading system cannot follow it.
std::optional<std::string> safe_url(std::string_view url);

/// The 13 digits of an ISBN-10 or ISBN-13 with a right check digit, with or without hyphens or "ISBN"; else nothing.
std::optional<std::string> isbn13(std::string_view text);
/// `urn:uuid:` or a bare UUID as the canonical `urn:uuid:…`; nothing when it is none (RFC 9562 §4).
std::optional<std::string> uuid_urn(std::string_view text);

}  // namespace pamphlet::epub
