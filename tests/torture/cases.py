"""The named cases. Each is a function that returns its article; what it tries is its name."""
from article import Case, front, page, png, prose

NARROW = page('["60mm", "110mm"]', "8mm")
JUSTIFIED = '[document]\ntext-align = "justify"\nhyphens = "auto"\n'


def long_word():
    word = "pneumonoultramicroscopicsilicovolcanoconiosispneumonoultramicr"[:60]
    return Case("long-word", front() + f"Words before {word} and after.\n\n{word}\n\n- {word}\n\n> {word}\n", NARROW)


def long_word_hyphenated():
    case = long_word()
    case.name, case.style = "long-word-hyphenated", NARROW + JUSTIFIED
    return case


def unbreakable():
    text = front() + f"Before {'x' * 300} after `{'y' * 300}` and https://example.org/{'z' * 300} end.\n\n## {'H' * 200}\n"
    return Case("unbreakable", text, NARROW, findings={"L305": 1})


def german_compounds():
    words = ("Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz Donaudampfschifffahrtsgesellschaftskapitän "
             "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung Kraftfahrzeughaftpflichtversicherung ")
    text = front("Wörter", "de") + (words * 5 + "\n\n") * 4 + "\n".join(f"- {w}" for w in words.split()) + "\n"
    return Case("german-compounds", text, NARROW + JUSTIFIED)


def lists_eight_deep():
    lines = [f"{'   ' * depth}{'1.' if depth % 2 else '- '} level {depth} {prose(12)}" for depth in range(8)]
    return Case("lists-eight-deep", front() + "\n".join(lines) + "\n\nAfter.\n" + "\n".join(lines) + "\n")


def tall_figure():
    text = front() + f"{prose(60)}\n\n![A tall picture](tall.png \"Its caption, which stays with it\")\n\n{prose(60)}\n"
    return Case("tall-figure", text, files={"tall.png": png(20, 2000)}, findings={"P406": 1}, may={"P423"})


def wide_figure():
    text = front() + f"{prose(60)}\n\n![A wide picture](wide.png)\n\nText ![a long one](wide.png) and ![a tall one](tall.png) in a line.\n"
    return Case("wide-figure", text, files={"wide.png": png(3000, 6), "tall.png": png(6, 3000)})


def wide_code():
    code = "    ".join(f"column{k}=value{k};" for k in range(40))
    text = front() + f"```\nshort\n{code}\n\n{'-' * 300}\n\tindented by a tab\n```\n\nInline `{code}` code.\n"
    return Case("wide-code", text)


def long_code(lines=400):
    return Case("long-code", front() + "```c\n" + "\n".join(f"int line_{k}; // {prose(k % 5)}" for k in range(lines)) + "\n```\n")


def only_headings(count=60):
    text = front() + "\n\n".join(f"{'#' * (2 + k % 3)} Heading {k} {prose(k % 9)}" for k in range(count)) + "\n"
    return Case("only-headings", text, findings={"E137": 1}, may={"P404"})


def only_image():
    return Case("only-image", front() + "![The only thing](one.png)\n", files={"one.png": png(40, 30)})


def only_emoji():
    return Case("only-emoji", front("🎉", "en") + "🦊🐻👩‍👩‍👧‍👦🇩🇪👍🏽1️⃣\n\n🎈 🎈 🎈\n\n❤️\n")


def one_character():
    return Case("one-character", front("x") + "x\n")


def long_paragraph(size=1_000_000):
    return Case("paragraph-of-1-mb", front() + prose(size // 3)[:size].rstrip() + "\n", page('"a4"', "20mm", "9pt"))


def paragraph_in_stretches():
    """Longer than what is set at once: styles, links and notes go on where one stretch ends and the next begins."""
    part = f"{prose(40)} *{prose(9, 3)}* [{prose(12, 7)}](https://example.org/a) `{prose(5)}` "
    return Case("paragraph-in-stretches", front() + (part * 500).rstrip() + "\n", page('"a4"', "20mm", "9pt") + JUSTIFIED)


def arabic_in_stretches():
    return Case("arabic-in-stretches", front("مقال", "ar") + ("كلمة بعد كلمة 555-0142 ثم word " * 3000).rstrip() + "\n", page('"a4"', "20mm", "9pt"))


def data_words():
    """Words that are none: without a place to break, also where their letters change style. They stay on the page."""
    text = "x7" * 50_000 + "\n\n" + "*a*b" * 1000 + "\n\n" + "سلام" * 1000 + "\n\n" + "one\u00a0" * 2000 + "end\n\n"
    return Case("data-words", front() + text + f"```\n{'y' * 5000}\n```\n\n| a | b |\n|---|---|\n| x | {'z' * 5000} |\n", may={"L305", "P406", "P411", "P412", "T401"})


def deep_quotes(depth=10_000):
    return Case("quotes-10000-deep", front() + f"{prose(5)}\n\n" + "> " * depth + "the innermost words\n\nand after.\n", findings={"E135": 1},
                words=["innermost words"])


def deep_lists():
    lines = "".join(f"{'  ' * k}- item{k:03}x\n" for k in range(300))
    return Case("lists-300-deep", front() + lines, findings={"E135": 0}, words=[f"item{k:03}x" for k in range(300)], may={"P405"})


def many_notes(count=5000):
    body = "\n\n".join(f"Paragraph {k} {prose(k % 17)}[^n{k}] {prose(5)}" for k in range(count))
    notes = "\n\n".join(f"[^n{k}]: Note number {k} says {prose(k % 11)}" for k in range(count))
    return Case("notes-5000", front() + body + "\n\n" + notes + "\n", page('"a5"', "15mm"))


def notes_on_one_page(count=200):
    body = " ".join(f"w{k}[^n{k}]" for k in range(count))
    notes = "\n\n".join(f"[^n{k}]: Note {k} {prose(6 + k % 20)}" for k in range(count))
    return Case("notes-200-on-a-page", front() + body + "\n\n" + notes + "\n", page('"a5"', "15mm"))


def long_note():
    paragraphs = "\n\n    ".join(prose(150, k) for k in range(12))
    text = front() + f"{prose(200)}[^long] {prose(100)}\n\n{prose(100)}[^short]\n\n[^long]: Begin. {paragraphs}\n\n[^short]: A short one.\n"
    return Case("note-longer-than-a-page", text)


def notes_everywhere():
    text = front() + f"""## A heading with a note[^a]

| cell[^b] | two |
|---|---|
| three[^c] | four[^a] |

> A quote[^d] with *emphasis[^e]*.

- item[^f]
  - inner[^g]

![alt](p.png "A caption[^x]")

> [!NOTE]
> A callout[^h].

Term[^i]
: Description[^j]

Cited twice[^a] and again[^a], two together[^b][^c], in a [list of clinics](https://example.org)[^k].

""" + "\n\n".join(f"[^{c}]: Note {c} {prose(5)}" for c in "abcdefghij") + """

[^k]: With a list:

    - one
    - two

    > and a quote

    ```
    and code
    ```
"""
    return Case("notes-everywhere", text, findings={"L312": 1}, files={"p.png": png(30, 30)})  # a caption from a title has no notes


def long_note_of_a_cell():
    text = front() + f"| a | b |\n|---|---|\n| one[^x] | two |\n| three | four[^y] |\n\n{prose(30)}\n\n[^x]: {prose(500)}\n\n[^y]: {prose(90)}[^z]\n\n[^z]: {prose(400)}\n"
    return Case("long-note-of-a-cell", text)


def table_in_a_note():
    rows = "".join(f"    | {k} | {prose(k % 9)} |\n" for k in range(60))
    return Case("table-in-a-note", front() + f"{prose(100)}[^t] {prose(100)}\n\n[^t]: Before.\n\n    | Row | Text |\n    |---|---|\n{rows}\n    After.\n")


def invisible_characters():
    text = front() + """Soft\u00adhy\u00adphens in Donau\u00addampf\u00adschiff\u00adfahrts\u00adgesell\u00adschafts\u00adkapi\u00adtän and more\u00ad.

Zero\u200bwidth\u200bspaces\u200bbetween\u200ball\u200bthe\u200bwords\u200bof\u200bthis\u200bline\u200bwhich\u200bis\u200blong.

Zero\u200cwidth\u200cnon\u200djoiner, word\u2060joiner, no\u00a0break\u00a0spaces\u00a0and\u202fnarrow\u202fones, 10\u00a0kg, non\u2011breaking\u2011hyphens.

A\u2007figure\u2008punctuation\u2009thin\u200ahair\u2003em\u2002en\u3000ideographic space.

\u200e\u200fmarks\u200e and\u200f isolates \u2068inside\u2069 and \u202bembedded\u202c.

\u00ad

\u200b

Left\u2028line and\u2029paragraph separators.
"""
    return Case("invisible-characters", text, NARROW + JUSTIFIED)


def only_no_break():
    return Case("no-break-line", front() + "\u00a0".join(["word"] * 80) + "\n\n" + "\u2060".join("abcdefghij" * 12)
                + f"\n\n| no\u00a0break\u00a0at\u00a0all | {'x' * 60} |\n|---|---|\n", NARROW, may={"P412"})


def combining_marks():
    stacks = ["\u0301\u0302\u0303\u0304\u0306", "\u0323\u0324\u0325\u0331\u032d", "\u0301\u0323\u0302\u0324\u0303"]
    words = " ".join("".join(c + stacks[k % 3] for c in "stacked") for k in range(30))
    return Case("combining-marks", front("M\u0301\u0302\u0303\u0304\u0306") + f"{words}\n\n## {words}\n\n- {words}\n\n\u0301\u0302 alone\n", findings={})


def empty_cells():
    rows = "| a | | |\n|---|---|---|\n| | | |\n| | b | |\n||||\n| | | c |\n"
    return Case("empty-cells", front() + rows + "\n\n| | |\n|---|---|\n| | |\n\nAfter.\n", findings={"L306": 0})


def nested_table():
    table = "| one | two |\n|---|---:|\n| " + prose(20) + " | 2 |\n| x | " + prose(9) + " |\n"
    inner = "\n".join("> - " + line if k == 0 else ">   " + line for k, line in enumerate(table.splitlines()))
    more = "\n".join(">   > 1. " + line if k == 0 else ">   >    " + line for k, line in enumerate(table.splitlines()))
    return Case("table-in-list-in-quote", front() + f"> before\n>\n{inner}\n>\n>   between\n>\n{more}\n>\n> after\n")


def wide_table():
    head = "|" + "|".join(f" Heading {k} " for k in range(20)) + "|\n|" + "---|" * 20 + "\n"
    rows = "".join("|" + "|".join(f" r{r}c{c} {prose(c % 4)} " for c in range(20)) + "|\n" for r in range(12))
    return Case("table-20-columns", front() + head + rows, page('"a4"', "15mm", "10pt"), may={"P412"})


def wide_table_of_numbers():
    head = "| |" + "|".join(f" {k}:00 " for k in range(24)) + "|\n|---|" + "---:|" * 24 + "\n"
    rows = "".join(f"| Day {r} |" + "|".join(f" {(r * c) % 160} " for c in range(24)) + "|\n" for r in range(31))
    return Case("table-24-hours", front() + head + rows, page('"a4"', "15mm", "10pt"), may={"P412"})


def long_table(rows=600):
    rows = "".join(f"| row {k} | {prose(k % 13)} | {k * k} |\n" for k in range(rows))
    return Case("table-600-rows", front() + "| Row | Text | Number |\n|---|---|---:|\n" + rows + "\nAfter.\n")


def tall_cell():
    text = front() + f"| Short | Long |\n|---|---|\n| before | x |\n| one | {prose(500)} |\n| {prose(300, 7)} | {prose(500, 3)} |\n| after | y |\n"
    return Case("cell-longer-than-a-page", text, may={"P403", "P411"})


def tall_head():
    text = front() + f"| {prose(300)} | B |\n|---|---|\n" + "".join(f"| {k} | {prose(6)} |\n" for k in range(40))
    return Case("table-head-longer-than-a-page", text, may={"P403", "P411"})


def long_words_in_cells():
    cells = " | ".join(f"{'abcdefghij' * 4}{k}" for k in range(6))
    return Case("long-words-in-cells", front() + f"| {cells} |\n|{'---|' * 6}\n| {cells} |\n", may={"P412"})


def images_in_cells():
    text = front() + """| Picture | What it is |
|---|---|
| ![small](s.png) | small |
| ![wide](w.png) and text | wide |
| text before ![tall](t.png) | tall |
| ![small](s.png) ![small](s.png) | two |
"""
    return Case("images-in-cells", text, files={"s.png": png(20, 20), "w.png": png(2000, 20), "t.png": png(20, 2000)}, may={"P412"})


def long_headings():
    text = front(prose(60)) + "".join(f"{'#' * level} {prose(40 * level)}\n\n{prose(20)}\n\n" for level in (2, 3, 4)) + f"## {prose(400)}\n\nAfter.\n"
    return Case("long-headings", text, findings={"P408": 0}, may={"P403"})


def side_by_side_longer_than_a_page():
    """A row of boxes cannot break; these stand below each other instead."""
    part = lambda name: "::: {.part}\n\n" + "\n\n".join(f"- {name} {k} {prose(6, k)}" for k in range(60)) + "\n\n:::\n\n"
    text = front() + "::::: {.side-by-side}\n\n" + part("first") + part("second") + ":::::\n\nAfter.\n"
    return Case("side-by-side-longer-than-a-page", text)


def heading_before_tall_box():
    box = "\n>\n".join(f"> {prose(60, k)}" for k in range(12))
    text = front() + f"{prose(150)}\n\n## A heading\n\n> [!WARNING]\n{box}\n\n## Another\n\n```\n" + "code\n" * 120 + "```\n\n## A third\n\n{prose(5)}\n"
    return Case("heading-before-tall-box", text, findings={"P403": 0})


def deep_mixture():
    text = front() + f"""> 1. {prose(15)}
>    - {prose(15)}
>      > - {prose(15)}
>      >
>      >   > [!TIP]
>      >   > {prose(20)}
>      >   >
>      >   > - [ ] {prose(7)}
>      >   >   ```
>      >   >   code in a task in a callout in an item in a quote
>      >   >   ```
>      >   >
>      >   >   | a | b |
>      >   >   |---|---|
>      >   >   | 1 | {prose(9)} |
>      >
>      >   ![alt](p.png)
>      >
>      >   Term
>      >   : Description {prose(12)}
>    - back
> 2. {prose(15)}

::: outer
::: {{.inner lang=de}}
> Zitat
>
> — Wer es sagt
:::
:::
"""
    return Case("deep-mixture", text, files={"p.png": png(30, 30)}, findings={"E139": 0})


def tiny_page():
    text = front("T") + f"## Heading\n\n{prose(40)}\n\n- {prose(8)}\n  - {prose(8)}\n\n| a | b |\n|---|---|\n| {prose(4)} | {prose(4)} |\n\n> [!NOTE]\n> {prose(9)}\n\n![p](p.png)\n\n{prose(9)}[^n]\n\n[^n]: {prose(12)}\n"
    return Case("tiny-page", text, page('["70mm", "70mm"]', "22mm", "8pt", "10mm"), files={"p.png": png(100, 100)}, findings={"P406": 1}, may={"P404", "P405"})


def right_to_left():
    words = "يحتاج الطفل المصاب بالحمى إلى الماء والراحة ٣ مرات أو 4 times في اليوم"
    text = front("الحمى", "ar") + f"""## {words}

{words} {words} (555-0142) {words}. {words}!

- {words}
  1. {words} {words}
  2. {words}

| {words} | رقم |
|---|---:|
| {words} | 12 |
| Paracetamol 15 mg/kg | {words} |

> {words}
>
> - {words}

> [!WARNING]
> {words}

مصطلح
: {words}

```
code stays left to right
```

{words}[^n] {words}

[^n]: {words} {words}

::: {{lang=en}}
An English block with {words} inside, and 3 numbers.
:::
"""
    return Case("right-to-left", text, left_to_right=False)


def hebrew_in_english():
    word = "שלום עולם"
    text = front() + f"Mixed {word} (and {word}, 123) with *{word}* and **bold {word}**, {word} {prose(30)} {word}.\n\n- {word}\n- x {word} y {word} z\n\n| {word} | b |\n|---|---|\n| a {word} | {word} |\n"
    return Case("hebrew-in-english", text, left_to_right=False)


def many_links(count=2000):
    text = front() + " ".join(f"[{'abcdefghij'[k % 10]}](https://example.org/{k})" for k in range(count)) + "\n"
    return Case("links-2000-on-a-page", text, page('"a3"', "10mm", "8pt"))


def many_scripts():
    lines = ["中文没有空格的长句子需要在任何地方换行，但是标点不能在行首。" * 4, "日本語の長い文章は「かぎ括弧」や、句読点の禁則処理が必要です。" * 4,
             "한국어 문장은 띄어쓰기가 있습니다. " * 8, "हिन्दी में लिखा हुआ वाक्य। " * 8, "ภาษาไทยไม่มีช่องว่างระหว่างคำจึงต้องใช้พจนานุกรม" * 4,
             "Tiếng Việt có nhiều dấu thanh. " * 8, "Русский текст с длинными словами. " * 8, "Ελληνικό κείμενο με τόνους. " * 8]
    text = front() + "\n\n".join(lines) + "\n\n" + "\n".join(f"- {line[:40]}" for line in lines) + "\n"
    return Case("many-scripts", text, NARROW)


def boxes(count=14):
    text = front() + "".join(f"{prose(30 + 7 * (k % 14), k)}\n\n> [!NOTE]\n> {prose(12 * (k % 14))}\n>\n> - {prose(9)}\n> - {prose(5 * (k % 14))}\n\n" for k in range(count))
    return Case("boxes-at-page-edges", text)


def long_meta():
    more = f'subtitle: "{prose(80)}"\nauthor: [{", ".join(f"Author {k} Name" for k in range(40))}]\nkicker: "{prose(30)}"\npublisher: "{prose(30)}"\nsources:\n' + "".join(f'  - "{prose(20)} https://example.org/{"s" * 90}"\n' for _ in range(20))
    return Case("long-metadata", front(prose(70), more=more) + "Text.\n", findings={"P408": 0})


def all_cases():
    return [value() for name, value in sorted(globals().items())
            if callable(value) and not isinstance(value, type) and getattr(value, "__module__", "") == __name__ and name != "all_cases"]
