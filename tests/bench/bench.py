#!/usr/bin/env python3
"""Whole-process figures for the loads that matter, generated from content/, and how each compares with a reference.

usage: bench.py PAMPHLET [--runs N] [--only NAME] [--json FILE]

Each load runs once to warm up and then N times (default 5); the table gives the median of user + system CPU seconds, the
median of wall seconds, the largest peak memory, and the CPU divided by that of a fixed reference (hashing 128 MiB with
Python's SHA-256) measured in turn with it, so that figures from different machines can be held against each other. The
doubled load shows whether the cost is linear: the column "x2" is its CPU divided by that of the single one.
"""
import argparse
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

CONTENT = pathlib.Path(__file__).resolve().parents[2] / "content"
REFERENCE = [sys.executable, "-c", "import hashlib\nfor _ in range(8): hashlib.sha256(bytes(1 << 24)).digest()"]


def run(command, folder):
    """(CPU seconds, wall seconds, peak MiB) of one run; the run must succeed."""
    start = time.monotonic()
    child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command} ended with {child.returncode}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024


def articles():
    """Body texts of our English articles, without front matter, images and footnote definitions."""
    for path in sorted(CONTENT.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        if re.search(r"^lang: *en", text, re.M):
            body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
            yield re.sub(r"^!\[.*$|^\[\^.*$", "", re.sub(r"\[\^[^\]]*\]", "", body), flags=re.M)


def long_text(words, chapters=False):
    """Whole sections of the articles in turn until there are enough words."""
    bodies, parts, count, number = list(articles()), [], 0, 0
    while count < words:
        body = bodies[number % len(bodies)]
        number += 1
        parts.append((f"# Chapter {number}\n\n" if chapters else f"## Part {number}\n\n") + body)
        count += len(body.split())
    return f"---\ntitle: A long text\nlang: en\n---\n\n" + "\n\n".join(parts) + "\n"


def with_notes_and_tables(words):
    """The same with contents, a note in every third paragraph and a table in every fifth section."""
    text, notes, paragraphs, sections = [], [], 0, 0
    for part in long_text(words).replace("lang: en\n", "lang: en\ntoc: true\n", 1).split("\n\n"):
        if re.match(r"[A-Za-z]", part):
            paragraphs += 1
            if paragraphs % 3 == 0:
                notes.append(f"[^{len(notes) + 1}]: Where this is said, and by whom; see the sources at the end, number {len(notes)}.")
                part += f"[^{len(notes)}]"
        elif part.startswith("## "):
            sections += 1
            if sections % 5 == 0:
                rows = "".join(f"| {hour}:00 | feed number {hour} | {hour * 7 % 90 + 10} ml |\n" for hour in range(8))
                part += "\n\n| Hour | What | How much |\n|---:|:---|---:|\n" + rows
        text.append(part)
    return "\n\n".join(text) + "\n\n" + "\n".join(notes) + "\n"


def table_of(rows):
    return ("---\ntitle: Rows\nlang: en\n---\n\n| n | name | note | value |\n|--:|:--|:--|--:|\n" +
            "".join(f"| {k} | row number {k} | a few words about it | {k * 37 % 10007 / 100:.2f} |\n" for k in range(rows)))


# Words on a page of the clinic style, counted on content/; the pages that come out are printed, so it need not be exact.
WORDS_ON_PAGE = 260


def loads(work):
    """name → (arguments, folder)"""
    single = next(CONTENT.glob("mother-baby-bonding.md"))
    made = {
        "one article, both": (["build", str(single), "-o", "one"], None),
        "one article, pdf": (["build", str(single), "-o", "one", "--format", "pdf"], None),
        "one article, epub": (["build", str(single), "-o", "one", "--format", "epub"], None),
    }
    for name, pages, formats in (("120 pages, pdf", 120, "pdf"), ("1000 pages, pdf", 1000, "pdf"),
                                 ("2000 pages, pdf", 2000, "pdf"), ("1000 pages, epub", 1000, "epub")):
        path = work / f"{pages}.md"
        path.write_text(long_text(pages * WORDS_ON_PAGE), encoding="utf-8")
        made[name] = (["build", path.name, "-o", "long", "--format", formats], None)
    for pages in (1000, 2000):
        path = work / f"noted-{pages}.md"
        path.write_text(with_notes_and_tables(pages * WORDS_ON_PAGE * 9 // 10), encoding="utf-8")
        made[f"{pages} pages, notes"] = (["build", path.name, "-o", "noted", "--format", "pdf"], None)
    for rows in (100_000, 200_000):
        path = work / f"rows-{rows}.md"
        path.write_text(table_of(rows), encoding="utf-8")
        made[f"{rows} rows, pdf"] = (["build", path.name, "-o", "rows", "--format", "pdf"], None)
    (work / "40.md").write_text(long_text(40 * 700, chapters=True), encoding="utf-8")
    made["40 chapters, both"] = (["build", "40.md", "-o", "chapters"], None)
    for count in (200, 400):
        folder = work / f"handouts{count}"
        folder.mkdir()
        texts = [p.read_text(encoding="utf-8") for p in sorted(CONTENT.glob("*.md"))]
        texts = [re.sub(r"^!\[.*$", "", t, flags=re.M) for t in texts]
        for k in range(count):
            (folder / f"handout-{k:03}.md").write_text(texts[k % len(texts)], encoding="utf-8")
        made[f"{count} handouts, both"] = (["build", folder.name, "-o", "many"], None)
    return made


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("pamphlet")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default="")
    parser.add_argument("--json")
    options = parser.parse_args()
    program = str(pathlib.Path(options.pamphlet).resolve())
    table = {}
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        for load, (words, _) in loads(work).items():
            if options.only not in load:
                continue
            figures, reference = [], []
            run([program, *words], work)
            for _ in range(options.runs):
                figures.append(run([program, *words], work))
                reference.append(run(REFERENCE, work)[0])
            cpu = statistics.median(f[0] for f in figures)
            table[load] = {"cpu": cpu, "wall": statistics.median(f[1] for f in figures),
                           "peak MiB": max(f[2] for f in figures), "to reference": cpu / statistics.median(reference)}
    for single, double in (("1000 pages, pdf", "2000 pages, pdf"), ("200 handouts, both", "400 handouts, both"),
                           ("1000 pages, notes", "2000 pages, notes"), ("100000 rows, pdf", "200000 rows, pdf")):
        if single in table and double in table:
            table[double]["x2"] = table[double]["cpu"] / table[single]["cpu"]
    print(f"{'load':<22}{'CPU s':>9}{'wall s':>9}{'MiB':>8}{'/ref':>8}{'x2':>7}")
    for load, row in table.items():
        doubled = f"{row['x2']:7.2f}" if "x2" in row else ""
        print(f"{load:<22}{row['cpu']:9.3f}{row['wall']:9.3f}{row['peak MiB']:8.0f}{row['to reference']:8.2f}{doubled}")
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps(table, indent=1) + "\n")


if __name__ == "__main__":
    main()
