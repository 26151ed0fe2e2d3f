#include "markdown/references.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "markdown/characters.h"

namespace pamphlet::markdown {
namespace {

constexpr std::size_t kMaxLabel = 999;    // CommonMark §4.7
constexpr int kMaxParentheses = 32;       // in an address without <>, as the reference implementation: keeps it linear

// White space with at most one line end.
std::size_t skip_white(std::string_view text, std::size_t at) {
  for (bool line_end = false; at < text.size() && is_white(text[at]) && !(line_end && text[at] == '\n'); ++at) {
    line_end = line_end || text[at] == '\n';
  }
  return at;
}

// Behind blanks and the line end, or npos when something else stands there.
std::size_t line_end(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  if (at == text.size()) return at;
  return text[at] == '\n' ? at + 1 : std::string_view::npos;
}

std::string normal_label(std::string_view label) {
  std::string out;
  for (const char c : trim_blanks(label)) {
    if (!is_white(c)) out += c;
    else if (!out.ends_with(' ')) out += ' ';
  }
  return fold_case(out);
}

}  // namespace

bool read_label(std::string_view text, std::size_t& at, std::string_view& label) {
  if (at >= text.size() || text[at] != '[') return false;
  const std::size_t limit = std::min(text.size(), at + kMaxLabel + 2);
  bool words = false;
  for (std::size_t end = at + 1; end < limit && text[end] != '['; ++end) {
    if (text[end] == ']') {
      label = text.substr(at + 1, end - at - 1);
      if (words) at = end + 1;
      return words;
    }
    if (text[end] == '\\') ++end;
    words = words || !is_white(text[std::min(end, limit - 1)]);
  }
  return false;
}

bool read_address(std::string_view text, std::size_t& at, std::string& address) {
  std::size_t end = at;
  if (end < text.size() && text[end] == '<') {
    for (++end; end < text.size() && text[end] != '\n' && text[end] != '<'; ++end) {
      if (text[end] == '>') {
        address = unescape(text.substr(at + 1, end - at - 1));
        at = end + 1;
        return true;
      }
      if (text[end] == '\\') ++end;
    }
    return false;
  }
  int open = 0;
  for (; end < text.size() && static_cast<unsigned char>(text[end]) > ' ' && text[end] != 0x7F; ++end) {
    if (text[end] == '\\' && end + 1 < text.size() && is_punctuation(text[end + 1])) ++end;
    else if (text[end] == '(' && ++open > kMaxParentheses) return false;
    else if (text[end] == ')' && open-- == 0) break;
  }
  if (open > 0) return false;
  address = unescape(text.substr(at, end - at));
  at = end;
  return true;
}

bool read_title(std::string_view text, std::size_t& at, std::string& title) {
  const char open = at < text.size() ? text[at] : '\0';
  if (open != '"' && open != '\'' && open != '(') return false;
  const char close = open == '(' ? ')' : open;
  for (std::size_t end = at + 1; end < text.size(); ++end) {
    if (text[end] == close) {
      title = unescape(text.substr(at + 1, end - at - 1));
      at = end + 1;
      return true;
    }
    if (text[end] == '(' && open == '(') return false;
    if (text[end] == '\\') ++end;
  }
  return false;
}

std::size_t LinkDefinitions::read_one(std::string_view text) {
  std::size_t at = 0;
  std::string_view label;
  LinkTarget target;
  if (!read_label(text, at, label) || at >= text.size() || text[at] != ':') return 0;
  at = skip_white(text, at + 1);
  const std::size_t begin = at;
  if (!read_address(text, at, target.address) || at == begin) return 0;
  std::size_t end = line_end(text, at);
  std::size_t title = skip_white(text, at);
  if (title > at && read_title(text, title, target.title)) {
    if (const std::size_t after = line_end(text, title); after != std::string_view::npos) end = after;
    else target.title.clear();
  }
  if (end == std::string_view::npos) return 0;
  const bool first = by_label_.try_emplace(normal_label(label), definitions_.size()).second;
  definitions_.push_back({std::string(trim_blanks(label)), std::move(target), {}, first});
  return end;
}

std::size_t LinkDefinitions::read(std::string_view paragraph, const std::function<Span(std::size_t, std::size_t)>& place) {
  std::size_t at = 0;
  while (at < paragraph.size()) {
    const std::size_t length = read_one(paragraph.substr(at));
    if (length == 0) break;
    definitions_.back().place = place(at, at + length);
    at += length;
  }
  return at;
}

const LinkTarget* LinkDefinitions::find(std::string_view label) const {
  if (definitions_.empty() || label.size() > kMaxLabel) return nullptr;
  const auto found = by_label_.find(normal_label(label));
  if (found == by_label_.end()) return nullptr;
  definitions_[found->second].used = true;
  return &definitions_[found->second].target;
}

std::size_t read_reference(std::string_view text, std::string& out) {
  if (text.size() < 3 || text[0] != '&') return 0;
  if (text[1] != '#') {
    const std::size_t length = read_named_reference(text.substr(1), out);
    return length == 0 ? 0 : length + 1;
  }
  const bool hex = text[2] == 'x' || text[2] == 'X';
  const std::size_t begin = hex ? 3 : 2, longest = hex ? 6 : 7;
  std::size_t at = begin;
  char32_t value = 0;
  for (; at < text.size() && at - begin < longest; ++at) {
    const int digit = hex_value(text[at]);
    if (digit < 0 || (!hex && digit > 9)) break;
    value = value * (hex ? 16 : 10) + static_cast<char32_t>(digit);
  }
  if (at == begin || at >= text.size() || text[at] != ';') return 0;
  const bool control = (value < 0x20 && value != '\t' && value != '\n') || (value >= 0x7F && value < 0xA0);
  append_utf8(out, control || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000) ? kReplacement : value);
  return at + 1;
}

std::string unescape(std::string_view text, bool backslashes) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (backslashes && text[at] == '\\' && at + 1 < text.size() && is_punctuation(text[at + 1])) {
      out += text[at + 1];
      at += 2;
    } else if (const std::size_t length = text[at] == '&' ? read_reference(text.substr(at), out) : 0; length > 0) {
      at += length;
    } else {
      out += text[at++];
    }
  }
  return out;
}

}  // namespace pamphlet::markdown
