#!/usr/bin/env python3
"""Compares doc/elements.def with what the golden cases' ebooks and PDFs hold, and looks for code that reads a meaning into
the order of a table's rows.

usage: tables.py PROJECT        exit status 1 and one line for each finding
"""
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

ROW = re.compile(r'^PAMPHLET_ELEMENT\((\w+), (\w+), "([^"]*)", (\w+), (\w+), "([^"]*)", ([\w| ]+), "([^"]*)"\)', re.M)
# Tags of an ebook that are no element's: the frame of a file, and parts of an element.
FRAME = {"html", "head", "meta", "title", "link", "body", "section.article", "section.opening", "section.back", "section", "thead", "tbody", "colgroup", "col"}
PARTS = {"span.note-number", "p.note-number", "a.backlink", "sup", "span.initial", "span", "p.hang", "div.wide-table", "h1.notes-title", "h2.notes-title", "img.mark", "span.marker", "div.quote-mark",
         "img.ornament-mark", "p.image-missing", "span.image-missing", "a", "p", "div", "figcaption", "code"}
# Structure types of no element: what is between one and its parts.
STRUCTURE = {"Document", "P", "LI", "LBody", "Lbl", "THead", "TBody"}
# Elements whose golden case has no dump of its PDF, or whose types are listed otherwise: headings have six; poppler gives no place
# for words under the ActualText of a formula (veraPDF reads its tags).
UNDUMPED = {"heading", "formula"}
MATHML = "http://www.w3.org/1998/Math/MathML"
# A comparison that asks where a row stands: less or greater, of a name of a table.
COMPARED = re.compile(r"(?:\s[<>]=?\s+(?:static_cast<[\w:]+>\()?(?:Property|Element|Mark|code)::[a-z_]+)|(?:(?:Property|Element|Mark|code)::[a-z_]+\)?\s+[<>]=?\s)")


def selectors(html):
    return [one.split("::")[0] for one in html.split(", ") if one]


def tags_of(folder):
    """tag and tag.class of all content documents below a folder."""
    found = set()
    for path in sorted(folder.glob("**/text/*.xhtml")):
        for element in ElementTree.parse(path).iter():
            namespace, _, tag = element.tag.rpartition("}")
            if namespace == "{" + MATHML and tag != "math":
                continue  # the inside of one element
            found.add(tag)
            found.update(f"{tag}.{name}" for name in element.get("class", "").split())
    return found


def types_of(path):
    """Structure types of a dump of a PDF: the first word of each line below `structure`."""
    text = path.read_text(encoding="utf-8").partition("\nstructure\n")[2]
    return set(re.findall(r"^ +([A-Z][A-Za-z0-9]*)\b", text, re.M))


def check(project):
    findings = []
    rows = ROW.findall((project / "src/doc/elements.def").read_text(encoding="utf-8"))
    if len(rows) != len(re.findall(r"^PAMPHLET_ELEMENT\(", (project / "src/doc/elements.def").read_text(encoding="utf-8"), re.M)):
        findings.append("elements.def: a row that this test cannot read")
    golden = project / "tests/golden"
    tags, types = tags_of(golden), set().union(*(types_of(path) for path in sorted(golden.glob("*/pdf.txt"))))
    known_tags, known_types = set(), set(STRUCTURE)
    for name, display, html, _, _, pdf, _, _ in rows:
        known_tags.update(one.split(".")[0] for one in selectors(html))
        known_types.update(pdf.split())
        if display != "pseudo" and html and not tags & set(selectors(html)):
            findings.append(f"elements.def: {name} says {html}, which no golden ebook holds")
        if display != "pseudo" and name not in UNDUMPED and pdf and pdf.split()[0] not in types:
            findings.append(f"elements.def: {name} says {pdf.split()[0]}, which no golden PDF holds")
    known_tags |= {one.split(".")[0] for one in FRAME | PARTS}
    findings += [f"golden ebooks hold <{tag}>, which no row of elements.def has" for tag in sorted({t for t in tags if "." not in t} - known_tags)]
    findings += [f"golden PDFs hold {kind}, which no row of elements.def has" for kind in sorted(types - known_types)]
    for path in sorted((project / "src").rglob("*.cpp")) + sorted((project / "src").rglob("*.h")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if COMPARED.search(line.split("//")[0]):
                findings.append(f"{path.relative_to(project)}:{number}: the order of a table's rows has no meaning: give the table a column")
    return findings


if __name__ == "__main__":
    found = check(pathlib.Path(sys.argv[1]))
    print("\n".join(found) if found else "tables: as they say")
    sys.exit(1 if found else 0)
