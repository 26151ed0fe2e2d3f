// The limit on memory. The kernel counts (RLIMIT_DATA), so that nothing escapes it, whichever library asks.
//
// The problem is what happens then. C++ code unwinds: operator new throws, make() reports E111 for the article, and the
// others go on. C libraries do not: cmark aborts, HarfBuzz and ICU go on without the text that they had no room for, which
// would lose words in silence. So malloc does not fail them. It gives back a reserve that was set aside, and notes in its
// thread that an exception is owed: the next operator new throws it, when the library has returned. When even the reserve
// is used up, the process ends at once. Outputs are written whole or not at all, so nothing half made is left behind.
//
// Counting in operator new alone would see a third of the memory of a long article; a process for each article would cost
// its start, and the fonts, each time. This costs one look at a thread's own variable for each allocation.
#include "app/memory.h"

#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>

#include "app/options.h"
#include "base/files.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define PAMPHLET_SANITIZED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define PAMPHLET_SANITIZED
#endif

namespace {

// State of the process, because malloc has no other place for it.
constexpr std::size_t kReserve = 64U << 20;  // what cmark takes for 4 MB of prose
std::atomic<void*> reserve{nullptr};
std::uint64_t limit = 0;
char last_words[160] = "";

enum class Owed : unsigned char { nothing, exception, thrown };
thread_local Owed owed = Owed::nothing;

[[noreturn]] void end_process() {
  pamphlet::remove_temporary_files();
  const ssize_t ignored = ::write(STDERR_FILENO, last_words, std::strlen(last_words));
  (void)ignored;
  ::_exit(pamphlet::kExitIo);
}

[[noreturn]] void on_terminate() {
  try {
    if (std::current_exception() != nullptr) throw;
  } catch (const std::bad_alloc&) {  // where no exception may pass
    end_process();
  } catch (...) {
  }
  std::abort();
}

#if defined(__GLIBC__) && !defined(PAMPHLET_SANITIZED)

/// A C library's request has failed. `again` repeats it.
template <typename Again>
void* rescue(std::size_t size, Again again) {
  if (limit == 0 || size > limit) return nullptr;  // nobody can mean that; or this is before main()
  if (void* kept = reserve.exchange(nullptr)) ::munmap(kept, kReserve);
  if (owed == Owed::nothing) owed = Owed::exception;
  if (void* memory = again()) return memory;
  end_process();
}

#endif

}  // namespace

#if defined(__GLIBC__) && !defined(PAMPHLET_SANITIZED)

// glibc lets a program replace malloc ("Replacing malloc" in its manual). These are glibc's own, which free() knows.
extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* memory, std::size_t size);

void* malloc(std::size_t size) noexcept {
  void* memory = __libc_malloc(size);
  return memory != nullptr ? memory : rescue(size, [&] { return __libc_malloc(size); });
}

void* calloc(std::size_t count, std::size_t size) noexcept {
  void* memory = __libc_calloc(count, size);
  if (memory != nullptr || (size != 0 && count > SIZE_MAX / size)) return memory;
  return rescue(count * size, [&] { return __libc_calloc(count, size); });
}

void* realloc(void* old, std::size_t size) noexcept {
  void* memory = __libc_realloc(old, size);
  return memory != nullptr || size == 0 ? memory : rescue(size, [&] { return __libc_realloc(old, size); });
}
}

void* operator new(std::size_t size) {
  if (owed != Owed::exception) {
    owed = Owed::nothing;
    if (void* memory = __libc_malloc(std::max<std::size_t>(size, 1))) return memory;
  }
  owed = Owed::thrown;  // what holds the exception comes from malloc and owes nothing more
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

#endif

namespace pamphlet {

void limit_memory(std::uint64_t bytes) {
#ifndef PAMPHLET_SANITIZED  // a sanitizer's shadow alone is larger than any limit
  rlimit now{};
  if (::getrlimit(RLIMIT_DATA, &now) == 0) {
    now.rlim_cur = std::min<rlim_t>(bytes, now.rlim_max);
    ::setrlimit(RLIMIT_DATA, &now);
  }
  limit = bytes;
  std::snprintf(last_words, sizeof last_words,
                "pamphlet: error[E111]: the memory is used up, of which the limit is %llu MB\n  help: raise it (--memory)\n",
                static_cast<unsigned long long>(bytes >> 20));
  std::set_terminate(on_terminate);
  restore_memory_reserve();
#endif
}

void restore_memory_reserve() {
  if (limit == 0 || reserve.load() != nullptr) return;
  void* kept = ::mmap(nullptr, kReserve, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  void* none = nullptr;
  if (kept != MAP_FAILED && !reserve.compare_exchange_strong(none, kept)) ::munmap(kept, kReserve);
}

}  // namespace pamphlet
