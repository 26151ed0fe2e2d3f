// Private to the room: XML as both kinds of file use it. Names are compared without their prefix: writers choose prefixes
// freely, and the strict variant of OOXML has other namespaces for the same names.
#pragma once

#include <pugixml.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace pamphlet::office {

enum class Spaces : unsigned char { of_words, all };  // all: also those between elements

/// Parses without entities of its own (pugixml knows XML's five only, and never expands or fetches any other).
bool parse_xml(pugi::xml_document& document, std::string& bytes, Spaces spaces);

inline std::string_view without_prefix(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}
inline std::string_view local(const pugi::xml_node& node) { return without_prefix(node.name()); }

pugi::xml_node child(const pugi::xml_node& node, std::string_view name);
/// The first descendant of that name, in document order.
pugi::xml_node descendant(const pugi::xml_node& node, std::string_view name);
std::string_view attribute(const pugi::xml_node& node, std::string_view name);
bool has_attribute(const pugi::xml_node& node, std::string_view name);
std::optional<int> integer(std::string_view text);
/// The attribute `val` of a child.
inline std::string_view child_value(const pugi::xml_node& node, std::string_view name) { return attribute(child(node, name), "val"); }
/// A switch of OOXML: there, and not said to be off; nothing when it is not there.
std::optional<bool> toggle(const pugi::xml_node& node, std::string_view name);
/// All text below a node, or of it only what stands in elements of one name.
std::string words_below(const pugi::xml_node& node, std::string_view only = {});
/// Valid UTF-8 without control characters: each becomes a space.
std::string clean(std::string_view text);
/// The next node after all of this one's descendants, within `root`; null at its end.
pugi::xml_node next_after(pugi::xml_node node, const pugi::xml_node& root);
/// The next node in document order, within `root`.
inline pugi::xml_node next_within(const pugi::xml_node& node, const pugi::xml_node& root) {
  return node.first_child() ? node.first_child() : next_after(node, root);
}

}  // namespace pamphlet::office
