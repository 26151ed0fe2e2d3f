#!/usr/bin/env python3
"""Asks five readers what they take out of a PDF (copying, searching, reading aloud in the order of the content) and
compares it with the tag tree, which two walkers read: pdf.js, and Python over what qpdf opens.

usage: readers.py FILE.pdf...

poppler, mupdf, pdf.js, PDFium and Ghostscript each extract the text. Running heads and feet are artifacts, which no reader
is told to leave out: they are taken out of a copy first. The characters that a reader finds, blanks left out, have to be those of the
tag tree in its order; and poppler, mupdf, pdf.js and PDFium have to find the same words. What readers are known to do
with any PDF is put right first, or not asked of them, and named where it is done. Prints 'PASS file detail' or 'FAIL file detail' with
the first difference of each reader that differs. Exit status: 0 all passed.

VALIDATORS_DIR: the folder that install-validators.sh filled (default: validators/ beside this script).
"""
import collections
import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE.parent / "torture"))
from pdf_reader import Pdf

SHOWS = rb"T[jJ*]|['\"]"


def without_artifacts(pdf, copy):
    """Writes a copy whose content streams show no text between /Artifact … BDC/BMC and its EMC."""
    plain = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", str(pdf), "-"], capture_output=True, check=True).stdout
    out = []
    for line in re.split(rb"(?<=stream\n)(.*?)(?=\nendstream)", plain, flags=re.S):
        out.append(strip_artifacts(line) if b"/Artifact" in line and b"EMC" in line else line)
    fixed = subprocess.run(["fix-qdf"], input=b"".join(out), capture_output=True, check=True).stdout
    copy.write_bytes(fixed)


def strip_artifacts(content):
    kept, depth, hidden = [], 0, None
    for line in content.split(b"\n"):
        if re.search(rb"\b(BDC|BMC)\s*$", line):
            depth += 1
            if hidden is None and line.lstrip().startswith(b"/Artifact"):
                hidden = depth
        elif re.search(rb"(^|\s)EMC\s*$", line):
            if hidden == depth:
                hidden = None
            depth -= 1
        elif hidden is not None and re.search(rb"(?:%s)\s*$" % SHOWS, line):
            line = b""
        kept.append(line)
    return b"\n".join(kept)


def output(*command):
    return subprocess.run([str(part) for part in command], capture_output=True).stdout.decode("utf-8", "replace")


def read_all(pdf, work):
    """Text by reader, and what the walkers of the tag tree say."""
    copy = work / "copy.pdf"
    without_artifacts(pdf, copy)
    node = json.loads(output("node", HERE / "page-text.mjs", copy))
    tree = "\n".join(node["tree"])
    right_to_left = re.search("[\u0590-\u08ff]", tree) is not None
    texts = {
        # -raw is the order of the content, but leaves lines from right to left as they stand on paper.
        "poppler": output("pdftotext", *([] if right_to_left else ["-raw"]), "-enc", "UTF-8", copy, "-"),
        "mupdf": output("mutool", "draw", "-q", "-F", "txt", copy),
        "pdf.js": "\n".join(node["pdf.js"]),
        # U+FFFE is how PDFium says that a line ends within a word.
        "PDFium": re.sub("[\ufffe\u0002]\\s*", "", "\n".join(node["PDFium"])),
        "Ghostscript": by_ghostscript(copy),
    }
    return texts, {"pdf.js": tree, "qpdf": Pdf(copy).whole}, right_to_left, node["roles"]


def by_ghostscript(pdf):
    """The characters in the order of the content: its plain text is sorted by place, so that what is raised comes first."""
    xml = output("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=txtwrite", "-dTextFormat=0", "-sOutputFile=-", pdf)
    characters = []
    for found in re.findall(r'<char bbox="[^"]*" c="(.*?)"/>', xml, re.S):
        characters.append(html.unescape(found))
    return right_way_round("".join(characters))


def right_way_round(text):
    """Ghostscript 10.00 gives the characters of a glyph that stands for several with their bytes swapped, whoever made the file:
    U+6600 U+6900 for "fi"."""
    swapped = "".join(chr(code << 8) for code in [*range(0x21, 0x7F), 0xCF, 0xD2])
    return re.sub(f"[{swapped}]{{2,}}", lambda run: "".join(chr(ord(c) >> 8) for c in run[0]), text)


def plain(text):
    """Without what Ghostscript 10.00 has no code for: beyond U+FFFF, and what it makes of that."""
    text = re.sub("[\U00010000-\U0010ffff]|\ufffd+.?", "", text)
    return re.sub("f(fi|\xcf|fl|\xd2)", "", text)  # of three letters of a glyph it adds up the last two


def words(text):
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"\u00ad\s*", "", text)
    text = re.sub(r"\s+(?=[:;!?»])|(?<=«)\s+", "", text)  # a thin space of French, which poppler finds too thin
    text = re.sub(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe0f\x00-\x08\U000e0000-\U000e007f]", "", text)
    return text.split()


def letters(text):
    return "".join(words(text))


def difference(expected, found, size=6, glue=" "):
    at = next((n for n, (a, b) in enumerate(zip(expected, found)) if a != b), min(len(expected), len(found)))
    return f"{glue.join(expected[at:at + size])!r} is {glue.join(found[at:at + size])!r}"


def judge(texts, walkers, right_to_left, roles):
    """What is wrong, by reader."""
    bad = {}
    expected = letters(walkers["pdf.js"])
    for name, text in [*texts.items(), ("the second walker", walkers["qpdf"])]:
        found, wanted = letters(text), expected
        if name == "Ghostscript":
            found, wanted = plain(found), plain(wanted)
        if right_to_left:
            # Some leave each line as it stands on paper, each has its own order for digits among the letters, and some turn brackets.
            found, wanted = ("".join(sorted(re.sub("[][(){}<>«»“”]", "", text))) for text in (found, wanted))
        if name in ("poppler", "PDFium") and "Formula" in roles:  # these take the ActualText, in one line; the others what stands on paper
            wanted = letters(walkers["qpdf"])
        elif name == "the second walker" and "Formula" in roles:
            continue
        # A hyphen that a break made is U+00AD by its ActualText, which pdf.js, mupdf and Ghostscript do not read (pdf.js joins such
        # words when it searches); PDFium takes every hyphen at the end of a line for one of them.
        found, wanted = found.replace("-", ""), wanted.replace("-", "")
        if found != wanted:
            bad[name] = "characters: " + difference(wanted, found, 24, "")
    if not right_to_left and "Formula" not in roles:
        said = {name: words(re.sub(r"-\s*\n", "", texts[name]).replace("-", "")) for name in ("poppler", "mupdf", "pdf.js", "PDFium")}
        most = collections.Counter(tuple(found) for found in said.values()).most_common(1)[0][0]
        for name, found in said.items():
            if tuple(found) != most and name not in bad:
                bad[name] = "words: " + difference(most, found)
    return bad


def main():
    files = [pathlib.Path(name) for name in sys.argv[1:]]
    if not files:
        sys.exit(__doc__)
    failed = False
    for pdf in files:
        with tempfile.TemporaryDirectory() as folder:
            *read, roles = read_all(pdf, pathlib.Path(folder))
        bad = judge(*read, roles)
        failed = failed or bool(bad)
        print(f"{'FAIL' if bad else 'PASS'} {pdf} {len(words(read[1]['pdf.js']))} words" + "".join(f"\n  {name}: {verdict}" for name, verdict in bad.items()), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
