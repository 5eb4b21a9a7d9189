// must fail: which of two imprecise dates comes first depends on the question
#include <truceline/calendar/fuzzy_date.hpp>

using namespace truceline;

#ifndef MUST_FAIL
bool surely_before(FuzzyDate a, FuzzyDate b) { return a.latest() < b.earliest(); }
#else
bool surely_before(FuzzyDate a, FuzzyDate b) { return a < b; }
#endif
