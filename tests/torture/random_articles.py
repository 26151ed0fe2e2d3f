"""Articles made up at random: every element, nested in every other, in pages of odd sizes. One seed, one article.

An article is a tree of lists, so that a smaller one is easily made of it: a block is [kind, detail, children], whose
children are blocks, or lists of inline tokens (strings).
"""
import collections
import copy
import random
import re

from article import Case, PROSE, png

LONG = ["Donaudampfschifffahrtsgesellschaft", "pneumonoultramicroscopicsilicovolcanoconiosis", "https://example.org/" + "path/" * 12,
        "Kraft\u00adfahr\u00adzeug\u00adhaft\u00adpflicht", "zero\u200bwidth\u200bspace", "no\u00a0break\u00a0at\u00a0all", "10\u202fkg", "x" * 60]
FOREIGN = ["שלום", "עולם", "الطفل", "المصاب", "中文没有空格", "日本語、です。", "한국어", "हिन्दी", "ภาษาไทย", "Ελληνικά", "Русский", "tiếng",
           "a\u0301\u0323\u0302", "🦊", "👩‍👩‍👧‍👦", "🇩🇪", "½", "→", "№", "…"]
STYLES = ["base", "base", "clinic", "doula", "large-print"]
PAGES = ['"a6"', '"a5"', '"a5 landscape"', '"letter"', '["60mm", "90mm"]', '["100mm", "100mm"]', '["400mm", "60mm"]']
# What may be said of any article; the rest is a fault of the article that the generator avoids, or of the program.
MAYBE = ["P423", "P403", "P404", "P405", "P406", "P408", "P411", "P412", "P421", "L305", "L306", "L308", "L309", "E136", "E137", "E138", "E139", "E140", "E143", "E176"]


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.notes = 0
        self.budget = self.random.choice([1, 3, 6, 12, 20])  # blocks

    def chance(self, share):
        return self.random.random() < share

    def words(self, most=12):
        count = 1 + int(self.random.expovariate(1 / most))
        start = self.random.randrange(len(PROSE))
        return [re.sub(r"\W", "", PROSE[(start + k) % len(PROSE)]) for k in range(count)]

    def inline(self, most=12, notes=True):
        """Tokens, each complete in itself."""
        tokens = []
        for _ in range(self.random.choice([1, 1, 2, 4])):
            tokens += self.words(most)
            kind = self.random.randrange(14)
            inner = " ".join(self.words(3))
            if kind < 6:
                tokens.append([f"*{inner}*", f"**{inner}**", f"`{inner}`", f"[{inner}](https://example.org)", f"~~{inner}~~",
                               f"x<sup>{inner}</sup>"][kind])
            elif kind == 6:
                tokens.append(self.random.choice(LONG))
            elif kind in (7, 8):
                tokens += [self.random.choice(FOREIGN) for _ in range(self.random.randrange(1, 5))]
            elif kind == 9 and notes:
                self.notes += 1
                tokens.append(f"cited[^n{self.notes}]")
            elif kind == 10:
                tokens.append("and ![a dot](dot.png)")
            elif kind == 11:
                tokens.append("here<br>there")
        return tokens

    def block(self, depth):
        self.budget -= 1
        kinds = ["paragraph"] * 5 + ["heading", "code", "table", "figure", "break"]
        if depth < 5 and self.budget > 0:
            kinds += ["bullet", "ordered", "task", "marked", "quote", "quotation", "callout", "titled", "div", "rtl", "definitions"]
        kind = self.random.choice(kinds)
        if kind == "paragraph":
            return [kind, None, [self.inline(self.random.choice([4, 12, 40]))]]
        if kind == "heading":
            return [kind, self.random.randrange(2, 6), [self.words(self.random.choice([3, 20]))]]
        if kind == "code":
            lines = [" ".join(self.words(self.random.choice([3, 20]))) for _ in range(1 + int(self.random.expovariate(0.2)))]
            return [kind, None, [[" " * self.random.randrange(5) + line] for line in lines]]
        if kind == "table":
            columns = self.random.choice([1, 2, 3, 3, 5, 9])
            rows = 1 + int(self.random.expovariate(0.2))
            most = self.random.choice([2, 6, 15])
            return [kind, columns, [["row", None, [self.inline(most) if self.chance(0.85) else [] for _ in range(columns)]] for _ in range(rows + 1)]]
        if kind == "figure":
            name = self.random.choice(["dot.png", "wide.png", "tall.png"])
            caption = ' "' + " ".join(self.words(6)) + '"' if self.chance(0.5) else ""
            return [kind, f"![{name[:-4]}]({name}{caption})", []]
        if kind == "break":
            return [kind, None, []]
        if kind == "marked":
            return [kind, self.random.choice(["✔️", "⚠️", "🦊"]), [self.inline(6) for _ in range(self.random.randrange(2, 6))]]
        if kind in ("bullet", "ordered", "task"):
            return [kind, self.random.choice([1, 7, 98]), [["item", None, self.blocks(depth + 1)] for _ in range(self.random.randrange(1, 5))]]
        if kind == "definitions":
            return [kind, None, [["definition", " ".join(self.words(2)), self.blocks(depth + 1)] for _ in range(self.random.randrange(1, 3))]]
        return [kind, self.random.choice(["NOTE", "WARNING", "HELP"]), self.blocks(depth + 1)]

    def blocks(self, depth):
        return [self.block(depth) for _ in range(self.random.choice([1, 1, 2, 3]) if depth else self.budget // 4 + 1)]

    def article(self):
        body = self.blocks(0)
        notes = []
        while len(notes) < self.notes:  # notes may cite notes
            notes.append(["note", len(notes) + 1, self.blocks(3)])
        return body, notes

    def style(self):
        text = f'name = "torture"\nextends = "{self.random.choice(STYLES)}"\n\n[page]\nsize = {self.random.choice(PAGES)}\n'
        text += f'margin = "{self.random.choice([9, 12, 16])}mm"\nfont-size = "{self.random.choice([8, 9, 11])}pt"\nminimum-font-size = "6pt"\n'
        text += 'head-distance = "6mm"\nfoot-distance = "6mm"\nfirst-top-left = ""\n'
        if self.chance(0.5):
            text += '\n[document]\ntext-align = "justify"\nhyphens = "auto"\n'
        return text


def indented(lines, first, rest):
    return [(first if k == 0 else rest if line else rest.rstrip(" ")) + line for k, line in enumerate(lines)]


def lines_of(blocks):
    lines = []
    for block in blocks:
        if lines:
            lines.append("")
        lines += block_lines(block)
    return lines


def block_lines(block):
    kind, detail, children = block
    if kind == "paragraph":
        return [" ".join(children[0])] if children and children[0] else []
    if kind == "heading":
        return ["#" * detail + " " + " ".join(children[0] if children else [])]
    if kind == "code":
        return ["```"] + ["".join(line) for line in children] + ["```"]
    if kind == "table":
        rows = ["| " + " | ".join(" ".join(cell) for cell in row[2]) + " |" for row in children if row[2]]
        return rows[:1] + ["|" + "---|" * len(children[0][2])] + rows[1:] if rows and children[0][2] else []
    if kind == "figure":
        return [detail]
    if kind == "break":
        return ["***"]
    if kind in ("bullet", "ordered", "task"):
        lines = []
        for k, item in enumerate(children):
            marker = {"bullet": "- ", "ordered": f"{detail + k}. ", "task": "- [x] "}[kind]
            inner = lines_of(item[2]) or ["empty"]
            if kind == "task" and item[2] and item[2][0][0] != "paragraph":
                inner = ["task", ""] + inner
            lines += indented(inner, marker, " " * (2 if kind == "task" else len(marker))) + [""]
        return lines[:-1]
    if kind == "definitions":
        lines = []
        for definition in children:
            lines += [definition[1]] + indented(lines_of(definition[2]) or ["empty"], ": ", "  ") + [""]
        return lines[:-1]
    if kind == "quote":
        return indented(lines_of(children) or ["empty"], "> ", "> ")
    if kind == "quotation":
        return indented(lines_of(children) + ["", "— Who said it"], "> ", "> ")
    if kind == "marked":
        return [f"{detail} " + " ".join(tokens) for tokens in children] if len(children) > 1 else []
    if kind in ("callout", "titled"):
        return [f"> [!{detail}]" + (" Its *own* title" if kind == "titled" else "")] + indented(lines_of(children) or ["empty"], "> ", "> ")
    if kind in ("div", "rtl"):
        inner = lines_of(children) or ["empty"]
        fence = max((len(m[0]) for line in inner if (m := re.match(r"[\s>]*(:::+)", line)) and (m := re.search(":::+", line))), default=2) + 1
        return [":" * fence + (" box" if kind == "div" else " {lang=ar}"), ""] + inner + ["", ":" * fence]
    return indented(lines_of(children) or ["empty"], f"[^n{detail}]: ", "    ")  # a note


def vocabulary(tree):
    """How often each plain word was said."""
    counts = collections.Counter()

    def walk(thing):
        if isinstance(thing, str):
            if re.fullmatch(r"[A-Za-z]+", thing):
                counts[thing] += 1
        elif thing and isinstance(thing[0], str) and len(thing) == 3 and isinstance(thing[2], list):
            walk(thing[2])
        else:
            for part in thing:
                walk(part)
    walk(tree)
    return counts


def cited(parts):
    """Only those notes that something cites."""
    body, notes = parts
    while True:
        text = "\n".join(lines_of(body + notes))
        kept = [note for note in notes if f"cited[^n{note[1]}]" in text]
        if len(kept) == len(notes):
            return body, notes
        notes = kept


def case_of(name, parts, style, lang):
    parts = body, notes = cited(parts)
    text = f"---\ntitle: Random\nlang: {lang}\n---\n\n" + "\n".join(lines_of(body + notes)) + "\n"
    files = {"dot.png": png(6, 6), "wide.png": png(900, 30), "tall.png": png(30, 900)}
    return Case(name, text, style, files, may=set(MAYBE), parts=parts, left_to_right=False, lang=lang)


def article(seed):
    maker = Maker(seed)
    parts = maker.article()
    return case_of(f"random-{seed}", parts, maker.style(), maker.random.choice(["en", "en", "en", "de", "fr", "ar", "he", "ja"]))


def reductions(blocks):
    """Copies of a list of blocks with something left out, the most first."""
    size = (len(blocks) + 1) // 2
    while size >= 1 and len(blocks) > 0:
        for at in range(0, len(blocks), size):
            yield blocks[:at] + blocks[at + size:]
        size = size // 2
    for k, block in enumerate(blocks):
        if isinstance(block, str):
            continue
        is_block = len(block) == 3 and isinstance(block[0], str) and isinstance(block[2], list)
        if is_block and block[0] not in ("item", "row", "definition"):
            inner = [c for part in block[2] for c in (part[2] if part and part[0] in ("item", "definition") else [part])
                     if c and isinstance(c, list) and len(c) == 3 and isinstance(c[2], list) and c[0] != "row"]
            if inner:
                yield blocks[:k] + inner + blocks[k + 1:]
        for smaller_part in reductions(block[2] if is_block else block):
            copied = copy.copy(blocks)
            copied[k] = [block[0], block[1], smaller_part] if is_block else smaller_part
            yield copied


def smaller(case):
    body, notes = case.parts
    for part in reductions(body):
        yield case_of(case.name, (part, notes), case.style, case.lang)
    for part in reductions(notes):
        yield case_of(case.name, (body, part), case.style, case.lang)
