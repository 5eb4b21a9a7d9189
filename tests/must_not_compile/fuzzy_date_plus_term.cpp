// must fail: an imprecise date has no one day to count from
#include <truceline/calendar/fuzzy_date.hpp>

using namespace truceline;

#ifndef MUST_FAIL
FuzzyDate later(FuzzyDate from, Term term) {
  return from.is_unknown() ? from : FuzzyDate::between(*from.earliest() + term, *from.latest() + term);
}
#else
FuzzyDate later(FuzzyDate from, Term term) { return from + term; }
#endif
