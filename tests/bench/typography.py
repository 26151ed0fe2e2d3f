#!/usr/bin/env python3
"""Typographic figures of fixed texts in every style, and how they differ from those kept in typography.md.

usage: typography.py PAMPHLET [--corpus DIR] [--only WORD] [--update] [--list]

The figures are those of `pamphlet layout --format json` (docs/layout-report.md), summed over each group of texts: content/,
which is always there, and from the corpus folder (--corpus, or PAMPHLET_CORPUS) the ten longest articles and two books; a
group whose folder is absent is left out with a message. --update writes the table of typography.md anew; otherwise what
changed is printed, and the exit status is 1 when a figure is worse. --list prints every finding that should not be.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
CONTENT = HERE.parents[1] / "content"
TABLE = HERE / "typography.md"
BEGIN, END = "<!-- figures: written by typography.py -->", "<!-- end of figures -->"
STYLES = ("clinic", "doula", "large-print")
LONGEST = 10
# Folders of the corpus that hold no articles of people: books, and files made to break a reader.
NO_ARTICLES = ("book-", "open")
# What must not be on any page, and what should be rare.
MUST = ("widow", "orphan", "stranded-heading", "overfull-line", "lone-introduction")
FAULTS = MUST + ("hyphen-ladder", "hyphen-at-page-end", "runt", "loose-line", "underfull-line", "split-row", "white-gap", "relaxed-rule",
                 "overfull-page")
COLUMNS = ("pages", "lines", "full %", "hyphens %", "deviation em²", "loosest") + FAULTS


def words(path):
    return len(path.read_bytes().split())


def groups(corpus):
    """name → files"""
    found = {"content": sorted(CONTENT.glob("*.md"))}
    if corpus is None or not corpus.is_dir():
        print("no corpus folder: the ten longest articles and the books are left out (--corpus)", file=sys.stderr)
        return found
    articles = [p for p in sorted(corpus.rglob("*.md"))
                if len(p.relative_to(corpus).parts) > 1 and not p.relative_to(corpus).parts[0].startswith(NO_ARTICLES)]
    found["ten longest articles"] = sorted(articles, key=lambda p: (-words(p), str(p)))[:LONGEST]
    for book in ("book-alice-en", "book-rust-en"):
        files = sorted((corpus / book).rglob("*.md"))
        if files:
            found[book] = files
        else:
            print(f"no folder {book} in the corpus: left out", file=sys.stderr)
    return found


def layout(program, path, style):
    done = subprocess.run([program, "layout", str(path), "--style", style, "--format", "json", "--quiet", "--root", "/"],
                          capture_output=True, text=True)
    if done.returncode < 0 or not done.stdout:
        raise SystemExit(f"{path} in {style} ended with {done.returncode}:\n{done.stderr}")
    return json.loads(done.stdout)["articles"]


def figures(reports):
    """A row of the table from the reports of a group."""
    totals = [r["totals"] for r in reports]

    def total(key):
        return sum(t[key] for t in totals)

    spaces, full = total("word_spaces"), sum(t["full_pages"] for t in totals)
    row = {"pages": total("pages"), "lines": total("lines"),
           "full %": round(100 * sum(t["mean_fill"] * t["full_pages"] for t in totals) / max(full, 1), 1),
           "hyphens %": round(100 * total("hyphenated_lines") / max(total("justified_lines"), 1), 2),
           "deviation em²": round(sum(t["mean_squared_deviation"] * t["word_spaces"] for t in totals) / max(spaces, 1), 5),
           "loosest": round(max((t["loosest"] for t in totals), default=1), 2)}
    return row | {fault: total(fault) for fault in FAULTS}


def write(rows):
    lines = ["| texts | style | " + " | ".join(COLUMNS) + " |", "|---|---|" + "---:|" * len(COLUMNS)]
    for (group, style), row in rows.items():
        lines.append(f"| {group} | {style} | " + " | ".join(f"{row[c]:g}" for c in COLUMNS) + " |")
    text = TABLE.read_text(encoding="utf-8")
    head, tail = text.split(BEGIN)[0], text.split(END)[1]
    TABLE.write_text(f"{head}{BEGIN}\n" + "\n".join(lines) + f"\n{END}{tail}", encoding="utf-8")


def read():
    rows, names = {}, ()
    for line in TABLE.read_text(encoding="utf-8").split(BEGIN)[1].split(END)[0].splitlines():
        cells = [c.strip() for c in line.strip("|\n").split("|")]
        if cells[0] == "texts":
            names = cells[2:]
        elif names and not cells[0].startswith("---"):
            rows[cells[0], cells[1]] = dict(zip(names, map(float, cells[2:])))
    return rows


def compare(kept, rows):
    """Prints what changed; True when something is worse."""
    worse = False
    for key, row in rows.items():
        for name, now in row.items():
            before = kept.get(key, {}).get(name)
            if before is None or before == float(f"{now:g}"):
                continue
            bad = now < before if name == "full %" else now > before
            neutral = name in ("pages", "lines")
            worse |= bad and not neutral
            print(f"{key[0]}, {key[1]}: {name} {before:g} -> {now:g}{'' if neutral else ' worse' if bad else ' better'}")
    return worse


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("pamphlet")
    parser.add_argument("--corpus", default=os.environ.get("PAMPHLET_CORPUS"))
    parser.add_argument("--only", default="")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    program = str(pathlib.Path(options.pamphlet).resolve())
    rows = {}
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for group, files in groups(pathlib.Path(options.corpus) if options.corpus else None).items():
            for style in STYLES:
                if options.only not in f"{group} {style}":
                    continue
                reports = [r for part in pool.map(lambda p: layout(program, p, style), files) for r in part]
                rows[group, style] = figures(reports)
                for report in reports if options.list else ():
                    for finding in report["findings"]:
                        if finding["fault"] in MUST:
                            print(f"{style} {report['file']}:{finding['line']}: page {finding['page']}: {finding['fault']} "
                                  f"({finding['value']:g}): {finding['text']}")
    kept = read()
    worse = compare(kept, rows)
    if options.update:
        write(kept | rows)
        return 0
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
