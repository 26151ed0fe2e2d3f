#!/usr/bin/env python3
"""All pages of some PDFs in one picture: a row for each document, at 40 dpi, on grey.

usage: contact_sheet.py OUT.png FILE.pdf...

pdftoppm (poppler) draws the pages; what it writes (PPM) is put together and written as PNG with what Python has.
"""
import pathlib
import struct
import subprocess
import sys
import tempfile
import zlib

DPI = 40
GAP = 6
GREY = 0x80


def read_ppm(path):
    """Width, height and the rows' bytes of a binary PPM, as pdftoppm writes it: three lines of text, then pixels."""
    magic, size, depth, pixels = path.read_bytes().split(b"\n", 3)
    assert magic == b"P6" and depth == b"255", path
    width, height = map(int, size.split())
    return width, height, [pixels[y * width * 3:(y + 1) * width * 3] for y in range(height)]


def pages_of(pdf, folder):
    subprocess.run(["pdftoppm", "-r", str(DPI), str(pdf), str(folder / pdf.stem)], check=True)
    return [read_ppm(page) for page in sorted(folder.glob(f"{pdf.stem}-*.ppm"))]


def sheet(rows):
    """The rows of pictures as (width, height, lines): each row as high as its highest page."""
    width = max(sum(page[0] + GAP for page in row) for row in rows) + GAP
    lines = []
    for row in rows:
        lines += [bytes([GREY]) * (width * 3)] * GAP
        for y in range(max(page[1] for page in row)):
            line = bytearray([GREY]) * (width * 3)
            x = GAP
            for page_width, height, pixels in row:
                if y < height:
                    line[x * 3:(x + page_width) * 3] = pixels[y]
                x += page_width + GAP
            lines.append(bytes(line))
    lines += [bytes([GREY]) * (width * 3)] * GAP
    return width, len(lines), lines


def write_png(path, width, height, lines):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + line for line in lines), 9)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b""))


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        rows = [pages_of(pathlib.Path(pdf), pathlib.Path(folder)) for pdf in sys.argv[2:]]
    write_png(pathlib.Path(sys.argv[1]), *sheet(rows))


if __name__ == "__main__":
    main()
