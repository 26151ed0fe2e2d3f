"""The command line as a user runs it: outputs, messages, exit statuses."""
import json
import os
import signal
import subprocess
import sys
import time
import unittest
import zipfile

from support import ARTICLE, PAMPHLET, Case, png


class CommandLine(Case):
    def test_build_writes_both_and_says_so(self):
        self.write("fever.md", ARTICLE)
        done = self.run_pamphlet("build", "fever.md", expect=0)
        self.assertEqual(self.files(), ["fever.epub", "fever.pdf"])
        self.assertRegex(done.out, r"^wrote out/fever\.pdf  1 page  \d+ kB\nwrote out/fever\.epub  \d+ kB\n$")
        self.assertEqual(done.err, "")

    def test_one_format_and_another_folder(self):
        self.write("fever.md", ARTICLE)
        self.run_pamphlet("build", "fever.md", "--format", "epub", "-o", "a/b", expect=0)
        self.assertEqual(self.files("a/b"), ["fever.epub"])

    def test_standard_input(self):
        self.run_pamphlet("build", "-", expect=0, input=ARTICLE.encode())
        self.assertEqual(self.files(), ["stdin.epub", "stdin.pdf"])

    def test_double_dash_ends_options(self):
        self.write("-o.md", ARTICLE)
        self.run_pamphlet("build", "-o", "x", "--", "-o.md", expect=0)
        self.assertEqual(self.files("x"), ["-o.epub", "-o.pdf"])

    def test_folder_is_built_in_name_order(self):
        for name in ("b", "a", "c"):
            self.write(f"in/{name}.md", ARTICLE)
        self.write("in/notes.doc", "no article")
        done = self.run_pamphlet("build", "in", "--format", "pdf", "-j", "3", expect=0)
        self.assertEqual([line.split()[1] for line in done.out.splitlines()], ["out/a.pdf", "out/b.pdf", "out/c.pdf"])

    def test_a_run_of_several_sums_up(self):
        self.write("in/a.md", ARTICLE)
        self.write("in/b.md", ARTICLE + "\n<!-- never closed\n")
        self.write("in/notes.doc", "no article")
        self.write("in/more/c.md", ARTICLE)
        self.write("in/pictures/p.txt.png", "no article either")
        done = self.run_pamphlet("build", "in", expect=1)
        self.assertRegex(done.err.splitlines()[-1], r"^1 published, 1 not: in/b\.md; passed over: in/more, in/notes\.doc; \d+ hints \(-v shows them\)$")
        self.assertEqual(self.files(), ["a.epub", "a.pdf"])
        self.assertNotIn("E112", done.err)
        done = self.run_pamphlet("build", "-v", "in", expect=1)
        self.assertIn("in/notes.doc: hint[E112]: the file was passed over: it is of no kind that Pamphlet reads\n", done.err)
        self.assertEqual(self.run_pamphlet("build", "-q", "in/a.md", "in/more/c.md", expect=0).err, "")

    def test_what_follows_from_an_error_is_not_said(self):
        self.write("a.md", "---\ntitle: A\nlang: en\n\nNever closed.\n")
        found = [f["code"] for f in json.loads(self.run_pamphlet("check", "a.md", "--format", "json", expect=1).out)["findings"]]
        self.assertEqual([code for code in found if code[0] in "ELB"], ["E130"])

    def test_quiet_and_verbose(self):
        self.write("fever.md", ARTICLE)
        done = self.run_pamphlet("build", "-q", "fever.md", expect=0)
        self.assertEqual(done.out + done.err, "")
        done = self.run_pamphlet("build", "-v", "fever.md", expect=0)
        for stage in ("read", "layout", "pdf", "epub", "write"):
            self.assertIn(stage, done.err)
        self.assertRegex(done.err, r"fever\.md: 1 page, \d+ lines")

    def test_version_help_and_usage(self):
        self.assertRegex(self.run_pamphlet("--version", expect=0).out, r"^pamphlet \d+\.\d+\.\d+\n$")
        self.assertIn("build", self.run_pamphlet("--help", expect=0).out)
        self.assertIn("--style", self.run_pamphlet("help", "build", expect=0).out)
        for words in (["frobnicate"], ["build"], ["build", "--format", "docx", "x.md"], ["build", "-j", "0", "x.md"],
                      ["dump", "x.md", "--stage", "nothing"], ["layout"],
                      ["layout", "x.md", "--format", "sarif"], ["help", "frobnicate"], []):
            done = self.run_pamphlet(*words, expect=2)
            self.assertTrue(done.err, words)

    def test_colour(self):
        self.write("bad.md", "")
        self.assertNotIn("\x1b", self.run_pamphlet("build", "bad.md").err)
        self.assertIn("\x1b", self.run_pamphlet("build", "bad.md", "--color", "always").err)

    def test_import_is_idempotent(self):
        self.write("p.txt", "Fever at night\n\nWhat helps:\n\n• water\n• rest\n• shade\n\nCall us when it lasts.\n")
        self.run_pamphlet("import", "p.txt", "-o", "p.md", expect=0)
        text = (self.folder / "p.md").read_text()
        self.assertIn("- water\n", text)
        self.assertEqual(self.run_pamphlet("import", "p.md", expect=0).out, text)
        self.assertEqual(self.run_pamphlet("import", "p.md", "-o", "-", expect=0).out, text)
        self.assertFalse((self.folder / "-").exists())

    def test_import_keeps_what_the_front_matter_says(self):
        said = ["toc: true", "review-by: 2028-01-31", "publisher: Harbor Clinic", "kicker: Babies", "identifier: urn:isbn:9780306406157"]
        self.write("a.md", "---\ntitle: Fever\nlang: ar\n" + "\n".join(said) + "\n---\n\nWater.\n\n\\# no heading\n")
        text = self.run_pamphlet("import", "a.md", expect=0).out
        for line in said:
            key, _, value = line.partition(": ")
            self.assertRegex(text, rf'(?m)^{key}: "?{value}"?$')
        self.assertIn("\n\\# no heading\n", text)

    def test_layout_report(self):
        long = "\n\n".join("A sentence of some words that goes on until it is a paragraph. " * 4 for _ in range(40))
        self.write("long.md", ARTICLE + "\n" + long + "\n\nA" + "w" * 200 + "\n")
        self.write("short.md", ARTICLE)
        done = self.run_pamphlet("layout", "long.md", expect=0)
        self.assertRegex(done.out, r"^long\.md: \d+ pages, \d+ lines, \d+\.\d % full")
        self.assertRegex(done.out, r"\n  page 2 +\d+ % full\n")
        report = json.loads(self.run_pamphlet("layout", "long.md", "short.md", "--format", "json", expect=0).out)
        self.assertEqual((report["schema"], len(report["articles"])), (1, 2))
        article = report["articles"][0]
        self.assertEqual(set(article), {"file", "totals", "pages", "findings"})
        self.assertEqual([p["page"] for p in article["pages"]], list(range(1, article["totals"]["pages"] + 1)))
        self.assertTrue(all(0 < p["fill"] <= 1 for p in article["pages"]), article["pages"])
        self.assertEqual(self.files("."), ["long.md", "short.md"])

    def test_layout_names_the_line_of_what_it_finds(self):
        self.write("s.toml", 'name = "s"\nextends = "base"\n[tokens]\nalign = "justify"\nhyphenation = "none"\n'
                   '[page]\nsize = ["90mm", "200mm"]\nmargin = "15mm"\nhead-distance = "9mm"\nfoot-distance = "9mm"\n'
                   '[document.pdf]\n-justify-letters = "0%"\n')
        self.write("a.md", ARTICLE + "\n" + "Incomprehensibilities so " * 6 + "\n")
        report = json.loads(self.run_pamphlet("layout", "a.md", "--style", "s.toml", "--format", "json", expect=0).out)
        loose = [f for f in report["articles"][0]["findings"] if f["fault"] in ("loose-line", "underfull-line")]
        self.assertTrue(loose)
        self.assertEqual({(f["page"], f["line"]) for f in loose}, {(1, 13)})
        self.assertGreater(loose[0]["value"], 2)

    def test_dump_stages(self):
        self.write("fever.md", ARTICLE)
        for stage, word in (("document", "heading"), ("style", "clinic"), ("pages", "page"), ("tags", "H2")):
            self.assertIn(word, self.run_pamphlet("dump", "fever.md", "--stage", stage, expect=0).out)

    def test_smart_punctuation_command_line_before_front_matter_before_project(self):
        def is_smart(name, *words):
            return "\u201c" in self.run_pamphlet("dump", name, *words, expect=0).out
        self.write("plain.md", ARTICLE + '\nShe said "water".\n')
        self.write("smart.md", ARTICLE.replace("lang: en", "lang: en\nsmart-punctuation: true") + '\nShe said "water".\n')
        self.write("pasted.txt", 'Fever\n\nA child with fever needs rest, and she said "water" to all of us.\n')
        self.assertEqual([is_smart(n) for n in ("plain.md", "smart.md", "pasted.txt")], [False, True, True])
        self.assertFalse(is_smart("smart.md", "--smart-punctuation", "off"))
        self.assertTrue(is_smart("plain.md", "--smart-punctuation", "on"))
        self.write("pamphlet.toml", "smart-punctuation = false\n")
        self.assertEqual([is_smart(n) for n in ("plain.md", "smart.md", "pasted.txt")], [False, True, False])
        self.run_pamphlet("dump", "plain.md", "--smart-punctuation", "maybe", expect=2)

    def test_machine_readable_reports(self):
        self.write("a.md", "---\ntitle: A\nlang: en\n---\n\nText\n\n![](x.png)\n")
        report = json.loads(self.run_pamphlet("check", "a.md", "--format", "json", expect=1).out)
        missing = [f for f in report["findings"] if f["name"] == "image-missing"]
        self.assertEqual([(f["code"], f["line"], f["file"]) for f in missing], [("E180", 8, "a.md")])
        sarif = json.loads(self.run_pamphlet("check", "a.md", "--format", "sarif", expect=1).out)
        self.assertEqual(sarif["version"], "2.1.0")
        self.assertIn("E180", [r["ruleId"] for r in sarif["runs"][0]["results"]])


class BadInput(Case):
    def check(self, status, pattern, *words):
        done = self.run_pamphlet("build", *words)
        self.assertEqual(done.returncode, status, done.err)
        self.assertRegex(done.err, pattern)
        return done

    def test_missing_file(self):
        self.check(4, r"^nowhere\.md: error\[E101\]", "nowhere.md")

    def test_folder_without_articles(self):
        (self.folder / "empty").mkdir()
        self.check(1, r"^empty: error\[E103\]", "empty")

    def test_pipe_and_device(self):
        os.mkfifo(self.folder / "pipe.md")
        self.check(4, r"^pipe\.md: error\[E102\]", "pipe.md")
        self.check(4, r"error\[E102\]", "/dev/zero")

    @unittest.skipIf(os.geteuid() == 0, "root may read everything")
    def test_unreadable_file(self):
        self.write("secret.md", ARTICLE).chmod(0)
        self.check(4, r"^secret\.md: error\[E102\]", "secret.md")

    def test_unknown_style(self):
        self.write("fever.md", ARTICLE)
        done = self.check(2, r"error\[S200\]", "fever.md", "--style", "clinik")
        self.assertIn("clinic", done.err)
        self.assertEqual(self.files(), [])

    def test_style_with_a_typo(self):
        self.write("fever.md", ARTICLE)
        self.write("mine.toml", 'extends = "clinic"\n\n[heading]\nfont-wieght = 700\n')
        done = self.check(1, r"mine\.toml:4:1: error\[S202\]", "fever.md", "--style", "mine.toml")
        self.assertIn("font-weight", done.err)

    def test_style_with_a_bad_unit(self):
        self.write("fever.md", ARTICLE)
        self.write("mine.toml", 'extends = "clinic"\n\n[heading]\nmargin-top = "12px"\n')
        self.check(1, r"mine\.toml:4:14: error\[S203\]", "fever.md", "--style", "mine.toml")

    def test_image_missing_stops_only_its_article(self):
        self.write("out/bad.pdf", "earlier")
        self.write("bad.md", ARTICLE + "\n![A cot](cot.png)\n")
        self.write("good.md", ARTICLE)
        self.check(1, r"bad\.md:13:1: error\[E180\]", "bad.md", "good.md")
        self.assertEqual(self.files(), ["bad.pdf", "good.epub", "good.pdf"])
        self.assertEqual((self.folder / "out/bad.pdf").read_text(), "earlier")

    def test_draft_publishes_with_a_placeholder(self):
        self.write("bad.md", ARTICLE + "\n![A cot](cot.png)\n")
        self.check(0, r"error\[E180\]", "bad.md", "--draft")
        self.assertEqual(self.files(), ["bad.epub", "bad.pdf"])
        text = subprocess.run(["pdftotext", self.folder / "out/bad.pdf", "-"], capture_output=True).stdout.decode()
        self.assertIn("Image missing: cot.png", text)

    def test_image_corrupt_is_replaced_by_its_words(self):
        self.write("cot.png", png()[:40])
        self.write("a.md", ARTICLE + "\n![A safe cot](cot.png)\n")
        self.check(0, r"a\.md:13:1: warning\[E183\].*cot\.png", "a.md")
        text = subprocess.run(["pdftotext", self.folder / "out/a.pdf", "-"], capture_output=True).stdout.decode()
        self.assertIn("A safe cot", text)

    def test_image_without_alternative_text_is_a_warning(self):
        self.write("cot.png", png())
        self.write("a.md", ARTICLE + "\n![](cot.png)\n")
        self.check(0, r"a\.md:13:1: warning\[L301\]", "a.md")
        self.check(1, r"a\.md:13:1: error\[L301\]", "a.md", "--werror")

    def test_image_outside_is_not_read(self):
        self.write("secret.png", png())
        self.write("in/a.md", ARTICLE + "\n![Secret](../secret.png)\n")
        self.check(0, r"warning\[E181\]", "in/a.md")
        with zipfile.ZipFile(self.folder / "out/a.epub") as archive:
            self.assertEqual([n for n in archive.namelist() if "images/" in n and "cover" not in n], [])

    def test_empty_article(self):
        self.write("a.md", "\n \n")
        self.check(1, r"a\.md: error\[E136\]", "a.md")
        self.assertEqual(self.files(), [])

    def test_only_a_heading(self):
        self.write("a.md", "# Fever\n")
        self.check(0, r"a\.md:1:1: warning\[E137\]", "a.md")

    def test_two_articles_with_one_name(self):
        self.write("a.md", ARTICLE)
        self.write("a.txt", "Other text of mine.\n")
        self.check(1, r"a\.txt: error\[E110\]", "a.md", "a.txt")
        self.assertEqual(self.files(), ["a.epub", "a.pdf"])

    def test_binary_file(self):
        self.write("a.md", b"%PDF-1.7\n\x00\x01\x02" * 20)
        self.check(1, r"a\.md.*error\[E106\]", "a.md")

    def test_style_that_is_too_large(self):
        self.write("fever.md", ARTICLE)
        self.write("mine.toml", 'extends = "clinic"\n' + "# and so on\n" * 90000)
        self.check(1, r"error\[E109\]: .*mine.* is larger than 1 MB", "fever.md", "--style", "mine.toml")

    def test_more_pages_than_the_limit(self):
        self.write("a.md", ARTICLE + "\n## a\n" * 50001)
        self.write("s.toml", 'name = "s"\nextends = "base"\n[heading]\nbreak-before = "page"\n')
        done = self.run_pamphlet("check", "a.md", "--style", "s.toml", expect=1)
        self.assertRegex(done.out, r"a\.md: error\[P409\]: the document has 5000\d pages; the limit is 50000")

    def test_messages_show_the_line(self):
        self.write("a.md", ARTICLE + "\n![A cot](cot.png)\n")
        done = self.run_pamphlet("build", "a.md")
        self.assertRegex(done.err, r"a\.md:13:1: error\[E180\]: .*\n.*!\[A cot\]\(cot\.png\)\n\s*\|?\s*\^~+\n  help: ")


class Disk(Case):
    LONG = ARTICLE + "\nA paragraph that makes the article longer than it was.\n" * 4000

    def test_folder_that_cannot_be_written(self):
        self.write("fever.md", ARTICLE)
        self.write("file", "in the way")
        for place in ("file/out", "/proc/out"):
            done = self.run_pamphlet("build", "fever.md", "-o", place, expect=4)
            self.assertRegex(done.err, r"error\[E104\]")

    def test_full_disk_keeps_the_earlier_output(self):
        self.write("fever.md", ARTICLE)
        self.run_pamphlet("build", "fever.md", expect=0)
        before = {n: (self.folder / "out" / n).read_bytes() for n in self.files()}
        self.write("fever.md", self.LONG)
        limit = "import resource,os,sys; resource.setrlimit(resource.RLIMIT_FSIZE,(4096,4096)); os.execvp(sys.argv[1],sys.argv[1:])"
        done = subprocess.run([sys.executable, "-c", limit, PAMPHLET, "build", "fever.md"], cwd=self.folder, capture_output=True)
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn(b"error[E104]", done.stderr)
        self.assertEqual({n: (self.folder / "out" / n).read_bytes() for n in self.files()}, before)

    def test_kill_in_mid_build_keeps_the_earlier_output(self):
        self.write("fever.md", self.LONG)
        self.run_pamphlet("build", "fever.md", expect=0)
        old = {n: (self.folder / "out" / n).read_bytes() for n in self.files()}
        self.write("fever.md", self.LONG + "\nAnd one paragraph more.\n")
        start = time.monotonic()
        self.run_pamphlet("build", "fever.md", "-o", "new", expect=0)
        whole = time.monotonic() - start
        new = {n: (self.folder / "new" / n).read_bytes() for n in self.files("new")}
        for step in range(12):
            child = subprocess.Popen([PAMPHLET, "build", "fever.md"], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(whole * step / 11)
            child.send_signal(signal.SIGKILL if step % 2 else signal.SIGTERM)
            child.wait()
            for name in old:
                self.assertIn((self.folder / "out" / name).read_bytes(), (old[name], new[name]), f"step {step}")
            if step % 2:  # nobody can tidy up after SIGKILL
                for leftover in (self.folder / "out").glob(".*.tmp"):
                    leftover.unlink()
            else:
                self.assertEqual(self.files(), sorted(old), "SIGTERM leaves no temporary file")

    def test_input_is_never_overwritten(self):
        self.write("fever.md", ARTICLE)
        (self.folder / "out").mkdir()
        os.link(self.folder / "fever.md", self.folder / "out/fever.pdf")
        os.symlink("../fever.md", self.folder / "out/fever.epub")
        done = self.run_pamphlet("build", "fever.md")
        self.assertRegex(done.err, r"error\[E105\]")
        self.assertEqual((self.folder / "fever.md").read_text(), ARTICLE)


class SameBytes(Case):
    def outputs(self, *words, folder="out", **options):
        self.run_pamphlet("build", *words, "-o", folder, expect=0, **options)
        return {n: (self.folder / folder / n).read_bytes() for n in self.files(folder)}

    def test_twice_threads_and_folders(self):
        names = []
        for k in range(6):
            names.append(f"a{k}.md")
            self.write(names[-1], ARTICLE + f"\nArticle {k} 💡 says “hello” — мир.\n" * (k + 1))
            self.write(f"deep/er/{names[-1]}", (self.folder / names[-1]).read_bytes())
        first = self.outputs(*names, "-j", "1", folder="one")
        self.assertEqual(len(first), 12)
        self.assertEqual(self.outputs(*names, "-j", "1", folder="two"), first)
        self.assertEqual(self.outputs(*names, "-j", "4", folder="four"), first)
        self.assertEqual(self.outputs("deep/er", "-j", "2", folder="else"), first)
        self.assertEqual(self.outputs(*names, folder="locale", environment={"LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Tokyo"}), first)

    def test_an_article_without_a_date_claims_none(self):
        self.write("a.md", "---\ntitle: A\nlang: en\n---\n\nText.\n")
        os.utime(self.folder / "a.md", (1772366400, 1772366400))  # 2026-03-01
        one = self.outputs("a.md", folder="one")
        self.assertEqual(self.outputs("a.md", folder="two"), one)
        with zipfile.ZipFile(self.folder / "one/a.epub") as archive:
            package = next(archive.read(n) for n in archive.namelist() if n.endswith(".opf"))
        self.assertIn(b'"dcterms:modified">2026-03-01T00:00:00Z<', package)
        for word in (b"CreationDate", b"ModDate", b"CreateDate", b"ModifyDate", b"2000-01-01", b"D:2000"):
            self.assertNotIn(word, one["a.pdf"])

    def test_a_power_is_not_read_as_a_digit_more(self):
        self.write("a.md", "---\ntitle: A\nlang: en\n---\n\nCells 10<sup>9</sup>/L, water H<sub>2</sub>O, the 1<sup>st</sup>.\n")
        self.outputs("a.md", folder="one")
        words = "".join(subprocess.run(["pdftotext", self.folder / "one/a.pdf", "-"], capture_output=True, check=True).stdout.decode().split())
        self.assertIn("⁹", words)
        self.assertIn("H₂O", words)
        self.assertNotIn("109", words)
        tree = subprocess.run(["pdfinfo", "-struct-text", self.folder / "one/a.pdf"], capture_output=True, check=True).stdout.decode()
        self.assertRegex(tree, r'"Cells 10"\s+Span \(inline\)\s+"9"\s+"/L, water H"')  # of which no more than the digit is said anew

    def test_marks_in_arabic_and_hebrew_are_not_turned_round(self):
        self.write("ar.md", "---\ntitle: تجربة\nlang: ar\n---\n\n⚠️ ارتفاع الحرارة\n⚠️ رفض الرضاعة\n")
        self.write("he.md", "---\ntitle: שלום\nlang: he\n---\n\n⚠️ חום גבוה\n⚠️ לא אוכל\n")
        self.outputs("ar.md", "he.md", folder="one")
        for name, word in (("ar", "تحذير"), ("he", "אזהרה")):
            words = subprocess.run(["pdftotext", self.folder / f"one/{name}.pdf", "-"], capture_output=True, check=True).stdout.decode()
            self.assertEqual(words.count(word), 2, words)
            self.assertNotIn(word[::-1], words)

    def test_source_date_epoch(self):
        self.write("a.md", "---\ntitle: A\nlang: en\n---\n\nText.\n")
        one = self.outputs("a.md", folder="one", environment={"SOURCE_DATE_EPOCH": "1000000000"})
        two = self.outputs("a.md", folder="two", environment={"SOURCE_DATE_EPOCH": "1500000000"})
        self.assertNotEqual(one["a.pdf"], two["a.pdf"])
        with zipfile.ZipFile(self.folder / "one/a.epub") as archive:
            package = next(archive.read(n) for n in archive.namelist() if n.endswith(".opf"))
        self.assertIn(b"2001-09-09T", package)


if __name__ == "__main__":
    unittest.main()
