// must fail: a name may be unknown, so that it is read by a call that can refuse it
#include <truceline/calendar/clock.hpp>

using namespace truceline;

#ifndef MUST_FAIL
Result<Zone> washington() { return Zone::from_name("America/New_York"); }
#else
Zone washington() { return "America/New_York"; }
#endif
