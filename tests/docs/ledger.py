#!/usr/bin/env python3
"""What docs/pdf-ua.md names exists: files, and in them the words in quotation marks that follow a file's name.

usage: ledger.py PROJECT        exit status 1 and one line for each name that is wrong
"""
import pathlib
import re
import sys

# A path in backticks, and what is said to be in it: `src/a.cpp` "word", "another word".
NAMED = re.compile(r'`((?:src|tests|docs|styles)/[^`]*)`((?:,? "(?:[^"\\]|\\.)*")*)')
CLAUSES = ["5"] + [f"7.{k}" for k in range(1, 22)]


def problems(project, page):
    found = []
    for path, quoted in NAMED.findall(page):
        file = project / path
        if not file.exists():
            found.append(f"{path} does not exist")
            continue
        words = re.findall(r'"((?:[^"\\]|\\.)*)"', quoted)
        text = file.read_text(encoding="utf-8") if words else ""
        found += [f"{path} has no {word!r}" for word in (w.replace('\\"', '"') for w in words) if word not in text]
    said = set(re.findall(r"(?<![\d.])(\d+(?:\.\d+)?)(?:\.\d+)?(?= |,|\()", " ".join(row.split("|")[1] for row in page.splitlines() if row.startswith("| ") and row.count("|") > 2)))
    return found + [f"no row for clause {clause}" for clause in CLAUSES if clause not in said]


def main():
    project = pathlib.Path(sys.argv[1])
    found = problems(project, (project / "docs/pdf-ua.md").read_text(encoding="utf-8"))
    # Broken once, so that a reader that finds nothing does not pass for a page without faults.
    broken = problems(project, '`src/nowhere.cpp` "a", and `src/README.md` "The pipeline", "no such \\" word"')
    assert broken[:2] == ["src/nowhere.cpp does not exist", "src/README.md has no 'no such \" word'"], broken
    print("\n".join(found) or "what the ledger names is there")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
