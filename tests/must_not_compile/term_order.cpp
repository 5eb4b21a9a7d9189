// must fail: whether P3M exceeds P90D depends on the start
#include <truceline/calendar/term.hpp>

using namespace truceline;

#ifndef MUST_FAIL
bool longer(Date start, Term a, Term b) { return start + b < start + a; }
#else
bool longer(Date, Term a, Term b) { return b < a; }
#endif
