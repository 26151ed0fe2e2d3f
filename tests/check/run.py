#!/usr/bin/env python3
"""Runs `pamphlet check` on each folder and compares what it finds with the folder's expect.txt: that, and nothing else.

usage: run.py PAMPHLET [--update] [FOLDER...]

A folder is named after the row of a room's diagnostics.def, or of check/rules.def, that it provokes (`clean` and others
after none). It holds in.md, a style.toml where it is not about the default style, and what these name. expect.txt has a
line for each finding, in order: place and code. --update rewrites them. With no folder named, also: every rule of
check/rules.def has a folder, every row is provoked by some test that looks for it, and no id or name belongs to two.
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
TESTS = HERE.parent
SOURCE = TESTS.parent / "src"

# Codes that no input of a folder provokes: why, and the test that knows the code instead, where one can.
EXCEPTIONS = {
    "P410": ("libharu fails only when memory ends", None),
    "B505": ("the test makes fonts with such licences", "e2e/test_ebook_fonts.py"),
    "B501": ("libzip fails only when memory ends, or at a limit that no package of ours comes near", "unit/epub/archive_test.cpp"),
}


def place(file, folder):
    """A file as expect.txt names it: from the folder, and not at all where it is the article."""
    name = os.path.relpath(file, folder) if os.path.isabs(file) else os.path.normpath(file)
    return "" if name == "in.md" else name + ":"


def findings(program, folder):
    """What is found in a folder, a line each: [file:]line:column code."""
    style = ["--style", "style.toml"] if (folder / "style.toml").exists() else []
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1767225600"}  # 2026-01-01
    done = subprocess.run([program, "check", "in.md", *style, "-v", "--format", "json"], cwd=folder, capture_output=True, timeout=120, env=environment)
    if done.returncode not in (0, 1, 2):
        raise SystemExit(f"{folder.name}: ended with {done.returncode}:\n{done.stderr.decode()}")
    found = [(f["file"], f"{f['line']}:{f['column']}" if "line" in f else "", f["code"]) for f in json.loads(done.stdout)["findings"]]
    # What is said of a style that comes with the program is the style's own affair.
    found = [f for f in found if not place(f[0], folder).startswith("..")]
    return "".join(f"{place(file, folder)}{where} {code}\n" for file, where, code in found)


def compare(program, folder, update):
    """What is wrong with a folder, a line each."""
    found, kept = findings(program, folder), folder / "expect.txt"
    if update:
        kept.write_text(found, encoding="utf-8")
        return []
    expected = kept.read_text(encoding="utf-8").splitlines() if kept.exists() else ["no expect.txt"]
    problems = [f"{folder.name}: not found: {line}" for line in expected if line not in found.splitlines()]
    problems += [f"{folder.name}: found: {line}" for line in found.splitlines() if line not in expected]
    return problems or ([] if found.splitlines() == expected else [f"{folder.name}: found in another order, or more often"])


def rows(table, macro):
    """Id and name of each row; `table` may be a pattern."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SOURCE.glob(table))]
    return re.findall(r"^" + macro + r"\((\w+), (\w+)", "".join(texts), re.MULTILINE)


def provoked():
    """Codes that a test looks for, by what it looks at: findings kept as data, and the end-to-end tests."""
    texts = [path.read_text(encoding="utf-8") for pattern in ("check/*/expect.txt", "golden/*/diagnostics.txt", "e2e/test_*.py") for path in TESTS.glob(pattern)]
    return set(re.findall(r"\b([A-Z]\d{3})\b", "".join(texts)))


def ledger():
    """Rules without a folder, codes without a test, ids and names that are not one row's own."""
    rules = rows("check/rules.def", "PAMPHLET_RULE")
    table = rules + rows("*/diagnostics.def", "PAMPHLET_DIAGNOSTIC")
    codes, names = [code for code, _ in table], [name for _, name in table]
    problems = [f"{code}: not a letter of ESLPB and three digits" for code in codes if not re.fullmatch(r"[ESLPB]\d{3}", code)]
    problems += [f"{twin}: the id or name of two rows" for part in (codes, names) for twin in sorted({x for x in part if part.count(x) > 1})]
    for code, name in rules:
        kept = HERE / name.replace("_", "-") / "expect.txt"
        if not kept.exists() or code not in kept.read_text(encoding="utf-8").split():
            problems.append(f"rules.def: no folder tests/check/{kept.parent.name} whose expect.txt has {code}")
    seen = provoked()
    for code, name in table:
        if code in EXCEPTIONS:
            test = EXCEPTIONS[code][1]
            if test is not None and not re.search(rf"\b({code}|code::{name})\b", (TESTS / test).read_text(encoding="utf-8")):
                problems.append(f"{code}: {test} does not know it")
        elif code not in seen:
            problems.append(f"diagnostics.def: no test provokes {code}: add tests/check/{name.replace('_', '-')}")
    return problems + [f"{code}: no row of a diagnostics.def" for code in sorted((set(EXCEPTIONS) | seen) - set(codes))]


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("pamphlet")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("folders", nargs="*")
    options = parser.parse_intermixed_args()
    program = str(pathlib.Path(options.pamphlet).resolve())
    folders = [p for p in sorted(HERE.iterdir()) if p.is_dir() and p.name != "__pycache__" and (not options.folders or p.name in options.folders)]
    problems = [line for folder in folders for line in compare(program, folder, options.update)]
    if not options.folders:
        problems += ledger()
    print("".join(line + "\n" for line in problems) + f"{len(folders)} folders, {len(problems)} problems")
    return 1 if problems or not folders else 0


if __name__ == "__main__":
    sys.exit(main())
