"""The text dumps of `pamphlet dump`, read into plain values."""
import dataclasses
import re

NODE = re.compile(r'^( *)([a-z-]+)(.*?)(?: @\d+:\d+)?$', re.S)
ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


def unquoted(text):
    """What stands between the first quotation mark and its partner."""
    match = re.search(r'"((?:[^"\\]|\\.)*)"', text, re.S)
    return re.sub(r"\\(.)", lambda m: ESCAPES.get(m[1], m[1]), match[1]) if match else ""


@dataclasses.dataclass
class Node:
    element: str
    depth: int
    parent: int
    detail: str
    text: str = ""


def read_document(dump):
    """Nodes in document order: the id of a node is its place in the list."""
    nodes, open_nodes = [], []
    for line in dump.split("\n"):
        if not line or line.startswith("meta "):
            continue
        spaces, element, detail = NODE.match(line).groups()
        depth = len(spaces) // 2
        del open_nodes[depth:]
        node = Node(element, depth, open_nodes[-1] if open_nodes else -1, detail)
        if element in ("text", "code"):
            node.text = unquoted(detail)
        elif element == "note-reference":
            number = re.search(r"number=(\d+)", detail)
            node.text = number[1] if number else ""
        open_nodes.append(len(nodes))
        nodes.append(node)
    return nodes


@dataclasses.dataclass
class Item:
    kind: str          # text, drawing, box, image, link
    role: str
    node: int
    x: float
    y: float           # top; of a text its baseline
    width: float
    height: float      # of a text its size
    text: str = ""
    rtl: bool = False


@dataclasses.dataclass
class Page:
    number: int
    width: float
    height: float
    items: list


TEXT = re.compile(r"^  text (\w+)(?: n(\d+))? (-?[\d.]+),(-?[\d.]+) w=(-?[\d.]+) size=([\d.]+) font=\d+( rtl)?")
BOX = re.compile(r"^  (drawing|box|image) (\w+)(?: n(\d+))? (-?[\d.]+),(-?[\d.]+) (-?[\d.]+)x(-?[\d.]+)")
LINK = re.compile(r"^  (link) (n)(\d+) (-?[\d.]+),(-?[\d.]+) (-?[\d.]+)x(-?[\d.]+)")
PAGE = re.compile(r"^page (\d+) ([\d.]+)x([\d.]+)")


def read_pages(dump):
    pages = []
    for line in dump.split("\n"):
        if match := TEXT.match(line):
            role, node, x, y, width, size, rtl = match.groups()
            pages[-1].items.append(Item("text", role, int(node or 0), float(x), float(y), float(width), float(size),
                                        unquoted(line[match.end():]), bool(rtl)))
        elif match := BOX.match(line) or LINK.match(line):
            kind, role, node, x, y, width, height = match.groups()
            text = unquoted(line[match.end():]) if kind == "drawing" else ""
            pages[-1].items.append(Item(kind, "link" if kind == "link" else role, int(node or 0), float(x), float(y),
                                        float(width), float(height), text))
        elif match := PAGE.match(line):
            pages.append(Page(int(match[1]), float(match[2]), float(match[3]), []))
        elif line and not line.startswith("anchor "):
            raise ValueError(f"a line of the page dump that nobody can read: {line!r}")
    return pages
