#!/usr/bin/env python3
"""Tells what shipments pay, on a cluster: Dask maps truceline-assess-shipments over the partitions of a CSV file.

    truceline-assess-on-cluster IN.csv OUT.csv [--workers N | --scheduler HOST:PORT] [--rows N] [--program PATH] -- OPTIONS

OPTIONS go to the program: --into US --known 2025-04-05. Rows are told by themselves, so that a partition is a stretch of the
file: OUT.csv, and OUT.csv.bad.csv where a row is bad, are what the program alone would write. Of the file, no more than two
partitions a worker's thread are in memory. What fails leaves OUT.csv as it was. Exits with 1 if a row is bad, with 2 if
nothing is told.
"""
import argparse
import collections
import contextlib
import io
import itertools
import os
import re
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

LONGEST_ROW = 1 << 20  # the program's own limit
PLAIN_LINE = re.compile(rb'(?:[ \t]*"(?:[^"]|"")*"[^",\n]*|[^",\n]*)(?:,(?:[ \t]*"(?:[^"]|"")*"[^",\n]*|[^",\n]*))*\n?')


class Refused(Exception):
    """Nothing is told, for this reason."""


def bad_name(out):
    return Path(f"{out}.bad.csv")


def assess(partition, lines, program, options, name):
    """The rows of one partition, header first, with their rates; the program's report on bad ones; or why it refuses all."""
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder) / "in.csv", Path(folder) / "out.csv"
        before.write_bytes(partition)
        run = subprocess.run([program, str(before), str(after), *options], capture_output=True)
        if not after.exists():  # it writes all or nothing
            said = run.stderr.decode(errors="replace").strip() or f"{program} ended with {run.returncode}"
            return b"", b"", said.replace(str(before), f"{name}, {lines} lines further on" if lines else name)
        report = bad_name(after)
        return after.read_bytes(), report.read_bytes() if report.exists() else b"", ""


def ends_open(line, quoted):
    """Whether a row goes on behind a line, in a quote, as the program reads it: a quote opens at the start of a cell."""
    if not quoted and (b'"' not in line or PLAIN_LINE.fullmatch(line)):
        return False
    first, opened, last = not quoted, quoted, ""
    for sign in line.decode("latin-1"):
        if quoted:
            quoted = sign != '"'
        elif sign == '"' and (first or (opened and last == '"')):
            quoted = opened = True
            first = False
        elif sign == ",":
            first, opened = True, False
        elif sign not in " \t":
            first = False
        last = sign
    return quoted


def completed(lines, file):
    """Lines, with those that follow them in the file until their last row ends: a cell in quotes may hold line ends."""
    quoted = False
    if b'"' in lines:
        for line in io.BytesIO(lines):
            quoted = ends_open(line, quoted)
    rest = b""
    while quoted and (line := file.readline()):
        rest += line
        quoted = ends_open(line, quoted)
        if len(rest) > LONGEST_ROW:
            raise Refused(f"a row of more than {LONGEST_ROW} bytes; look for a quote that is never closed")
    return lines + rest


def partitions(file, size):
    """Stretches of whole rows, of so many lines or a few more, each with the header before it: at least one. With each, how
    many lines the header has, and how many of the file lie between it and the stretch."""
    header = completed(file.readline(), file)
    before, none = 0, True
    while (stretch := completed(b"".join(itertools.islice(file, size)), file)) or none:
        yield header + stretch, header.count(b"\n"), before
        before += stretch.count(b"\n")
        none = False


@contextlib.contextmanager
def aside(target):
    """A file beside the target, gone at the end unless it has been moved into its place."""
    file = tempfile.NamedTemporaryFile(dir=os.path.dirname(target), prefix=".truceline-", delete=False)
    try:
        with file:
            yield file
    finally:
        Path(file.name).unlink(missing_ok=True)


def put(file, target):
    """Moves a file that is written into its place, with the rights that the old one had."""
    file.close()
    mask = os.umask(0)
    os.umask(mask)
    os.chmod(file.name, os.stat(target).st_mode & 0o777 if os.path.exists(target) else 0o666 & ~mask)
    os.replace(file.name, target)


class Answers:
    """What partitions come to, put together in their order."""

    def __init__(self, out, report):
        self.out, self.report, self.bad, self.begun = out, report, 0, False

    def add(self, future, header, before):
        rows, report, refusal = future.result()
        if refusal:
            raise Refused(refusal)
        self.out.write(rows.split(b"\n", header)[header] if self.begun else rows)
        self.begun = True
        for row in report.splitlines(keepends=True)[1:]:
            line, rest = row.split(b",", 1)
            self.report.write(b"" if self.bad else b"line,column,reason\n")
            self.report.write(b"%d,%s" % (int(line) + before, rest))
            self.bad += 1


def count(text):
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
    where.add_argument("--workers", type=count, default=2, help="of a cluster on this machine (default: 2)")
    where.add_argument("--scheduler", help="of a cluster that runs; its machines have the program, too")
    parser.add_argument("--rows", type=count, default=1_000_000, help="a partition (default: 1000000)")
    parser.add_argument("--program", default="truceline-assess-shipments", help="where it is (default: in the path)")
    return parser.parse_args(own), options


def main():
    """How many rows are bad."""
    args, options = arguments()
    try:
        from dask.distributed import Client, LocalCluster
    except ImportError:
        raise Refused("Dask is not installed (Debian: python3-distributed)") from None
    warnings.filterwarnings("ignore", message="Large object")  # a partition goes with its task, so that a lost one is sent again

    def cluster():
        if args.scheduler:
            return contextlib.nullcontext(args.scheduler)
        return LocalCluster(n_workers=args.workers, threads_per_worker=1, dashboard_address=None, processes=True)

    target = os.path.realpath(args.output)  # what a link means is written
    if os.path.exists(target) and not os.path.isfile(target):
        raise Refused(f"cannot write {args.output}: it is no regular file")
    with (open(args.input, "rb") as file, aside(target) as out, aside(target) as report, cluster() as workers,
          Client(workers) as client):
        client.wait_for_workers(1, timeout=60)
        ahead = 2 * sum(client.nthreads().values())
        answers, waiting = Answers(out, report), collections.deque()
        for partition, header, before in partitions(file, args.rows):
            if len(waiting) >= ahead:
                answers.add(*waiting.popleft())
            told = client.submit(assess, partition, before, args.program, options, args.input, pure=False)
            waiting.append((told, header, before))
        while waiting:
            answers.add(*waiting.popleft())
        if answers.bad:
            put(report, bad_name(target))
        else:
            bad_name(target).unlink(missing_ok=True)  # of an earlier run
        put(out, target)
    return answers.bad


if __name__ == "__main__":
    try:
        if bad := main():
            sys.exit(f"{bad} rows are bad, see the report beside the output; all rows are in it")
    except Exception as why:
        print(f"truceline-assess-on-cluster: {why}", file=sys.stderr)
        sys.exit(2)
