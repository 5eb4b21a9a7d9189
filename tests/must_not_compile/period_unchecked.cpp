// must fail: a period that ends before it begins must be refused
#include <truceline/calendar/period.hpp>

using namespace truceline;

#ifndef MUST_FAIL
Result<Period> span(Date from, Date until) { return Period::make(from, until); }
#else
Period span(Date from, Date until) { return Period(from, until); }
#endif
