"""What must not be on any page of our own articles, in any style; tests/bench/typography.py has the figures."""
import json
import unittest

from support import SOURCE, Case

MUST_NOT = ("widow", "orphan", "stranded-heading", "lone-introduction", "overfull-line", "overfull-page", "hyphen-ladder",
            "hyphen-at-page-end", "split-row", "relaxed-rule")


class Typography(Case):
    def test_our_articles_have_none_of_the_grave_faults(self):
        for style in ("clinic", "doula", "large-print"):
            done = self.run_pamphlet("layout", SOURCE / "content", "--style", style, "--format", "json", expect=0)
            for article in json.loads(done.out)["articles"]:
                found = {name: article["totals"][name] for name in MUST_NOT if article["totals"][name]}
                self.assertEqual(found, {}, (style, article["file"]))

    def test_a_blank_line_of_code_keeps_no_line_company(self):
        code = "```\nfirst = 1\n\n" + "\n".join(f"line({n})" for n in range(60)) + "\n\nlast = 1\n```\n"
        for lines in range(0, 40, 3):
            self.write("a.md", "---\ntitle: A\nlang: en\n---\n\n" + "One line.\n\n" * lines + code)
            report = json.loads(self.run_pamphlet("layout", "a.md", "--format", "json", expect=0).out)
            totals = report["articles"][0]["totals"]
            self.assertEqual((totals["widow"], totals["orphan"]), (0, 0), lines)


if __name__ == "__main__":
    unittest.main()
