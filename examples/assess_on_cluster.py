#!/usr/bin/env python3
"""Tells what shipments pay, on a cluster: Dask maps truceline-assess-shipments over the partitions of a CSV file.

    truceline-assess-on-cluster IN.csv OUT.csv [--workers N | --scheduler HOST:PORT] [--rows N] [--program PATH] -- OPTIONS

OPTIONS go to the program: --into US --known 2025-04-05. Rows are told by themselves, so that a partition is a stretch of the
file: OUT.csv, and OUT.csv.bad.csv where a row is bad, are what the program alone would write. Of the file, no more than two
partitions a worker are in memory. What fails leaves OUT.csv as it was. Exits with 1 if a row is bad, with 2 if all is refused.
"""
import argparse
import collections
import contextlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path


class Refused(Exception):
    """Nothing is told, for this reason."""


def bad_name(out):
    return Path(f"{out}.bad.csv")


def assess(partition, program, options):
    """The rows of one partition, header first, with their rates; the program's report on bad ones; or why it refuses all."""
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder) / "in.csv", Path(folder) / "out.csv"
        before.write_bytes(partition)
        run = subprocess.run([program, str(before), str(after), *options], capture_output=True)
        report = bad_name(after)
        if run.returncode != 0 and not report.exists():
            return b"", b"", run.stderr.decode().strip().replace(folder + "/", "")
        return after.read_bytes(), report.read_bytes() if report.exists() else b"", ""


def partitions(file, rows):
    """Stretches of whole rows, each with the header before it; a cell in quotes may hold line ends. At least one."""
    header, lines, quotes = file.readline(), [], 0
    none = True
    for line in file:
        lines.append(line)
        quotes += line.count(b'"')
        if len(lines) >= rows and quotes % 2 == 0:
            yield header + b"".join(lines)
            lines, quotes, none = [], 0, False
    if lines or none:
        yield header + b"".join(lines)


def moved(report, lines):
    """The rows of a report, its header left out, with this many lines before those that it counts."""
    for row in report.splitlines(keepends=True)[1:]:
        number, rest = row.split(b",", 1)
        yield b"%d,%s" % (int(number) + lines, rest)


class Output:
    """What partitions come to, put together in their order: written aside, and put in its place once whole."""

    def __init__(self, name):
        self.name, self.bad, self.lines = name, 0, 0
        self.aside = [Path(f"{file}.new-{os.getpid()}") for file in (name, bad_name(name))]

    def __enter__(self):
        self.out, self.report = self.aside[0].open("xb"), self.aside[1].open("xb")
        return self

    def add(self, rows, report, refusal):
        if refusal:
            raise Refused(refusal)
        self.out.write(rows if self.lines == 0 else rows.split(b"\n", 1)[1])
        for row in moved(report, self.lines):
            self.report.write(b"line,column,reason\n" + row if self.bad == 0 else row)
            self.bad += 1
        self.lines += rows.count(b"\n") - 1

    def keep(self):
        self.out.close()
        self.report.close()
        if self.bad:
            self.aside[1].replace(bad_name(self.name))
        else:
            bad_name(self.name).unlink(missing_ok=True)  # of an earlier run
        self.aside[0].replace(self.name)

    def __exit__(self, *_):
        for file, aside in zip((self.out, self.report), self.aside):
            file.close()
            aside.unlink(missing_ok=True)


def several(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("1 or more")
    return number


def arguments():
    own, options = sys.argv[1:], []
    if "--" in own:
        own, options = own[: own.index("--")], own[own.index("--") + 1 :]
    parser = argparse.ArgumentParser(
        prog="truceline-assess-on-cluster", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", metavar="IN.csv")
    parser.add_argument("output", metavar="OUT.csv")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--workers", type=several, default=2, help="of a cluster on this machine (default: 2)")
    where.add_argument("--scheduler", help="of a cluster that runs; its machines have the program, too")
    parser.add_argument("--rows", type=several, default=1_000_000, help="a partition (default: 1000000)")
    parser.add_argument("--program", default="truceline-assess-shipments", help="where it is (default: in the path)")
    return parser.parse_args(own), options


def main():
    args, options = arguments()
    try:
        from dask.distributed import Client, LocalCluster
    except ImportError:
        raise Refused("Dask is not installed (Debian: python3-distributed)") from None

    def cluster():
        if args.scheduler:
            return contextlib.nullcontext(args.scheduler)
        return LocalCluster(n_workers=args.workers, threads_per_worker=1, dashboard_address=None, processes=True)

    with (open(args.input, "rb") as file, Output(args.output) as output, cluster() as workers,
          Client(workers) as client):
        ahead = 2 * sum(client.nthreads().values())
        waiting = collections.deque()
        for partition in partitions(file, args.rows):
            if len(waiting) >= ahead:
                output.add(*waiting.popleft().result())
            there = client.scatter(partition, hash=False)
            waiting.append(client.submit(assess, there, args.program, options, pure=False))
        while waiting:
            output.add(*waiting.popleft().result())
        output.keep()
    if output.bad:
        raise SystemExit(f"{output.bad} rows are bad, see {bad_name(args.output)}; all rows are in {args.output}")


if __name__ == "__main__":
    try:
        main()
    except (Refused, OSError) as why:
        print(f"truceline-assess-on-cluster: {why}", file=sys.stderr)
        sys.exit(2)
