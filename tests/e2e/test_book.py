"""Several articles as one book, and what long documents have: contents, references, an index."""
import re
import subprocess
import unittest
import zipfile

from support import SOURCE, Case, png

BOOK = {
    "book.md": "---\ntitle: Milk\nauthor: Ana Ruiz\nlang: en\nbook: [one.md, in/two.md]\n---\n",
    "one.md": "---\ntitle: First\n---\n\nGo to [the second](in/two.md) or to [its end](in/two.md#end).[^1]\n\n"
              "[Milk]{.index} comes.\n\n[^1]: Note one.\n",
    "in/two.md": "# Second\n\n![A cup](cup.png)\n\nBack to [the first](../one.md).[^1]\n\n## End\n\n[Milk]{.index} again, "
                 "on [](#end){.page}.\n\n[^1]: Note two.\n",
    "in/cup.png": png(),
}


class Book(Case):
    def make(self, files=None, folder=""):
        for name, content in (files or BOOK).items():
            self.write(folder + name, content)

    def pdf_text(self, path):
        return subprocess.run(["pdftotext", "-layout", self.folder / path, "-"], capture_output=True, check=True).stdout.decode()

    def epub_texts(self, path):
        with zipfile.ZipFile(self.folder / path) as archive:
            return {name.removeprefix("EPUB/"): archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml")}

    def test_index_file_makes_one_book_of_both_kinds(self):
        self.make()
        done = self.run_pamphlet("build", "book.md", expect=0)
        self.assertEqual(self.files(), ["book.epub", "book.pdf"])
        self.assertEqual(done.err, "")
        text = self.pdf_text("out/book.pdf")
        self.assertRegex(text, r"First( \.)+ +1\n")
        self.assertRegex(text, r"Second( \.)+ +2\n")
        self.assertRegex(text, r"on page 2\.")
        self.assertRegex(text, r"Milk, 1, 2")
        chapters = self.epub_texts("out/book.epub")
        second = next(name for name, body in chapters.items() if "Back to" in body)
        self.assertIn('<img', chapters[second])
        first = next(body for body in chapters.values() if "Go to" in body)
        self.assertIn(f'href="{second.split("/")[-1]}#end"', first)
        self.assertIn(f'href="{second.split("/")[-1]}#second"', first)
        self.assertIn("Second", chapters["nav.xhtml"])

    def test_folder_and_list_make_the_same_chapters(self):
        self.make({name: text for name, text in BOOK.items() if name != "book.md"}, "milk/")
        self.run_pamphlet("build", "--book", "milk/in/two.md", "milk/one.md", "-o", "a", "--format", "epub", expect=0)
        nav = self.epub_texts("a/in.epub")["nav.xhtml"]
        self.assertLess(nav.index("Second"), nav.index("First"))
        self.write("milk/zero.md", "# Zero\n\nText.\n")
        self.run_pamphlet("build", "-q", "--book", "milk", "-o", "b", "--format", "epub", expect=0)
        nav = self.epub_texts("b/milk.epub")["nav.xhtml"]
        self.assertLess(nav.index("First"), nav.index("Zero"))
        self.assertNotIn("Second", nav)  # subfolders are not looked into

    def test_a_chapter_that_names_no_language_has_the_books(self):
        self.make({"libro.md": "---\ntitle: Libro\nlang: es-ES\nbook: [uno.md, dos.md, tres.md]\n---\n", "uno.md": "---\nsmart-punctuation: true\n---\n\n# Capítulo\n\nDice \"duerme\".\n",
                   "dos.md": "---\ntitle: Two\nlang: en\n---\n\nMilk.\n", "tres.md": "# العناية بطفلك\n\nمعدة المولود صغيرة.\n"})
        self.run_pamphlet("build", "-q", "libro.md", expect=0)
        texts = self.epub_texts("out/libro.epub")
        languages = [re.search(r'<html[^>]* lang="([^"]+)"', texts[name]).group(1) for name in sorted(texts) if "part-" in name]
        self.assertEqual(languages, ["es-ES", "es-ES", "en", "ar"])
        self.assertTrue(any("Dice «duerme»." in body for body in texts.values()))
        self.assertFalse([name for name, body in texts.items() if re.search(r"<(p|h1)[^>]* lang=", body)])
        nav = next(body for name, body in texts.items() if name.endswith("nav.xhtml"))
        self.assertRegex(nav, r'<a href="text/part-002.xhtml">Capítulo<')
        self.assertRegex(nav, r'<a href="text/part-003.xhtml" lang="en" xml:lang="en">Two<')
        self.assertRegex(nav, r'<a href="text/part-004.xhtml" lang="ar" xml:lang="ar" dir="rtl">')
        self.assertIn(b"es-ES", (self.folder / "out/libro.pdf").read_bytes())

    def test_findings_name_the_file_and_line_of_the_article(self):
        self.make({**BOOK, "in/two.md": BOOK["in/two.md"] + "\n\nSee [that](lost.md).\n"})
        done = self.run_pamphlet("check", "book.md")
        self.assertRegex(done.out, r"(?m)^in/two\.md:\d+:5: warning\[E134\]")
        self.assertIn("See [that](lost.md)", done.out)

    def test_an_index_cannot_reach_outside_its_folder(self):
        self.make({"outside.md": "# Secret\n\nText.\n", "in/book.md": "---\ntitle: Book\nbook: [../outside.md]\n---\n"})
        done = self.run_pamphlet("build", "in/book.md", expect=4)
        self.assertIn("outside", done.err)
        self.assertNotIn("Secret", done.err)
        self.run_pamphlet("build", "-q", "in/book.md", "--root", ".", expect=0)
        (self.folder / "in/link.md").symlink_to(self.folder / "outside.md")
        self.write("in/book.md", "---\ntitle: Book\nbook: [link.md]\n---\n")
        self.run_pamphlet("build", "in/book.md", expect=4)

    def test_a_missing_chapter_is_an_error_where_it_is_named(self):
        self.make({"book.md": "---\ntitle: Book\nlang: en\nbook:\n  - one.md\n  - lost.md\n---\n", "one.md": "# One\n\nText.\n"})
        done = self.run_pamphlet("build", "book.md", expect=4)
        self.assertIn("book.md:6:5: error[E101]", done.err)
        self.assertFalse((self.folder / "out").exists())

    def test_summary_of_mdbook_gives_order_and_depth(self):
        self.make({"SUMMARY.md": "# Summary\n\n- [B](b.md)\n  - [A](a.md)\n", "a.md": "# A title\n\nText.\n",
                   "b.md": "# B title\n\nText.\n"}, "guide/")
        self.run_pamphlet("build", "-q", "--book", "guide", "--format", "epub", expect=0)
        texts = self.epub_texts("out/guide.epub")
        self.assertTrue(any(re.search(r"<h2[^>]*>A title", body) for body in texts.values()))
        self.assertTrue(any(re.search(r"<h1[^>]*>B title", body) for body in texts.values()))

    def test_the_order_of_threads_changes_no_byte(self):
        self.make()
        environment = {"SOURCE_DATE_EPOCH": "1767225600"}
        for folder, jobs in (("a", "1"), ("b", "4")):
            self.run_pamphlet("build", "-q", "book.md", "one.md", "-j", jobs, "-o", folder, environment=environment, expect=0)
        for name in self.files("a"):
            self.assertEqual((self.folder / "a" / name).read_bytes(), (self.folder / "b" / name).read_bytes(), name)

    def test_contents_of_one_article(self):
        sections = "".join(f"## Part {k}\n\n{'Water and rest. ' * 300}\n\n" for k in range(9))
        self.write("long.md", f"---\ntitle: Long\nlang: en\ntoc: true\n---\n\n{sections}")
        self.run_pamphlet("build", "-q", "long.md", expect=0)
        pages = self.pdf_text("out/long.pdf").split("\f")
        for k in range(9):
            said = re.search(rf"Part {k}( \.)+ +(\d+)", pages[0])
            self.assertRegex(pages[int(said.group(2)) - 1], rf"(?m)^ *Part {k}$")
        texts = self.epub_texts("out/long.epub")
        self.assertTrue(any('role="doc-toc"' in body for name, body in texts.items() if name.startswith("text/")))

    def test_every_style_sets_a_book(self):
        self.make()
        for style in sorted(SOURCE.glob("styles/*.toml")):
            if style.stem == "fonts":
                continue
            self.run_pamphlet("build", "-q", "--werror", "book.md", "--style", style, "-o", style.stem, expect=0)


if __name__ == "__main__":
    unittest.main()
