"""What a printer makes of the finished file."""
import subprocess
import unittest

import raster
from support import Case

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


if __name__ == "__main__":
    unittest.main()
