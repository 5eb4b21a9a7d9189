# The warnings that every target of ours builds under; never passed on to those who use the library.
add_library(truceline_warnings INTERFACE)
target_compile_options(truceline_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow $<$<BOOL:${TRUCELINE_WERROR}>:-Werror>)
