// What pages are called.
#pragma once

#include <string>

#include "layout/pages/frames.h"

namespace pamphlet {

/// The pages before a book's first chapter count in roman numerals of their own; the chapters begin with page 1.
class PageNumbers {
 public:
  PageNumbers(const Document& document, const Column& column, const FrameList& frames);
  std::string label(std::size_t index) const;
  bool is_front(std::size_t index) const { return index < front_; }
  std::size_t body_pages() const { return count_ - front_; }

 private:
  std::size_t front_ = 0, count_ = 0;
};

}  // namespace pamphlet
