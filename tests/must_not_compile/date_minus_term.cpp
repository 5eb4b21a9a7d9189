// must fail: a term runs forward from its start; its end does not tell the start
#include <truceline/calendar/term.hpp>

using namespace truceline;

#ifndef MUST_FAIL
Date end(Date start, Term term) { return start + term; }
#else
Date start(Date end, Term term) { return end - term; }
#endif
