"""Has python3-icalendar read what countdown --ics writes, and compares it with what countdown --json tells.

read_calendar.py COUNTDOWN, the path of the program.
"""
import json
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from icalendar import Calendar


def check(options):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "events.ics"
        command = [sys.argv[1], "--json", "--ics", str(file), *options]
        told = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        calendar = Calendar.from_ical(file.read_bytes())

    assert not calendar.errors, calendar.errors
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"]
    events, uids = [], set()
    for event in calendar.walk("VEVENT"):
        assert not event.errors, event.errors
        uid, day, status = str(event["UID"]), event["DTSTART"].dt, str(event["STATUS"])
        assert uid not in uids, f"twice: {uid}"
        uids.add(uid)
        assert type(day) is date and event["DTEND"].dt == day + timedelta(days=1), uid
        assert event["DTSTAMP"].dt.tzinfo is not None and event["SUMMARY"], uid
        assert status in ("CONFIRMED", "TENTATIVE", "CANCELLED"), uid
        alarms = [part["TRIGGER"].dt for part in event.walk("VALARM")]
        assert alarms == ([] if status == "CANCELLED" else [timedelta(days=-7)]), uid
        if status != "CANCELLED":
            measure, _, rest = str(event["DESCRIPTION"]).partition("\n")
            events.append((day.isoformat(), measure, uid.split(".")[1], rest.count("\nsource: ")))
            assert "\ncertainty: " in rest, uid
    expected = sorted((change["on"], change["measure"], change["event"], len(change["sources"]))
                      for change in told["changes"])
    assert sorted(events) == expected, set(events) ^ set(expected)
    assert len(expected) > 10, "too little to compare"
    print(" ".join(options), len(expected), "events")


everything = ["--from", "2016-12-31", "--within", "P20Y"]
for dataset in ("articles", "chronology"):
    check([*everything, "--dataset", dataset])
    check([*everything, "--dataset", dataset, "--known", "2025-10-28"])
