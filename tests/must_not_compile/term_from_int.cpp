// must fail: a bare number does not say whether it counts months or days
#include <truceline/calendar/term.hpp>

using namespace truceline;

#ifndef MUST_FAIL
Term ninety_days() { return Term{.days = 90}; }
#else
Term ninety_days() { return 90; }
#endif
