#!/usr/bin/env python3
"""The golden run's own readers, broken once: no byte of a style sheet is lost where only its difference is kept (sheets.py),
and what a PDF no longer says is missed (pdf_dump.py).

usage: selftest.py PAMPHLET
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True  # every folder here is a case
import pdf_dump
import places
import sheets

HERE = pathlib.Path(__file__).resolve().parent
bases = {name: (HERE / name).read_text(encoding="utf-8") for name in sheets.WHOLE}
assert len(set(bases.values())) == len(bases) and all(bases.values())

for path in sorted(HERE.glob("*/epub/**/*.css.diff")):
    kept = path.read_text(encoding="utf-8")
    sheet = sheets.expected(bases, kept)
    assert sheet, f"{path}: no sheet is made of it"

# Every sheet one byte away from another one comes back whole from its difference, the place of a repeated line included.
base = "p {\n  a: 1;\n  b: 2;\n}\nq {\n  a: 1;\n}\np {\n  a: 1;\n}\n"
lines = base.splitlines(True)
for i in range(len(lines) + 1):
    for other in (lines[:i] + lines[i + 1:], lines[:i] + ["  a: 1;\n"] + lines[i:], lines[:i] + ["q {\n", "}\n"] + lines[i:], lines[i:] + lines[:i]):
        text = "".join(other)
        assert sheets.expected({"x": base}, sheets.difference({"x": base}, text)) == text, text

# A change of the whole sheet that a difference does not speak of leaves the difference as it is; one that it does, does not.
kept = sheets.difference({"x": base}, base.replace("b: 2", "b: 3"))
assert sheets.expected({"x": base.replace("q {\n  a: 1", "q {\n  a: 7")}, kept) == "p {\n  a: 1;\n  b: 3;\n}\nq {\n  a: 7;\n}\np {\n  a: 1;\n}\n"
assert sheets.expected({"x": base.replace("b: 2", "b: 4")}, kept) is None
assert sheets.expected({}, kept) is None


def drop(pdf, key):
    """Takes a key out of every dictionary of a PDF as qpdf tells it; how often it was there."""
    found, waiting = 0, [pdf]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, dict):
            found += thing.pop(key, None) is not None
        waiting += thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list) else ()
    return found


with tempfile.TemporaryDirectory() as work:
    def qpdf(*words):
        subprocess.run(["qpdf", *words], cwd=work, check=True)

    def changed(change):
        """The dump of the file with a change of its objects."""
        whole = json.loads(told)
        assert change(whole["qpdf"][1]), "there is nothing to change"
        (pathlib.Path(work) / "changed.json").write_text(json.dumps(whole), encoding="utf-8")
        qpdf("--json-input", "changed.json", "changed.pdf")
        return pdf_dump.dump(f"{work}/changed.pdf")

    case = HERE / "languages"
    (pathlib.Path(work) / "in.md").write_text((case / "in.md").read_text(encoding="utf-8") + "\n![A line](line.svg) A [link](#عنوان).[^1]\n\n[^1]: A note.\n", encoding="utf-8")
    (pathlib.Path(work) / "line.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>', encoding="utf-8")
    program = pathlib.Path(sys.argv[1]).resolve()
    subprocess.run([program, "build", "in.md", "--style", HERE / "golden.toml", "--format", "pdf", "-q", "-o", "."], cwd=work, check=True)
    text = pdf_dump.dump(f"{work}/in.pdf")
    assert not re.search("^!", text, re.M), text
    pages = subprocess.run([program, "dump", "in.md", "--style", HERE / "golden.toml", "--stage", "pages"], cwd=work, check=True, capture_output=True).stdout.decode("utf-8")
    assert not places.faults(f"{work}/in.pdf", pages)
    assert places.faults(f"{work}/in.pdf", re.sub(r"(text content n\d+ [\d.]+),", r"\g<1>,7", pages))
    qpdf("--linearize", "in.pdf", "other.pdf")  # the same document with other object numbers
    assert pdf_dump.dump(f"{work}/other.pdf") == text

    qpdf("--json-output", "--json-stream-data=inline", "in.pdf", "in.json")
    told = (pathlib.Path(work) / "in.json").read_text(encoding="utf-8")
    for key in ("/Lang", "/Alt", "/Scope", "/WritingMode", "/ListNumbering", "/BBox", "/Tabs", "/DisplayDocTitle", "/Marked",
                "/Outlines", "/ToUnicode", "/PageMode"):
        assert changed(lambda objects: drop(objects, key)) != text, key
    kinds = lambda objects, kind: [e["value"] for e in objects.values() if isinstance(e.get("value"), dict) and e["value"].get("/S") == kind]
    for change in (lambda objects: kinds(objects, "/TH")[0].update({"/P": kinds(objects, "/TR")[1]["/P"]}) is None,
                   lambda objects: kinds(objects, "/TR")[0]["/K"].pop(),
                   lambda objects: drop(objects, "/StructParents"),
                   lambda objects: drop(objects, "/StructParent")):
        assert re.search("^!", changed(change), re.M)
print("passed")
