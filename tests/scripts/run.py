#!/usr/bin/env python3
"""One article in each script: what pdftotext finds in the PDF are the words of the article, in order.

usage: run.py PAMPHLET [LANGUAGE...]

The ebook says what the words are. From right to left pdftotext turns pieces of lines round after rules of its own, so
there the words of each direction are compared by themselves, without vowel marks, and 97 % must be in order.
"""
import difflib
import html.parser
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
UNSPACED = {"ja", "km", "th", "zh-Hans"}
RTL = {"ar", "fa", "he"}


class Text(html.parser.HTMLParser):
    SKIPPED = {"script", "style", "head", "title", "template"}
    INLINE = {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s",
              "samp", "small", "span", "strong", "sub", "sup", "u", "var"}

    def __init__(self):
        super().__init__()
        self.parts, self.skipped = [], 0

    def handle_starttag(self, tag, attributes):
        self.skipped += tag in self.SKIPPED
        if tag not in self.INLINE:
            self.parts.append(" ")
        if tag == "img":
            self.parts.append(" " + (dict(attributes).get("alt") or "") + " ")

    def handle_startendtag(self, tag, attributes):
        if tag not in self.SKIPPED:
            self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag):
        self.skipped -= tag in self.SKIPPED
        if tag not in self.INLINE:
            self.parts.append(" ")

    def handle_data(self, data):
        if not self.skipped:
            self.parts.append(data)


def html_text(data):
    parser = Text()
    parser.feed(data)
    parser.close()
    return "".join(parser.parts)


def words(text):
    """Words without list markers, which the ebook's reader makes."""
    text = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return [w for w in re.split(r"[\s\u202f\u00a0]+", text) if w and not re.fullmatch(r"[•–]|\.?\d\.?", w)]


def chapter(path):
    """The text of the ebook without its cover, and its first content document."""
    with zipfile.ZipFile(path) as archive:
        names = sorted(n for n in archive.namelist() if "/text/" in n)
        pages = [archive.read(n).decode("utf-8") for n in names]
        package = next(archive.read(n).decode("utf-8") for n in archive.namelist() if n.endswith(".opf"))
    pages = [re.sub(r'<h\d[^>]*class="notes-title[^>]*>.*?</h\d>', "", p) for p in pages]  # on paper notes stand at the foot of the page
    on_paper = (re.sub("(<a [^>]*>)https?://", r"\1", p) for p in pages)  # an address that is its link's text has no scheme there
    return "\n".join(map(html_text, on_paper)).replace("\u21a9\ufe0e", " "), pages[0], package


def letters_of(text, rtl):
    """The runs of letters and digits of one direction, in order, without marks."""
    text = "".join(c for c in unicodedata.normalize("NFD", INVISIBLE.sub("", text)) if not unicodedata.combining(c))
    wanted = "[\u05d0-\u05ea\u0620-\u065f\u066e-\u06d3]+" if rtl else "[A-Za-z]+"
    return re.findall(wanted, text)


def compare(language, epub, pdf):
    """What is wrong, or nothing."""
    if language in RTL:
        for rtl in (True, False):
            a, b = letters_of(epub, rtl), letters_of(pdf, rtl)
            shared = sum(m.size for m in difflib.SequenceMatcher(None, a, b, False).get_matching_blocks())
            # Inside a line pdftotext may put a Latin word, or a word with a vowel mark, elsewhere.
            if sorted(a) != sorted(b) or (rtl and shared < 0.97 * len(a)):
                return difference(a, b)
        return ""
    a, b = words(epub), words(pdf)
    solid_a, solid_b = ("".join(w).replace("-", "") for w in (a, b))
    if solid_a != solid_b:
        return difference(a, b)
    shared = sum(m.size for m in difflib.SequenceMatcher(None, a, b, False).get_matching_blocks())
    if language not in UNSPACED and shared < 0.98 * len(a):  # a word with a hyphen may stand on two lines
        return difference(a, b)
    return ""


def difference(a, b):
    found = [(a[i1:i2], b[j1:j2]) for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, a, b, False).get_opcodes() if tag != "equal"]
    return f"ebook against PDF: {found[:5]}"


def check(program, language, work):
    source = HERE / "articles" / f"{language}.md"
    done = subprocess.run([program, "build", str(source), "--style", str(HERE / "style.toml"), "-o", str(work)], capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        return f"exit status {done.returncode}: {done.stderr}"
    pdf = subprocess.run(["pdftotext", str(work / f"{language}.pdf"), "-"], capture_output=True, text=True, check=True).stdout
    text, page, package = chapter(work / f"{language}.epub")
    direction = "rtl" if language in RTL else "ltr"
    if f'xml:lang="{language}" dir="{direction}"' not in page:
        return "the ebook's page does not say its language and direction"
    if ('page-progression-direction="rtl"' in package) != (direction == "rtl"):
        return "the ebook's pages are turned the wrong way"
    return compare(language, text, pdf)


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    wanted = sys.argv[2:] or sorted(p.stem for p in (HERE / "articles").glob("*.md"))
    failed = 0
    with tempfile.TemporaryDirectory() as work:
        for language in wanted:
            problem = check(program, language, pathlib.Path(work))
            failed += bool(problem)
            print(f"{'FAIL' if problem else 'PASS'} {language} {problem}")
    return 1 if failed or not wanted else 0


if __name__ == "__main__":
    sys.exit(main())
