#!/usr/bin/env python3
"""No byte of a style sheet is lost where a case keeps only its difference from a whole one: sheets.py."""
import pathlib
import sys

sys.dont_write_bytecode = True  # every folder here is a case
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
print("passed")
