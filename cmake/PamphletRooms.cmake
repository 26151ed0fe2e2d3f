# A room is a folder of src/ and one static library. What a room may include is its DEPENDS list, and nothing else:
# tests/layering reads every #include and compares it with these lists.

add_library(pamphlet_flags INTERFACE)
target_compile_options(pamphlet_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Werror=switch -Werror=return-type)
target_include_directories(pamphlet_flags INTERFACE "${PROJECT_SOURCE_DIR}/src")
if(PAMPHLET_SANITIZE)
  # One tree for the tests and the fuzzers: what libFuzzer needs costs the tests little, a second tree costs ten minutes.
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "PAMPHLET_SANITIZE needs clang, for libFuzzer: -DCMAKE_CXX_COMPILER=clang++, as the preset asan has it")
  endif()
  target_compile_options(pamphlet_flags INTERFACE -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  target_link_options(pamphlet_flags INTERFACE -fsanitize=address,undefined)
  # clang and the gcc that made Debian's libfmt mangle vformat_to() differently, so it cannot come from the library.
  target_compile_definitions(pamphlet_flags INTERFACE FMT_HEADER_ONLY)
endif()

# With PAMPHLET_UNITY, several files of a room are compiled as one: half of the time that a file takes goes into the same
# standard headers. Names in anonymous namespaces are therefore different within a room. Files that see a C library's
# macros, or set macros for a header, are compiled alone.
option(PAMPHLET_UNITY "Compile the files of a room in batches: faster from scratch, slower for one changed file" ON)
set(PAMPHLET_BATCH 10)  # measured: 6 costs a quarter more from scratch; with 20 the last batch keeps one core waiting

# The standard headers that most files include are read once: a tenth of the time from scratch. Not under ccache, which would
# have to read them for every file (https://ccache.dev/manual/4.8.html#_precompiled_headers).
if(CMAKE_CXX_COMPILER_LAUNCHER MATCHES "ccache")
  set(precompile OFF)
else()
  set(precompile ON)
endif()
option(PAMPHLET_PCH "Precompile the standard headers" ${precompile})
if(PAMPHLET_PCH)
  file(WRITE "${CMAKE_BINARY_DIR}/precompiled.cpp" "")
  add_library(pamphlet_precompiled OBJECT "${CMAKE_BINARY_DIR}/precompiled.cpp")
  target_link_libraries(pamphlet_precompiled PRIVATE pamphlet_flags fmt::fmt)
  target_precompile_headers(pamphlet_precompiled PRIVATE <algorithm> <array> <map> <memory> <optional> <set> <span> <string> <string_view>
    <unordered_map> <utility> <variant> <vector> <fmt/format.h>)
endif()
# A precompiled header fits only files with the same flags and macros, those of libfmt among them.
function(pamphlet_precompile target)
  if(PAMPHLET_PCH)
    target_link_libraries(${target} PRIVATE fmt::fmt)
    target_precompile_headers(${target} REUSE_FROM pamphlet_precompiled)
  endif()
endfunction()

# pamphlet_room(NAME COLD FOLDERS folder… DEPENDS room… LIBRARIES target… ALONE file…)
# COLD: what an article costs there is not worth a third of the room's compile time, which is what -O2 takes over -O1.
function(pamphlet_room name)
  cmake_parse_arguments(ROOM "COLD" "" "FOLDERS;DEPENDS;LIBRARIES;ALONE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/${name}/*.cpp")
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")  # the program's own file, compiled once, with the program
  if(sources)
    add_library(pamphlet_${name} STATIC ${sources})
    set_target_properties(pamphlet_${name} PROPERTIES UNITY_BUILD "${PAMPHLET_UNITY}" UNITY_BUILD_BATCH_SIZE ${PAMPHLET_BATCH})
    list(TRANSFORM ROOM_ALONE PREPEND "${PROJECT_SOURCE_DIR}/src/${name}/" OUTPUT_VARIABLE alone)
    set_source_files_properties(${alone} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    if(ROOM_COLD AND CMAKE_BUILD_TYPE STREQUAL "Release")
      target_compile_options(pamphlet_${name} PRIVATE -O1)
    endif()
    set(scope PUBLIC)
    target_link_libraries(pamphlet_${name} PRIVATE ${ROOM_LIBRARIES})
    if("fmt::fmt" IN_LIST ROOM_LIBRARIES)
      pamphlet_precompile(pamphlet_${name})
    endif()
  else()
    add_library(pamphlet_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_link_libraries(pamphlet_${name} ${scope} pamphlet_flags)
  foreach(room ${ROOM_DEPENDS})
    target_link_libraries(pamphlet_${name} ${scope} pamphlet_${room})
  endforeach()
  set_property(GLOBAL APPEND PROPERTY PAMPHLET_ROOMS ${name})
  set_property(GLOBAL APPEND PROPERTY PAMPHLET_LIBRARIES ${ROOM_LIBRARIES})
endfunction()
