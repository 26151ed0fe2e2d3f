# find_package(Pamphlet): the target Pamphlet::pamphlet, and the libraries that it is linked with.
include("${CMAKE_CURRENT_LIST_DIR}/PamphletLibraries.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/PamphletTargets.cmake")
