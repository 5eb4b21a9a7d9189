# Each examples/NAME.cpp is one program, called truceline-NAME (dashes for underscores) wherever it is: in
# <build>/examples, where NAME itself is a link to it, and in bin/ once installed. examples/common.cpp is what they share,
# compiled once: it alone includes CLI11, which is costly.
find_package(CLI11 REQUIRED)
set(examples_dir ${PROJECT_BINARY_DIR}/examples)
file(RELATIVE_PATH to_lib ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_LIBDIR})

set(common ${PROJECT_SOURCE_DIR}/examples/common.cpp)
add_library(example_common OBJECT ${common})
target_link_libraries(example_common
  PUBLIC truceline::truceline truceline::write nlohmann_json::nlohmann_json PRIVATE CLI11::CLI11 truceline_warnings)

file(GLOB examples CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/examples/*.cpp)
list(REMOVE_ITEM examples ${common})
foreach(source IN LISTS examples)
  cmake_path(GET source STEM name)
  string(REPLACE "_" "-" program "truceline-${name}")
  add_executable(${name} ${source})
  target_link_libraries(${name} PRIVATE example_common truceline_warnings)
  set_target_properties(${name} PROPERTIES
    OUTPUT_NAME ${program} RUNTIME_OUTPUT_DIRECTORY ${examples_dir} INSTALL_RPATH "$ORIGIN/${to_lib}")
  add_custom_command(TARGET ${name} POST_BUILD
    COMMAND ${CMAKE_COMMAND} -E create_symlink ${program} ${examples_dir}/${name} VERBATIM)
  if(TRUCELINE_INSTALL)
    install(TARGETS ${name} RUNTIME COMPONENT runtime)
  endif()
endforeach()

# In Python, for Dask.
if(TRUCELINE_INSTALL)
  install(PROGRAMS ${PROJECT_SOURCE_DIR}/examples/assess_on_cluster.py TYPE BIN RENAME truceline-assess-on-cluster
    COMPONENT runtime)
endif()

# Those that read articles.
foreach(name IN ITEMS build_timeline read_article)
  target_link_libraries(${name} PRIVATE truceline::read)
endforeach()
