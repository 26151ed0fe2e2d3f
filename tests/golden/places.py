"""Whether the finished PDF paints its text where the page list says: what poppler finds in the file against pages.txt."""
import re
import subprocess
import xml.etree.ElementTree as ElementTree

RUN = re.compile(r'^  text (?:content|marker|label|header|footer|repeated) (?:n\d+ )?(-?[\d.]+),(-?[\d.]+) .*?"(.*)"$')
SLACK = 0.75  # points: poppler's boxes are rounded, and begin where the glyph and not its ink does


def boxes(path):
    """The boxes of the words of each page; y grows downwards, as in the page list."""
    done = subprocess.run(["pdftotext", "-bbox", "-enc", "UTF-8", path, "-"], capture_output=True, timeout=120, check=True)
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", done.stdout.decode("utf-8"))
    pages = ElementTree.fromstring(text).iter("{http://www.w3.org/1999/xhtml}page")
    return [[tuple(float(word.get(key)) for key in ("xMin", "yMin", "xMax", "yMax")) for word in page] for page in pages]


def faults(path, pages_text):
    """Runs of text of the page list that are not painted there, a line each."""
    found, words, page = [], boxes(path), 0
    for line in pages_text.splitlines():
        page += line.startswith("page ")
        run = RUN.match(line)
        if run is None or run[3][:1].isspace():  # a space has no box
            continue
        x, y = float(run[1]), float(run[2])
        if page > len(words) or not any(a - SLACK <= x <= c + SLACK and b - SLACK <= y <= d + SLACK for a, b, c, d in words[page - 1]):
            found.append(f"! page {page}: no text is painted at {run[1]},{run[2]}, where “{run[3]}” is to be")
    return found
