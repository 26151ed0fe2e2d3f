"""--fit and [page] fit: what fits is set closer, what does not is refused with the number of words over."""
import re
import unittest

from support import SOURCE, Case

SENTENCES = [
    "Rest and water help a child with fever more than anything that money can buy.",
    "Most fevers end by themselves within three days.",
    "Offer small sips often, and watch how many wet diapers there are.",
    "A cool room and light clothes are enough; a cold bath is not needed.",
    "Write down each dose of medicine with its hour, so that nobody gives it twice.",
]

STYLE = """extends = "base"
[page]
size = "a5"
margin = "18mm"
font-size = "12pt"
fit = {{ pages = {pages}, min-font-size = "{floor}" }}
"""


def words(count, start=0):
    """So many words of whole sentences in paragraphs."""
    stream = " ".join(SENTENCES[start:] + SENTENCES[:start]).split()
    many = [stream[k % len(stream)] for k in range(count)]
    return "\n\n".join(" ".join(many[k:k + 55]) for k in range(0, count, 55))


def article(*sections):
    parts = ["---\ntitle: Fever\nlang: en\n---"]
    for k, count in enumerate(sections):
        parts.append(f"## Section {chr(65 + k)}\n\n{words(count, k % 5)}")
    return "\n\n".join(parts) + "\n"


def without_last_words(text, count):
    """The Markdown text without its last words; a word has a letter or a digit, so "##" is none."""
    places = [m.start() for m in re.finditer(r"\S*\w\S*", text)]
    return text[:places[-count]].rstrip().rstrip("#-|").rstrip() + "\n"


class Fit(Case):
    def build(self, *words, expect=0):
        return self.run_pamphlet("build", *words, "--format", "pdf", "-v", expect=expect)

    def pages(self, done):
        return int(re.search(r"  (\d+) pages?  ", done.out)[1])

    def size(self, done):
        found = re.search(r"P420.*type [\d.]+ % \(([\d.]+) pt\)", done.err)
        return float(found[1]) if found else None

    def test_margins_and_columns_give_way_before_the_type(self):
        lists = "".join(f"\n- short line {k}" for k in range(90))
        self.write("a.md", article(60) + lists + "\n")
        more = STYLE.replace('floor}" }}', 'floor}", min-margin = "9mm"{columns} }}')
        self.write("m.toml", more.format(pages=3, floor="12pt", columns=""))
        self.write("c.toml", more.format(pages=2, floor="12pt", columns=", columns = 3"))
        self.assertRegex(self.build("a.md", "--style", "m.toml", "-o", "m").err, r"P420.*margins [\d.]+ %, type 100 %")
        self.assertRegex(self.build("a.md", "--style", "c.toml", "-o", "c").err, r"P420.*margins 50 %, 3 columns, type 100 %")
        self.write("n.toml", STYLE.format(pages=2, floor="12pt"))
        self.build("a.md", "--style", "n.toml", "-o", "n", expect=3)

    def test_what_fits_is_left_alone(self):
        self.write("a.md", article(60))
        self.write("s.toml", STYLE.format(pages=1, floor="10pt"))
        plain = self.build("a.md", "--style", "s.toml", "--fit", "none", "-o", "plain")
        fitted = self.build("a.md", "--style", "s.toml", "-o", "fitted")
        self.assertNotIn("P420", fitted.err)
        self.assertEqual((self.folder / "plain/a.pdf").read_bytes(), (self.folder / "fitted/a.pdf").read_bytes())
        self.assertEqual(self.pages(plain), 1)

    def test_space_leading_and_size_give_way_in_this_order(self):
        self.write("s.toml", STYLE.format(pages=1, floor="9pt"))
        seen = []
        for count in range(120, 900, 40):
            self.write("a.md", article(count))
            done = self.run_pamphlet("build", "a.md", "--style", "s.toml", "--format", "pdf", "-v")
            if done.returncode == 3:
                break
            self.assertEqual((done.returncode, self.pages(done)), (0, 1), done.err)
            found = re.search(r"space between blocks ([\d.]+) %, leading ([\d.]+) %, type ([\d.]+) % \(([\d.]+) pt\)", done.err)
            if not found:
                seen.append((100.0, 100.0, 100.0))
                continue
            space, leading, size, points = map(float, found.groups())
            seen.append((space, leading, size))
            self.assertTrue(leading == 100 or space == 50, seen)
            self.assertTrue(size == 100 or leading < 90, seen)
            self.assertGreaterEqual(points, 9)
        self.assertEqual(seen, sorted(seen, reverse=True))  # more words, never more room
        self.assertLess(seen[-1][2], 80)
        self.assertEqual(done.returncode, 3)

    def test_the_command_line_beats_the_edition_and_that_the_style(self):
        self.write("a.md", article(150, 120))
        self.write("s.toml", STYLE.format(pages=1, floor="9pt"))
        self.write("pamphlet.toml", 'style = "s.toml"\n[edition.two]\nfit = 2\n[edition.free]\nfit = "none"\n')
        free = self.pages(self.build("a.md", "--style", "s.toml", "--edition", "free"))
        self.assertGreaterEqual(free, 2)
        self.assertEqual(self.pages(self.build("a.md", "--style", "s.toml")), 1)
        self.assertEqual(self.pages(self.build("a.md", "--style", "s.toml", "--edition", "two")), 2)
        self.assertEqual(self.pages(self.build("a.md", "--style", "s.toml", "--edition", "two", "--fit", "1")), 1)
        self.assertEqual(self.pages(self.build("a.md", "--style", "s.toml", "--fit", "none")), free)

    def test_the_ebook_has_no_pages(self):
        self.write("a.md", article(150, 120))
        self.write("s.toml", STYLE.format(pages=1, floor="9pt"))
        for name, fit in (("one", "1"), ("free", "none")):
            self.run_pamphlet("build", "a.md", "--style", "s.toml", "--fit", fit, "--format", "epub", "-o", name, expect=0)
        self.assertEqual((self.folder / "one/a.epub").read_bytes(), (self.folder / "free/a.epub").read_bytes())

    def test_what_does_not_fit_is_refused_and_an_earlier_output_stays(self):
        self.write("s.toml", STYLE.format(pages=1, floor="10pt"))
        self.write("a.md", article(100))
        self.run_pamphlet("build", "a.md", "--style", "s.toml", expect=0)
        before = {name: (self.folder / "out" / name).read_bytes() for name in self.files()}
        self.assertEqual(sorted(before), ["a.epub", "a.pdf"])
        text = article(120, 300, 90)
        self.write("a.md", text)
        done = self.run_pamphlet("build", "a.md", "--style", "s.toml", expect=3)
        self.assertEqual(before, {name: (self.folder / "out" / name).read_bytes() for name in self.files()})
        self.assertEqual(done.out, "")
        line = text[:text.index("## Section B")].count("\n") + 1
        self.assertRegex(done.err, rf"error\[P407\](.|\n)*“Section B” \(a\.md:{line}\) costs most: \d+ of \d+ lines, \d+ %, with 302 words")
        self.assertRegex(done.err, r"^a\.md:\d+:1: error\[P407\]")
        # The others of a batch go on, and the check says the same.
        self.write("b.md", article(50))
        self.run_pamphlet("build", "a.md", "b.md", "--style", "s.toml", "-o", "batch", expect=3)
        self.assertEqual(self.files("batch"), ["b.epub", "b.pdf"])
        self.assertIn("P407", self.run_pamphlet("check", "a.md", "--style", "s.toml", expect=3).out)

    def assert_exact(self, text, pages, style):
        """Cutting what the message says makes it fit; cutting 5 % less does not."""
        self.write("a.md", text)
        done = self.run_pamphlet("build", "a.md", "--style", style, "--fit", pages, "--format", "pdf", expect=3)
        over = int(re.search(r"is (\d+) words? over", done.err)[1])
        self.write("cut.md", without_last_words(text, over))
        self.run_pamphlet("build", "cut.md", "--style", style, "--fit", pages, "--format", "pdf", expect=0)
        if over >= 20:
            self.write("cut.md", without_last_words(text, over - max(1, over // 20)))
            self.run_pamphlet("build", "cut.md", "--style", style, "--fit", pages, "--format", "pdf", expect=3)
        return over

    def test_the_words_over_are_exact(self):
        self.write("s.toml", STYLE.format(pages=1, floor="11pt"))
        for sections in ((900,), (330, 750, 270), (900, 20, 20), (190, 190, 190, 190, 190, 190, 300)):
            for pages in (1, 2):
                self.assert_exact(article(*sections), pages, "s.toml")

    def test_the_words_over_count_lists_tables_and_emphasis(self):
        self.write("s.toml", STYLE.format(pages=1, floor="11pt"))
        items = "\n".join(f"- **Item** with a [link](https://example.org/{k}) and *some* words: {SENTENCES[k % 5]}" for k in range(30))
        rows = "| hour | what |\n|---|---|\n" + "\n".join(f"| noon | {SENTENCES[k % 5]} |" for k in range(20))
        self.assert_exact(article(60) + "\n" + items + "\n", 1, "s.toml")
        self.assert_exact(article(60) + "\n" + rows + "\n", 1, "s.toml")
        noted = article(60) + "\n" + "\n\n".join(f"A remark[^{k}]. {SENTENCES[k % 5]}" for k in range(30))
        notes = "".join(f"[^{k}]: {SENTENCES[k % 5]}\n" for k in range(30))
        self.write("a.md", noted + "\n\n" + notes)
        done = self.run_pamphlet("build", "a.md", "--style", "s.toml", "--format", "pdf", expect=3)
        over = int(re.search(r"is (\d+) words? over", done.err)[1])
        self.write("cut.md", without_last_words(noted, over) + "\n" + notes)  # the notes of what was cut are cited no more
        self.run_pamphlet("build", "cut.md", "--style", "s.toml", "--format", "pdf", expect=0)

    def test_an_article_that_fits_in_no_way(self):
        self.write("s.toml", STYLE.format(pages=1, floor="12pt").replace('"18mm"', '["90mm", "50mm"]'))
        sources = "".join(f"  - {s} {s}\n" for s in SENTENCES)
        self.write("a.md", f"---\ntitle: Fever\nlang: en\nsources:\n{sources}---\n\nRest.\n")
        done = self.run_pamphlet("build", "a.md", "--style", "s.toml", expect=3)
        self.assertIn("even without its text", done.err)
        self.assertEqual(self.files(), [])

    def test_lines_stand_on_the_grid(self):
        level = "[page]\ngap-stretch = 0\ngap-shrink = 0\n"  # else pages end level instead
        self.write("s.toml", STYLE.format(pages=1, floor="9pt").replace("[page]\n", level))
        self.write("a.md", article(130, 120))
        done = self.run_pamphlet("dump", "a.md", "--stage", "pages", "--style", "s.toml", "-v", expect=0)
        found = re.search(r"leading ([\d.]+) %, type ([\d.]+) %", done.err)
        unit = 12 * 1.4 * float(found[1]) / 100 * float(found[2]) / 100 / 4
        size = float(re.search(r"\(([\d.]+) pt\)", done.err)[1])
        lines = re.findall(r"^  text content n\d+ [\d.]+,([\d.]+) w=[\d.]+ size=([\d.]+)", done.out, re.M)
        tops = [float(y) for y, own in lines if abs(float(own) - size) < 0.01]
        self.assertGreater(len(tops), 15)
        for top in tops:
            steps = (top - tops[0]) / unit
            self.assertLess(abs(steps - round(steps)) * unit, 0.02, (top, unit))

    def test_mistakes_are_said(self):
        self.write("a.md", article(20))
        for value, message in (('{ page = 2 }', 'fit has no key "page"'), ('{ pages = 0 }', "pages"), ('2', "fit"),
                               ('{ pages = 2, min-font-size = "1em" }', "min-font-size")):
            self.write("s.toml", f'extends = "base"\n[page]\nfit = {value}\n')
            done = self.run_pamphlet("check", "a.md", "--style", "s.toml")
            self.assertNotEqual(done.returncode, 0, value)
            self.assertIn(message, done.err + done.out, value)
        for value in ("0.5", "-1", "many", "1001"):
            self.run_pamphlet("build", "a.md", "--fit", value, expect=2)
        self.write("pamphlet.toml", "[edition.x]\nfit = 0\n")
        self.assertNotEqual(self.run_pamphlet("build", "a.md", "--edition", "x").returncode, 0)


if __name__ == "__main__":
    unittest.main()
