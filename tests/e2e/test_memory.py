"""A limit on the memory of the process ends in a clear error, wherever it is met, and nothing half written."""
import resource
import unittest

from support import ARTICLE, Case

PROSE = "Water and rest help a child with fever, and so does company in the night. " * 12


class Memory(Case):
    def large(self, megabytes):
        return ARTICLE + ("\n" + PROSE + "\n") * (megabytes * 1_000_000 // len(PROSE))

    def test_an_article_beyond_the_limit_stops_alone(self):
        self.write("out/large.pdf", "earlier")
        self.write("large.md", self.large(6))
        self.write("small.md", ARTICLE)
        for jobs in ("1", "2"):
            done = self.run_pamphlet("build", "large.md", "small.md", "--memory", "160M", "-j", jobs, expect=4)
            self.assertRegex(done.err, r"large\.md: error\[E111\]: .*160 MB\n  help: .*--memory")
            self.assertEqual(self.files(), ["large.pdf", "small.epub", "small.pdf"])
            self.assertEqual((self.folder / "out/large.pdf").read_text(), "earlier")
        self.run_pamphlet("build", "large.md", "small.md", "--format", "epub", expect=0)

    def test_wherever_the_limit_is_met(self):
        """Ever smaller limits: C++ code and each C library meet them first somewhere."""
        self.write("out/a.pdf", "earlier")
        self.write("a.md", self.large(1))
        statuses = set()
        for megabytes in range(16, 240, 8):
            done = self.run_pamphlet("build", "a.md", "--memory", f"{megabytes}M")
            self.assertIn(done.returncode, (0, 4), f"{megabytes} MB: {done.err}")
            statuses.add(done.returncode)
            if done.returncode == 4:
                self.assertIn("error[E111]", done.err)
                self.assertEqual((self.folder / "out/a.pdf").read_text(), "earlier")
                self.assertEqual(self.files(), ["a.pdf"], f"{megabytes} MB")
            else:
                break
        self.assertEqual(statuses, {0, 4})

    def test_a_limit_from_outside(self):
        self.write("a.md", self.large(2))
        for megabytes in (120, 160, 200, 260):
            size = megabytes << 20
            done = self.run_pamphlet("build", "a.md", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (size, size)))
            self.assertIn(done.returncode, (0, 4), f"{megabytes} MB: {done.err}")
            self.assertTrue(done.returncode == 0 or "error[E111]" in done.err, done.err)
            self.assertEqual([name for name in self.files() if name.endswith(".tmp")], [])

    def test_the_limit_is_a_size(self):
        self.write("a.md", ARTICLE)
        self.run_pamphlet("build", "a.md", "--memory", "1G", expect=0)
        for size in ("much", "12", "1K", "-1G", ""):
            self.assertRegex(self.run_pamphlet("build", "a.md", "--memory", size, expect=2).err, r"size|least")


if __name__ == "__main__":
    unittest.main()
