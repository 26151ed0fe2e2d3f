// One limit on the memory of the whole process.
#pragma once

#include <cstdint>

namespace pamphlet {

/// From now on the process has at most so many bytes of its own (heap, stacks; not the fonts, which are mapped). Beyond
/// them operator new throws std::bad_alloc; where a C library meets the limit first, that code throws as soon as it is back
/// from the library, or, when there is no way back, the process ends with E111 and exit status 4.
void limit_memory(std::uint64_t bytes);

/// After memory has run out and been freed: what was kept for that case is set aside again.
void restore_memory_reserve();

}  // namespace pamphlet
