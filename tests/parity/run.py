#!/usr/bin/env python3
"""The PDF and the ebook of one article say the same: words, their order, levels of headings, items, cells, notes, pictures and
links, as the finished files have them.

usage: run.py PAMPHLET [--root FOLDER] [--style STYLE] [INPUT...]

Without an INPUT: content/, the articles kept here, and every golden case with its style, books among them.
The PDF is read by its tag tree (qpdf opens it), the ebook by its spine. What one of them has and the other cannot have
is left out on both sides, and named where it is done. Prints a line for each input; exit status 1 when any differs.
"""
import argparse
import difflib
import pathlib
import posixpath
import re
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ElementTree
import zipfile

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "torture"))
from pdf_reader import Pdf

INVISIBLE = re.compile("\u00ad\\s*|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe0e\ufe0f]")
XHTML, OPS = "{http://www.w3.org/1999/xhtml}", "{http://www.idpf.org/2007/ops}"


class Said:
    """What a file says: words and marks such as <h2>, the notes apart, and where its links lead."""

    def __init__(self):
        self.parts, self.notes, self.links = [], [], []
        self.open = self.parts

    def text(self, text):
        self.open.append(text)

    def mark(self, name):
        # A heading within a note is none in a PDF, where it would stand among those of the text.
        if self.open is self.parts or not re.fullmatch("h[1-6]", name):
            self.open.append(f" <{name}> ")

    def without_places(self, begin):
        """An index leads to pages on paper, and to the first, second … place on a screen."""
        self.open[begin:] = [re.sub(r"\d+", "", "".join(self.open[begin:]))]

    def words(self, parts):
        text = INVISIBLE.sub("", unicodedata.normalize("NFKC", "".join(parts)))
        text = re.sub(r"(?<!\S)(\(?)https?://", r"\1", text)  # paper has no use for it
        text = re.sub(r"\[([^\[\]]*)\]|Image missing: ", r"\1", text)  # a picture that is missing
        return [w for w in re.split(r"\s+", text) if w]

    def tokens(self):
        return self.words(self.parts), [self.words(note) for note in self.notes]


# ------------------------------------------------------------------------------------------------------------------ PDF
# What paper has instead of something that only a screen can do.
PAPER_ONLY = {
    "small-caps": "a small letter whose capital has another length in bytes (ı) is a capital on paper",
    "address-notes": "where a link leads is a note at the foot of the page",
}
BLOCKS = {"P", "Caption", "BlockQuote", "Sect", "Div", "Aside", "Art", "Part", "LBody", "L", "Table", "Document", "Title", "Index"}


class Paper(Pdf):
    """Walks the tag tree of a PDF into a Said."""

    def read_tree(self, root):
        self.said, self.address, self.caption, self.titled = Said(), "", "", False
        self.walk(root, None, "")
        return "", []

    def walk(self, thing, page, inside):
        value = self.value(thing)
        if isinstance(value, int):
            self.say_text(self.marked.pop((page, value), ""))
        elif value.get("/Type") == "/MCR":
            self.say_text(self.marked.pop((value.get("/Pg", page), value["/MCID"]), ""))
        elif value.get("/Type") == "/OBJR":
            self.say_link(self.value(value["/Obj"]))
        else:
            self.element(value, value.get("/Pg", page), inside)

    def kids(self, value):
        kids = self.value(value.get("/K", []))
        return kids if isinstance(kids, list) else [value["/K"]]

    def element(self, value, page, inside):
        kind = value.get("/S", "/-")[1:]
        if kind == "Link":
            return self.link(value, page)
        # The ebook's reader makes the numbers of its lists and notes; its contents are its navigation.
        contents = kind == "Sect" and any(self.value(kid).get("/S") in ("/TOC", "/Index") for kid in self.kids(value) if isinstance(self.value(kid), dict))
        numbered = kind == "Lbl" and inside in ("LI", "Note", "FENote")
        begin = len(self.said.open)
        left_out = contents or kind == "TOC" or numbered
        captions = [kid for kid in map(self.value, self.kids(value)) if isinstance(kid, dict) and kid.get("/S") == "/Caption"]
        self.caption = re.sub(r"\s*\([^()]*\)$", "", self.text_below(captions[0])).strip() if captions else self.caption if kind == "Figure" else ""
        outer = self.said.open
        if left_out:
            self.said.open = []
        elif kind in ("Note", "FENote"):
            self.said.notes.append([])
            self.said.open = self.said.notes[-1]
        elif re.fullmatch(r"H[1-6]|LI|T[HD]|Title", kind):
            self.titled = self.titled or kind == "Title"  # PDF 2.0: the headings below it begin with H1
            self.said.mark("h1" if kind == "Title" else f"h{int(kind[1]) + 1}" if self.titled and kind[0] == "H" else kind.lower())
        elif kind in BLOCKS:
            self.said.text(" ")
        if kind in ("Figure", "Formula"):
            self.picture(value, kind)
            self.outside, self.said.open = outer, []
        elif kind == "Caption" and inside == "Figure":  # as PDF 2.0 has it
            self.said.open = self.outside
        for kid in self.kids(value):
            self.walk(kid, page, kind)
        if kind == "Lbl" and inside == "LI" and not re.fullmatch(r"\W*|\(?([ivxlcdm]+|[a-z]|\d+(\.\d+)*)[.)]?", "".join(self.said.open).strip(), re.I):
            outer += [*self.said.open, " "]  # a mark that says something, a term, a time
        self.said.open = outer if left_out or kind in ("Note", "FENote", "Figure", "Formula", "Caption") else self.said.open
        if kind == "Index":
            self.said.without_places(begin)
        self.said.text(" " if kind in BLOCKS or re.fullmatch(r"H[1-6]|LI|T[HD]", kind) else "")

    def picture(self, value, kind):
        alt = self.value(value.get("/Alt", "u:"))[2:]
        if kind == "Formula":
            self.said.mark("math")
        elif alt != self.caption:  # a figure must have an alternative text; in the ebook the caption is enough
            self.said.mark("img")
            self.said.text(alt + " ")

    def text_below(self, value):
        kids = [self.value(kid) for kid in self.kids(value)]
        return "".join(self.marked.get((value.get("/Pg"), kid), "") if isinstance(kid, int) else self.text_below({"/Pg": value.get("/Pg"), **kid}) if "/S" in kid else "" for kid in kids)

    def link(self, value, page):
        self.address = ""
        outer = self.said.open
        self.said.open = []
        for kid in self.kids(value):
            self.walk(kid, page, "Link")
        text = "".join(self.said.open)
        self.said.open = outer
        for found in re.finditer(r"\s*\(", text) if text.rstrip().endswith(")") else ():
            if self.same_address(text.rstrip()[found.end():-1]):
                text = text[:found.start()] + text[len(text.rstrip()):]
                break
        self.said.text(text)

    def say_text(self, text):
        # On paper an address follows its link, in parentheses.
        if self.address and (found := re.match(r"\s*\((.*?)\)", text)) and self.same_address(found[1]):
            text = text[found.end():]
        if text.strip():
            self.address = ""
        self.said.text(text)

    def same_address(self, printed):
        plain = re.sub(r"^(https?://|mailto:|tel:)", "", self.address).rstrip("/")
        return re.sub(r"[\s\u00ad\u200b]", "", printed).rstrip("/") in (plain, plain.removeprefix("www."))

    def say_link(self, annotation):
        action = self.value(annotation.get("/A", {}))
        if "/URI" in action:
            self.address = action["/URI"][2:]
            if not self.said.links or self.said.links[-1] != self.address:
                self.said.links.append(self.address)


# ---------------------------------------------------------------------------------------------------------------- ebook
class Book:
    def __init__(self, path):
        self.said = Said()
        with zipfile.ZipFile(path) as archive:
            container = ElementTree.fromstring(archive.read("META-INF/container.xml"))
            package_path = next(e.get("full-path") for e in container.iter() if e.tag.endswith("rootfile"))
            package = ElementTree.fromstring(archive.read(package_path))
            items = {e.get("id"): e for e in package.iter() if e.tag.endswith("}item")}
            for reference in (e for e in package.iter() if e.tag.endswith("}itemref")):
                item = items[reference.get("idref")]
                if "nav" in (item.get("properties") or "").split() or "cover" in item.get("href"):
                    continue
                page = ElementTree.fromstring(archive.read(posixpath.join(posixpath.dirname(package_path), item.get("href"))))
                self.walk(page.find(XHTML + "body"))

    INLINE = {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "u", "var"}

    def walk(self, element):
        tag = element.tag.removeprefix(XHTML)
        kind = element.get(OPS + "type") or ""
        if kind == "backlink" or "contents" in (element.get("class") or "").split() or element.get("role") == "doc-backlink" or (element.get("class") or "-").split()[0] in ("note-number", "marker", "notes-title"):
            return
        outer, begin = self.said.open, len(self.said.open)
        if kind in ("footnote", "endnote"):
            self.said.notes.append([])
            self.said.open = self.said.notes[-1]
        elif re.fullmatch("h[1-6]|li|t[hd]|dt", tag):
            self.said.mark("li" if tag == "dt" else tag)
        elif tag == "img":
            self.picture(element)
        elif tag.endswith("}math"):
            self.said.mark("math")
            return
        elif tag == "a":
            self.link(element.get("href") or "")
        if tag not in self.INLINE:
            self.said.text(" ")
        self.said.text(element.text or "")
        for child in element:
            self.walk(child)
            self.said.text(child.tail or "")
        if tag not in self.INLINE:
            self.said.text(" ")
        if element.get("class") == "index":
            self.said.without_places(begin)
        self.said.open = outer

    def picture(self, element):
        if element.get("alt"):
            if element.get("class") != "mark":
                self.said.mark("img")
            self.said.text(f" {element.get('alt')} ")

    def link(self, href):
        if re.match(r"[a-z][a-z0-9+.-]*:", href) and (not self.said.links or self.said.links[-1] != href):
            self.said.links.append(href)


# ------------------------------------------------------------------------------------------------------------- comparing
def first_difference(a, b):
    for kind, i1, i2, j1, j2 in difflib.SequenceMatcher(None, a, b, False).get_opcodes():
        if kind != "equal" and not re.fullmatch(r"page \d+\W?", " ".join(a[i1:i2])):  # a screen has no pages: there it is the place's name
            return f"{' '.join(a[max(0, i1 - 3):i2][:12])!r} is {' '.join(b[max(0, j1 - 3):j2][:12])!r}"
    return ""


def as_it_stands(tokens):
    """Content from right to left stands in a PDF as it stands on paper: which letters there are is all that can be asked."""
    return sorted("".join(re.findall(r"\w", " ".join(tokens))))


def compare(paper, book):
    body, notes = paper.tokens()
    other, other_notes = book.tokens()
    if re.search("[\u0590-\u08ff]", " ".join(other)):
        body, other = as_it_stands(body), as_it_stands(other)
        notes, other_notes = [as_it_stands(n) for n in notes], [as_it_stands(n) for n in other_notes]
    said = {"text": (body, other), "notes": [[" ".join(note) for note in sorted(side)] for side in (notes, other_notes)],
            "links": [sorted(set(side.links)) for side in (paper, book)]}
    for what, (a, b) in said.items():
        difference = first_difference(a, b) if a != b else ""
        if difference:
            yield f"{what}: PDF {difference} in the ebook"


def check(pamphlet, source, options, work):
    done = subprocess.run([pamphlet, "build", str(source), *options, "-o", str(work), "--quiet"], capture_output=True, text=True, timeout=300)
    files = sorted(pathlib.Path(work).glob("*.pdf"))
    if done.returncode != 0 or not files:
        return [f"exit status {done.returncode}: {done.stderr[:300]}"]
    problems = []
    for pdf in files:
        problems += [f"{pdf.stem}: {text}" for text in compare(Paper(pdf).said, Book(pdf.with_suffix(".epub")).said)]
    return problems


def cases(root):
    yield root / "content", []
    for article in sorted((TESTS / "parity" / "articles").glob("*.md")):
        yield article, ["--style", str(TESTS / "golden" / "golden.toml")]
    for folder in sorted((TESTS / "golden").iterdir()):
        source = next((folder / f"in.{kind}" for kind in ("md", "txt", "html") if (folder / f"in.{kind}").is_file()), None)
        book = folder / "book"
        style = folder / "style.toml"
        options = ["--draft", "--style", str(style if style.exists() else TESTS / "golden" / "golden.toml")]
        if (source or book.is_dir()) and folder.name not in PAPER_ONLY:
            yield (source, options) if source else (book, [*options, "--book"])


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("pamphlet")
    parser.add_argument("--style")
    parser.add_argument("inputs", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    style = ["--style", options.style] if options.style else []
    wanted = [(path, style) for path in options.inputs] or list(cases(TESTS.parent))
    failed = 0
    for source, more in wanted:
        with tempfile.TemporaryDirectory() as work:
            problems = check(str(pathlib.Path(options.pamphlet).resolve()), source, more, work)
        failed += bool(problems)
        print(f"{'FAIL' if problems else 'PASS'} {source}" + "".join(f"\n  {text}" for text in problems), flush=True)
    print(f"{len(wanted)} inputs, {failed} failed")
    return 1 if failed or not wanted else 0


if __name__ == "__main__":
    sys.exit(main())
