"""Texts that no author writes: one thing, many times or without an end. Each is a function of its size in bytes.

What they cost is compared with prose of the same size (linear.py): whatever the bytes, at most LIMIT times as much.
"""
import random

from article import front, prose

LIMIT = 4


def fill(unit, size):
    return unit * (size // len(unit.encode()))


def many(unit, size):
    out, length = [], 0
    while length < size:
        out.append(unit(len(out)))
        length += len(out[-1].encode())
    return "".join(out)


def any_of(first, last, size):
    """Random characters of a range, always the same."""
    characters = [chr(c) for c in range(first, last + 1)]
    return "".join(random.Random(1).choices(characters, k=size // len(characters[0].encode())))


def word(size):
    return any_of(ord("a"), ord("z"), size)


def words(size):
    return prose(size // 4)[:size]


def body(text):
    return lambda size: front() + text(size) + "\n"


def meta(lines):
    return lambda size: f"---\ntitle: Article\nlang: en\n{lines(size)}\n---\n\ntext\n"


BASELINE = body(lambda n: many(lambda k: prose(80, k) + "\n\n", n))

SHAPES = {
    # one paragraph
    "one paragraph": body(words),
    "a word": body(word),
    "words and no-break spaces": body(lambda n: fill("word\u00a0", n)),
    "digits": body(lambda n: any_of(ord("0"), ord("9"), n)),
    "punctuation": body(lambda n: fill(".,;", n)),
    "brackets": body(lambda n: fill("(", n)),
    "quotation marks": body(lambda n: fill('"', n)),
    "hyphens": body(lambda n: fill("a-", n)),
    "slashes": body(lambda n: fill("a/", n)),
    "dashes": body(lambda n: "a " + fill("—", n)),
    "letters and spaces": body(lambda n: fill("a ", n)),
    "ideographs": body(lambda n: any_of(0x4E00, 0x5E00, n)),
    "Thai": body(lambda n: fill("\u0e01\u0e02", n)),
    "Hangul letters": body(lambda n: fill("\u1100\u1161", n)),
    "Devanagari conjuncts": body(lambda n: fill("\u0915\u094d", n)),
    "an Arabic word": body(lambda n: fill("\u0628", n)),
    "Arabic words": body(lambda n: fill("\u0628\u0633\u0645 ", n)),
    "Hebrew and Latin letters": body(lambda n: fill("\u05d0a", n)),
    "emoji": body(lambda n: any_of(0x1F600, 0x1F63F, n)),
    "emoji joined": body(lambda n: fill("👩\u200d", n)),
    "flags": body(lambda n: fill("🇩", n)),
    "combining marks": body(lambda n: "a" + fill("\u0301", n)),
    "letters with marks": body(lambda n: fill("a\u0301\u0323\u0302", n)),
    "no-break spaces": body(lambda n: "a" + fill("\u00a0", n) + "b"),
    "spaces": body(lambda n: "a" + " " * n + "b"),
    "zero-width spaces": body(lambda n: "a" + fill("\u200b", n) + "b"),
    "zero-width non-joiners": body(lambda n: fill("a\u200c", n)),
    "word joiners": body(lambda n: fill("a\u2060", n)),
    "soft hyphens": body(lambda n: fill("a\u00ad", n)),
    "no font has it": body(lambda n: any_of(0x13000, 0x133FF, n)),
    "control characters": body(lambda n: fill("a\x01", n)),
    # many inlines
    "emphasis": body(lambda n: fill("*a*b", n)),
    "code spans": body(lambda n: fill("`a` ", n)),
    "superscripts": body(lambda n: fill("a<sup>b</sup> ", n)),
    "line ends": body(lambda n: fill("a\n", n)),
    "hard line ends": body(lambda n: fill("a\\\n", n)),
    "links": body(lambda n: many(lambda k: f"[x](https://e.org/{k}) ", n)),
    "links to a heading": body(lambda n: "## A {#a}\n\n" + fill("[x](#a) ", n)),
    "links to nothing": body(lambda n: many(lambda k: f"[x](#n{k}) ", n)),
    "citations of a note": body(lambda n: fill("a[^1] ", n) + "\n\n[^1]: b\n"),
    "tags": body(lambda n: fill("<b>a</b> ", n)),
    "unknown tags": body(lambda n: fill("<x>a</x> ", n)),
    # one long value
    "an address": body(lambda n: "https://example.org/" + word(n)),
    "a link's address": body(lambda n: f"[a](https://example.org/{word(n)})"),
    "a link's text": body(lambda n: f"[{word(n)}](https://example.org/)"),
    "alternative text": body(lambda n: f"![{words(n)}](none.png)"),
    "a link's title": body(lambda n: f'[a](https://example.org "{words(n)}")'),
    "a heading": body(lambda n: f"## {words(n)}\n\ntext"),
    "a heading of one word": body(lambda n: f"## {word(n)}\n\ntext"),
    "a cell": body(lambda n: f"| a | b |\n|---|---|\n| x | {words(n)} |"),
    "a cell of one word": body(lambda n: f"| a | b |\n|---|---|\n| x | {word(n)} |"),
    "a note of one word": body(lambda n: f"a[^1]\n\n[^1]: {word(n)}"),
    "a code line": body(lambda n: f"```\n{word(n)}\n```"),
    "a code line of spaces": body(lambda n: "```\na" + " " * n + "b\n```"),
    "a code span": body(lambda n: f"`{word(n)}`"),
    "a callout of one word": body(lambda n: f"> [!NOTE]\n> {word(n)}"),
    "an attribution": body(lambda n: f"> a\n> — {word(n)}"),
    "an attribute": body(lambda n: f'## a {{k="{words(n)}"}}\n\ntext'),
    "a comment": body(lambda n: f"<!-- {words(n)} -->\n\ntext"),
    # many blocks
    "paragraphs": body(lambda n: fill("a\n\n", n)),
    "headings": body(lambda n: fill("## a\n", n)),
    "empty headings": body(lambda n: fill("##\n", n)),
    "list items": body(lambda n: fill("- a\n", n)),
    "loose list items": body(lambda n: fill("- a\n\n", n)),
    "empty list items": body(lambda n: fill("-\n", n)),
    "numbered items": body(lambda n: many(lambda k: f"{k + 1}. a\n", n)),
    "tasks": body(lambda n: fill("- [ ] a\n", n)),
    "emoji items": body(lambda n: fill("✅ a\n", n)),
    "definitions": body(lambda n: fill("a\n: b\n\n", n)),
    "quotations": body(lambda n: fill("> a\n\n", n)),
    "boxes": body(lambda n: fill("::: note\na\n:::\n", n)),
    "rules": body(lambda n: fill("***\n", n)),
    "code lines": body(lambda n: "```\n" + fill("a\n", n) + "```"),
    "empty code lines": body(lambda n: "```\na" + "\n" * n + "b\n```"),
    "table rows": body(lambda n: "| a | b |\n|---|---|\n" + fill("|a|b|\n", n)),
    "empty cells": body(lambda n: "|a|b|c|d|\n|-|-|-|-|\n" + fill("|||||\n", n)),
    "columns": body(lambda n: "|" + fill("a|", n // 3) + "\n|" + fill("-|", n // 3) + "\n|" + fill("b|", n // 3)),
    "notes": body(lambda n: many(lambda k: f"a[^{k}]\n\n[^{k}]: b\n\n", n)),
    "ids": body(lambda n: many(lambda k: f"## a {{#i{k}}}\n\n", n)),
    "one id for all": body(lambda n: fill("## a {#i}\n\n", n)),
    "classes": body(lambda n: "## a {" + many(lambda k: f".c{k} ", n) + "}\n\ntext"),
    "link definitions": body(lambda n: many(lambda k: f"[r{k}]: https://e.org/{k}\n", n) + "\n[r1]"),
    "missing pictures": body(lambda n: many(lambda k: f"![x](n{k}.png)\n\n", n)),
    "quotations within each other": body(lambda n: "> " * (n // 2) + "a"),
    "lists within each other": body(lambda n: "- " * (n // 2) + "a"),
    "boxes within each other": body(lambda n: fill("::: note\n", n) + "a"),
    # front matter
    "a title": lambda n: front(words(n)) + "text\n",
    "a title of one word": lambda n: front(word(n)) + "text\n",
    "an author": meta(lambda n: "author: " + words(n)),
    "authors": meta(lambda n: "author:\n" + many(lambda k: f"  - Author {k}\n", n)),
    "keywords": meta(lambda n: "keywords:\n" + many(lambda k: f"  - key{k}\n", n)),
    "a description": meta(lambda n: "description: " + words(n)),
    "unknown keys": meta(lambda n: many(lambda k: f"key{k}: v\n", n)),
    "a language": lambda n: f"---\ntitle: Article\nlang: {word(n)}\n---\n\ntext\n",
    "an unknown value": meta(lambda n: "x: " + word(n)),
    "sequences within each other": meta(lambda n: "x: " + "[" * n),
}
