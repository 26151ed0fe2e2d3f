#!/usr/bin/env python3
"""Shows that the checks can fail: each is given a sound article, and then one with the fault that it is there to find.

usage: selftest.py PAMPHLET
"""
import copy
import pathlib
import sys
import tempfile
import unittest
import zipfile

import cases
import checks
import dumps
import pdf_reader
import readers
import run

PROGRAM = ""


class Faults(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.work = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.work.cleanup)
        cls.folder = pathlib.Path(cls.work.name)
        cls.case = cases.notes_everywhere()
        assert run.examine(PROGRAM, cls.case, cls.folder) == []
        dump = lambda stage, *more: run.run(PROGRAM, "dump", "in.md", "--stage", stage, *more, folder=cls.folder).stdout.decode()
        cls.nodes = dumps.read_document(dump("document"))
        cls.sound = dumps.read_pages(dump("pages", "--style", "style.toml"))
        cls.pdf, cls.epub = cls.folder / "out" / "in.pdf", cls.folder / "out" / "in.epub"

    def setUp(self):
        self.pages = copy.deepcopy(self.sound)
        self.items = self.pages[0].items
        self.at = next(k for k, item in enumerate(self.items) if item.kind == "text" and item.role == "content" and "quote" in item.text)

    def test_text_that_is_lost(self):
        del self.items[self.at]
        self.assertTrue(checks.text_is_whole(self.nodes, self.pages))
        self.assertTrue(checks.pdf_text(self.nodes, self.pages, self.pdf))
        self.assertTrue(checks.pdf_painted(self.pages, self.pdf))

    def test_text_that_comes_twice(self):
        self.items.insert(self.at, self.items[self.at])
        self.assertTrue(checks.text_is_whole(self.nodes, self.pages))
        self.assertTrue(checks.pdf_text(self.nodes, self.pages, self.pdf))
        self.assertTrue(checks.pdf_painted(self.pages, self.pdf))

    def test_a_space_that_is_lost(self):
        self.items[self.at].text = self.items[self.at].text.replace(" ", "")
        self.assertTrue(checks.text_is_whole(self.nodes, self.pages))

    def test_text_out_of_order(self):
        self.items.append(self.items.pop(self.at))
        self.assertTrue(checks.text_in_order(self.nodes, self.pages))

    def test_a_picture_that_is_lost(self):
        for page in self.pages:
            page.items = [item for item in page.items if item.kind != "image"]
        self.assertTrue(checks.text_is_whole(self.nodes, self.pages))

    def test_a_marker_that_is_lost_or_late(self):
        marker = next(item for item in self.items if item.role == "marker")
        marker.y += 40
        self.assertTrue(checks.items_have_markers(self.nodes, self.pages))
        self.items.remove(marker)
        self.assertTrue(checks.items_have_markers(self.nodes, self.pages))

    def test_text_outside_the_page(self):
        for side, value in (("x", -9), ("x", 290), ("y", 3), ("y", 419)):
            pages = copy.deepcopy(self.pages)
            setattr(pages[0].items[self.at], side, value)
            self.assertTrue(checks.inside_page(self.nodes, pages), (side, value))

    def test_text_on_text(self):
        below = next(item for item in self.items[self.at + 1:] if item.kind == "text" and item.y > self.items[self.at].y + 1)
        below.x, below.y = self.items[self.at].x, self.items[self.at].y + 2
        self.assertTrue(checks.no_overlap(self.nodes, self.pages))

    def test_words_that_the_reader_lost(self):
        self.assertEqual(checks.words_are_whole({"quote": 1}, self.nodes), [])
        self.assertTrue(checks.words_are_whole({"quote": 99}, self.nodes))

    def test_a_damaged_pdf(self):
        broken = self.folder / "broken.pdf"
        broken.write_bytes(self.pdf.read_bytes()[:-300])
        self.assertTrue(checks.pdf_sound(broken))

    def test_a_book_with_a_fault(self):
        faults = ((b"A callout", b"A call"), (b"</p>", b""), (b'href="#note-', b'href="#nota-'), (b'src="../images/', b'src="../imagos/'))
        for old, new in faults:
            broken = self.folder / "broken.epub"
            with zipfile.ZipFile(self.epub) as source, zipfile.ZipFile(broken, "w") as target:
                for name in source.namelist():
                    data = source.read(name)
                    target.writestr(name, data.replace(old, new, 1) if "text/" in name else data)
            book = readers.Epub(broken)
            self.assertTrue(book.problems or checks.epub_text(self.nodes, book), old)

    def test_the_reader_of_pdf_knows_text_outside_the_tree(self):
        pdf = pdf_reader.Pdf(self.pdf)
        self.assertEqual(pdf.problems, [])
        pdf.say("page", [], "stray")
        self.assertTrue(pdf.problems)

    def test_findings(self):
        case = cases.one_character()
        self.assertTrue(run.compare_findings([{"code": "P402", "line": 1, "message": ""}], case))
        case.findings = {"P402": 2}
        self.assertTrue(run.compare_findings([{"code": "P402", "line": 1, "message": ""}], case))
        self.assertTrue(run.compare_findings([{"code": "P402", "message": ""}] * 2, case))
        self.assertEqual(run.compare_findings([{"code": "P402", "line": 1, "message": ""}] * 2, case), [])


if __name__ == "__main__":
    PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
