#!/usr/bin/env python3
"""Office files: every word of the text is in the document, as often as it was written, or named by a finding.

usage: office.py PAMPHLET GOLDEN      GOLDEN: the folder of the golden cases; exit status 1 and a line for each lost word

The words are taken from the XML by paragraph, which is another way than the reader's: no styles, no fields, no lists.
"""
import collections
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile

WORD = re.compile(r"[^\W_]{2,}")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
# No text of the article: deleted words, instructions of fields, a second form of what stands before, a table of contents
# (headings once more), and places' names.
SKIPPED = {W + "del", W + "moveFrom", W + "instrText", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", W + "sdtPr",
           TEXT + "table-of-content", TEXT + "tracked-changes", TEXT + "sequence-decls",
           "{http://openoffice.org/2000/meta}meta", "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation"}
BREAKS = {W + "p", W + "tab", W + "br", W + "tc", TEXT + "p", TEXT + "h", TEXT + "tab", TEXT + "line-break", TEXT + "s", TEXT + "note"}
PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml", "content.xml")


def words_of(element, out):
    if element.tag in SKIPPED or is_contents(element):
        return
    if element.tag in BREAKS:
        out.append(" ")
    if element.text and (element.tag == W + "t" or "opendocument" in element.tag):
        out.append(element.text)
    for child in element:
        words_of(child, out)
        if child.tail and "opendocument" in element.tag:
            out.append(child.tail)
    if element.tag in BREAKS:
        out.append(" ")


def is_contents(element):
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(W + "val") == "Table of Contents"


def pack(folder, file):
    with zipfile.ZipFile(file, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder))


def lost(program, folder):
    written = []
    for part in PARTS:
        if (folder / part).exists():
            root = ElementTree.parse(folder / part).getroot()
            words_of(root.find(".//{urn:oasis:names:tc:opendocument:xmlns:office:1.0}body") if part == "content.xml" else root, written)
    with tempfile.TemporaryDirectory() as scratch:
        file = pathlib.Path(scratch) / folder.name
        pack(folder, file)
        done = subprocess.run([program, "dump", file.name, "--stage", "document", "-v"], cwd=scratch, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{folder}: {done.stderr}")
    kept = collections.Counter(WORD.findall("".join(re.findall(r'"((?:[^"\\]|\\.)*)"', done.stdout.replace("\\u00AD", "")))))
    # Text nodes of one paragraph may part a word; joined they have it.
    joined = "".join(re.findall(r'text "((?:[^"\\]|\\.)*)"', done.stdout))
    asked = collections.Counter(WORD.findall("".join(written)))
    return [word for word, count in sorted(asked.items()) if max(kept[word], joined.count(word)) < count and word not in done.stderr]


def main():
    program, golden = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    folders = sorted([*golden.glob("*/in.docx"), *golden.glob("*/in.odt")])
    bad = 0
    for folder in folders:
        for word in lost(program, folder):
            print(f"{folder}: lost: {word}")
            bad += 1
    print(f"{len(folders)} files, {bad} words lost")
    return 1 if bad or len(folders) < 3 else 0


if __name__ == "__main__":
    sys.exit(main())
