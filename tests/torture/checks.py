"""What must hold for every article whatever it contains. Each check returns sentences on what is wrong: none, and it holds."""
import collections
import re
import subprocess
import unicodedata

import pdf_reader
import readers

NOT_TEXT = {"box", "link"}
SPACE = re.compile(r"[ \t\n\r]+")
# Poppler drops or keeps these as it likes, and an EPUB needs no hyphen of ours.
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe00-\ufe0f]")

DISPENSABLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]|^\u00ad+$")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+")


def first_difference(kind, expected, found):
    """One sentence on where two texts part, or nothing."""
    if expected == found:
        return []
    expected, found = "".join(expected), "".join(found)
    at = next((k for k, (a, b) in enumerate(zip(expected, found)) if a != b), min(len(expected), len(found)))
    return [f"{kind}: at character {at} of {len(expected)} expected {expected[max(0, at - 20):at + 30]!r}, "
            f"found {found[max(0, at - 20):at + 30]!r} (length {len(found)})"]


def squeezed(text):
    """As lines may show it: white space is one space, and of what nobody sees little is needed (a line that breaks at a
    zero-width space has no use for it, and the bidi algorithm is done with its marks)."""
    return SPACE.sub(" ", DISPENSABLE.sub("", text)).strip(" ")


def bare(text):
    """Without spaces and what nobody sees, in one normal form: what two readers of a file must agree on.

    A PDF paints text from right to left in visual order, for its readers to turn round: of such a stretch only the
    characters are compared, and no punctuation, whose side the bidi algorithm chooses.
    """
    text = re.sub(r"\s+", "", UNSEEN.sub("", unicodedata.normalize("NFKC", text)))
    if not RIGHT_TO_LEFT.search(text):
        return text
    text = "".join(c for c in text if unicodedata.bidirectional(c) in ("L", "R", "AL", "EN", "AN", "NSM"))
    return RIGHT_TO_LEFT.sub(lambda m: "".join(sorted(m[0])), text)


def note_nodes(nodes):
    """For every node whether it stands in the notes."""
    inside = []
    for node in nodes:
        inside.append(node.element == "notes" or (node.parent >= 0 and inside[node.parent]))
    return inside


def without_printed_address(text, number, nodes):
    """Without the address that paper prints in brackets behind the words of a link."""
    printed = re.search(r"\s*\(([^()\s]+)\)$", text)
    while printed and number >= 0:
        if nodes[number].element == "link" and printed[1] in nodes[number].detail:
            return text[:printed.start()]
        number = nodes[number].parent
    return text


def typed_address(number, nodes):
    """A link's words on paper: of its own address, when that is all it says, what people type."""
    link, typed = nodes[nodes[number].parent], re.sub("^https?://", "", nodes[number].text)
    alone = sum(node.parent == nodes[number].parent for node in nodes[number - 1:number + 2]) == 1
    return typed if link.element == "link" and alone and typed in link.detail else nodes[number].text


def text_is_whole(nodes, pages):
    """(a) The content of the pages is that of the Document: all of it, once, in order."""
    problems, shown = [], {}
    images = {}
    for page in pages:
        for item in page.items:
            if item.kind == "text" and item.role == "content":
                shown.setdefault(item.node, []).append(item.text)
            elif item.kind == "image" and item.role == "content":
                images[item.node] = images.get(item.node, 0) + 1
    for number, node in enumerate(nodes):
        text = without_printed_address("".join(shown.pop(number, [])), number, nodes)
        if node.element == "image":
            times = images.pop(number, 0)
            if times > 1 or (times == 0 and not text and "decorative" not in node.detail):
                problems.append(f"pages: the image n{number} is shown {times} times")
        elif squeezed(text) != squeezed(typed_address(number, nodes)):
            problems += first_difference(f"pages: node n{number} ({node.element})", squeezed(typed_address(number, nodes)), squeezed(text))
    for number, texts in shown.items():
        problems.append(f"pages: n{number} is not in the Document and says {''.join(texts)[:60]!r}")
    return problems


def note_of(nodes):
    """For every node the note that it stands in, or nothing."""
    owners = []
    for number, node in enumerate(nodes):
        above = owners[node.parent] if node.parent >= 0 else None
        owners.append(number if node.element in ("note", "notes") else above)
    return owners


def words_are_whole(said, nodes):
    """(a) The reader lost none of the words that were written, nor read any twice."""
    found = collections.Counter(re.findall(r"[A-Za-z]+", " ".join(node.text for node in nodes)))
    return [f"the word {word!r} was written {times} times, the Document has it {found[word]} times"
            for word, times in said.items() if found[word] < times][:3]


def items_have_markers(nodes, pages):
    """Every item shows its marker beside its first words."""
    markers, first = {}, {}
    owners = {}  # node → the items around it whose first content it may be
    for number, node in enumerate(nodes):
        above = owners.get(node.parent, ())
        owners[number] = above + (number,) if node.element == "item" else above
    for page in pages:
        for item in page.items:
            place = (page.number, item.y if item.kind == "text" else item.y + item.height)
            if item.role == "marker":
                markers.setdefault(item.node, place)
            elif item.kind in ("text", "image") and item.role in ("content", "label"):
                for owner in owners[item.node]:
                    first.setdefault(owner, place)
    problems = []
    for number, node in enumerate(nodes):
        if node.element != "item":
            continue
        if number not in markers:
            problems.append(f"pages: the item n{number} has no marker")
        elif number in first and (markers[number][0] > first[number][0] or markers[number] > (first[number][0], first[number][1] + 12)):
            problems.append(f"pages: the marker of n{number} stands on page {markers[number][0]} at {markers[number][1]:.0f}, "
                            f"below its first content at {first[number][1]:.0f} on page {first[number][0]}")
    return problems


def last_below(nodes):
    """By node: the last node within it."""
    last = list(range(len(nodes)))
    for number in range(len(nodes) - 1, 0, -1):
        parent = nodes[number].parent
        last[parent] = max(last[parent], last[number])
    return last


def order_keys(nodes):
    """Text of one key may stand in any order: cells of a row that is split stand side by side on each of its pages. What a link
    itself says is its address, behind all its words."""
    keys, rows, last = [], [], last_below(nodes)
    for number, node in enumerate(nodes):
        row = number if node.element == "table-row" else rows[node.parent] if node.parent >= 0 else None
        rows.append(row)
        keys.append(row if row is not None else last[number] if node.element == "link" else number)
    return keys


def text_in_order(nodes, pages):
    """(a) Text comes in document order, within the body and within each note, and no note before the page that cites it."""
    keys, owners = order_keys(nodes), note_of(nodes)
    numbers = {number: re.search(r"number=(\d+)", node.detail) for number, node in enumerate(nodes) if node.element in ("note", "note-reference")}
    last, cited, problems = {}, {}, []
    for page in pages:
        for item in page.items:
            if item.kind != "text" or item.role not in ("content", "marker", "label"):
                continue
            key, owner = keys[item.node], owners[item.node]
            if key < last.get(owner, -1):
                problems.append(f"page {page.number}: {item.text[:40]!r} (n{item.node}) comes after n{last[owner]}")
            if owner not in last and owner is not None and numbers.get(owner) and numbers[owner][1] not in cited:
                problems.append(f"page {page.number}: the note {numbers[owner][1]} stands before what cites it")
            last[owner] = max(key, last.get(owner, -1))
            if numbers.get(item.node) and nodes[item.node].element == "note-reference":
                cited[numbers[item.node][1]] = page.number
    return problems[:3]


def ink(item):
    """The rectangle that an item surely covers: of a text the x-height, without a space at its end."""
    if item.kind != "text":
        return item.x + 0.5, item.y + 0.5, item.x + item.width - 0.5, item.y + item.height - 0.5
    left, right = item.x, item.x + item.width
    if item.text[-1:].isspace():
        if item.rtl:
            left += 0.35 * item.height
        else:
            right -= 0.35 * item.height
    if item.text[:1].isspace():
        if item.rtl:
            right -= 0.35 * item.height
        else:
            left += 0.35 * item.height
    return left, item.y - 0.5 * item.height, right, item.y


def inside_page(_, pages):
    """(b) Nothing stands outside its page."""
    problems = []
    for page in pages:
        for item in page.items:
            left, top, right, bottom = item.x, item.y, item.x + item.width, item.y + item.height
            if item.kind == "text":
                if not item.text.strip():
                    continue
                left, _, right, _ = ink(item)
                top, bottom = item.y - 0.7 * item.height, item.y + 0.2 * item.height
            if left < -0.02 or top < -0.02 or right > page.width + 0.02 or bottom > page.height + 0.02:
                problems.append(f"page {page.number}: {item.kind} {item.role} n{item.node} {item.text[:30]!r} at {left:.2f},{top:.2f} "
                                f"to {right:.2f},{bottom:.2f} is outside {page.width:g} × {page.height:g}")
    return problems


def no_overlap(nodes, pages):
    """(b) No text stands on another, nor on a picture."""
    problems, keys = [], order_keys(nodes)
    for page in pages:
        rows = []
        for item in page.items:
            if item.kind == "image" or (item.kind == "text" and item.text.strip() and item.role != "hyphen"):
                left, top, right, bottom = ink(item)
                if right - left > 0.5 and bottom > top:
                    rows.append((top, bottom, left, right, item))
        rows.sort(key=lambda row: row[:4])
        open_rows = []
        for row in rows:
            top, bottom, left, right, item = row
            open_rows = [other for other in open_rows if other[1] > top]
            for other in open_rows:
                wide = min(right, other[3]) - max(left, other[2])
                tall = min(bottom, other[1]) - max(top, other[0])
                if wide > 0.6 and tall > 0.6:
                    problems.append(f"page {page.number}: {item.text[:30]!r} (n{item.node}) stands on {other[4].text[:30]!r} "
                                    f"(n{other[4].node}), {wide:.2f} × {tall:.2f} pt"
                                    + (" within a row" if keys[item.node] == keys[other[4].node] != item.node else ""))
            open_rows.append(row)
    return problems


def spoken(nodes, pages):
    """What the tag tree should say, (body, notes): by node, markers and labels before content."""
    said = {}
    for page in pages:
        for item in page.items:
            if item.role in ("content", "marker", "label") and item.kind in ("text", "drawing"):
                said.setdefault((item.node, item.role == "content"), []).append(item.text)
    owners, last = note_of(nodes), last_below(nodes)
    parts = {}
    for number in sorted(range(len(nodes)), key=lambda n: (last[n], 1) if nodes[n].element == "link" else (n, 0)):
        for content in (False, True):
            parts.setdefault(owners[number], []).extend(said.get((number, content), []))
    return "".join(parts.pop(None, [])), ["".join(texts) for owner, texts in parts.items() if nodes[owner].element == "note"]


def pdf_text(nodes, pages, path):
    """(a) The tag tree of the PDF says the same."""
    pdf = pdf_reader.Pdf(path)
    # Of signs that stand from right to left only because of what is around them nobody can say which way they were painted.
    turned = any(item.rtl and len(item.text.strip()) > 1 and not RIGHT_TO_LEFT.search(item.text) for page in pages for item in page.items)
    body, notes = spoken(nodes, pages)
    # Notes stand after what cites them: their order among each other is that of the citations, wherever these are.
    problems, pairs = pdf.problems[:5], [(bare(body), bare(pdf.body))]
    pairs.append(tuple("|".join(sorted(bare(note) for note in all_notes)) for all_notes in (notes, pdf.notes)))
    for kind, (expected, found) in zip(("tag tree", "tag tree, notes"), pairs):
        problems += first_difference(kind, sorted(expected), sorted(found)) if turned else first_difference(kind, expected, found)
    return problems


def pdf_painted(pages, pdf):
    """(a) All text of the pages is painted, once. Its order is that of the tags (pdf_reader.py)."""
    expected = "".join(item.text for page in pages for item in page.items
                       if (item.kind == "text" and item.role != "hyphen") or (item.kind == "drawing" and item.role == "marker"))
    return first_difference("painted text", sorted(bare(expected)), sorted(bare(readers.pdf_page_text(pdf))))


def pdf_sound(pdf):
    """(c) qpdf finds nothing to say."""
    done = subprocess.run(["qpdf", "--check", str(pdf)], capture_output=True, text=True, timeout=300)
    return [] if done.returncode == 0 else [f"qpdf: {(done.stderr or done.stdout).strip().splitlines()[-1]}"]


def epub_text(nodes, epub):
    """(a) The EPUB says what the Document says, in spine order."""
    notes = note_nodes(nodes)
    expected = {False: [], True: []}
    for number, node in enumerate(nodes):
        expected[notes[number]].append(" " if node.element in ("soft-break", "hard-break") else node.text)
    return (first_difference("epub", bare("".join(expected[False])), bare("".join(epub.body)))
            + first_difference("epub, notes", bare("".join(expected[True])), bare("".join(epub.notes))))
