"""import --clipboard, with stand-ins for wl-paste and xclip."""
import time
import unittest

from support import Case

PAGE = '<meta charset="utf-8"><h1>Packing list</h1><p>Take this:</p><ul><li>two gowns</li><li>papers</li></ul>'


class Clipboard(Case):
    def program(self, name, script):
        self.write(f"bin/{name}", "#!/bin/sh\n" + script).chmod(0o755)

    def paste(self, *words, expect=0):
        path = f"{self.folder}/bin:/usr/bin:/bin"
        return self.run_pamphlet("import", "--clipboard", *words, expect=expect, environment={"PATH": path, "DISPLAY": "", "WAYLAND_DISPLAY": "wayland-0"})

    def test_html_is_taken_where_there_is_some(self):
        self.program("wl-paste", f"case \"$*\" in *text/html*) cat <<'END'\n{PAGE}\nEND\n;; *) echo plain;; esac\n")
        done = self.paste()
        self.assertIn("took the clipboard's HTML (wl-paste)", done.err)
        self.assertIn("- two gowns\n- papers\n", done.out)
        self.assertIn('title: "Packing list"', done.out)

    def test_text_is_the_fallback(self):
        self.program("wl-paste", "case \"$*\" in *text/html*) exit 1;; esac\nprintf 'Packing list\\n\\nTake two gowns and your papers with you.\\n'\n")
        done = self.paste("-o", "list.md")
        self.assertIn("took the clipboard's text (wl-paste)", done.err)
        self.assertIn("Take two gowns and your papers with you.", (self.folder / "list.md").read_text())

    def test_the_other_program_is_asked(self):
        self.program("wl-paste", "exit 1\n")
        self.program("xclip", f"case \"$*\" in *-target\\ text/html*) cat <<'END'\n{PAGE}\nEND\n;; *) exit 1;; esac\n")
        self.assertIn("took the clipboard's HTML (xclip)", self.paste().err)

    def test_words_of_the_clipboard_are_no_commands(self):
        self.program("wl-paste", "case \"$*\" in *text/html*) exit 1;; esac\nprintf 'Rest\\n\\n$(touch made) `touch made`; touch made\\n'\n")
        self.paste()
        self.assertFalse((self.folder / "made").exists())

    def test_empty_or_missing(self):
        self.assertIn("neither wl-paste nor xclip is installed", self.paste_without().err)
        self.program("wl-paste", "exit 1\n")
        self.assertIn("it holds neither HTML nor text", self.paste(expect=4).err)

    def paste_without(self):
        return self.run_pamphlet("import", "--clipboard", expect=4, environment={"PATH": f"{self.folder}/nothing"})

    def test_a_program_that_hangs_is_left(self):
        self.program("wl-paste", "exec sleep 60\n")
        begin = time.monotonic()
        self.assertIn("wl-paste does not answer", self.paste(expect=4).err)
        self.assertLess(time.monotonic() - begin, 40)

    def test_a_file_or_the_clipboard(self):
        self.run_pamphlet("import", expect=2)
        self.run_pamphlet("import", "--clipboard", "a.txt", expect=2)


if __name__ == "__main__":
    unittest.main()
