"""One style, two media: a token that a property uses changes the pages and the ebook."""
import pathlib
import re
import subprocess
import unittest
import zipfile

from support import SOURCE, Case, png

# property → (selector, value). Every property of properties.def that both media honour must be here.
PROBES = {
    "font-family": ("heading", '["EB Garamond"]'),
    "font-size": ("heading.h2", '"2.6em"'),
    "font-weight": ("heading", "400"),
    "font-style": ("heading", '"italic"'),
    "font-variant-caps": ("heading", '"small-caps"'),
    "font-variant-numeric": ("heading", '"oldstyle-nums"'),
    "font-feature-settings": ("heading", '\'"smcp" 1\''),
    "letter-spacing": ("heading", '"0.2em"'),
    "text-transform": ("heading", '"uppercase"'),
    "text-decoration-line": ("strong", '"underline"'),
    "color": ("strong", '"#803020"'),  # of text on a ground of its own: the ebook has no other
    "vertical-align": ("strong", '"super"'),
    "line-height": ("heading.h2", "2.5"),
    "text-align": ("heading", '"end"'),
    "text-align-last": ("heading", '"center"'),
    "text-indent": ("block-quote", '"3em"'),
    "text-wrap": ("standfirst", '"pretty"'),
    "hyphens": ("caption", '"none"'),
    "white-space": ("block-quote", '"pre-wrap"'),
    "hanging-punctuation": ("block-quote", "true"),
    "initial-letter": ("paragraph", "3"),
    "margin-top": ("heading.h2", '"4em"'),
    "margin-bottom": ("heading.h2", '"4em"'),
    "margin-left": ("block-quote", '"5em"'),
    "margin-right": ("block-quote", '"5em"'),
    "padding-top": ("callout", '"3em"'),
    "padding-bottom": ("callout", '"3em"'),
    "padding-left": ("callout", '"5em"'),
    "padding-right": ("callout", '"5em"'),
    "border-top-width": ("callout", '"0.5em"'),
    "border-bottom-width": ("callout", '"0.5em"'),
    "border-left-width": ("callout", '"0.9em"'),
    "border-right-width": ("callout", '"0.9em"'),
    "border-color": ("callout", '"#a03020"'),
    "border-radius": ("callout", '"2em"'),
    "border-style": ("callout", '"dashed"'),
    "min-height": ("callout", '"9em"'),
    "background-color": ("block-quote", '"#f0d0c0"'),
    "width": ("image", '"30%"'),
    "-box-align": ("image", '"end"'),
    "display": ("callout-label", '"none"'),
    "break-before": ("heading", '"page"'),
    "break-after": ("callout", '"page"'),
    "break-inside": ("paragraph", '"avoid"'),
    "orphans": ("paragraph", "9"),
    "widows": ("paragraph", "9"),
    "list-style-type": ("marker", '"square"'),
    "-mark-color": ("marker", '"#a03020"'),
    "-mark-ground": ("marker", '"#f0d0c0"'),
    "-mark-size": ("marker", '"2em"'),
    "content": ("ornament", '"~ ~ ~"'),
    "caption-side": ("figure", '"top"'),
    "float": ("figure", '"right"'),
    "aspect-ratio": ("image", '"3 / 1"'),
    "object-fit": ("image", '"cover"'),
    "object-position": ("image", '"0% 0%"'),
}

STYLE = """extends = "base"

[tokens]
probe = {value}

[page]
size = "a5"
margin = "15mm"

"""

# What the probes need around them: a box to see, and narrow justified lines.
TABLES = {"callout": ['border-width = "0.1em"', 'background-color = "#e8eef0"'],
          "block-quote": ['text-align = "justify"', 'padding-left = "9em"'],
          "figure": ['aspect-ratio = "2 / 1"'], "strong": ['background-color = "#f8f0e8"']}

WORDS = "Nursing parents everywhere remember extraordinary responsibilities and comfortable afternoons. "
# Wider than a line, so that it must be broken: at a soft hyphen, or anywhere where hyphens are forbidden.
SOFT = "extra\u00adordinary\u00ad" * 9 + "extra"

ARTICLE = f"""---
title: Nursing 2026 with 1234567890 offices
subtitle: A standfirst that is long enough to need a second line of its own, and no more
lang: en
---

{WORDS * 3}**Strong words** stay.

## Figures 1234567890 in a heading that is long enough for a second line of its own

{WORDS * 4}

> “Two  spaces.” {WORDS * 3}

✔️ One thing
✔️ Another thing

- plain item
- second item

> [!IMPORTANT]
> {WORDS}

***

![A blue square](blue.png "What the square shows: {SOFT}")

{(WORDS * 9 + chr(10) + chr(10)) * 12}

- {WORDS * 4}
- {WORDS * 4}
- {WORDS * 4}
- {WORDS * 4}
- {WORDS * 4}
"""


def shared_properties():
    table = (SOURCE / "src/style/properties.def").read_text(encoding="utf-8")
    rows = re.findall(r'^PAMPHLET_PROPERTY\(\w+, "([\w-]+)",.*, (inherit|own), (both|pdf|ebook), \w+, \w+, "', table, re.M)
    return [css for css, _, media in rows if media == "both"]


class Tokens(Case):
    def outputs(self, selector, name, value):
        tables = {key: list(lines) for key, lines in TABLES.items()}
        tables.setdefault(selector, []).append(f'{name} = "$probe"')
        rules = "".join(f"\n[{key}]\n" + "\n".join(lines) + "\n" for key, lines in tables.items())
        self.write("probe.toml", STYLE.format(value=value) + rules)
        self.run_pamphlet("build", "a.md", "--style", "probe.toml", "-o", "out", expect=0)
        subprocess.run(["pdftoppm", "-r", "40", "-png", "out/a.pdf", "out/p"], cwd=self.folder, check=True)
        pictures = b"".join(p.read_bytes() for p in sorted((self.folder / "out").glob("p*.png")))
        for picture in (self.folder / "out").glob("p*.png"):
            picture.unlink()
        with zipfile.ZipFile(self.folder / "out/a.epub") as archive:
            texts = {n: archive.read(n) for n in archive.namelist() if n.endswith((".css", ".xhtml", ".svg"))}
        return pictures, texts

    def test_every_shared_property(self):
        self.write("a.md", ARTICLE)
        self.write("blue.png", png(300, 200))
        self.assertEqual(sorted(shared_properties()), sorted(PROBES), "a probe for every shared property, and no other")
        # A token that nothing visible uses: the pages and the ebook without the probe.
        plain_pages, plain_book = self.outputs("div.nothing", "color", '"#123456"')
        for name, (selector, value) in PROBES.items():
            with self.subTest(property=name):
                pages, book = self.outputs(selector, name, value)
                self.assertFalse(pages == plain_pages, "the pages do not change")
                self.assertFalse(book == plain_book, "the ebook does not change")

    def test_accent_of_the_shipped_styles(self):
        self.write("a.md", ARTICLE)
        self.write("blue.png", png(300, 200))
        for style in ("clinic", "doula", "large-print", "sheet"):
            with self.subTest(style=style):
                pictures = []
                for colour in ("#1a5276", "#6e2c00"):
                    self.write("mine.toml", f'extends = "{style}"\n[tokens]\naccent = "{colour}"\n')
                    self.run_pamphlet("build", "a.md", "--style", "mine.toml", "-o", "out", expect=0)
                    with zipfile.ZipFile(self.folder / "out/a.epub") as archive:
                        css = b"".join(archive.read(n) for n in archive.namelist() if n.endswith(".css"))
                    pictures.append(((self.folder / "out/a.pdf").read_bytes(), css))
                self.assertFalse(pictures[0][0] == pictures[1][0])
                self.assertFalse(pictures[0][1] == pictures[1][1])

    def test_words_on_the_cover_can_be_read(self):
        self.write("a.md", ARTICLE.split("![")[0])
        # #808080 has 3.9:1 on white, which is too little, so it becomes black; 4.8:1 on the dark ground, which is enough.
        for ground, extreme, expected in (("#ffffff", min, 0), ("#101010", max, 0x80)):
            with self.subTest(ground=ground):
                self.write("mine.toml", f'extends = "base"\n[ebook]\ncover-background = "{ground}"\ncover-color = "#808080"\ncover-accent = "{ground}"\n')
                self.run_pamphlet("build", "a.md", "--style", "mine.toml", "--format", "epub", "-o", "out", expect=0)
                with zipfile.ZipFile(self.folder / "out/a.epub") as archive:
                    self.write("cover.png", next(archive.read(n) for n in archive.namelist() if n.endswith("cover.png")))
                drawn = subprocess.run(["mutool", "draw", "-q", "-F", "pnm", "-o", "-", "cover.png"], cwd=self.folder, capture_output=True, check=True).stdout
                self.assertEqual(extreme(drawn[20:]), expected)


if __name__ == "__main__":
    unittest.main()
