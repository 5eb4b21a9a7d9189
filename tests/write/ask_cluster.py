"""Runs assess_on_cluster.py on a local cluster of two workers, and compares what it writes with what the program writes.

ask_cluster.py CLUSTER PROGRAM, the paths of the two.
"""
import random
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

cluster, program = sys.argv[1:]
chance = random.Random(2025)
with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    shipments, alone, together = (folder / file for file in ("in.csv", "alone.csv", "together.csv"))

    def told_by_cluster(*options, program=program):
        return subprocess.run([sys.executable, cluster, str(shipments), str(together), "--workers", "2", "--rows", "700",
                               "--program", program, "--", *options], capture_output=True)

    def bad_rows(file):
        report = Path(f"{file}.bad.csv")
        return report.read_bytes() if report.exists() else None

    def same(rows, *options):
        """What both exit with, after the same files have come out."""
        shipments.write_text("id,entered,goods,origin\n" + "".join(rows))
        one = subprocess.run([program, str(shipments), str(alone), *options], capture_output=True)
        two = told_by_cluster(*options)
        assert one.returncode == two.returncode, two.stderr.decode()
        assert together.read_bytes() == alone.read_bytes()
        assert bad_rows(together) == bad_rows(alone)
        return one.returncode

    rows = [f"{i},{date(2018, 1, 1) + timedelta(chance.randrange(3200))},"
            f"{chance.choice(['8507.60', '8413.70', '7208', '6110.20'])},{chance.choice(['CN', 'EU', 'JP'])}\n"
            for i in range(5000)]
    assert same(rows, "--into", "US", "--known", "2025-04-05") == 0
    assert together.read_bytes().count(b"\n") == len(rows) + 1
    assert bad_rows(together) is None

    # Cells over several lines, even where a partition would end, quotes that open none, and bad rows before and behind them.
    rows[10] = '5" pipe,2025-05-01,7304.19,CN\n'
    rows[699] = '"a box\nof\n""bolts""\n",2025-05-01,8413.70,CN\n'
    rows[700] = '"screws, ""M4""" ,2025-05-01,7318.15,CN\r\n'
    rows[3000] = "3000,soon,8507.60,CN\n"
    rows[20] = "20,2025-02-30,8507.60,CN\n"
    assert same(rows, "--into", "US") == 1
    assert bad_rows(together).count(b"\n") == 3

    together.chmod(0o640)
    assert same([], "--into", "US") == 0
    assert together.stat().st_mode & 0o777 == 0o640
    assert bad_rows(together) is None, "the report of an earlier run stands"

    before = together.read_bytes()
    for failing, why in ((program, "Utopia"), ("/bin/false", "/bin/false ended with 1")):
        failed = told_by_cluster("--into", "Utopia", program=failing)
        said = failed.stderr.decode()
        assert failed.returncode == 2 and why in said and "Traceback" not in said, said
        assert together.read_bytes() == before
    shipments.unlink()
    assert told_by_cluster("--into", "US").returncode == 2
    assert together.read_bytes() == before
    assert sorted(file.name for file in folder.iterdir()) == ["alone.csv", "together.csv"]
