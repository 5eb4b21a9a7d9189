#!/usr/bin/python3
"""How the cost of truceline-assess-on-cluster grows by rows and by workers, beside the program alone on the same file.

    bench/cluster.py FOLDER [--rows 100000,1000000,…] [--workers 1,2,…]

FOLDER has the program, as in build/release/examples; Dask comes by `scripts/setup engines`. Prints the table of docs/scaling.md; fails if any outputs differ.
Seconds are of the whole command, with its start; that of a cluster is told apart, as a file of one row.
"""
import argparse
import random
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

cluster = Path(__file__).resolve().parent.parent / "examples" / "assess_on_cluster.py"
options = ["--into", "US", "--known", "2025-11-25"]


def write_shipments(file, rows):
    chance = random.Random(2025)
    goods = [f"{chance.randrange(1, 97):02}{chance.randrange(1_000_000):06}" for _ in range(4000)]
    days = [(date(2018, 1, 1) + timedelta(n)).isoformat() for n in range(3200)]
    with file.open("w") as out:
        out.write("id,entered,goods,origin\n")
        for i in range(rows):
            out.write(f"{i},{chance.choice(days)},{chance.choice(goods)},{chance.choice(('CN', 'EU', 'JP'))}\n")


def seconds(command):
    begin = time.perf_counter()
    subprocess.run([*map(str, command)], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", default="100000,1000000,10000000")
    parser.add_argument("--workers", default="1,2,4")
    args = parser.parse_args()
    workers = [int(n) for n in args.workers.split(",")]
    program = args.folder / "truceline-assess-shipments"
    print("| rows | alone, s |" + "".join(f" {n} worker{'s' if n > 1 else ''}, s |" for n in workers))
    print("| ---: | ---: |" + " ---: |" * len(workers))
    with tempfile.TemporaryDirectory() as folder:
        shipments, alone, together = (Path(folder) / name for name in ("in.csv", "alone.csv", "together.csv"))
        for rows in [1, *map(int, args.rows.split(","))]:
            write_shipments(shipments, rows)
            cells = [seconds([program, shipments, alone, *options])]
            for n in workers:
                cells.append(seconds(["/usr/bin/python3", cluster, shipments, together, "--workers", n, "--rows", 500_000,
                                      "--program", program, "--", *options]))
                if subprocess.run(["cmp", str(alone), str(together)]).returncode != 0:
                    sys.exit(f"{rows} rows, {n} workers: not what the program alone writes")
            print(f"| {rows:,} |" + "".join(f" {cell:.2f} |" for cell in cells), flush=True)


main()
