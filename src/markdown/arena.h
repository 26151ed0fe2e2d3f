// Memory for one article's parse.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace pamphlet::markdown {

// cmark allocates each node and each string by itself; all of it lives exactly as long as the tree. Blocks are handed out
// one after the other, each with its size before it, and freed together.
class Arena {
 public:
  void* allocate(std::size_t size);
  void free(void* block);
  void* reallocate(void* block, std::size_t size);
  std::vector<std::unique_ptr<char[]>> release() { return std::move(chunks_); }

 private:
  static constexpr std::size_t kAlign = alignof(std::max_align_t);
  static constexpr std::size_t kChunk = 256 * 1024;
  static std::size_t rounded(std::size_t size) { return (size + kAlign - 1) / kAlign * kAlign; }

  // Small blocks that were given back, by size: cmark frees as much as it keeps. The first bytes lead to the next one.
  static constexpr std::size_t kSmall = 1024;
  char* free_[kSmall / kAlign + 1] = {};

  std::vector<std::unique_ptr<char[]>> chunks_;
  char* next_ = nullptr;
  char* end_ = nullptr;
};

}  // namespace pamphlet::markdown
