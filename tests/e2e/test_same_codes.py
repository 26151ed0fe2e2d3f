"""`check` finds what `build` finds: the same codes, and the same exit status, for the same article and options."""
import json
import pathlib
import re
import unittest

from support import ARTICLE, SOURCE, Case, png

GOLDEN = SOURCE / "tests/golden"
OPTIONS = [[], ["--werror"], ["--draft"], ["--fit", "1"], ["--style", "doula"], ["--style", "large-print", "--werror"],
           ["--format", "pdf"], ["--format", "epub", "--werror"]]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'


class SameCodes(Case):
    def codes(self, *words):
        """[severity, code, place] as each of the two says them, and the status."""
        words = [*map(str, words), "--root", "/"]
        built = self.run_pamphlet("build", *words, "-v", "-o", self.folder / "out")
        form = [f"json,{words[words.index('--format') + 1]}"] if "--format" in words else ["json"]
        rest = [w for k, w in enumerate(words) if "--format" not in (w, words[k - 1] if k else "")]
        checked = self.run_pamphlet("check", *rest, "--format", *form)
        says = re.findall(r"^(?:(\S.*?):)?(?:(\d+):(\d+):)? ?(error|warning|hint)\[(\w+)\]", built.err, re.M)
        build = sorted((severity, code, line, column) for _, line, column, severity, code in says)
        findings = json.loads(checked.out)["findings"]
        check = sorted((f["severity"], f["code"], str(f.get("line", "")), str(f.get("column", ""))) for f in findings)
        # {0, 0} is the file as a whole: messages show no line, machines want one.
        whole = {("1", "1"), ("", "")}
        plain = lambda found: [(s, c, "", "") if (l, k) in whole else (s, c, l, k) for s, c, l, k in found]
        return (sorted(plain(build)), built.returncode), (sorted(plain(check)), checked.returncode)

    def same(self, *words):
        build, check = self.codes(*words)
        self.assertEqual(build, check, " ".join(map(str, words)))
        return build

    def test_every_golden_case(self):
        cases = sorted(p for p in GOLDEN.iterdir() if p.is_dir())
        for k, case in enumerate(cases):
            book = (case / "book").is_dir()
            article = case / "book" if book else next(case.glob("in.*"))
            style = case / "style.toml" if (case / "style.toml").exists() else GOLDEN / "golden.toml"
            given = ["--book"] if book else []
            for options in ([], OPTIONS[1 + k % (len(OPTIONS) - 1)]):
                with self.subTest(case=case.name, options=options):
                    named = [] if "--style" in options else ["--style", style]
                    self.same(article, *given, *named, *options)

    def test_all_articles_of_content_with_all_options(self):
        for options in OPTIONS:
            with self.subTest(options=options):
                self.same(SOURCE / "content", *options)

    def test_editions_and_severities_of_a_project(self):
        self.write("pamphlet.toml", '[severity]\nL301 = "error"\nB502 = "warning"\n[edition.e]\nformat = "epub"\n'
                   '[edition.p]\nformat = "pdf"\nfit = 1\nstyle = "large-print"\n')
        self.write("cot.png", png())
        self.write("a.md", ARTICLE + "\n![](cot.png)\n" + "\nWater and rest. " * 900)
        for edition in ("e", "p"):
            build = self.same("a.md", "--edition", edition)
            self.assertEqual(build[1], 1 if edition == "e" else 3)
        self.same("a.md", "--edition", "none")

    def test_a_cover_that_only_the_ebook_cannot_use(self):
        self.write("cover.svg", SVG)
        self.write("a.md", ARTICLE.replace("lang: en", "lang: en\ncover: cover.svg"))
        found, status = self.same("a.md", "--werror")
        self.assertEqual(status, 1)
        self.assertIn("B503", [code for _, code, _, _ in found])
        self.assertEqual(self.files(), [])
        self.assertEqual(self.same("a.md", "--werror", "--format", "pdf")[1], 0)

    def test_wrong_styles_inputs_and_pictures(self):
        self.write("mine.toml", 'extends = "clinic"\n[heading]\nfont-wieght = 700\n')
        self.write("pale.toml", 'extends = "clinic"\n[paragraph]\ncolor = "#cccccc"\n')
        self.write("a.md", ARTICLE + "\n![A cot](cot.png)\n")
        self.write("empty/notes.doc", "no article")
        for words in (["a.md", "--style", "mine.toml"], ["a.md", "--style", "pale.toml"], ["a.md", "--style", "pale.toml", "--werror"],
                      ["a.md", "--style", "clinik"], ["nowhere.md"], ["empty"], ["a.md", "a.md", "nowhere.md"], ["a.md", "--draft"]):
            self.same(*words)


if __name__ == "__main__":
    unittest.main()
