# embed(<variable> <function> <header> <file>…): sets the variable to a generated source that holds the files, to be had from
# the function, which the header declares.
function(embed variable function header)
  set(source ${PROJECT_BINARY_DIR}/${function}.cpp)
  list(JOIN ARGN "|" joined)
  add_custom_command(OUTPUT ${source}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${source} -DFUNCTION=${function} -DHEADER=${header} "-DINPUTS=${joined}"
      -P ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${ARGN} ${PROJECT_SOURCE_DIR}/cmake/embed.cmake ${PROJECT_SOURCE_DIR}/cmake/literal.cmake
    COMMENT "Embedding the data of ${function}" VERBATIM)
  set_source_files_properties(${source} PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)
  set(${variable} ${source} PARENT_SCOPE)
endfunction()

file(GLOB datasets CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/data/*.json)
file(GLOB lexicons CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/data/lexicon/*.tsv)
file(GLOB foldings CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/data/folding/*.tsv)
embed(embedded_datasets embedded_datasets record/embedded.hpp ${datasets})
embed(embedded_lexicons embedded_lexicons read/embedded.hpp ${lexicons})
embed(embedded_foldings embedded_foldings read/embedded.hpp ${foldings})
embed(embedded_confidence embedded_confidence read/embedded.hpp ${PROJECT_SOURCE_DIR}/data/confidence.tsv)
