// must fail: a local time is no instant without its zone
#include <truceline/calendar/clock.hpp>

using namespace truceline;

#ifndef MUST_FAIL
Instant at(LocalTime time, Zone zone) { return to_instant(time, zone); }
#else
Instant at(LocalTime time, Zone) { return to_instant(time); }
#endif
