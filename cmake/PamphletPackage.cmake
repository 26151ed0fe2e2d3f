# What other programs link: find_package(Pamphlet) after `cmake --install`. The rooms stay inside: one header is installed.
include(CMakePackageConfigHelpers)
set(package "${CMAKE_INSTALL_LIBDIR}/cmake/Pamphlet")

add_library(pamphlet_library STATIC)
set_target_properties(pamphlet_library PROPERTIES OUTPUT_NAME pamphlet EXPORT_NAME pamphlet LINKER_LANGUAGE CXX)
get_property(rooms GLOBAL PROPERTY PAMPHLET_ROOMS)
get_property(libraries GLOBAL PROPERTY PAMPHLET_LIBRARIES)
foreach(room ${rooms})
  if(NOT room STREQUAL "app")
    target_sources(pamphlet_library PRIVATE "$<TARGET_OBJECTS:pamphlet_${room}>")
  endif()
endforeach()
# Header-only libraries are inside already; the app's are not.
list(REMOVE_DUPLICATES libraries)
list(REMOVE_ITEM libraries tomlplusplus::tomlplusplus stb::stb CLI11::CLI11 Threads::Threads)
target_link_libraries(pamphlet_library PRIVATE ${libraries})
target_include_directories(pamphlet_library INTERFACE "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
target_compile_features(pamphlet_library INTERFACE cxx_std_17)
# The package may be moved: its targets file knows where it stands when it is read.
target_compile_definitions(pamphlet_library INTERFACE
  "$<INSTALL_INTERFACE:PAMPHLET_STYLES=\"$<INSTALL_PREFIX>/${CMAKE_INSTALL_DATADIR}/pamphlet/styles\">")
if(PAMPHLET_SANITIZE)
  target_link_options(pamphlet_library INTERFACE -fsanitize=address,undefined)
endif()

install(TARGETS pamphlet_library EXPORT PamphletTargets ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(FILES "${PROJECT_SOURCE_DIR}/src/pamphlet/pamphlet.h" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/pamphlet")
install(EXPORT PamphletTargets NAMESPACE Pamphlet:: DESTINATION "${package}")
write_basic_package_version_file("${CMAKE_CURRENT_BINARY_DIR}/PamphletConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_SOURCE_DIR}/cmake/PamphletConfig.cmake" "${PROJECT_SOURCE_DIR}/cmake/PamphletLibraries.cmake"
  "${CMAKE_CURRENT_BINARY_DIR}/PamphletConfigVersion.cmake" DESTINATION "${package}")
