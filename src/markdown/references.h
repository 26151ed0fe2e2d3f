// Link reference definitions (CommonMark §4.7) and the parts that they share with inline links: label, address, title.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/source.h"

namespace pamphlet::markdown {

struct LinkTarget {
  std::string address, title;
};

struct LinkDefinition {
  std::string label;  // as it was written
  LinkTarget target;
  Span place;
  bool first = true;          // of its label
  mutable bool used = false;  // said when a link asks for it
};

class LinkDefinitions {
 public:
  /// The definitions at the start of a paragraph; the first one of a label holds. Returns their bytes. `place` says where
  /// bytes of the paragraph are in the Source; it is asked in ascending order.
  std::size_t read(std::string_view paragraph, const std::function<Span(std::size_t begin, std::size_t end)>& place);
  /// Labels match without regard to case and to the amount of white space. Null when there is none.
  const LinkTarget* find(std::string_view label) const;
  bool empty() const { return definitions_.empty(); }
  const std::vector<LinkDefinition>& all() const { return definitions_; }

 private:
  std::size_t read_one(std::string_view text);

  std::vector<LinkDefinition> definitions_;                // in the order of the text
  std::unordered_map<std::string, std::size_t> by_label_;  // the first of each
};

/// Each reads what stands at `at`, which is moved past it only when it is there.
bool read_label(std::string_view text, std::size_t& at, std::string_view& label);
bool read_address(std::string_view text, std::size_t& at, std::string& address);
bool read_title(std::string_view text, std::size_t& at, std::string& title);

/// The character reference (§6.2) that stands at the start of `text`, an `&`: its bytes, and what it stands for is
/// appended; 0 when it is none. Control characters become U+FFFD.
std::size_t read_reference(std::string_view text, std::string& out);

/// The named one: `text` begins behind the `&`. All names of HTML5.
std::size_t read_named_reference(std::string_view text, std::string& out);

/// With character references resolved and, but for `<addresses>`, without backslashes before punctuation.
std::string unescape(std::string_view text, bool backslashes = true);

}  // namespace pamphlet::markdown
