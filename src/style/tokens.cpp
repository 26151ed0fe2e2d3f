#include "style/tokens.h"

#include <utility>

#include "base/ascii.h"
#include "style/codes.h"

namespace pamphlet {
namespace {

// Tokens that stand in tokens could double a text each time: a chain of 40 would make a terabyte.
constexpr std::size_t kMaxText = 2000;
constexpr std::size_t kMaxItems = 64;
// Tokens that name tokens: a style needs two or three steps, and resolving recurses.
constexpr int kMaxTokenChain = 32;

bool is_name_char(char c) {
  return is_ascii_alphanumeric(c) || c == '-' || c == '_';
}
bool is_separator(char c) {
  return c == ' ' || c == '\t' || c == ',';
}

/// The token name when the whole text is `$name`.
std::optional<std::string_view> whole_token(std::string_view text) {
  if (text.size() < 2 || text[0] != '$' || !is_ascii_letter(text[1])) return std::nullopt;
  for (const char c : text.substr(1)) {
    if (!is_name_char(c)) return std::nullopt;
  }
  return text.substr(1);
}

}  // namespace

std::string RawValue::text() const {
  std::string out;
  for (const RawItem& item : items) {
    if (&item != &items.front()) out += ", ";
    out += item.text;
  }
  return out;
}

void Tokens::add(const TomlNode& node, std::uint32_t source) {
  Token& token = tokens_[node.key];
  token.node = &node;
  token.source = source;
}

const Tokens::Token* Tokens::find(std::string_view name, Origin used_at) {
  const auto found = tokens_.find(name);
  if (found == tokens_.end()) {
    std::vector<std::string_view> names;
    for (const auto& [other, token] : tokens_)
      names.push_back(other);
    std::string help = suggest(name, names);
    if (help.empty()) help = "define it under [tokens]";
    reporter_.report(code::style_token_missing, used_at, "there is no token " + quote(name), std::move(help));
    return nullptr;
  }
  Token& token = found->second;
  if (token.state == State::open || (token.state == State::unseen && depth_ >= kMaxTokenChain)) {
    reporter_.report(code::style_cycle, used_at,
                     token.state == State::open ? "the token " + quote(name) + " names itself in a circle"
                                                : "tokens name each other over too many steps",
                     "give one of the tokens a value of its own");
    return nullptr;
  }
  if (token.state == State::unseen) {
    token.state = State::open;
    ++depth_;
    std::optional<RawValue> value = resolve(*token.node, token.source);
    --depth_;
    token.state = value ? State::done : State::failed;
    if (value) token.value = std::move(*value);
  }
  return token.state == State::done ? &token : nullptr;
}

bool Tokens::substitute(const std::string& text, const RawValue& value, std::string& out) {
  for (std::size_t i = 0; i < text.size();) {
    const bool starts = text[i] == '$' && (i == 0 || is_separator(text[i - 1])) && i + 1 < text.size();
    if (starts && text[i + 1] == '$') {
      out += '$';
      i += 2;
      continue;
    }
    std::size_t end = i + 1;
    if (starts && is_ascii_letter(text[i + 1])) {
      while (end < text.size() && is_name_char(text[end]))
        ++end;
      if (end == text.size() || is_separator(text[end])) {
        const Token* token = find(std::string_view(text).substr(i + 1, end - i - 1), value.place);
        if (!token) return false;
        out += token->value.text();
        i = end;
        if (out.size() > kMaxText) break;
        continue;
      }
      end = i + 1;
    }
    out += text[i];
    i = end;
  }
  if (out.size() <= kMaxText) return true;
  reporter_.report(code::style_bad_value, value.place, "this value is longer than any style needs");
  return false;
}

bool Tokens::add_string(const std::string& text, RawValue& value) {
  if (const auto name = whole_token(text)) {
    const Token* token = find(*name, value.place);
    if (!token) return false;
    value.items.insert(value.items.end(), token->value.items.begin(), token->value.items.end());
    value.list = value.list || token->value.list;
    if (token->value.blame.source > value.place.source) value.blame = token->value.blame;
    return true;
  }
  RawItem item;
  if (!substitute(text, value, item.text)) return false;
  value.items.push_back(std::move(item));
  return true;
}

bool Tokens::add_element(const TomlNode& node, RawValue& value) {
  if (value.items.size() >= kMaxItems) {
    reporter_.report(code::style_bad_value, value.place, "this list is longer than any style needs");
    return false;
  }
  if (node.kind == TomlKind::string) return add_string(node.text, value);
  if (node.kind == TomlKind::integer || node.kind == TomlKind::number || node.kind == TomlKind::boolean) {
    value.items.push_back({node.kind, node.text, node.number, node.boolean});
    return true;
  }
  reporter_.report(
      code::style_bad_value, {value.place.source, node.span},
      node.kind == TomlKind::date ? "no style value is a date or a time" : "a value cannot be nested like this",
      "write a text in quotes, a number, or a list of them");
  return false;
}

std::optional<RawValue> Tokens::resolve(const TomlNode& node, std::uint32_t source) {
  RawValue value;
  value.place = value.blame = {source, node.span};
  if (node.kind != TomlKind::array) {
    if (!add_element(node, value)) return std::nullopt;
    return value;
  }
  value.list = true;
  for (const TomlNode& child : node.children) {
    if (!add_element(child, value)) return std::nullopt;
  }
  return value;
}

std::map<std::string, std::string> Tokens::resolve_all() {
  std::map<std::string, std::string> out;
  for (const auto& [name, token] : tokens_) {
    if (const Token* resolved = find(name, {token.source, token.node->span})) out[name] = resolved->value.text();
  }
  return out;
}

}  // namespace pamphlet
