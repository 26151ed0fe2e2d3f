#!/usr/bin/env python3
"""Articles that try to break the program: whatever they hold, all of it must come out once, in order, and on the page.

usage: run.py PAMPHLET [--only NAME] [--random N] [--seed N] [--validate] [--keep DIR] [--strict] [--list]

Each case of cases.py, and N articles made up at random (random_articles.py), is built. Then, for both outputs:
  (a) all text of the Document is there, once and in order: in the page list, in the PDF as poppler reads it, in the EPUB;
  (b) nothing stands outside its page, and no text on another;
  (c) the outputs are sound: qpdf finds nothing, the XHTML is well-formed, every link leads somewhere;
  (e) the findings are those of the case, and nothing else.
--validate sends the outputs through tests/validate/run.sh instead. A random article that fails is made smaller while it
still fails, and printed with its seed. --keep leaves inputs and outputs in DIR. --strict also fails where cells of a table
are too narrow for what is in them. Exit status: 0 all passed.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

import cases
import checks
import dumps
import random_articles
import readers

HERE = pathlib.Path(__file__).resolve().parent
# A run of the program; the slowest case takes a tenth of it on an idle machine.
PATIENCE = 300


class Crash(Exception):
    pass


def run(program, *words, folder):
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1767225600", "NO_COLOR": "1"}  # 2026-01-01
    try:
        done = subprocess.run([program, *words], cwd=folder, capture_output=True, timeout=PATIENCE, env=environment)
    except subprocess.TimeoutExpired:
        raise Crash(f"pamphlet {words[0]} takes more than {PATIENCE} s") from None
    if done.returncode not in (0, 1):
        raise Crash(f"pamphlet {words[0]} ended with {done.returncode}: {done.stderr.decode('utf-8', 'replace')[-500:]}")
    return done


def write_input(case, folder):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "in.md").write_text(case.text, encoding="utf-8", newline="\n")
    (folder / "style.toml").write_text(case.style, encoding="utf-8")
    for name, data in case.files.items():
        (folder / name).write_bytes(data)


def findings(program, folder):
    done = run(program, "check", "in.md", "--style", "style.toml", "--format", "json", folder=folder)
    if not done.stdout:
        raise Crash(f"pamphlet check says nothing: {done.stderr.decode('utf-8', 'replace')[-500:]}")
    # That an article names no source or identifier is its author's affair; what a style says that a reading system decides
    # is the same in every case.
    return [f for f in json.loads(done.stdout)["findings"] if f["code"] not in ("L310", "B502", "S206", "S211")]


def lenient(problems, strict):
    """Without what only --strict minds."""
    return problems if strict else [p for p in problems if not re.match(r"unexpected P402 |page \d+: .* within a row", p)]


def compare_findings(found, case):
    """Findings that the case does not expect, and expected ones that were not found as often as it says (0: at all)."""
    counts = collections.Counter(f["code"] for f in found)
    places = {}
    for finding in found:
        places.setdefault((finding["code"], finding.get("line")), finding["message"])
    problems = [f"unexpected {code} in line {line}: {message}" for (code, line), message in places.items()
                if code not in case.findings and code not in case.may]
    problems += [f"{code} has no line" for code, line in places if not line]
    problems += [f"expected {code} {times or 'some'} times, found {counts[code]}" for code, times in case.findings.items()
                 if (counts[code] != times if times else not counts[code])]
    return problems[:5]


def examine(program, case, folder):
    """All problems of a case, as sentences."""
    write_input(case, folder)
    try:
        found = findings(program, folder)
        nodes = dumps.read_document(run(program, "dump", "in.md", "--stage", "document", folder=folder).stdout.decode("utf-8"))
        pages = dumps.read_pages(run(program, "dump", "in.md", "--stage", "pages", "--style", "style.toml", folder=folder).stdout.decode("utf-8"))
        run(program, "build", "in.md", "--style", "style.toml", "--draft", "--quiet", folder=folder)
    except Crash as crash:
        return [str(crash)]
    problems = compare_findings(found, case)
    for word in case.words:
        if sum(word in node.text for node in nodes) != 1:
            problems.append(f"the Document does not have {word!r} once")
    if case.parts is not None:
        problems += checks.words_are_whole(random_articles.vocabulary(case.parts), nodes)
    for check in (checks.text_is_whole, checks.text_in_order, checks.items_have_markers):
        problems += check(nodes, pages)[:5]
    for check in (checks.inside_page, checks.no_overlap):
        problems += check(nodes, pages)[:5]
    pdf, epub = folder / "out" / "in.pdf", folder / "out" / "in.epub"
    if not pdf.exists() or not epub.exists():
        return problems + ["an output was not written"]
    problems += checks.pdf_text(nodes, pages, pdf)
    if case.left_to_right:
        problems += checks.pdf_painted(pages, pdf)
    problems += checks.pdf_sound(pdf)
    book = readers.Epub(epub)
    return problems + book.problems[:5] + checks.epub_text(nodes, book)


def timed(program, case, folder, strict):
    start = time.monotonic()
    try:
        problems = lenient(examine(program, case, folder), strict)
    except Exception as error:  # a harness that falls over must not hide the other cases
        problems = [f"{type(error).__name__}: {error}"]
    return problems, time.monotonic() - start


def kinds(problems):
    """What sort of problem each is, without names and numbers."""
    return {re.sub(r"\d+", "", problem)[:20] for problem in problems}


def shrink(program, case, problems, folder):
    """A smaller article that still fails in one of the same ways, found by leaving parts out; 150 tries at most."""
    tries, wanted = 150, kinds(problems)
    smaller = True
    while smaller and tries > 0:
        smaller = False
        for candidate in random_articles.smaller(case):
            tries -= 1
            if kinds(examine(program, candidate, folder)) & wanted:
                case, smaller = candidate, True
                break
            if tries <= 0:
                break
    return case, [p for p in examine(program, case, folder) if kinds([p]) & wanted]


def validate(program, chosen, work):
    """All outputs through tests/validate/run.sh; 77 where the validators are not installed."""
    validators = pathlib.Path(os.environ.get("VALIDATORS_DIR", HERE.parent / "validate" / "validators"))
    if not (validators / "classes" / "VeraCheck.class").exists():
        print("skipped: the validators are not installed (tests/validate/install-validators.sh)")
        return 77
    for case in chosen:
        folder = work / case.name
        write_input(case, folder)
        run(program, "build", "in.md", "--style", "style.toml", "--draft", "--quiet", folder=folder)
        for suffix in ("pdf", "epub"):  # a name that says which case it is
            shutil.move(folder / "out" / f"in.{suffix}", folder / "out" / f"{case.name}.{suffix}")
    return subprocess.run([str(HERE.parent / "validate" / "run.sh"), "--no-ace", str(work)]).returncode


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("pamphlet")
    parser.add_argument("--only", default="")
    parser.add_argument("--random", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--validate", action="store_true")
    parser.add_argument("--keep")
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--times", action="store_true")
    options = parser.parse_args()
    program = str(pathlib.Path(options.pamphlet).resolve())
    chosen = [case for case in cases.all_cases() if options.only in case.name] if not options.random or options.validate else []
    chosen += [random_articles.article(seed) for seed in range(options.seed, options.seed + options.random)]
    if options.list:
        print("\n".join(case.name for case in chosen))
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        work = pathlib.Path(options.keep or scratch)
        if options.validate:
            return validate(program, chosen, work)
        failed = 0
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            results = pool.map(lambda case: timed(program, case, work / case.name, options.strict), chosen)
            for case, (problems, seconds) in zip(chosen, results):
                if options.times:
                    print(f"{seconds:6.2f} s {case.name}")
                if not problems:
                    continue
                failed += 1
                if case.parts is not None and failed <= 3:
                    case, problems = shrink(program, case, problems, work / (case.name + "-shrunk"))
                    print(f"--- {case.name}, made smaller\n{case.text}---\n{case.style}---")
                print("\n".join(f"{case.name}: {problem}" for problem in problems))
                sys.stdout.flush()
    print(f"{len(chosen) - failed} passed, {failed} failed")
    return 1 if failed or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())
