"""What must not be on any page of our own articles, in any style; tests/bench/typography.py has the figures."""
import json
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


if __name__ == "__main__":
    unittest.main()
