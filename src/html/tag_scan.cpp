#include "html/tag_scan.h"

#include <algorithm>

#include "base/ascii.h"

namespace pamphlet::html {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }

}  // namespace

bool scan_tag(std::string_view text, Tag& tag) {
  const std::size_t end = text.size();
  std::size_t at = tag.begin;
  while (at < end && !is_blank(text[at]) && text[at] != '/' && text[at] != '>') ++at;
  tag.name_end = at;
  std::size_t attributes = 0;
  for (;;) {
    tag.empty = false;
    for (; at < end && (is_blank(text[at]) || text[at] == '/'); ++at) tag.empty = text[at] == '/';
    if (at >= end) return false;
    if (text[at] == '>') break;
    if (attributes++ == kMaxAttributes) tag.cut = at;
    ++at;
    while (at < end && !is_blank(text[at]) && text[at] != '/' && text[at] != '>' && text[at] != '=') ++at;
    std::size_t sign = at;
    while (sign < end && is_blank(text[sign])) ++sign;
    if (sign >= end || text[sign] != '=') continue;
    at = sign + 1;
    while (at < end && is_blank(text[at])) ++at;
    if (at >= end) return false;
    if (text[at] == '"' || text[at] == '\'') {
      const std::string_view rest = text.substr(at + 1);
      const std::size_t close = rest.find(text[at]);
      if (close == std::string_view::npos) return false;
      at += close + 2;
    } else {
      while (at < end && !is_blank(text[at]) && text[at] != '>') ++at;
    }
  }
  tag.end = at + 1;
  return true;
}

Declaration scan_declaration(std::string_view text) {
  struct Delimiters { std::string_view opening, closing, what; bool silent; };
  static constexpr Delimiters kForms[] = {{"<!-->", "", "HTML comment", true},
                                    {"<!--->", "", "HTML comment", true},
                                    {"<!--", "-->", "HTML comment", true},
                                    {"<![CDATA[", "]]>", "CDATA section", false},
                                    {"<?", "?>", "processing instruction", false},
                                    {"<!", ">", "declaration", true}};
  for (const Delimiters& form : kForms) {
    if (!text.starts_with(form.opening)) continue;
    const std::size_t close = text.find(form.closing, form.opening.size());
    return {close == std::string_view::npos ? 0 : close + form.closing.size(), form.closing, form.what, form.silent};
  }
  return {};
}

std::size_t find_end_tag(std::string_view text, std::string_view name, std::size_t from) {
  for (std::size_t at = text.find("</", from); at != std::string_view::npos; at = text.find("</", at + 2)) {
    const std::size_t end = at + 2 + name.size();
    const bool ends = end < text.size() && (is_blank(text[end]) || text[end] == '>' || text[end] == '/');
    if (ends && lower(text.substr(at + 2, name.size())) == name) return at;
  }
  return std::string_view::npos;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = ascii_lower(c);
  return out;
}

}  // namespace pamphlet::html
