"""What must not be on any page of our own articles, in any style; tests/bench/typography.py has the figures."""
import json
import re
import subprocess
import unittest

from support import SOURCE, Case

# Of all pages of content/ in all styles: what may be there, and how often, and below it what may not.
AT_MOST = {"split-block": 7, "white-gap": 5, "short-last-page": 0}
MUST_NOT = ("widow", "orphan", "stranded-heading", "lone-introduction", "overfull-line", "overfull-page", "hyphen-ladder",
            "hyphen-at-page-end", "split-row", "relaxed-rule")


class Typography(Case):
    def test_our_articles_have_none_of_the_grave_faults(self):
        few = dict.fromkeys(AT_MOST, 0)
        for style in ("clinic", "doula", "large-print", "sheet"):
            done = self.run_pamphlet("layout", SOURCE / "content", "--style", style, "--format", "json", expect=0)
            for article in json.loads(done.out)["articles"]:
                found = {name: article["totals"][name] for name in MUST_NOT if article["totals"][name]}
                self.assertEqual(found, {}, (style, article["file"]))
                for name in few:
                    few[name] += article["totals"][name]
        for name, most in AT_MOST.items():
            self.assertLessEqual(few[name], most, name)

    def test_each_of_our_articles_is_one_sheet_of_two_sides(self):
        self.write("a4.toml", 'name = "a4"\nextends = "sheet"\n[page]\nsize = "a4"\n')
        for style in ("sheet", "a4.toml"):
            done = self.run_pamphlet("layout", SOURCE / "content", "--style", style, "--fit", "2", "--format", "json", expect=0)
            pages = {article["file"]: article["totals"]["pages"] for article in json.loads(done.out)["articles"]}
            self.assertEqual(set(pages.values()), {2}, (style, pages))
            self.assertGreaterEqual(len(pages), 6)

    def test_a_blank_line_of_code_keeps_no_line_company(self):
        code = "```\nfirst = 1\n\n" + "\n".join(f"line({n})" for n in range(60)) + "\n\nlast = 1\n```\n"
        for lines in range(0, 40, 3):
            self.write("a.md", "---\ntitle: A\nlang: en\n---\n\n" + "One line.\n\n" * lines + code)
            report = json.loads(self.run_pamphlet("layout", "a.md", "--format", "json", expect=0).out)
            totals = report["articles"][0]["totals"]
            self.assertEqual((totals["widow"], totals["orphan"]), (0, 0), lines)

    def lone_dots(self, pdf):
        """Black pixels without a black neighbour, and black pixels, where the prose of the first page stands, at 600 dots an inch."""
        box = subprocess.run(["pdftotext", "-bbox", "-l", "1", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
        tops = [(float(y), word) for y, word in re.findall(r'<word xMin="[^"]*" yMin="([^"]*)"[^>]*>([^<]*)<', box)]
        first, last = next(y for y, word in tops if word == "Begin"), next(y for y, word in tops if word == "end.")
        place = ["-x", "0", "-y", str(int((first - 2) * 600 / 72)), "-W", "5200", "-H", str(int((last - first + 14) * 600 / 72))]
        data = subprocess.run(["pdftoppm", "-mono", "-r", "600", "-l", "1", *place, str(pdf)], capture_output=True, check=True).stdout
        width, height = map(int, re.match(rb"P4\s+(\d+)\s+(\d+)\s", data).groups())
        stride = (width + 7) // 8
        bits = data[len(data) - stride * height:]
        rows = [0, *(int.from_bytes(bits[y * stride:(y + 1) * stride], "big") for y in range(height)), 0]
        alone = [row & ~(row << 1) & ~(row >> 1) & ~above & ~below for above, row, below in zip(rows, rows[1:], rows[2:])]
        return sum(row.bit_count() for row in alone), sum(row.bit_count() for row in rows)

    def test_body_text_has_no_dot_screen(self):
        prose = "Begin with water and rest, and look after yourself as well. " * 12 + "This is the end."
        self.write("a.md", f"---\ntitle: A\nlang: en\n---\n\n{prose}\n")
        for style in ("clinic", "doula", "large-print", "sheet"):
            self.run_pamphlet("build", "a.md", "--style", style, "--format", "pdf", "-o", style, expect=0)
            dots, black = self.lone_dots(self.folder / style / "a.pdf")
            self.assertGreater(black, 50000, style)
            self.assertLess(dots, black / 1000, style)
        self.write("tint.toml", 'name = "tint"\nextends = "clinic"\n[document]\ncolor = "#1d5a73"\n')
        self.run_pamphlet("build", "a.md", "--style", "tint.toml", "--format", "pdf", "-o", "tint", expect=0)
        dots, black = self.lone_dots(self.folder / "tint" / "a.pdf")
        self.assertGreater(dots, black / 1000, "a tint is printed as dots: this is what the test sees")


if __name__ == "__main__":
    unittest.main()
