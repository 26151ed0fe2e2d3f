#include "base/late_library.h"

#include <dlfcn.h>

namespace pamphlet {

void* load_library(const char* name) { return dlopen(name, RTLD_NOW | RTLD_LOCAL); }

void* find_symbol(void* library, const char* name) { return dlsym(library, name); }

}  // namespace pamphlet
