"""Finished pages as pixels, by three programs that are not ours."""
import subprocess

RENDERERS = {
    "poppler": lambda pdf, dpi: ["pdftoppm", "-r", str(dpi), pdf],
    "mupdf": lambda pdf, dpi: ["mutool", "draw", "-q", "-r", str(dpi), "-F", "ppm", "-o", "-", pdf],
    "Ghostscript": lambda pdf, dpi: ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=ppmraw", f"-r{dpi}", "-dTextAlphaBits=4",
                                     "-dGraphicsAlphaBits=4", "-sOutputFile=-", pdf],
}


def pages(renderer, pdf, dpi=72):
    """Each page as (width, height, RGB bytes)."""
    data = subprocess.run(RENDERERS[renderer](str(pdf), dpi), capture_output=True, check=True).stdout
    out, at = [], 0
    while data[at:at + 2] == b"P6":
        header, at = [], at + 3
        while len(header) < 3:
            end = data.index(b"\n", at)
            if data[at:at + 1] != b"#":
                header += data[at:end].split()
            at = end + 1
        width, height = int(header[0]), int(header[1])
        out.append((width, height, data[at:at + 3 * width * height]))
        at += 3 * width * height
    return out


def blurred(page, cell=4):
    """Means of squares of `cell` pixels: where the edges of letters fall makes no difference then."""
    width, height, data = page
    out = []
    for top in range(0, height - cell + 1, cell):
        rows = [data[3 * width * y:3 * width * (y + 1)] for y in range(top, top + cell)]
        for left in range(0, width - cell + 1, cell):
            part = b"".join(row[3 * left:3 * (left + cell)] for row in rows)
            out.append([sum(part[channel::3]) / cell ** 2 for channel in range(3)])
    return out


def difference(one, other):
    """(mean, largest) difference of two pages' blurred channels."""
    pairs = [abs(a - b) for p, q in zip(blurred(one), blurred(other)) for a, b in zip(p, q)]
    return sum(pairs) / len(pairs), max(pairs)


def darkest(page, box, dpi=72):
    """The darkest pixel's mean in a box in points, from the upper left corner of the page."""
    return min(sum(p) / 3 for p in pixels(page, box, dpi))


def pixels(page, box, dpi=72):
    width, height, data = page
    left, top, right, bottom = (round(edge * dpi / 72) for edge in box)
    for y in range(max(top, 0), min(bottom, height)):
        row = data[3 * width * y:3 * width * (y + 1)]
        for x in range(max(left, 0), min(right, width)):
            yield tuple(row[3 * x:3 * x + 3])
