#!/usr/bin/env python3
"""Runs the examples of the CommonMark specification through a Markdown to HTML program.

usage: run.py --fetch PACKAGE FOLDER PROGRAM --known FILE [--update]

The specification comes from the npm PACKAGE, kept in FOLDER. FILE lists the examples that are known to differ, one
"NUMBER reason" a line; the test fails when another example differs, and also when a listed one no longer does. Prints a
line for each surprise, then 'N passed, N failed'. Exit status: 0 as expected, 1 a surprise, 77 the package cannot be had.
"""
import argparse
import concurrent.futures
import html.parser
import pathlib
import re
import subprocess
import sys

FENCE = "`" * 32


class Normal(html.parser.HTMLParser):
    """Reduces HTML to what matters: tags with sorted attributes, and text with spaces joined outside pre."""
    BLOCKS = {"article", "header", "aside", "hgroup", "blockquote", "hr", "body", "li", "map", "button", "object", "ol",
              "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "div", "h1", "h2", "h3",
              "h4", "h5", "h6", "br", "dl", "dd", "dt", "form", "script", "style"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts, self.pre = [], 0

    def handle_starttag(self, tag, attributes):
        if tag in self.BLOCKS and self.parts:
            self.parts[-1] = self.parts[-1].rstrip() if not self.pre else self.parts[-1]
        self.pre += tag == "pre"
        self.parts.append("<" + tag + "".join(f' {k}="{v if v is not None else ""}"' for k, v in sorted(attributes)) + ">")

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        self.pre -= tag == "pre"

    def handle_endtag(self, tag):
        if tag in self.BLOCKS and self.parts and not self.pre:
            self.parts[-1] = self.parts[-1].rstrip()
        self.pre -= tag == "pre"
        self.parts.append(f"</{tag}>")

    def handle_data(self, data):
        if not self.pre:
            data = re.sub(r"\s+", " ", data)
            last = self.parts[-1] if self.parts else "<p>"
            if re.match(r"</?(\w+)", last) and re.match(r"</?(\w+)", last).group(1) in self.BLOCKS:
                data = data.lstrip()
        if data:
            self.parts.append(data)

    def handle_comment(self, data):
        self.parts.append(f"<!--{data}-->")

    def handle_decl(self, data):
        self.parts.append(f"<!{data}>")

    def handle_pi(self, data):
        self.parts.append(f"<?{data}>")

    def unknown_decl(self, data):
        self.parts.append(f"<![{data}]>")


def normal(text):
    parser = Normal()
    parser.feed(text)
    parser.close()
    return "".join(parser.parts).strip()


def examples(path):
    number, section, state, found = 0, "", 0, []
    for line in open(path, encoding="utf-8", newline="\n"):
        stripped = line.rstrip("\n")
        if state == 0 and (match := re.fullmatch(r"`{32} example ?(.*)", stripped)):
            number, state, markdown, expected, extensions = number + 1, 1, [], [], match.group(1).split()
        elif state and stripped == FENCE:
            found.append({"example": number, "section": section, "extensions": extensions,
                          "markdown": "".join(markdown).replace("\u2192", "\t"),
                          "html": "".join(expected).replace("\u2192", "\t")})
            state = 0
        elif state == 1 and stripped == ".":
            state = 2
        elif state == 1:
            markdown.append(line)
        elif state == 2 and stripped == ".":
            state = 3  # md4c: command-line options of its own test program follow
        elif state == 2:
            expected.append(line)
        elif state == 0 and re.match(r"#+ ", stripped):
            section = stripped.lstrip("# ")
    return found


def specification(package, folder):
    """The text file of the specification, fetched once; nothing when npm cannot bring it."""
    folder = pathlib.Path(folder)
    found = folder / "package/spec.txt"
    if not found.exists():
        try:
            subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True, timeout=120)
            archive = next(folder.glob("commonmark-spec-*.tgz"))
            subprocess.run(["tar", "xzf", archive.name], cwd=folder, check=True)
        except (OSError, subprocess.SubprocessError, StopIteration):
            return None
    return found


def known_differences(path):
    lines = (line.split(None, 1) for line in open(path, encoding="utf-8") if line.strip() and not line.startswith("#"))
    return {int(number): reason.strip() for number, reason in lines}


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--fetch", nargs=3, required=True)
    parser.add_argument("--known", required=True)
    options = parser.parse_args()
    package, folder, program = options.fetch
    spec = specification(package, folder)
    if spec is None:
        print(f"skipped: npm cannot bring {package}")
        return 77

    def check(example):
        done = subprocess.run([program], input=example["markdown"].encode(), capture_output=True, timeout=60)
        got = done.stdout.decode("utf-8", "replace")
        if done.returncode == 0 and (got == example["html"] or normal(got) == normal(example["html"])):
            return None
        return f"{example['example']} {example['section']}: expected {normal(example['html'])[:120]!r}, got {normal(got)[:120]!r}"

    wanted, known = examples(spec), known_differences(options.known)
    passed, surprises = 0, []
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for example, problem in zip(wanted, pool.map(check, wanted)):
            if problem and example["example"] not in known:
                surprises.append("differs: " + problem)
            elif not problem and example["example"] in known:
                surprises.append(f"no longer differs: {example['example']} {example['section']}")
            else:
                passed += 1
    print("\n".join(surprises)) if surprises else None
    print(f"{passed} passed, {len(surprises)} failed")
    return 1 if surprises or not wanted else 0


if __name__ == "__main__":
    sys.exit(main())
