"""Web pages on the command line: kinds of input, what is said of what is left out, and import of an import."""
import gzip
import unittest

from support import ARTICLE, Case, png

LONG = "A newborn sleeps in short parts, and that is how it should be: the stomach is small, and growing takes food and rest."
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><title>Sleep | Willow</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/blog">Blog</a></li></ul></nav>
<main><h1>Sleep</h1>
<p>{LONG}</p>
<h2>Call us when</h2>
<ul><li>the baby is <b>hot</b></li><li>it does not drink</li></ul>
<ol start="4"><li>one</li><li>two</li></ol>
<table><tr><th>Age</th><th>Hours</th></tr><tr><td rowspan="2">0–3 months</td><td>14</td></tr><tr><td>15</td></tr></table>
<figure><img src="cot.png" alt="A cot"><figcaption>A cot</figcaption></figure>
<blockquote><p>Rest when it rests.</p></blockquote>
</main>
<footer>© 2026 Willow</footer></body></html>
"""


class WebPages(Case):
    def setUp(self):
        super().setUp()
        self.write("cot.png", png())

    def title(self, *words, **options):
        done = self.run_pamphlet("dump", *words, expect=0, **options)
        return next((line for line in done.out.splitlines() if line.startswith("meta title")), "")

    def test_every_name_and_standard_input(self):
        for name in ("a.html", "a.htm", "a.xhtml", "a.txt", "a.md", "a"):
            self.write(name, PAGE)
            self.assertIn('"Sleep"', self.title(name), name)
        self.assertIn('"Sleep"', self.title("-", input=PAGE.encode()))
        self.write("packed.html", gzip.compress(PAGE.encode()))
        self.assertIn('"Sleep"', self.title("packed.html"))

    def test_text_stays_what_it_is(self):
        self.write("a.txt", ARTICLE)
        self.assertIn('"Fever"', self.title("a.txt"))
        self.assertNotIn("heading", self.run_pamphlet("dump", "-", expect=0, input=b"I sleep. <b> is a tag.\n").out)
        self.write("b.md", '<div align="center">\n\n# Rest\n\n</div>\n\nWater and rest.\n')
        self.assertIn("Water and rest.", self.run_pamphlet("dump", "b.md", expect=0).out)

    def test_a_folder_is_built_with_its_pages(self):
        self.write("in/a.html", PAGE)
        self.write("in/cot.png", png())
        self.write("in/b.md", ARTICLE)
        self.run_pamphlet("build", "in", "--format", "epub", expect=0)
        self.assertEqual(self.files(), ["a.epub", "b.epub"])

    def test_what_is_left_out_is_counted_or_named(self):
        self.write("a.html", PAGE)
        done = self.run_pamphlet("build", "a.html", "--format", "epub", expect=0)
        self.assertIn("a.html: 2 parts of the page around the article were left out (-v names them, --whole-page keeps them)\n", done.err)
        done = self.run_pamphlet("build", "a.html", "--format", "epub", "-v", expect=0)
        self.assertIn("a.html:3:1: hint[E155]", done.err)
        self.assertIn("a.html:13:1: hint[E155]", done.err)
        self.assertIn("hint[E157]: title: “Sleep”", done.err)
        done = self.run_pamphlet("dump", "a.html", "--whole-page", "-v", expect=0)
        self.assertNotIn("E155", done.err)
        self.assertIn("Willow", done.out)

    def test_import_of_an_import_changes_nothing(self):
        self.write("a.html", PAGE)
        self.run_pamphlet("import", "a.html", "-o", "a.md", expect=0)
        first = (self.folder / "a.md").read_text()
        for words in ('title: "Sleep"', "## Call us when", "- the baby is **hot**", "4. one", 'rowspan="2"', "![A cot](<cot.png>", "> Rest when it rests."):
            self.assertIn(words, first)
        self.run_pamphlet("import", "a.md", "-o", "b.md", expect=0)
        self.assertEqual((self.folder / "b.md").read_text(), first)

    def test_the_encoding_that_a_page_says(self):
        self.write("a.html", f'<html><head><meta charset="windows-1251"></head><body><h1>Сон</h1><p>{LONG}</p></body></html>'.replace("–", "-").encode("cp1251"))
        done = self.run_pamphlet("dump", "a.html", "-v", expect=0)
        self.assertIn('"Сон"', done.out)
        self.assertIn("hint[E158]: the page says that its encoding is windows-1251", done.err)

    def test_a_kind_that_is_no_article(self):
        self.write("a.docx", b"PK\x03\x04 damaged")
        self.run_pamphlet("build", "a.docx", expect=1)


if __name__ == "__main__":
    unittest.main()
