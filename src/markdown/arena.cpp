#include "markdown/arena.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

namespace pamphlet::markdown {

void Arena::free(void* block) {
  if (block == nullptr) return;
  char* const header = static_cast<char*>(block) - kAlign;
  std::size_t size = 0;
  std::memcpy(&size, header, sizeof size);
  size = rounded(size);
  if (size == 0 || size > kSmall) return;
  char*& first = free_[size / kAlign];
  std::memcpy(block, &first, sizeof first);
  first = static_cast<char*>(block);
}

void* Arena::allocate(std::size_t size) {
  if (const std::size_t wanted = rounded(size); wanted <= kSmall && free_[wanted / kAlign] != nullptr) {
    char*& first = free_[wanted / kAlign];
    char* const block = first;
    std::memcpy(&first, block, sizeof first);
    std::memcpy(block - kAlign, &size, sizeof size);
    return block;
  }
  const std::size_t total = kAlign + rounded(size);
  if (static_cast<std::size_t>(end_ - next_) < total) {
    const std::size_t chunk = std::max(total, kChunk);
    chunks_.emplace_back(new (std::nothrow) char[chunk]);
    // No exception may pass through cmark's C frames, and cmark itself cannot go on without memory.
    if (chunks_.back() == nullptr) std::abort();
    next_ = chunks_.back().get();
    end_ = next_ + chunk;
  }
  char* const block = next_ + kAlign;
  std::memcpy(next_, &size, sizeof size);
  next_ += total;
  return block;
}

void* Arena::reallocate(void* block, std::size_t size) {
  if (block == nullptr) return allocate(size);
  char* const header = static_cast<char*>(block) - kAlign;
  std::size_t old = 0;
  std::memcpy(&old, header, sizeof old);
  if (size <= old) return block;
  if (static_cast<char*>(block) + rounded(old) == next_ && static_cast<std::size_t>(end_ - next_) >= rounded(size) - rounded(old)) {
    next_ += rounded(size) - rounded(old);
    std::memcpy(header, &size, sizeof size);
    return block;
  }
  void* const moved = allocate(size);
  std::memcpy(moved, block, old);
  free(block);
  return moved;
}

}  // namespace pamphlet::markdown
