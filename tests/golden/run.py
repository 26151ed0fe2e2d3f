#!/usr/bin/env python3
"""Compares what every stage makes of the golden cases with the text kept beside them.

usage: run.py PAMPHLET [--update] [CASE...]

A case is a folder with in.md, in.txt or in.html, with the parts of an office file in a folder in.docx or in.odt, or with a folder
`book`, which is built as one book. Kept beside it:
document.txt, pages.txt, tags.txt (the dumps), epub/ (the text files of the EPUB; of its style sheet the difference from
one of those beside golden.toml, see sheets.py), diagnostics.txt (all findings, and nothing else), out.md for all but Markdown,
in some cases the layout report, layout.text and layout.json, and in some pdf.txt, the finished PDF as qpdf reads it
(pdf_dump.py). A case with a style.toml is set in it, the others in golden.toml. --update rewrites them all: read the
difference before you commit it.
"""
import argparse
import concurrent.futures
import difflib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zipfile

sys.dont_write_bytecode = True  # every folder here is a case
import pdf_dump
import places
import sheets
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "torture"))
import readers

HERE = pathlib.Path(__file__).resolve().parent
PACKED = ("in.docx", "in.odt")
TEXT = {".xhtml", ".opf", ".ncx", ".css", ".xml", ".svg"}


def run(program, *words, folder):
    environment = {k: v for k, v in os.environ.items() if k not in ("SOURCE_DATE_EPOCH",)}
    environment.update(LC_ALL="C.UTF-8", SOURCE_DATE_EPOCH="1767225600", NO_COLOR="1")  # 2026-01-01
    done = subprocess.run([program, *words], cwd=folder, capture_output=True, timeout=120, env=environment)
    if done.returncode < 0 or done.returncode > 4:
        raise SystemExit(f"{' '.join(words)} in {folder} ended with {done.returncode}:\n{done.stderr.decode()}")
    return done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def epub_texts(path):
    """The text files of an EPUB by name, and a line for each other file and for what Python's readers find wrong."""
    texts, others = {}, []
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if pathlib.PurePosixPath(info.filename).suffix in TEXT:
                texts["epub/" + info.filename] = archive.read(info).decode("utf-8")
            else:
                others.append(f"{info.filename} {'stored' if info.compress_type == 0 else 'deflated'}\n")
    texts["epub/files.txt"] = "".join(others) + "".join(f"! {problem}\n" for problem in readers.Epub(path).problems)
    return texts


def outputs(program, case):
    """Files by name. An office file is kept as a folder of its parts, so that it can be read, and packed here."""
    parts = next((case / name for name in PACKED if (case / name).is_dir()), None)
    if parts is None:
        return outputs_of(program, case)
    with tempfile.TemporaryDirectory() as work:
        copy = pathlib.Path(work) / case.name
        shutil.copytree(case, copy, ignore=shutil.ignore_patterns(parts.name))
        with zipfile.ZipFile(copy / parts.name, "w") as archive:
            for path in sorted(p for p in parts.rglob("*") if p.is_file()):
                archive.write(path, path.relative_to(parts).as_posix())
        return outputs_of(program, copy)


def outputs_of(program, case):
    source = next((name for name in ("in.md", "in.txt", "in.html", *PACKED) if (case / name).exists()), "book")
    book = ["--book"] if source == "book" else []
    style = ["--style", "style.toml" if (case / "style.toml").exists() else str(HERE / "golden.toml")]
    found = {}
    found["diagnostics.txt"] = run(program, "check", source, *book, *style, folder=case)[0]
    for stage in ("document", "pages", "tags"):
        found[stage + ".txt"] = run(program, "dump", source, *book, "--stage", stage, *style, folder=case)[0]
    for form in ("text", "json"):
        name = "layout." + form
        if (case / name).exists():
            found[name] = run(program, "layout", source, *book, "--format", form, *style, folder=case)[0]
    if source != "book":
        written = run(program, "import", source, folder=case)[0]
        if source != "in.md":
            found["out.md"] = written
        with tempfile.TemporaryDirectory() as work:  # what import wrote, import leaves as it is
            (pathlib.Path(work) / "in.md").write_text(written, encoding="utf-8")
            second = run(program, "import", "in.md", folder=work)[0]
            if second != written:
                found["out.md"] = written + "\n--- imported again it differs ---\n" + second
    with tempfile.TemporaryDirectory() as work:
        formats = "pdf,epub" if (case / "pdf.txt").exists() else "epub"
        run(program, "build", source, *book, *style, "--draft", "--format", formats, "-o", work, folder=case)
        for path in pathlib.Path(work).glob("*.epub"):
            found.update(epub_texts(path))
        for path in pathlib.Path(work).glob("*.pdf"):
            found["pdf.txt"] = pdf_dump.dump(path) + "".join(line + "\n" for line in places.faults(path, found["pages.txt"]))
    return found


def kept(case, bases):
    """What is kept of a case by name: text, and whole sheets in place of their differences."""
    texts = {}
    for path in case.rglob("*"):
        if path.name in ("in.md", "in.txt", "in.html", "style.toml") or any(case / name in path.parents for name in ("book", *PACKED)):
            continue
        if path.suffix in (".txt", ".md", ".text", ".json", ".diff") or (path.suffix in TEXT and path.parent != case):
            texts[str(path.relative_to(case))] = path.read_text(encoding="utf-8")
    for name in [name for name in texts if name.endswith(".css.diff")]:
        difference = texts.pop(name)
        texts[name.removesuffix(".diff")] = sheets.expected(bases, difference) or f"{name} has no place in its sheet:\n{difference}"
    return texts


def update(case, found, bases):
    shutil.rmtree(case / "epub", ignore_errors=True)
    for name, text in found.items():
        if name.endswith(".css"):
            name, text = name + ".diff", sheets.difference(bases, text)
        path = case / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def differences(name, expected, found):
    lines = difflib.unified_diff(expected.splitlines(True), found.splitlines(True), name, "now", n=2)
    return "".join(list(lines)[:40])


def faults(case, found):
    """What an independent reader holds against the files, whatever is kept: see pdf_dump.py and torture/readers.py."""
    return [f"{case.name}/{name}: {line}" for name in ("pdf.txt", "epub/files.txt") for line in found.get(name, "").splitlines() if line.startswith("! ")]


def compare(case, found, bases):
    """The differences as text; empty when there is none."""
    expected, report = kept(case, bases), []
    for name in sorted(set(expected) | set(found)):
        if name not in found or name not in expected:
            report.append(f"{case.name}/{name}: {'no longer made' if name in expected else 'not kept yet'}")
        elif expected[name] != found[name]:
            report.append(differences(f"{case.name}/{name}", expected[name], found[name]))
    return "\n".join(report)


def whole_sheets(made, options):
    """The whole sheets by name, those of today where their case was run; and how many of these are not as they are kept."""
    bases, failed = {}, 0
    for name, case in sheets.WHOLE.items():
        path = HERE / name
        bases[name] = before = path.read_text(encoding="utf-8") if path.exists() else ""
        if case in made:
            bases[name] = next(text for file, text in made[case].items() if file.endswith(".css"))
        if options.update:
            path.write_text(bases[name], encoding="utf-8")
        elif bases[name] != before:
            failed += 1
            print(differences(name, before, bases[name]))
    return bases, failed


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("pamphlet")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("cases", nargs="*")
    options = parser.parse_intermixed_args()
    program = str(pathlib.Path(options.pamphlet).resolve())
    cases = [p for p in sorted(HERE.iterdir()) if p.is_dir() and (not options.cases or p.name in options.cases)]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        made = dict(zip((case.name for case in cases), pool.map(lambda case: outputs(program, case), cases)))
    bases, failed = whole_sheets(made, options)
    for case in cases:
        if wrong := faults(case, made[case.name]):
            failed += 1
            print("\n".join(wrong))
        if options.update:
            update(case, made[case.name], bases)
        elif report := compare(case, made[case.name], bases):
            failed += 1
            print(report)
    print(f"{len(cases)} cases, {failed} failed")
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
