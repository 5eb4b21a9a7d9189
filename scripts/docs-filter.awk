# What Doxygen is to read of a header: examples, which are indented in comments, as code; fmt's formatters and std::hash left
# out.
/^ *\/\/\/     / { if (!code) print "/// @code{.cpp}"; code = 1; print; next }
code { print "/// @endcode"; code = 0 }
/^template <>$/ { held = $0; next }
/^struct (fmt::formatter|std::hash)/ { held = ""; if ($0 !~ /;$/) end = /\{$/ ? "^};" : ";$"; next }
end != "" { if ($0 ~ end) end = ""; next }
held != "" { print held; held = "" }
{ print }
