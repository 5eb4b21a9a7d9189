file(READ ${PROBLEMS} problems)
if(NOT problems STREQUAL "")
  message(FATAL_ERROR "${problems}")
endif()
