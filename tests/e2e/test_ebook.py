"""What a reading system finds in the ebook's files."""
import re
import unittest
import xml.etree.ElementTree as ElementTree
import zipfile

from support import Case

XHTML, OPS = "{http://www.w3.org/1999/xhtml}", "{http://www.idpf.org/2007/ops}"
ARTICLE = """---
title: Ebook things
lang: en
---

Words with a note.[^1]

## Medicines

| Drug | Morning | Noon | Night |
|---|---|---|---|
| Paracetamol | 1 | 1 | 1 |
| Ibuprofen | 1 | | 1 |

| Drug | Morning | Night |
|---|---|---|
| Paracetamol | 1 | 1 |

### Inner

```python
print("x")
```

```
plain
```

## Who helps

::: {.callout-help}
Call 1-833-852-6262. On page 10 20 30 there is more.
:::

[^1]: A note.
"""


class Ebook(Case):
    def build(self, article, *words):
        self.write("a.md", article)
        self.run_pamphlet("build", "a.md", "--format", "epub", *words, expect=0)
        with zipfile.ZipFile(self.folder / "out/a.epub") as archive:
            self.parts = {name.removeprefix("EPUB/"): archive.read(name) for name in archive.namelist()}
        self.pages = {name: ElementTree.fromstring(content) for name, content in self.parts.items() if name.startswith("text/")}
        return self.pages["text/part-001.xhtml"]

    def test_notes_are_a_section_with_a_heading_that_landmarks_find(self):
        page = self.build(ARTICLE)
        (notes,) = [e for e in page.iter(XHTML + "section") if e.get(OPS + "type") == "endnotes"]
        self.assertEqual(notes.get("role"), "doc-endnotes")
        heading = notes[0]
        self.assertEqual((heading.tag, heading.text, heading.get("id")), (XHTML + "h2", "Notes", notes.get("aria-labelledby")))
        note = notes[1]
        # No aside: reading systems that show notes in a window hide asides, and a page with nothing but "Notes" is left.
        self.assertEqual((note.tag, note.get(OPS + "type"), note.get("role")), (XHTML + "div", "footnote", "doc-footnote"))
        self.assertIn(f'<a epub:type="endnotes" href="text/part-001.xhtml#{notes.get("id")}">Notes</a>', self.parts["nav.xhtml"].decode())

    def test_no_notes_no_landmark(self):
        self.build("---\ntitle: T\nlang: en\n---\n\nWords.\n")
        self.assertNotIn("endnotes", self.parts["nav.xhtml"].decode())

    def test_sections_nest_with_their_headings(self):
        page = self.build(ARTICLE)
        article = next(page.iter(XHTML + "section"))

        def outline(section):
            heading = next((e.text for e in section if re.fullmatch("h[1-6]", e.tag.removeprefix(XHTML))), "")
            return [heading, *(outline(e) for e in section if e.tag == XHTML + "section")]
        self.assertEqual(outline(article), ["", ["Medicines", ["Inner"]], ["Who helps"], ["Notes"]])

    def test_code_says_its_language(self):
        page = self.build(ARTICLE)
        self.assertEqual([e.get("class") for e in page.iter(XHTML + "code")], ["language-python", None])

    def test_numbers_of_a_help_box_can_be_dialled(self):
        page = self.build(ARTICLE)
        self.assertEqual([e.get("href") for e in page.iter(XHTML + "a") if (e.get("href") or "").startswith("tel:")], ["tel:18338526262"])

    def test_wide_tables_are_lists_on_a_telephone(self):
        page = self.build(ARTICLE)
        wide, narrow = page.iter(XHTML + "table")
        self.assertIn("stacks", wide.get("class"))
        self.assertNotIn("stacks", narrow.get("class") or "")
        rows = [[cell.get("data-head") for cell in row] for row in wide.find(XHTML + "tbody")]
        self.assertEqual([row[1:] for row in rows], [["Morning", "Noon", "Night"]] * 2)
        self.assertIn("@media (max-width: 30em)", self.parts["styles/style.css"].decode())

    def test_a_long_article_is_several_files(self):
        section = "\n\n## Section {}\n\n" + "Some words that fill a file of an ebook. " * 1000
        page = self.build("---\ntitle: Long\nlang: en\n---\n\nWords.[^1]" + "".join(section.format(i) for i in range(8)) + "\n\n[^1]: A note.\n")
        self.assertEqual(len(self.pages), 4)  # 8 × 41 kB: three sections a file, and the notes
        self.assertLess(max(len(self.parts[name]) for name in self.pages), 300_000)
        self.assertEqual(page.find(f".//{XHTML}section").get(OPS + "type"), "chapter")
        self.assertIn("text/part-002.xhtml", self.parts["nav.xhtml"].decode())
        self.build(ARTICLE)
        self.assertEqual(len(self.pages), 1)


if __name__ == "__main__":
    unittest.main()
