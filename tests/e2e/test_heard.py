"""What programs hear of the finished files."""
import subprocess
import unittest
import zipfile

from support import ARTICLE, Case, png


class Heard(Case):
    def pdf(self, name="a"):
        return self.folder / f"out/{name}.pdf"

    def text(self):
        return subprocess.run(["pdftotext", self.pdf(), "-"], capture_output=True, check=True).stdout.decode()

    def plain(self):
        """The file with its streams unpacked."""
        return subprocess.run(["qpdf", "--qdf", "--object-streams=disable", self.pdf(), "-"], capture_output=True, check=True).stdout

    def page(self):
        with zipfile.ZipFile(self.folder / "out/a.epub") as archive:
            return archive.read("EPUB/text/part-001.xhtml").decode()

    def test_capitals_that_a_style_makes_need_no_actual_text(self):
        """pdf.js, mupdf and Ghostscript know none: each glyph has a code that says what was typed."""
        self.write("s.toml", 'name = "s"\nextends = "clinic"\n[heading.h2]\ntext-transform = "uppercase"\n[strong]\nfont-variant-caps = "small-caps"\n')
        self.write("a.md", ARTICLE + "\n## Every EVENT ends\n\nWords **Call The Midwife** and **OECD**.\n")
        self.run_pamphlet("build", "a.md", "--style", "s.toml", expect=0)
        self.assertIn("Every EVENT ends", self.text())
        self.assertIn("Call The Midwife and OECD", self.text())
        self.assertNotIn(b"/ActualText", self.plain())

    def test_a_drop_initial_is_a_letter_of_its_word(self):
        self.write("s.toml", 'name = "s"\nextends = "base"\n[paragraph.opening]\ninitial-letter = 3\n')
        self.write("a.md", "---\ntitle: Milk\nlang: en\n---\n\n" + "Once it has come in, all is well. " + "Most things get easier from then on. " * 6 + "\n")
        self.run_pamphlet("build", "a.md", "--style", "s.toml", expect=0)
        self.assertIn("Once it has come in", self.text())

    def test_the_project_may_ask_for_pdf_ua_2(self):
        self.write("a.md", ARTICLE)
        self.write("pamphlet.toml", '[pdf]\nstandard = "ua-2"\n')
        self.run_pamphlet("build", "a.md", expect=0)
        self.assertEqual(self.pdf().read_bytes()[:8], b"%PDF-2.0")
        self.assertIn(b"<pdfuaid:part>2</pdfuaid:part>", self.plain())
        self.write("s.toml", 'name = "s"\nextends = "clinic"\n[pdf]\nstandard = "ua-2"\n')  # the project's word is the last
        self.write("pamphlet.toml", '[pdf]\nstandard = "ua-1"\n')
        self.run_pamphlet("build", "a.md", "--style", "s.toml", expect=0)
        self.assertEqual(self.pdf().read_bytes()[:8], b"%PDF-1.7")
        self.write("pamphlet.toml", '[pdf]\nstandard = "ua-3"\n')
        self.assertIn("ua-1 or ua-2", self.run_pamphlet("build", "a.md").err)
        self.write("pamphlet.toml", "")
        self.write("s.toml", 'name = "s"\n[pdf]\nstandart = "ua-2"\n')
        self.assertIn("did you mean \"standard\"", self.run_pamphlet("build", "a.md", "--style", "s.toml").err)

    def test_the_name_of_a_file_as_alternative_text_is_for_drafts(self):
        self.write("b.png", png())
        self.write("a.md", ARTICLE + "\n![b.png](b.png)\n")
        self.assertRegex(self.run_pamphlet("build", "a.md", expect=1).err, r"a\.md:13:1: error\[L301\]")
        self.assertFalse(self.pdf().exists())
        self.run_pamphlet("build", "a.md", "--draft")
        self.assertNotIn("b.png", self.page())
        self.write("a.md", ARTICLE + "\n![](b.png){decorative}\n")
        self.assertNotIn("L301", self.run_pamphlet("build", "a.md", expect=0).err)

    def test_a_draft_names_what_is_missing_in_both_files_and_keeps_the_link(self):
        self.write("a.md", ARTICLE + "\n[![Our logo](gone.png)](https://example.org/logo)\n")
        self.run_pamphlet("build", "a.md", "--draft")
        self.assertIn("Image missing: gone.png – Our logo", self.text())
        self.assertIn("Image missing: gone.png – Our logo", self.page())
        tags = self.run_pamphlet("dump", "--stage", "tags", "a.md").out
        self.assertRegex(tags, r"Link -> https://example.org/logo \"")

    def test_the_number_of_the_foot_is_in_the_text(self):
        self.write("a.md", ARTICLE.replace("date:", "phone: 555-0142\nversion: '2'\ndate:"))
        self.run_pamphlet("build", "a.md", expect=0)
        self.assertIn('Version 2 · Phone\u00a0<a href="tel:5550142">555-0142</a>', self.page())
        self.assertEqual(self.run_pamphlet("dump", "--stage", "tags", "a.md").out.count('"555-0142"'), 1)


if __name__ == "__main__":
    unittest.main()
