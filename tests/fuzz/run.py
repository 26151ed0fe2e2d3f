#!/usr/bin/env python3
"""Runs every fuzz target of a build made with the preset `asan`, from its seeds, and stops where one finds something.

usage: run.py BUILD [--seconds N] [--seed S] [--keep FOLDER] [TARGET...]

Each target runs for N seconds, as many at once as there are processors. What a target finds is kept
in FOLDER (BUILD/findings) and shown; run the target on that file to see it again. Exit status 1 when anything was found.
With a seed other than 0 a target tries the same inputs in the same order every time: what CI says of a commit
is then no matter of luck. Look for something new with --seed 0.
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

LEAKS = pathlib.Path(__file__).resolve().parent.parent / "leaks.supp"
ENVIRONMENT = {**os.environ, "LSAN_OPTIONS": f"suppressions={LEAKS}:print_suppressions=0"}

# An input that takes 25 seconds under the sanitizers, or 2 GB, is a finding. Inputs are short, for long
# ones are tests/bench/linear.py's.
LIMITS = ["-timeout=25", "-rss_limit_mb=2048", "-max_len=6000", "-len_control=20"]


def run(target, seeds, keep, seconds, seed):
    """The lines to show about a target, and whether it found anything."""
    keep.mkdir(parents=True, exist_ok=True)
    mark = f"{target.name}-"
    before = set(keep.glob(mark + "*"))
    with tempfile.TemporaryDirectory() as corpus:
        command = [target, corpus, seeds, *LIMITS, f"-max_total_time={seconds}", f"-seed={seed}", f"-artifact_prefix={keep}/{mark}", "-print_final_stats=1"]
        done = subprocess.run([str(part) for part in command], capture_output=True, errors="replace", cwd=corpus, env=ENVIRONMENT)
    made = set(keep.glob(mark + "*")) - before
    figures = dict(re.findall(r"stat::(\w+):\s+(\d+)", done.stderr))
    units, peak = int(figures.get("number_of_executed_units", 0)), figures.get("peak_rss_mb", "?")
    lines = [f"{target.name}: {units} inputs, {units / max(seconds, 1):.0f} a second, {peak} MB"]
    if done.returncode != 0 or made or units == 0:
        lines += done.stderr.splitlines()[-60:] + [f"{target.name} found {path}" for path in sorted(made)]
        return lines, True
    return lines, False


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("targets", nargs="*")
    options = parser.parse_intermixed_args()
    folder = options.build.resolve() / "tests" / "fuzz"
    targets = [p for p in sorted(folder.glob("fuzz_*")) if p.is_file() and os.access(p, os.X_OK)]
    targets = [p for p in targets if not options.targets or p.name in options.targets]
    if not targets:
        raise SystemExit(f"{folder}: no targets; build the target `fuzz` first")
    jobs = os.cpu_count() or 1
    keep = (options.keep or options.build / "findings").resolve()
    bad = False
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        work = [pool.submit(run, p, folder / "seeds" / p.name.removeprefix("fuzz_"), keep, options.seconds, options.seed) for p in targets]
        for job in concurrent.futures.as_completed(work):
            lines, found = job.result()
            print("\n".join(lines), flush=True)
            bad = bad or found
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
