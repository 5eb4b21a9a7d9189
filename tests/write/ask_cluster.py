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
with tempfile.TemporaryDirectory() as folder:
    shipments, alone, together = (Path(folder) / name for name in ("in.csv", "alone.csv", "together.csv"))

    def run(rows, *options):
        shipments.write_text("id,entered,goods,origin\n" + "".join(rows))
        one = subprocess.run([program, str(shipments), str(alone), *options], capture_output=True)
        two = subprocess.run([sys.executable, cluster, str(shipments), str(together), "--workers", "2", "--rows", "700",
                              "--program", program, "--", *options], capture_output=True)
        assert one.returncode == two.returncode, two.stderr.decode()
        return one.returncode

    rows = [f"{i},{date(2018, 1, 1) + timedelta(chance.randrange(3200))},"
            f"{chance.choice(['8507.60', '8413.70', '7208', '6110.20'])},{chance.choice(['CN', 'EU', 'JP'])}\n"
            for i in range(5000)]
    assert run(rows, "--into", "US", "--known", "2025-04-05") == 0
    assert together.read_bytes() == alone.read_bytes()
    assert together.read_bytes().count(b"\n") == len(rows) + 1

    rows[3000] = "3000,soon,8507.60,CN\n"  # a bad row stays in its place
    assert run(rows, "--into", "US") == 1
    assert together.read_bytes() == alone.read_bytes()

    before = together.read_bytes()  # what fails leaves it as it was
    failed = subprocess.run([sys.executable, cluster, str(shipments), str(together), "--program", program, "--", "--into",
                             "Utopia"], capture_output=True)
    assert failed.returncode != 0 and b"Utopia" in failed.stderr
    assert together.read_bytes() == before
    assert sorted(path.name for path in Path(folder).iterdir() if ".new" in path.name) == []
