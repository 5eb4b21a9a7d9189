// must fail: two days have a distance but no sum
#include <truceline/calendar/date.hpp>

using namespace truceline;

#ifndef MUST_FAIL
std::int32_t distance(Date a, Date b) { return a - b; }
#else
Date sum(Date a, Date b) { return a + b; }
#endif
