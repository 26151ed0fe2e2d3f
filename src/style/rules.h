// The element tables of style files: [heading], [callout.warning.pdf] …
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "style/reporter.h"
#include "style/style.h"
#include "style/tokens.h"

namespace pamphlet {

/// What reading a value needs to know.
struct ReadContext {
  Reporter& reporter;
  Tokens& tokens;
  Length root;               // the page font size, for the help of refused units
  std::uint32_t source = 0;  // the file that is read
};

/// Collects the rules of an extends chain: a later declaration of the same selector and property replaces the earlier.
class RuleSet {
 public:
  /// `node` is the table of `element`; its sub-tables are variants and media.
  void read_element(Element element, const TomlNode& node, ReadContext& context);
  /// `["callout.help strong"]`: the table of an element inside others.
  void read_inner(const TomlNode& node, ReadContext& context);
  /// Declarations that stand alone, as [page.running] has them.
  static std::vector<Declaration> read_declarations(const TomlNode& node, ReadContext& context);
  /// The rules in cascade order.
  std::vector<Rule> take();

 private:
  void read_table(Selector selector, const TomlNode& node, ReadContext& context);
  Rule& rule_for(const Selector& selector);
  std::vector<Rule> rules_;
  std::size_t inner_ = 0;                       // rules of elements inside others
  std::map<std::string, std::size_t> index_;  // selector_text → index into rules_
};

/// Every key that an element table may hold: properties and shorthands.
std::vector<std::string_view> declaration_keys();
/// Whether it is one of them.
bool is_declaration_key(std::string_view key);

}  // namespace pamphlet
