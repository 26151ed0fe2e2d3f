"""What the end-to-end tests share: a throw-away folder, the program, a few articles."""
import os
import pathlib
import struct
import subprocess
import tempfile
import unittest
import zlib

PAMPHLET = os.environ.get("PAMPHLET", "pamphlet")
SOURCE = pathlib.Path(__file__).resolve().parents[2]

ARTICLE = """---
title: Fever
lang: en
date: 2026-03-01
---

A child with fever needs water and rest.

## When to call

Call when the fever lasts for three days.
"""


def png(width=4, height=4, colour=(70, 130, 180)):
    """A small truecolour PNG."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = (b"\0" + bytes(colour) * width) * height
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


class Case(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.work = tempfile.TemporaryDirectory()
        self.addCleanup(self.work.cleanup)
        self.folder = pathlib.Path(self.work.name)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    def run_pamphlet(self, *words, expect=None, environment=None, **options):
        env = {k: v for k, v in os.environ.items() if k not in ("SOURCE_DATE_EPOCH", "NO_COLOR")}
        env.update(environment or {})
        done = subprocess.run([PAMPHLET, *map(str, words)], cwd=self.folder, capture_output=True, timeout=120, env=env, **options)
        done.out, done.err = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
        if expect is not None:
            self.assertEqual(done.returncode, expect, done.err + done.out)
        return done

    def files(self, folder="out"):
        path = self.folder / folder
        return sorted(p.name for p in path.iterdir()) if path.exists() else []
