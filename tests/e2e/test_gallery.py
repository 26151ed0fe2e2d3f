"""docs/gallery.md is an article: it builds in every style that comes with Pamphlet, without a warning."""
import pathlib
import shutil
import unittest

from support import SOURCE, Case


class Gallery(Case):
    def test_every_style_dresses_it(self):
        shutil.copy(SOURCE / "docs/gallery.md", self.folder / "gallery.md")
        shutil.copytree(SOURCE / "docs/images", self.folder / "images")
        for style in ("clinic", "doula", "large-print", "sheet"):
            with self.subTest(style=style):
                done = self.run_pamphlet("build", "gallery.md", "-o", style, "--style", style, "--werror")
                self.assertEqual(done.returncode, 0, done.err)
                self.assertNotIn("warning", done.err)
                self.assertTrue((self.folder / style / "gallery.pdf").exists())

    def test_it_shows_every_block_of_the_vocabulary(self):
        rows = [line.split("(")[1].split(")")[0].split(", ") for line in (SOURCE / "src/doc/vocabulary.def").read_text().splitlines() if line.startswith("PAMPHLET_CLASS")]
        page = (SOURCE / "docs/gallery.md").read_text()
        for name, kind in rows:
            if kind != "code":
                self.assertRegex(page, rf"(?m)(^:+ {name}$|\{{[^}}\n]*\.{name}[ }}])", name)


if __name__ == "__main__":
    unittest.main()
