"""Word files as people have them: a small one made here becomes both outputs, what is simpler than it was is said, and what is
broken publishes nothing."""
import unittest
import zipfile

from support import Case

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def paragraph(words, style=""):
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}<w:r><w:t>{words}</w:t></w:r></w:p>"


def cell(content):
    return f"<w:tc>{content}</w:tc>"


class Office(Case):
    def write_docx(self, name, body):
        with zipfile.ZipFile(self.folder / name, "w") as archive:
            archive.writestr("[Content_Types].xml", f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/></Types>')
            archive.writestr("_rels/.rels", f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r" Type="{DOCUMENT}" Target="word/document.xml"/></Relationships>')
            archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')

    def test_a_word_file_becomes_both_outputs(self):
        inner = f'<w:tbl><w:tr>{cell(paragraph("5 mL"))}{cell(paragraph("twice"))}</w:tr></w:tbl>'
        table = f'<w:tbl><w:tr>{cell(paragraph("Dose"))}{cell(inner + paragraph(""))}</w:tr></w:tbl>'
        self.write_docx("fever.docx", paragraph("Fever", "Title") + paragraph("Call us at night.") + table)
        done = self.run_pamphlet("build", "fever.docx", "-o", "out")
        self.assertEqual(self.files(), ["fever.epub", "fever.pdf"], done.err)
        self.assertRegex(done.err, r"fever\.docx:\d+:\d+: warning\[E197\]: a table within a table's cell")
        tree = self.run_pamphlet("dump", "fever.docx", expect=0).out
        for words in ("Call us at night.", "Dose", "5 mL", "twice"):
            self.assertIn(words, tree)

    def test_a_damaged_file_publishes_nothing(self):
        self.write("out/fever.pdf", "earlier")
        self.write_docx("fever.docx", paragraph("Call us at night."))
        whole = (self.folder / "fever.docx").read_bytes()
        for size in (30, len(whole) // 2, len(whole) - 10):
            (self.folder / "fever.docx").write_bytes(whole[:size])
            done = self.run_pamphlet("build", "fever.docx", "-o", "out")
            self.assertNotEqual(done.returncode, 0)
            self.assertRegex(done.err, r"fever\.docx.*error\[E190\]")
            self.assertEqual(self.files(), ["fever.pdf"])
            self.assertEqual((self.folder / "out/fever.pdf").read_text(), "earlier")


if __name__ == "__main__":
    unittest.main()
