// Where the words of a block stand in the source. cmark's own inline positions are wrong behind container markers,
// link definitions and tabs; the words themselves are found again instead, in order.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/source.h"
#include "markdown/mask.h"

namespace pamphlet::markdown {

class Locator {
 public:
  Locator(const MaskedText& masked, const Source& source) : masked_(masked), source_(source) {}
  /// Goes to the start of a block.
  void start(std::size_t begin, std::size_t end);
  /// The place of the next words, which stand at or after the last ones, mostly at once.
  Span find(std::string_view words);
  /// Steps over markup if it stands at the cursor.
  bool skip(std::string_view markup);
  void skip_link_tail(std::string_view address);
  void next_line();
  std::uint32_t here() const { return masked_.to_source(cursor_, source_); }

 private:
  std::size_t match(std::size_t at, std::size_t end, std::string_view words) const;

  const MaskedText& masked_;
  const Source& source_;
  std::size_t cursor_ = 0, end_ = 0;
  int misses_ = 0;
  bool fresh_ = false;  // nothing found in this block yet
};

}  // namespace pamphlet::markdown
