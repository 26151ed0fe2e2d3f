#!/usr/bin/env python3
"""Sets the same text in the same font, size and measure with Pamphlet and with LuaTeX, and compares the figures.

usage: compare.py PAMPHLET ARTICLE... [--font NAME] [--size PT] [--measure PT]

Done by hand when the line breaker changes; no build or test needs it. It wants lualatex with fontspec, luaotfload and the
English patterns (Debian: texlive-luatex, texlive-latex-recommended, texlive-lang-english) and the font's file, found with
fc-match. The articles are brought down to what both set alike: headings, paragraphs and flat lists without inline markup.
LuaTeX runs with its own defaults (\\tolerance 200), once as it is and once with \\emergencystretch 3 em.
"""
import argparse
import json
import pathlib
import re
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PAGE_HEIGHT, LINE = 595, 1.36


def plain(text):
    """A block without inline markup, and without what a TeX font or a Markdown reader would take for something else."""
    text = re.sub(r"!\[[^\]]*\](\([^)]*\)|\[[^\]]*\])?", "", text)
    text = re.sub(r"\[\^[^\]]*\]", "", text)
    text = re.sub(r"\[([^\]]*)\](\([^)]*\)|\[[^\]]*\])", r"\1", text)
    text = re.sub(r"<[^>]*>|\{[^}]*\}", "", text)
    text = re.sub(r"[*_`\\#$%&~^{}<>|\[\]]", "", text)
    return re.sub(r"\s+", " ", text).strip()


def blocks(source):
    """(kind, text) of a Markdown text: heading, paragraph, item. Fences, tables, quotes and HTML are left out."""
    source = re.sub(r"\A---\n.*?\n---\n", "", source, flags=re.S)
    source = re.sub(r"^(```|~~~).*?^\1.*?$", "", source, flags=re.S | re.M)
    for part in re.split(r"\n\s*\n", source):
        part = part.strip("\n")
        heading = re.match(r"#{1,6} (.*)$", part)
        if heading and plain(heading[1]):
            yield "heading", plain(heading[1])
            part = part[heading.end():].strip("\n")
        if re.match(r"\s*([-*+]|\d+[.)]) ", part):
            for item in re.split(r"^\s*(?:[-*+]|\d+[.)]) ", part, flags=re.M)[1:]:
                if plain(item):
                    yield "item", plain(item)
        elif part and not re.match(r"[|>\[<:!]|    |---|\*\*\*", part) and plain(part):
            yield "paragraph", plain(part)


def markdown(found):
    out, before = ["---\ntitle: Comparison\nlang: en-US\n---\n"], ""
    for kind, text in found:
        if kind == "heading":
            out.append(f"\n## {text}\n")
        elif kind == "item":
            out.append(f"{'' if before == 'item' else chr(10)}- {text}\n")
        else:
            text = re.sub(r"^([-+]|\d+[.)]) ", "", text)
            out.append(f"\n{text}\n")
        before = kind
    return "".join(out)


def tex(found, options, emergency, result):
    body, before = [], ""
    found = list(found)
    for number, (kind, text) in enumerate(found):
        following = found[number + 1][0] if number + 1 < len(found) else ""
        if before == "item" and kind != "item":
            body.append("\\end{itemize}\n")
        if kind == "item" and before != "item":
            body.append("\\begin{itemize}\n")
        if kind == "heading":
            body.append(f"\\section*{{{text}}}\n")
        elif kind == "item":
            body.append(f"\\item {text}\n")
        elif following == "item" and text.endswith(":"):
            body.append(f"{{\\attribute204=1 {text}\\par}}\n")
        else:
            body.append(f"{text}\n\n")
        before = kind
    if before == "item":
        body.append("\\end{itemize}\n")
    size, line = options.size, options.size * LINE
    return f"""\\documentclass{{article}}
\\usepackage{{fontspec}}
\\setmainfont{{{options.file.name}}}[Path={options.file.parent}/, Renderer=HarfBuzz, Ligatures={{Common}}]
\\usepackage[english]{{babel}}
\\usepackage[paperwidth={options.measure + 144}bp, paperheight={PAGE_HEIGHT + 144}bp, margin=72bp]{{geometry}}
\\renewcommand{{\\normalsize}}{{\\fontsize{{{size}bp}}{{{line}bp}}\\selectfont}}
\\normalsize\\frenchspacing
\\emergencystretch={emergency}em
\\setlength{{\\parindent}}{{{line}bp}}
\\pagestyle{{empty}}
\\directlua{{figures_em = "{size}bp" dofile("{HERE}/figures.lua")}}
\\begin{{document}}
{"".join(body)}
\\clearpage\\directlua{{figures_write("{result}")}}
\\end{{document}}
"""


def run_luatex(found, options, emergency, work):
    result = work / "figures.json"
    (work / "same.tex").write_text(tex(found, options, emergency, result), encoding="utf-8")
    done = subprocess.run(["lualatex", "-interaction=nonstopmode", "same.tex"], cwd=work, capture_output=True)
    if not result.exists():
        raise SystemExit(done.stdout.decode(errors="replace")[-3000:])
    figures = json.loads(result.read_text())
    return {"pages": figures["pages"], "justified lines": figures["lines"],
            "hyphenated": figures["hyphens"] / figures["lines"], "deviation": figures["squares"] / figures["spaces"],
            "loosest": figures["loosest"], "overfull": figures["overfull"], "widows and orphans": figures["widows"] + figures["orphans"],
            "introductions": figures["introductions"]}


def run_pamphlet(found, options, work):
    (work / "same.md").write_text(markdown(found), encoding="utf-8")
    (work / "same.toml").write_text(f"""name = "same"
extends = "doula"
[tokens]
body = ["{options.font}"]
figures = "normal"
[page]
size = ["{options.measure + 144}pt", "{PAGE_HEIGHT + 144}pt"]
margin = "72pt"
font-size = "{options.size}pt"
""", encoding="utf-8")
    done = subprocess.run([options.pamphlet, "layout", "same.md", "--style", "same.toml", "--format", "json"], cwd=work,
                          capture_output=True, text=True)
    if not done.stdout:
        raise SystemExit(done.stderr)
    totals = json.loads(done.stdout)["articles"][0]["totals"]
    return {"pages": totals["pages"], "justified lines": totals["justified_lines"],
            "hyphenated": totals["hyphenated_lines"] / totals["justified_lines"], "deviation": totals["mean_squared_deviation"],
            "loosest": totals["loosest"], "overfull": totals["overfull-line"], "widows and orphans": totals["widow"] + totals["orphan"],
            "introductions": totals["lone-introduction"]}


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("pamphlet")
    parser.add_argument("articles", nargs="+")
    parser.add_argument("--font", default="EB Garamond")
    parser.add_argument("--size", type=float, default=12.5)
    parser.add_argument("--measure", type=float, default=351)
    options = parser.parse_args()
    options.pamphlet = str(pathlib.Path(options.pamphlet).resolve())
    match = subprocess.run(["fc-match", "-f", "%{file}", options.font + ":regular"], capture_output=True, text=True, check=True)
    options.file = pathlib.Path(match.stdout)
    found = [block for path in options.articles for block in blocks(pathlib.Path(path).read_text(encoding="utf-8"))]
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        rows = {"Pamphlet": run_pamphlet(found, options, work), "LuaTeX": run_luatex(found, options, 0, work),
                "LuaTeX, emergency stretch 3 em": run_luatex(found, options, 3, work)}
    names = list(rows["Pamphlet"])
    print("| " + " | ".join(["set by", *names]) + " |\n|" + "---|" * (len(names) + 1))
    for who, row in rows.items():
        cells = [f"{row[n] * 100:.2f} %" if n == "hyphenated" else f"{row[n]:.5f} em²" if n == "deviation"
                 else f"{row[n]:.2f}" if n == "loosest" else f"{row[n]:.0f}" for n in names]
        print("| " + " | ".join([who, *cells]) + " |")


if __name__ == "__main__":
    main()
