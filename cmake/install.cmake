# Two components, as Debian divides them: `runtime` (library, programs, data) and `development` (headers, CMake, pkg-config).
include(CMakePackageConfigHelpers)

set(cmake_dir ${CMAKE_INSTALL_LIBDIR}/cmake/truceline)
set(share_dir ${CMAKE_INSTALL_DATADIR}/truceline)

# The libraries that find_package() knows as components; each after those it links.
set(libraries truceline read write)
set(truceline_target truceline)
set(read_target truceline_read)
set(write_target truceline_write)

foreach(library IN LISTS libraries)
  install(TARGETS ${${library}_target} EXPORT truceline_${library}
    LIBRARY COMPONENT runtime NAMELINK_COMPONENT development
    ARCHIVE COMPONENT development
    INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
endforeach()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/truceline TYPE INCLUDE COMPONENT development
  FILES_MATCHING PATTERN *.hpp)

file(GLOB schemas CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/*.schema.json ${PROJECT_SOURCE_DIR}/docs/schema/*.json)
install(FILES ${datasets} DESTINATION ${share_dir}/data COMPONENT runtime)
install(FILES ${lexicons} DESTINATION ${share_dir}/data/lexicon COMPONENT runtime)
install(FILES ${foldings} DESTINATION ${share_dir}/data/folding COMPONENT runtime)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/data/sql DESTINATION ${share_dir} COMPONENT runtime)
install(FILES ${schemas} DESTINATION ${share_dir}/schema COMPONENT runtime)
# What holds of each package is in its copyright file; of the charts that the runtime holds, licences.txt besides, which is
# there where npm brought them.
install(FILES ${PROJECT_SOURCE_DIR}/cmake/copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/truceline COMPONENT runtime)
install(FILES ${PROJECT_SOURCE_DIR}/cmake/copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/libtruceline-dev
  COMPONENT development)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/NOTICE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/truceline
  COMPONENT runtime)
install(FILES ${web_dir}/licences.txt DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/truceline RENAME chart-licences.txt
  COMPONENT runtime OPTIONAL)

# ---- find_package ---------------------------------------------------------------------------------------------------
# Each component is one file of targets, which the configuration includes when it is asked for.
foreach(library IN LISTS libraries)
  install(EXPORT truceline_${library} FILE truceline-${library}.cmake NAMESPACE truceline:: DESTINATION ${cmake_dir}
    COMPONENT development)
endforeach()
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/truceline-config.cmake.in
  ${PROJECT_BINARY_DIR}/truceline-config.cmake INSTALL_DESTINATION ${cmake_dir} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/truceline-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/truceline-config.cmake ${PROJECT_BINARY_DIR}/truceline-config-version.cmake
  DESTINATION ${cmake_dir} COMPONENT development)

# ---- pkg-config -----------------------------------------------------------------------------------------------------
# An archive carries no dependencies of its own, so what a shared library needs privately is then everyone's.
set(pc_requires "absl_statusor absl_status fmt")
set(pc_requires_private "absl_flat_hash_map absl_flat_hash_set absl_strings")
set(pc_cflags "")
if(NOT BUILD_SHARED_LIBS)
  string(APPEND pc_requires " ${pc_requires_private}")
  set(pc_requires_private "")
  set(pc_cflags " -DTRUCELINE_STATIC_DEFINE")
endif()
file(RELATIVE_PATH pc_prefix ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
configure_file(${PROJECT_SOURCE_DIR}/cmake/truceline.pc.in ${PROJECT_BINARY_DIR}/truceline.pc @ONLY)
set(pc_description_read "Reads articles into claims for Truceline")
set(pc_description_write "Writes Truceline's timelines as pictures, calendars, tables and reports")
set(pc_needs_write "")
if(SQLite3_FOUND)
  set(pc_needs_write sqlite3)
endif()
foreach(part IN ITEMS read write)
  set(pc_description ${pc_description_${part}})
  set(pc_requires "")
  set(pc_requires_private "${pc_needs_${part}}")
  if(pc_requires_private AND NOT BUILD_SHARED_LIBS)
    set(pc_requires ", ${pc_requires_private}")
    set(pc_requires_private "")
  endif()
  configure_file(${PROJECT_SOURCE_DIR}/cmake/truceline-part.pc.in ${PROJECT_BINARY_DIR}/truceline-${part}.pc @ONLY)
endforeach()
foreach(name IN ITEMS truceline truceline-read truceline-write)
  install(FILES ${PROJECT_BINARY_DIR}/${name}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
endforeach()

# ---- Debian packages: cpack -G DEB in a shared build with CMAKE_INSTALL_PREFIX=/usr, for the multiarch folders --------
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR Truceline)
set(CPACK_PACKAGE_CONTACT "Truceline maintainers <truceline@localhost>")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_COMPONENTS_ALL runtime development)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_NAME truceline)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SECTION science)
set(CPACK_DEBIAN_RUNTIME_DESCRIPTION "${PROJECT_DESCRIPTION}
 The shared libraries, their programs and their data.")
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SUGGESTS python3-distributed)  # for truceline-assess-on-cluster
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${PROJECT_BINARY_DIR})
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libtruceline-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION "${PROJECT_DESCRIPTION}
 Headers and build files for programs that use the libraries.")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
  "truceline (= ${PROJECT_VERSION}), libabsl-dev, libboost-dev (>= 1.74), libfmt-dev (>= 9)")
include(CPack)
