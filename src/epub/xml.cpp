#include "epub/xml.h"

#include <algorithm>

#include "base/utf8.h"

namespace pamphlet::epub {

namespace {

constexpr std::string_view kReplacementUtf8 = "\xEF\xBF\xBD";

/// Length of a multi-byte character at `at` when HTML and XML both allow it, else 0 with `skip` bytes to replace.
/// The common planes are judged on the bytes: only U+0080–U+009F (lead C2), U+FDD0–U+FDEF and U+xFFFE/F are refused.
std::size_t allowed_length(std::string_view text, std::size_t at, std::size_t& skip) {
  std::size_t next = at;
  const char32_t c = next_code_point(text, next);
  skip = next - at;
  const bool control = c < 0xA0;
  const bool noncharacter = (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
  return control || noncharacter || c == kReplacement ? 0 : skip;
}

std::string_view reference(char c, bool attribute) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return attribute ? "&quot;" : std::string_view();
    case '\n': case '\t': case '\r': return attribute ? " " : std::string_view();
    default: break;
  }
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? kReplacementUtf8 : std::string_view();
}

void escape(std::string& out, std::string_view text, bool attribute) {
  std::size_t copied = 0, at = 0;
  const auto flush = [&](std::size_t until) { out.append(text.substr(copied, until - copied)); };
  while (at < text.size()) {
    const auto byte = static_cast<unsigned char>(text[at]);
    std::size_t length = 1;
    std::string_view instead;
    if (byte < 0x80) {
      instead = reference(text[at], attribute);
    } else if (byte >= 0xC3 && byte <= 0xDF && at + 1 < text.size() && (text[at + 1] & 0xC0) == 0x80) {
      length = 2;  // U+00C0–U+07FF: nothing forbidden there
    } else {
      std::size_t skip = 1;
      if (allowed_length(text, at, skip) == 0) instead = kReplacementUtf8;
      length = skip;
    }
    if (!instead.empty()) {
      flush(at);
      out += instead;
      copied = at + length;
    }
    at += length;
  }
  flush(text.size());
}

}  // namespace

namespace {

// W3C's Character Model asks for Normalization Form C, and validators warn of anything else. Only what holds bytes of
// U+0300 and above can need it.
void append_normalized(std::string& out, std::string_view text, bool attribute) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0xCC; });
  if (plain) return escape(out, text, attribute);
  escape(out, to_nfc(text), attribute);
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) { append_normalized(out, text, false); }
void append_attribute_value(std::string& out, std::string_view text) { append_normalized(out, text, true); }

void XmlWriter::finish_tag() {
  if (in_tag_) out_ += '>';
  in_tag_ = false;
}

XmlWriter& XmlWriter::open(std::string_view name) {
  finish_tag();
  out_ += '<';
  out_ += name;
  open_.push_back(name);
  in_tag_ = true;
  return *this;
}

XmlWriter& XmlWriter::attribute(std::string_view name, std::string_view value) {
  out_ += ' ';
  out_ += name;
  out_ += "=\"";
  append_attribute_value(out_, value);
  out_ += '"';
  return *this;
}

XmlWriter& XmlWriter::optional(std::string_view name, std::string_view value) {
  return value.empty() ? *this : attribute(name, value);
}

XmlWriter& XmlWriter::open(std::string_view name, std::initializer_list<Attribute> attributes) {
  open(name);
  for (const auto& [key, value] : attributes) attribute(key, value);
  return *this;
}

XmlWriter& XmlWriter::text(std::string_view value) {
  finish_tag();
  append_escaped(out_, value);
  return *this;
}

XmlWriter& XmlWriter::raw(std::string_view markup) {
  finish_tag();
  out_ += markup;
  return *this;
}

XmlWriter& XmlWriter::close() {
  finish_tag();
  out_ += "</";
  out_ += open_.back();
  out_ += '>';
  open_.pop_back();
  return *this;
}

XmlWriter& XmlWriter::close_empty() {
  out_ += "/>";
  in_tag_ = false;
  open_.pop_back();
  return *this;
}

XmlWriter& XmlWriter::leaf(std::string_view name, std::initializer_list<Attribute> attributes) {
  return open(name, attributes).close_empty();
}

XmlWriter& XmlWriter::line(std::string_view name, std::initializer_list<Attribute> attributes, std::string_view value) {
  return element(name, attributes, value).raw("\n");
}

XmlWriter& XmlWriter::element(std::string_view name, std::initializer_list<Attribute> attributes, std::string_view value) {
  return open(name, attributes).text(value).close();
}

std::string XmlWriter::take() {
  while (!open_.empty()) close();
  return std::move(out_);
}

}  // namespace pamphlet::epub
