"""One article to be built, and what must come of it."""
import dataclasses
import struct
import zlib


def page(size='"a6"', margin="10mm", font_size="9pt", running="5mm"):
    """A style: small paper, so that page edges are met soon."""
    return f"""name = "torture"
extends = "base"

[page]
size = {size}
margin = "{margin}"
font-size = "{font_size}"
minimum-font-size = "6pt"
top-left = "{{title}}"
bottom-right = "{{page}} / {{pages}}"
head-distance = "{running}"
foot-distance = "{running}"
"""


@dataclasses.dataclass
class Case:
    name: str
    text: str
    style: str = page()
    files: dict = dataclasses.field(default_factory=dict)
    findings: dict = dataclasses.field(default_factory=dict)  # code → how often; 0: any number of times
    may: set = dataclasses.field(default_factory=set)         # findings that there may be besides
    words: list = dataclasses.field(default_factory=list)     # each must be in the Document once
    left_to_right: bool = True  # poppler guesses the order of the painted text
    parts: object = None       # what a random article is made of
    lang: str = "en"


def front(title="Torture", lang="en", more=""):
    return f"---\ntitle: '{title}'\nlang: {lang}\n{more}---\n\n"


def png(width, height, colour=(70, 130, 180)):
    """A truecolour PNG of one colour."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = (b"\0" + bytes(colour) * width) * height
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


PROSE = ("Give the child water in small sips and let it rest in a cool room. A fever is not an illness of its own: it is how "
         "the body fights one. Call us when it lasts for more than three days, or when the child does not drink. ").split()


def prose(words, start=0):
    """That many words of plain English."""
    return " ".join(PROSE[(start + k) % len(PROSE)] for k in range(words))
