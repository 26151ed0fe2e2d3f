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


if __name__ == "__main__":
    unittest.main()
