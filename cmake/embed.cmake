# Writes OUTPUT, a C++ source that holds each file of INPUTS (joined by "|") as text; src/record/embedded.hpp declares
# what it defines. Run as a script: cmake -DOUTPUT=embedded.cpp "-DINPUTS=a.json|b.json" -P embed.cmake
#
# Raw string literals compile fastest, yet compilers warn of long ones: a text is cut into adjacent literals that the
# compiler joins. Texts are taken as bytes, so a cut never needs to know where a character ends.
string(REPLACE "|" ";" inputs "${INPUTS}")
list(SORT inputs)
list(LENGTH inputs count)

set(entries "")
foreach(input IN LISTS inputs)
  cmake_path(GET input STEM LAST_ONLY name)
  file(READ "${input}" text)
  string(APPEND entries "    {\"${name}\", std::string_view{")
  set(start 0)
  string(LENGTH "${text}" length)
  set(pieces "")
  set(size 0)
  while(start LESS length)
    string(SUBSTRING "${text}" ${start} 12000 piece)
    string(APPEND pieces "R\"TRUCELINE(" "${piece}" ")TRUCELINE\"\n")
    math(EXPR start "${start} + 12000")
  endwhile()
  file(SIZE "${input}" size)
  string(APPEND entries "${pieces}\"\", ${size}}},\n")
endforeach()

if(count EQUAL 0)
  set(body "  return {};\n")
else()
  set(body "  static constexpr Embedded datasets[] = {\n${entries}  };\n  return datasets;\n")
endif()
file(WRITE "${OUTPUT}"
"// Generated from data/*.json by cmake/embed.cmake.
#include \"record/embedded.hpp\"

#include <string_view>

namespace truceline {
inline namespace v0 {

std::span<const Embedded> embedded_datasets() noexcept {
${body}}

}  // namespace v0
}  // namespace truceline
")
