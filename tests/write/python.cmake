# What is tested with Python's libraries, as Debian installs them for its own Python: that is the one asked, whatever others
# stand before it in the path.
find_program(DEBIAN_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH)
mark_as_advanced(DEBIAN_PYTHON)

# python_test(<name> <module> <argument>…) adds the test write.<name> where Python has the module.
function(python_test name module)
  if(DEBIAN_PYTHON)
    execute_process(COMMAND ${DEBIAN_PYTHON} -c "import ${module}" RESULT_VARIABLE missing OUTPUT_QUIET ERROR_QUIET)
  endif()
  if(NOT DEBIAN_PYTHON OR missing)
    message(STATUS "No python3-${module}: write.${name} is not tested")
    return()
  endif()
  add_test(NAME write.${name} COMMAND ${DEBIAN_PYTHON} ${ARGN})
  set_tests_properties(write.${name} PROPERTIES LABELS write TIMEOUT 300)
endfunction()

if(TRUCELINE_BUILD_EXAMPLES)
  python_test(calendar_is_read icalendar ${PROJECT_SOURCE_DIR}/tests/write/read_calendar.py $<TARGET_FILE:countdown>)
  python_test(cluster_tells_the_same distributed ${PROJECT_SOURCE_DIR}/tests/write/ask_cluster.py
    ${PROJECT_SOURCE_DIR}/examples/assess_on_cluster.py $<TARGET_FILE:assess_shipments>)
endif()
