// A shared library that is loaded when it is first needed, not when the program starts.
//
// libheif and libtiff bring eleven libraries with them (video decoders that fill tables when they are loaded): a third of the
// time of a small article, which has no such picture. Their headers are used as ever, and a table in the one file that
// calls them holds the addresses.
#pragma once

namespace pamphlet {

/// The library of that name ("libheif.so.1"), from where the system keeps its libraries; it stays loaded. Null: not there.
void* load_library(const char* name);
/// The address of a symbol; null: the library has none of that name.
void* find_symbol(void* library, const char* name);

}  // namespace pamphlet
