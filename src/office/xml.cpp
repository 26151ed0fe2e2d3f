#include "office/xml.h"

#include <charconv>

#include "base/utf8.h"

namespace pamphlet::office {

bool parse_xml(pugi::xml_document& document, std::string& bytes, Spaces spaces) {
  const unsigned options = pugi::parse_default | (spaces == Spaces::all ? pugi::parse_ws_pcdata : pugi::parse_ws_pcdata_single);
  return document.load_buffer_inplace(bytes.data(), bytes.size(), options) && document.document_element();
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  for (pugi::xml_node at = node.first_child(); at; at = at.next_sibling()) {
    if (local(at) == name) return at;
  }
  return {};
}

pugi::xml_node next_after(pugi::xml_node node, const pugi::xml_node& root) {
  while (node && node != root) {
    if (node.next_sibling()) return node.next_sibling();
    node = node.parent();
  }
  return {};
}

pugi::xml_node descendant(const pugi::xml_node& node, std::string_view name) {
  for (pugi::xml_node at = node.first_child(); at; at = next_within(at, node)) {
    if (local(at) == name) return at;
  }
  return {};
}

std::string_view attribute(const pugi::xml_node& node, std::string_view name) {
  for (pugi::xml_attribute at = node.first_attribute(); at; at = at.next_attribute()) {
    if (without_prefix(at.name()) == name) return at.value();
  }
  return {};
}

bool has_attribute(const pugi::xml_node& node, std::string_view name) {
  for (pugi::xml_attribute at = node.first_attribute(); at; at = at.next_attribute()) {
    if (without_prefix(at.name()) == name) return true;
  }
  return false;
}

std::optional<int> integer(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end == text.data()) return {};
  return value;  // "12.0", "3pt": what begins as a number
}

std::optional<bool> toggle(const pugi::xml_node& node, std::string_view name) {
  const pugi::xml_node found = child(node, name);
  if (!found) return {};
  const std::string_view value = attribute(found, "val");
  return value != "0" && value != "false" && value != "off" && value != "none";
}

std::string words_below(const pugi::xml_node& node, std::string_view only) {
  std::string out;
  for (pugi::xml_node at = node.first_child(); at; at = next_within(at, node)) {
    if (at.type() != pugi::node_pcdata && at.type() != pugi::node_cdata) {
      if (local(at) == "p" && !out.empty() && !out.ends_with(' ')) out += ' ';
      continue;
    }
    if (only.empty() || local(at.parent()) == only) out += at.value();
  }
  return clean(out);
}

std::string clean(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0x20 && byte < 0x7F) {
      out += text[at++];
      continue;
    }
    const char32_t c = next_code_point(text, at);
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF) {
      if (c != 0xFEFF) out += ' ';
    } else {
      append_utf8(out, (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF) ? kReplacement : c);
    }
  }
  return out;
}

}  // namespace pamphlet::office
