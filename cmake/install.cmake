# What `cmake --install` gives: the library, its public headers, and what find_package(pretext) looks for. Build the target
# `pretext` first; nothing else is needed.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/pretext)
write_basic_package_version_file(pretextConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(
  TARGETS pretext
  EXPORT pretext
  INCLUDES
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY include/pretext TYPE INCLUDE)
install(
  EXPORT pretext
  NAMESPACE pretext::
  FILE pretextConfig.cmake
  DESTINATION ${package_folder})
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/pretextConfigVersion.cmake DESTINATION ${package_folder})
