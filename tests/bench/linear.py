#!/usr/bin/env python3
"""What an input costs that grows, and one that no author writes. Figures, not a test.

usage: linear.py PAMPHLET [--runs N] [--only NAME] [--bytes N]

First the torture cases that can grow, at one size and at twice that size: CPU seconds (user + system, the least of N
runs, 3 unless told) and peak memory of `pamphlet build` for both outputs, and how many times the cost of the single the
double is. Beyond 2.2 it is marked: look for a quadratic step.

Then the shapes of shapes.py at one size (--bytes, 4,000,000 unless told), once each: CPU seconds, peak memory and both
as multiples of what prose of that size costs. Beyond 4 it is marked. A run that takes a minute of CPU is stopped.
"""
import argparse
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "torture"))
import cases  # noqa: E402
import shapes  # noqa: E402



def markup(pattern, repeats):
    """An article of nothing but `pattern` (of a count), as often as `repeats` of the size says."""
    return lambda size: cases.Case("markup", cases.front() + "".join(pattern(k) for k in range(repeats(size))) + "\n")


def brackets(size):
    return cases.Case("brackets", cases.front() + "[" * size + "a" + "]" * size + "\n")


# name → (function of its size, size)
GROWING = {
    "paragraph": (cases.long_paragraph, 1_000_000),
    "notes": (cases.many_notes, 5_000),
    "notes in one paragraph": (cases.notes_on_one_page, 2_000),
    "table rows": (cases.long_table, 50_000),
    "code lines": (cases.long_code, 20_000),
    "headings": (cases.only_headings, 5_000),
    "quotes": (cases.deep_quotes, 50_000),
    "links": (cases.many_links, 10_000),
    "boxes": (cases.boxes, 500),
    # What makes readers of Markdown slow: openers without an end, ends without an opener.
    "brackets": (brackets, 250_000),
    "backticks": (markup(lambda k: "`" * (k + 1) + "a ", lambda size: int((2 * size) ** 0.5)), 500_000),
    "emphasis": (markup(lambda k: "*a_ ", lambda size: size // 4), 500_000),
    "link targets": (markup(lambda k: '[a](b "', lambda size: size // 7), 500_000),
    "unfinished HTML": (markup(lambda k: "<!-- <? <![CDATA[ <a b=' ", lambda size: size // 25), 500_000),
    "links in links": (markup(lambda k: "[a [b](c) ", lambda size: size // 10), 500_000),
}


PATIENCE = 60  # CPU seconds


def build(program, text, style, runs=1):
    """CPU seconds, MiB and exit status."""
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "in.md").write_text(text, encoding="utf-8")
        (pathlib.Path(folder) / "style.toml").write_text(style, encoding="utf-8")
        figures = []
        for _ in range(runs):
            child = subprocess.Popen([program, "build", "in.md", "--style", "style.toml", "--draft", "--quiet"], cwd=folder,
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                     preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE)))
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            figures.append((usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024))
        return min(cpu for cpu, _ in figures), max(memory for _, memory in figures), child.returncode


def growing(program, options):
    print(f"{'what grows':<24}{'size':>9}{'CPU s':>9}{'MiB':>7}{'twice':>9}{'MiB':>7}{'CPU x':>7}{'MiB x':>7}")
    for name, (make, size) in GROWING.items():
        if options.only not in name:
            continue
        figures = []
        for factor in (1, 2):
            case = make(size * factor)
            cpu, memory, status = build(program, case.text, case.style, options.runs)
            if status not in (0, 1):
                raise SystemExit(f"build ended with {status}")
            figures.append((cpu, memory))
        (cpu, memory), (cpu2, memory2) = figures
        mark = "  <-- more than 2.2" if cpu2 > 2.2 * cpu else ""
        print(f"{name:<24}{size:>9}{cpu:>9.2f}{memory:>7.0f}{cpu2:>9.2f}{memory2:>7.0f}{cpu2 / cpu:>7.2f}{memory2 / memory:>7.2f}{mark}",
              flush=True)


def shaped(program, options):
    cpu, memory, _ = build(program, shapes.BASELINE(options.bytes), "", options.runs)
    print(f"\n{'of ' + format(options.bytes, ',') + ' bytes':<32}{'CPU s':>9}{'MiB':>7}{'CPU x':>7}{'MiB x':>7}")
    print(f"{'prose':<32}{cpu:>9.2f}{memory:>7.0f}{1:>7.1f}{1:>7.1f}", flush=True)
    for name, make in shapes.SHAPES.items():
        if options.only not in name:
            continue
        own, peak, status = build(program, make(options.bytes), "")
        mark = f"  <-- more than {shapes.LIMIT}" if max(own / cpu, peak / memory) > shapes.LIMIT else ""
        mark += f"  ended with {status}" if status not in (0, 1) else ""
        print(f"{name:<32}{own:>9.2f}{peak:>7.0f}{own / cpu:>7.1f}{peak / memory:>7.1f}{mark}", flush=True)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("pamphlet")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="")
    parser.add_argument("--bytes", type=int, default=4_000_000)
    options = parser.parse_args()
    program = str(pathlib.Path(options.pamphlet).resolve())
    growing(program, options)
    shaped(program, options)


if __name__ == "__main__":
    main()
