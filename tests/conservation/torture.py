#!/usr/bin/env python3
"""The torture suite's articles, and some made up at random, through their reader: no word is lost in silence.

usage: torture.py CONSERVATION [--random N] [--seed N]
"""
import argparse
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "torture"))
import cases  # noqa: E402
import random_articles  # noqa: E402


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("conservation")
    parser.add_argument("--random", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chosen = cases.all_cases() + [random_articles.article(seed) for seed in range(options.seed, options.seed + options.random)]
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for number, case in enumerate(chosen):
            names.append(f"{number:03}-{case.name.replace('/', '-').replace(' ', '-')}.md")
            (pathlib.Path(folder) / names[-1]).write_text(case.text, encoding="utf-8", newline="\n")
        return subprocess.run([str(pathlib.Path(options.conservation).resolve()), *names], cwd=folder).returncode


if __name__ == "__main__":
    sys.exit(main())
