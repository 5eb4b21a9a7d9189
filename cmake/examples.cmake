# Each examples/NAME.cpp is one program, called truceline-NAME (dashes for underscores) wherever it is: in
# <build>/examples, where NAME itself is a link to it, and in bin/ once installed.
find_package(CLI11 REQUIRED)
set(examples_dir ${PROJECT_BINARY_DIR}/examples)
file(RELATIVE_PATH to_lib ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_LIBDIR})

set(precompiled "")
file(GLOB examples CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/examples/*.cpp)
foreach(source IN LISTS examples)
  cmake_path(GET source STEM name)
  string(REPLACE "_" "-" program "truceline-${name}")
  add_executable(${name} ${source})
  target_link_libraries(${name} PRIVATE truceline::truceline CLI11::CLI11 truceline_warnings)
  set_target_properties(${name} PROPERTIES
    OUTPUT_NAME ${program} RUNTIME_OUTPUT_DIRECTORY ${examples_dir} INSTALL_RPATH "$ORIGIN/${to_lib}")
  add_custom_command(TARGET ${name} POST_BUILD
    COMMAND ${CMAKE_COMMAND} -E create_symlink ${program} ${examples_dir}/${name} VERBATIM)
  if(TRUCELINE_PRECOMPILE AND precompiled)
    target_precompile_headers(${name} REUSE_FROM ${precompiled})
  elseif(TRUCELINE_PRECOMPILE)
    target_precompile_headers(${name} PRIVATE <CLI/CLI.hpp>)
    set(precompiled ${name})
  endif()
  if(TRUCELINE_INSTALL)
    install(TARGETS ${name} RUNTIME COMPONENT runtime)
  endif()
endforeach()
