# Sets embedded_data to a generated source that holds data/*.json.
file(GLOB datasets CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/data/*.json)
set(embedded_data ${PROJECT_BINARY_DIR}/embedded.cpp)
list(JOIN datasets "|" joined)
add_custom_command(OUTPUT ${embedded_data}
  COMMAND ${CMAKE_COMMAND} "-DOUTPUT=${embedded_data}" "-DINPUTS=${joined}" -P ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
  DEPENDS ${datasets} ${PROJECT_SOURCE_DIR}/cmake/embed.cmake ${PROJECT_SOURCE_DIR}/src/record/embedded.hpp
  COMMENT "Embedding the datasets" VERBATIM)
set_source_files_properties(${embedded_data} PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)
