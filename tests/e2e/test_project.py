"""The project file: what all articles of a folder share."""
import subprocess
import unittest
import zipfile

from support import ARTICLE, Case


class Project(Case):
    def words(self, name):
        return subprocess.run(["pdftotext", str(self.folder / "out" / name), "-"], capture_output=True, text=True, check=True).stdout

    def package(self, name):
        with zipfile.ZipFile(self.folder / "out" / name) as archive:
            return archive.read("EPUB/package.opf").decode("utf-8")

    def test_defaults_are_the_front_matter_of_every_article_that_does_not_say_it(self):
        self.write("pamphlet.toml", '[defaults]\npublisher = "Riverside Clinic"\nphone = "555-0142"\nauthor = ["Ana Ruiz", "Lee Park"]\nlang = "en-GB"\n')
        self.write("fever.md", "# Fever\n\nA child with fever needs water and rest.\n")
        self.write("sleep.md", "---\ntitle: Sleep\nlang: es\npublisher: Casa Sol\n---\n\nDormir es bueno.\n")
        done = self.run_pamphlet("build", ".", expect=0)
        self.assertNotIn("warning", done.err)
        self.assertIn("Riverside Clinic", self.words("fever.pdf"))
        self.assertIn("555-0142", self.words("fever.pdf"))
        self.assertIn("Ana Ruiz", self.words("fever.pdf"))
        self.assertIn("<dc:language>en-GB</dc:language>", self.package("fever.epub"))
        self.assertIn("Riverside Clinic", self.package("fever.epub"))
        self.assertNotIn("Riverside", self.words("sleep.pdf"))
        self.assertIn("Casa Sol", self.words("sleep.pdf"))
        self.assertIn("<dc:language>es</dc:language>", self.package("sleep.epub"))

    def test_an_import_writes_what_the_article_says(self):
        self.write("pamphlet.toml", '[defaults]\npublisher = "Riverside Clinic"\n')
        self.write("fever.md", ARTICLE)
        self.assertNotIn("Riverside", self.run_pamphlet("import", "fever.md", expect=0).out)

    def test_what_is_wrong_in_the_project_file_is_named_at_its_line(self):
        self.write("pamphlet.toml", '[defaults]\ntitle = "One for all"\npublischer = "Riverside Clinic"\nlang = "not a language"\n')
        self.write("fever.md", ARTICLE)
        done = self.run_pamphlet("check", "fever.md")
        self.assertIn('pamphlet.toml:2:1: warning[E132]: "title" is for each article to say', done.out)
        self.assertIn("pamphlet.toml:3:1: warning[E131]", done.out)
        self.assertIn("publisher", done.out.split("E131")[1])
        self.assertIn("pamphlet.toml:4:", done.out)

    def test_an_edition_that_would_write_nothing_is_an_error(self):
        self.write("fever.md", ARTICLE)
        for formats in ('"docx"', '""', "7", '"pdf docx"'):
            self.write("pamphlet.toml", f"[edition.large]\nformat = {formats}\n")
            done = self.run_pamphlet("build", "fever.md", "--edition", "large")
            self.assertNotEqual(done.returncode, 0, formats)
            self.assertIn("pamphlet.toml:2:", done.err)
            self.assertEqual(self.files(), [])
        self.write("pamphlet.toml", '[edition.large]\nformat = "epub, pdf"\n')
        self.run_pamphlet("build", "fever.md", "--edition", "large", expect=0)
        self.assertEqual(self.files(), ["fever-large.epub", "fever-large.pdf"])


if __name__ == "__main__":
    unittest.main()
