# Sets web_source to a generated source that holds what pages are put together from: the page's own texts, and Vega, which npm
# brings by the lock file in cmake/web. Where there is no npm, or it reaches no registry, pages do without their chart and say
# so; a later build tries again.
option(TRUCELINE_CHARTS "Bundle Vega, which npm brings, into the pages" ${PROJECT_IS_TOP_LEVEL})
find_program(NPM npm)
mark_as_advanced(NPM)
set(web_dir ${PROJECT_BINARY_DIR}/web)
set(web_source ${web_dir}/web.cpp)
set(web_packages ${PROJECT_SOURCE_DIR}/cmake/web/package.json ${PROJECT_SOURCE_DIR}/cmake/web/package-lock.json)
set(web_texts lanes.vl.json duty.vl.json page.html page.css page.js)
list(TRANSFORM web_texts PREPEND ${PROJECT_SOURCE_DIR}/src/write/)

if(TRUCELINE_CHARTS AND NPM)
  set(web_npm ${NPM})
else()
  set(web_npm "")
  if(TRUCELINE_CHARTS)
    message(STATUS "No npm: pages will have no interactive chart")
  endif()
endif()
add_custom_command(OUTPUT ${web_source}
  COMMAND ${CMAKE_COMMAND} "-DNPM=${web_npm}" -DPACKAGES=${PROJECT_SOURCE_DIR}/cmake/web -DTEXTS=${PROJECT_SOURCE_DIR}/src/write
          -DOUTPUT=${web_source} -P ${PROJECT_SOURCE_DIR}/cmake/web/bundle.cmake
  DEPENDS ${web_packages} ${web_texts} ${PROJECT_SOURCE_DIR}/cmake/web/bundle.cmake ${PROJECT_SOURCE_DIR}/cmake/literal.cmake
          ${PROJECT_SOURCE_DIR}/src/write/web.hpp
  COMMENT "Bundling what pages are made of" VERBATIM)
set_source_files_properties(${web_source} PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)
