# The warnings that every target of ours builds under; never passed on to those who use the library.
add_library(truceline_warnings INTERFACE)
target_compile_options(truceline_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow $<$<BOOL:${TRUCELINE_WERROR}>:-Werror>)
# g++ 12 sees overlapping copies in `"text" + std::string()`, and copies past the ends of short ones, when it optimises
# (GCC bug 105651 and its kin).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(truceline_warnings INTERFACE -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow)
endif()

# What files that are compiled together are further built under: to the compiler they are included, and their private names
# meet each other's.
add_library(truceline_together INTERFACE)
target_compile_options(truceline_together INTERFACE -Wno-shadow $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
