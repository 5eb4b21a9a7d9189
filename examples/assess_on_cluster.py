"""Tells what shipments pay, on a cluster: Dask maps truceline-assess-shipments over the partitions of a CSV file.

    assess_on_cluster.py IN.csv OUT.csv [--workers N | --scheduler HOST:PORT] [--rows N] [--program PATH] -- OPTIONS

OPTIONS go to the program: --into US --known 2025-04-05. Rows are told by themselves, so that a partition is a stretch of the
file, and OUT has the rows of IN in their order. A partition that fails leaves OUT as it was.
"""
import argparse
import itertools
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from dask.distributed import Client, LocalCluster


def assess(rows, program, options):
    """The rows of one partition, header first, with their rates; how many of them are bad."""
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder) / "in.csv", Path(folder) / "out.csv"
        before.write_bytes(rows)
        run = subprocess.run([program, str(before), str(after), *options], capture_output=True)
        bad = Path(str(after) + ".bad.csv")
        if run.returncode != 0 and not bad.exists():
            raise RuntimeError(run.stderr.decode())
        return after.read_bytes(), len(bad.read_bytes().splitlines()) - 1 if bad.exists() else 0


def partitions(file, rows):
    """Stretches of whole lines, each with the header. No cell may hold a line end."""
    header = file.readline()
    while lines := b"".join(itertools.islice(file, rows)):
        yield header + lines


def main():
    own = sys.argv[1:]
    options = []
    if "--" in own:
        own, options = own[: own.index("--")], own[own.index("--") + 1 :]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--workers", type=int, default=2, help="of a local cluster")
    parser.add_argument("--scheduler", help="of a cluster that runs; its machines have the program, too")
    parser.add_argument("--rows", type=int, default=1_000_000, help="a partition")
    parser.add_argument("--program", default="truceline-assess-shipments")
    args = parser.parse_args(own)

    cluster = args.scheduler or LocalCluster(
        n_workers=args.workers, threads_per_worker=1, dashboard_address=None, processes=True)
    aside = Path(f"{args.output}.new-{os.getpid()}")
    total = 0
    try:
        with Client(cluster) as client, open(args.input, "rb") as file, open(aside, "wb") as out:
            futures = client.map(
                assess, list(partitions(file, args.rows)), program=args.program, options=options, batch_size=4)
            for number, future in enumerate(futures):
                rows, bad = future.result()
                total += bad
                out.write(rows if number == 0 else rows.split(b"\n", 1)[1])
                future.release()
        aside.replace(args.output)
    finally:
        aside.unlink(missing_ok=True)
        if not args.scheduler:
            cluster.close()
    if total:
        print(f"{total} bad rows", file=sys.stderr)
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
