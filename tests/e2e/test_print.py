"""What a printer makes of the finished file."""
import json
import re
import subprocess
import unittest

import raster
from support import Case, png

EMOJI = """---
title: Signs 💡 and marks
lang: en
---

- ✔️ Feed on demand
- ⚠️ Call us for fever
- 💡 Sleep when the baby sleeps

Text with 🔥 fire, 👶🏽 a baby and ❤️ a heart, ✅ yes, ❌ no, 🎉🎈 party.

> [!WARNING]
> In a box: 🔥 hot 👶 baby, ⚠️ mark.

| Day | 🔥 | ✅ |
|---|---|---|
| Mo | 🍼 | ❌ |
"""


class Renderers(Case):
    def test_emoji_and_marks_look_alike_everywhere(self):
        self.write("a.md", EMOJI)
        self.run_pamphlet("build", "a.md", "--format", "pdf", expect=0)
        pdf = self.folder / "out/a.pdf"
        fonts = subprocess.run(["pdffonts", pdf], capture_output=True, text=True, check=True).stdout
        self.assertNotIn("Type 3", fonts)  # printers' interpreters keep its glyphs in one colour
        reference = raster.pages("poppler", pdf)
        for renderer in ("mupdf", "Ghostscript"):
            for page, (one, other) in enumerate(zip(reference, raster.pages(renderer, pdf), strict=True)):
                with self.subTest(renderer=renderer, page=page + 1):
                    mean, largest = raster.difference(one, other)
                    self.assertLessEqual(mean, 2)
                    self.assertLess(largest, 100)  # a black box where a picture should be has 150 and more


SHEET = """---
title: A sheet
lang: en
---

::: band
# On a ground
:::

![A blue field](blue.png)

Words, `code` and a [link](https://example.org/).

:mark-phone: 555-0100 🔥
"""
GROUNDS = """extends = "clinic"
[page]
background = "#fff2cc"
duplex = true
[div.band]
background-color = "#1f6f78"
color = "#ffffff"
-box-extent = "page"
[table-row]
border-bottom-width = "0.01em"
"""


def points(mm):
    return mm * 72 / 25.4


class Sheet(Case):
    def build(self, *words, style=GROUNDS, article=SHEET):
        self.write("a.md", article)
        self.write("blue.png", png(40, 20, (20, 60, 220)))
        self.write("s.toml", style)
        self.run_pamphlet("build", "a.md", "--style", "s.toml", "--format", "pdf", *words, expect=0)
        pdf = self.folder / "out/a.pdf"
        self.assertEqual(subprocess.run(["qpdf", "--check", pdf], capture_output=True).returncode, 0)
        done = subprocess.run(["qpdf", "--json", "--json-stream-data=inline", "--decode-level=generalized", pdf], capture_output=True, check=True)
        self.objects = [item for item in json.loads(done.stdout)["qpdf"][1].values()]
        return pdf

    def dictionaries(self, kind):
        found = [item["value"] for item in self.objects if "value" in item and isinstance(item["value"], dict)]
        return [item for item in found if item.get("/Type") == kind]

    def content(self, pdf):
        return subprocess.run(["mutool", "show", "-b", pdf, "pages/1/Contents"], capture_output=True, check=True).stdout

    def test_print_shop(self):
        pdf = self.build("--print-shop")
        (page,) = self.dictionaries("/Page")
        bleed = points(3)
        for name, over in (("/TrimBox", 0), ("/BleedBox", bleed), ("/MediaBox", bleed + points(7))):
            for edge, wanted in zip(page[name], (-over, -over, 612 + over, 792 + over), strict=True):
                self.assertAlmostEqual(edge, wanted, delta=0.01, msg=name)
        (sheet,) = raster.pages("poppler", pdf)
        middle = points(10)  # from the media box to the trim
        # The page's ground and the band reach the bleed on every side, and no further.
        for x, y in ((middle - 6, 500), (middle + 612 + 6, 500), (300, middle + 792 + 6)):
            self.assertEqual(set(raster.pixels(sheet, (x - 1, y - 1, x + 1, y + 1))), {(255, 242, 204)})
        for x in (middle - 6, middle + 612 + 6):
            self.assertIn((31, 111, 120), set(raster.pixels(sheet, (x - 1, middle, x + 1, middle + 200))))
        for x, y in ((middle - 12, 500), (middle + 612 + 12, 500), (300, middle + 792 + 12)):
            self.assertEqual(set(raster.pixels(sheet, (x - 1, y - 1, x + 1, y + 1))), {(255, 255, 255)})
        # Eight marks in line with the cuts, none within the bleed.
        for x, y in ((middle, 10), (middle + 612, 10), (10, middle), (10, middle + 792), (middle + 612 + 18, middle)):
            self.assertLess(raster.darkest(sheet, (x - 2, y - 2, x + 2, y + 2)), 160, (x, y))
        self.assertIn(b"/Artifact<</Type/Page>>BDC", self.content(pdf))

    def test_without_a_print_shop_the_sheet_is_all(self):
        self.build()
        (page,) = self.dictionaries("/Page")
        self.assertNotIn("/TrimBox", page)
        self.assertEqual(page["/MediaBox"], [0, 0, 612, 792])

    def test_what_touches_the_edge_by_itself_reaches_the_bleed(self):
        style = 'extends = "base"\n[page]\nmargin = "0"\nhead-distance = "0mm"\nfoot-distance = "0mm"\nbleed = "5mm"\n[div.band]\nbackground-color = "#1f6f78"\n'
        (sheet,) = raster.pages("mupdf", self.build(style=style))
        self.assertTrue(any(max(abs(a - b) for a, b in zip(pixel, (31, 111, 120))) < 2 for pixel in raster.pixels(sheet, (1, 14, 3, 100))))

    def test_a_safe_edge_stays_free(self):
        for renderer in raster.RENDERERS:
            (sheet,) = raster.pages(renderer, self.build(style=GROUNDS.replace("[page]", '[page]\nmargin = "5mm"\nhead-distance = "3mm"\nfoot-distance = "3mm"\nedge = "safe"')))
            for box in ((0, 0, 612, 17), (0, 775, 612, 792), (0, 0, 17, 792), (595, 0, 612, 792)):
                self.assertEqual(set(raster.pixels(sheet, box)), {(255, 255, 255)}, renderer)
            self.assertLessEqual(max(abs(a - b) for pixel in raster.pixels(sheet, (20, 500, 22, 502)) for a, b in zip(pixel, (255, 242, 204))), 2)

    def test_both_sides(self):
        self.build()
        (catalog,) = self.dictionaries("/Catalog")
        self.assertEqual(catalog["/ViewerPreferences"]["/Duplex"], "/DuplexFlipLongEdge")
        self.build(style=GROUNDS.replace("duplex", 'size = "a5 landscape"\nduplex'))
        (catalog,) = self.dictionaries("/Catalog")
        self.assertEqual(catalog["/ViewerPreferences"]["/Duplex"], "/DuplexFlipShortEdge")
        self.build(style=GROUNDS.replace("duplex = true", ""))
        (catalog,) = self.dictionaries("/Catalog")
        self.assertNotIn("/Duplex", catalog["/ViewerPreferences"])

    def test_grey_has_no_colour_anywhere(self):
        pdf = self.build(style=GROUNDS.replace("[page]", '[page]\nink = "grey"'))
        self.assertIsNone(re.search(rb"\b(rg|RG|k|K|sc|SC|scn|SCN)\b", re.sub(rb"\((\\\\.|[^\\\\)])*\)", b"", self.content(pdf))))
        pictures = [item["stream"]["dict"] for item in self.objects if item.get("stream", {}).get("dict", {}).get("/Subtype") == "/Image"]
        self.assertGreaterEqual(len(pictures), 3)  # the picture, the emoji and its mask
        self.assertEqual({str(picture["/ColorSpace"]) for picture in pictures}, {"/DeviceGray"})
        for renderer in raster.RENDERERS:
            (sheet,) = raster.pages(renderer, pdf)
            self.assertEqual([p for p in raster.pixels(sheet, (0, 0, 612, 792)) if max(p) - min(p) > 1], [], renderer)

    def test_no_line_is_thinner_than_half_a_point(self):
        pdf = self.build(article=SHEET + "\n| A | B |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n")
        sizes = [tuple(map(float, words)) for words in re.findall(rb"^\S+ \S+ (\S+) (\S+) re$", self.content(pdf), re.M)]
        self.assertGreater(len(sizes), 4)
        self.assertEqual([size for size in sizes if min(size) < 0.499], [])


if __name__ == "__main__":
    unittest.main()
