#!/usr/bin/env python3
"""What twice the input costs: the torture cases that can grow, at one size and at twice that size. Figures, not a test.

usage: linear.py PAMPHLET [--runs N] [--only NAME]

For each: CPU seconds (user + system, the least of N runs, 3 unless told) and peak memory of `pamphlet build` for both
outputs, and how many times the cost of the single the double is. Beyond 2.2 it is marked: look for a quadratic step.
"""
import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "torture"))
import cases  # noqa: E402



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


def cost(program, folder):
    child = subprocess.Popen([program, "build", "in.md", "--style", "style.toml", "--draft", "--quiet"], cwd=folder,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        raise SystemExit(f"build ended with {child.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("pamphlet")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    program = str(pathlib.Path(options.pamphlet).resolve())
    print(f"{'what grows':<24}{'size':>9}{'CPU s':>9}{'MiB':>7}{'twice':>9}{'MiB':>7}{'CPU x':>7}{'MiB x':>7}")
    for name, (make, size) in GROWING.items():
        if options.only not in name:
            continue
        figures = []
        for factor in (1, 2):
            case = make(size * factor)
            with tempfile.TemporaryDirectory() as folder:
                path = pathlib.Path(folder)
                (path / "in.md").write_text(case.text, encoding="utf-8")
                (path / "style.toml").write_text(case.style, encoding="utf-8")
                runs = [cost(program, path) for _ in range(options.runs)]
            figures.append((min(cpu for cpu, _ in runs), max(memory for _, memory in runs)))
        (cpu, memory), (cpu2, memory2) = figures
        mark = "  <-- more than 2.2" if cpu2 > 2.2 * cpu else ""
        print(f"{name:<24}{size:>9}{cpu:>9.2f}{memory:>7.0f}{cpu2:>9.2f}{memory2:>7.0f}{cpu2 / cpu:>7.2f}{memory2 / memory:>7.2f}{mark}")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
