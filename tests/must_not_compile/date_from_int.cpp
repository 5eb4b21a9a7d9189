// must fail: a number is no day until its epoch is said
#include <truceline/calendar/date.hpp>

using namespace truceline;

#ifndef MUST_FAIL
Date day(std::int32_t n) { return Date::from_days(n).value_or(Date()); }
#else
Date day(std::int32_t n) { return Date(n); }
#endif
