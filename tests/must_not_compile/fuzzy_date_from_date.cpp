// must fail: that a day is exact is said, not implied
#include <truceline/calendar/fuzzy_date.hpp>

using namespace truceline;

#ifndef MUST_FAIL
FuzzyDate exact(Date day) { return FuzzyDate::day(day); }
#else
FuzzyDate exact(Date day) { return day; }
#endif
