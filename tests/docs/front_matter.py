#!/usr/bin/env python3
"""The table of keys in docs/front-matter.md is what src/markdown/front_matter.def says.

usage: front_matter.py PROJECT [--update]        exit status 1 when the page is behind the table; --update writes it
"""
import ast
import pathlib
import re
import sys

ROW = re.compile(r'^PAMPHLET_KEY\(("(?:[^"\\]|\\.)*"), (\w+), [^"]*?, ("(?:[^"\\]|\\.)*"), ("(?:[^"\\]|\\.)*"), ("(?:[^"\\]|\\.)*")\)$', re.M)
SETTING = re.compile(r'^PAMPHLET_SETTING\(("(?:[^"\\]|\\.)*")\)$', re.M)
BEGIN, END = "<!-- keys: made by tests/docs/front_matter.py --update -->\n", "<!-- end of keys -->\n"
KINDS = {"text": "a text", "names": "names", "list": "a list", "date": "a date", "language": "a language tag", "direction": "`ltr` or `rtl`",
         "address": "an address", "file": "a file", "files": "files", "choice": "`true` or `false`"}


def names(text):
    return ", ".join(f"`{name}`" for name in text.split(", ")) if text else ""


def table(source):
    rows = [tuple(ast.literal_eval(text) if text.startswith('"') else text for text in row) for row in ROW.findall(source)]
    if len(rows) != source.count("\nPAMPHLET_KEY("):
        raise SystemExit("front_matter.def has a row that this reader does not understand")
    out = ["| key | value | other names for it | what it is |", "|---|---|---|---|"]
    for name, kind, aliases, example, what in rows:
        out.append(f"| `{name}` | {KINDS[kind]} | {names(aliases)} | {what} |".replace("  ", " "))
    out += ["", "For example:", "", "```yaml", "---"] + [example for *_, example, _ in rows] + ["---", "```", ""]
    settings = ", ".join(ast.literal_eval(text) for text in SETTING.findall(source))
    out += ["Settings of other programs, which say nothing in print, are passed over with a hint: " + names(settings) + ".", ""]
    return "\n".join(out)


def main():
    project = pathlib.Path(sys.argv[1])
    page = project / "docs/front-matter.md"
    text = page.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    wanted = before + BEGIN + "\n" + table((project / "src/markdown/front_matter.def").read_text(encoding="utf-8")) + "\n" + END + rest.split(END)[1]
    if "--update" in sys.argv:
        page.write_text(wanted, encoding="utf-8")
    elif wanted != text:
        print("docs/front-matter.md is behind src/markdown/front_matter.def: tests/docs/front_matter.py . --update")
        return 1
    print("the page has every key")
    return 0


if __name__ == "__main__":
    sys.exit(main())
