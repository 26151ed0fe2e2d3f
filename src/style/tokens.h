// Values as a style file writes them, and the tokens that may stand in them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "style/reporter.h"
#include "base/toml_tree.h"

namespace pamphlet {

/// One string, number or boolean.
struct RawItem {
  TomlKind kind = TomlKind::string;
  std::string text;  // numbers and booleans: as the file writes them
  double number = 0;
  bool boolean = false;
};

/// A scalar or a flat list of scalars, tokens replaced.
struct RawValue {
  std::vector<RawItem> items;
  bool list = false;
  Origin place;  // where the value stands: what a Declaration remembers
  Origin blame;  // where a wrong value is to be mended: the token's definition when a later file redefined it
  std::string text() const;  // items joined by ", "
};

/// The tokens of an extends chain. Later files redefine the tokens of earlier ones, also for the earlier ones' rules:
/// that is what makes a style of three lines possible.
class Tokens {
 public:
  explicit Tokens(Reporter& reporter) : reporter_(reporter) {}
  /// `node` must outlive this object.
  void add(const TomlNode& node, std::uint32_t source);
  /// The value of `node` with every `$name` replaced; nothing when it cannot be (already reported).
  /// `$name` counts when it stands alone, between spaces or between commas; `$$name` is the text "$name".
  std::optional<RawValue> resolve(const TomlNode& node, std::uint32_t source);
  /// Every token with its text, after resolving all of them; reports those that cannot be resolved.
  std::map<std::string, std::string> resolve_all();

 private:
  enum class State : unsigned char { unseen, open, done, failed };
  struct Token {
    const TomlNode* node = nullptr;
    std::uint32_t source = 0;
    State state = State::unseen;
    RawValue value;
  };
  const Token* find(std::string_view name, Origin used_at);
  bool add_string(const std::string& text, RawValue& value);
  bool add_element(const TomlNode& node, RawValue& value);
  bool substitute(const std::string& text, const RawValue& value, std::string& out);

  Reporter& reporter_;
  std::map<std::string, Token, std::less<>> tokens_;
  int depth_ = 0;
};

}  // namespace pamphlet
