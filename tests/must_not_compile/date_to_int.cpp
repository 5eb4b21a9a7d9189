// must fail: a day is no number until its epoch is said
#include <truceline/calendar/date.hpp>

using namespace truceline;

#ifndef MUST_FAIL
std::int32_t number(Date day) { return day.days_since_epoch(); }
#else
std::int32_t number(Date day) { return day; }
#endif
