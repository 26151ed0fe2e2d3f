"""Fonts in the ebook, where the style asks for them (B505: where their licence does not allow it)."""
import pathlib
import re
import struct
import subprocess
import unittest
import zipfile

from support import ARTICLE, Case

STYLE = """name = "house"
extends = "clinic"
[ebook]
embed-fonts = true
"""


def system_font(name):
    found = subprocess.run(["fc-list", "-f", "%{file}\n"], capture_output=True, text=True, check=True).stdout.splitlines()
    return next(pathlib.Path(path) for path in found if path.endswith("/" + name))


def tables(font):
    """Offset and length of each table of an OpenType file, by tag."""
    count = struct.unpack(">H", font[4:6])[0]
    rows = (struct.unpack(">4sLLL", font[12 + 16 * i:28 + 16 * i]) for i in range(count))
    return {tag: (offset, length) for tag, _, offset, length in rows}


def characters(font):
    """What a font's format 4 or 12 cmap has."""
    base = tables(font)[b"cmap"][0]
    out = set()
    for i in range(struct.unpack(">H", font[base + 2:base + 4])[0]):
        at = base + struct.unpack(">L", font[base + 8 + 8 * i:base + 12 + 8 * i])[0]
        kind = struct.unpack(">H", font[at:at + 2])[0]
        if kind == 4:
            half = struct.unpack(">H", font[at + 6:at + 8])[0]
            for k in range(0, half, 2):
                last, = struct.unpack(">H", font[at + 14 + k:at + 16 + k])
                first, = struct.unpack(">H", font[at + 16 + half + k:at + 18 + half + k])
                out |= set(range(first, last + 1)) - {0xFFFF}
        elif kind == 12:
            for k in range(struct.unpack(">L", font[at + 12:at + 16])[0]):
                first, last = struct.unpack(">LL", font[at + 16 + 12 * k:at + 24 + 12 * k])
                out |= set(range(first, last + 1))
    return out


class Fonts(Case):
    def build(self, style, article=ARTICLE):
        self.write("a.md", article)
        self.write("house.toml", style)
        done = self.run_pamphlet("build", "a.md", "--style", "house.toml", "--format", "epub", expect=0)
        with zipfile.ZipFile(self.folder / "out/a.epub") as archive:
            self.parts = {name.removeprefix("EPUB/"): archive.read(name) for name in archive.namelist()}
        return done

    def fonts(self):
        return {name: content for name, content in self.parts.items() if name.startswith("fonts/")}

    def test_none_unless_asked_for(self):
        self.build('extends = "clinic"\n')
        self.assertEqual(self.fonts(), {})
        self.assertNotIn(b"@font-face", self.parts["styles/style.css"])

    def test_cut_to_the_text_and_declared(self):
        self.build(STYLE, ARTICLE + "\nÀ la carte is **bold Ω** and *slanted*.\n")
        fonts = self.fonts()
        self.assertEqual(sorted(fonts), ["fonts/opensans-bold.ttf", "fonts/opensans-italic.ttf", "fonts/opensans.ttf"])
        css = self.parts["styles/style.css"].decode()
        faces = re.findall(r"@font-face \{\s*font-family: \"?Open Sans\"?;\s*font-weight: (\d+);\s*font-style: (\w+);\s*src: url\(\.\./(\S+)\) format\(\"(\w+)\"\)", css)
        self.assertEqual(sorted((weight, slope, path) for weight, slope, path, _ in faces),
                         [("400", "italic", "fonts/opensans-italic.ttf"), ("400", "normal", "fonts/opensans.ttf"), ("700", "normal", "fonts/opensans-bold.ttf")])
        for path in fonts:
            self.assertRegex(self.parts["package.opf"].decode(), rf'<item id="font-\d+" href="{path}" media-type="font/ttf"/>')
        has = {name: characters(content) for name, content in fonts.items()}
        self.assertIn(0xC0, has["fonts/opensans.ttf"])
        self.assertIn(ord("Ω"), has["fonts/opensans-bold.ttf"])
        self.assertNotIn(ord("Ω"), has["fonts/opensans.ttf"])
        self.assertTrue(set(range(0x20, 0x7F)) <= has["fonts/opensans.ttf"])
        self.assertLess(max(map(len, fonts.values())), 60_000)
        self.assertNotIn("META-INF/encryption.xml", self.parts)  # never obfuscated
        self.assertEqual({content[:4] for content in fonts.values()}, {b"\0\1\0\0"})

    def test_licences(self):
        whole = system_font("OpenSans-Regular.ttf").read_bytes()
        at = tables(whole)[b"OS/2"][0] + 8
        style = STYLE + '[fonts.families."Guarded"]\nfiles = [{file = "guarded.ttf"}]\n[document]\nfont-family = ["Guarded", "Open Sans"]\n'
        for bits, allowed in ((0x0000, True), (0x0008, True), (0x0002, False), (0x0004, False), (0x0100, False)):
            with self.subTest(fs_type=hex(bits)):
                self.write("fonts/guarded.ttf", whole[:at] + struct.pack(">H", bits) + whole[at + 2:])
                done = self.build(style)
                self.assertEqual(re.search(r'@font-face \{\s*font-family: "?Guarded', self.parts["styles/style.css"].decode()) is not None, allowed)
                self.assertEqual("warning[B505]" in done.err, not allowed, done.err)
                if not allowed:
                    self.assertRegex(done.err, r"house\.toml:8:\d+: warning\[B505\]: the font “Guarded” is not in the ebook: its licence")


if __name__ == "__main__":
    unittest.main()
