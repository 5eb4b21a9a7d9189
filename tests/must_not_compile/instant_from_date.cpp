// must fail: a day begins at another instant in every zone
#include <truceline/calendar/clock.hpp>

using namespace truceline;

#ifndef MUST_FAIL
Instant start(Date day, Zone zone) { return to_instant({day, TimeOfDay()}, zone); }
#else
Instant start(Date day, Zone) { return Instant(day); }
#endif
