# Writes OUTPUT, a C++ source that holds each file of INPUTS (joined by "|") as text; src/record/embedded.hpp declares
# what it defines. Run as a script: cmake -DOUTPUT=embedded.cpp "-DINPUTS=a.json|b.json" -P embed.cmake
#
# Compilers limit the length of one string literal, so a text becomes many that the compiler joins. They are cut after a
# line's end, since a cut within a character of several bytes would leave two pieces that are no UTF-8.
set(piece_limit 12000)

string(REPLACE "|" ";" inputs "${INPUTS}")
list(SORT inputs)

set(entries "")
foreach(input IN LISTS inputs)
  cmake_path(GET input STEM LAST_ONLY name)
  file(READ "${input}" text)
  string(LENGTH "${text}" length)
  set(literals "")
  set(start 0)
  while(start LESS length)
    string(SUBSTRING "${text}" ${start} ${piece_limit} piece)
    math(EXPR end "${start} + ${piece_limit}")
    if(end LESS length)
      string(FIND "${piece}" "\n" cut REVERSE)
      if(cut EQUAL -1)
        message(FATAL_ERROR "${input}: a line of more than ${piece_limit} bytes")
      endif()
      math(EXPR cut "${cut} + 1")
      string(SUBSTRING "${piece}" 0 ${cut} piece)
    endif()
    string(APPEND literals "R\"TRUCELINE(" "${piece}" ")TRUCELINE\"\n")
    string(LENGTH "${piece}" size)
    math(EXPR start "${start} + ${size}")
  endwhile()
  string(APPEND entries "    {\"${name}\", {\"\"\n${literals}, ${length}}},\n")
endforeach()

if(entries STREQUAL "")
  set(body "  return {};\n")
else()
  set(body "  static constexpr Embedded datasets[] = {\n${entries}  };\n  return datasets;\n")
endif()
file(WRITE "${OUTPUT}" "// Generated from data/*.json by cmake/embed.cmake.
#include \"record/embedded.hpp\"

namespace truceline {
inline namespace v0 {

std::span<const Embedded> embedded_datasets() noexcept {
${body}}

}  // namespace v0
}  // namespace truceline
")
