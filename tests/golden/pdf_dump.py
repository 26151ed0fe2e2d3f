#!/usr/bin/env python3
"""What a finished PDF holds, as text that names no object numbers: what qpdf and not Pamphlet reads in its bytes.

usage: pdf_dump.py FILE.pdf

Catalog, metadata, fonts, places, bookmarks, pages with their links and artifacts, and the structure tree with the text that
each element has. Every key of these objects is shown, so that one that is no longer written is missed. A line that begins
with `!` says what is wrong with the file whatever is expected of it: text in no element, a parent tree that tells another
parent, an annotation that no element has, an id twice.
"""
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "torture"))
from pdf_reader import Pdf

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
NAMES = {"http://purl.org/dc/elements/1.1/": "dc", "http://ns.adobe.com/xap/1.0/": "xmp", "http://ns.adobe.com/pdf/1.3/": "pdf",
         "http://www.aiim.org/pdfua/ns/id/": "pdfuaid", "http://www.aiim.org/pdfa/ns/id/": "pdfaid", RDF[1:-1]: "rdf",
         "http://www.w3.org/XML/1998/namespace": "xml", "http://www.aiim.org/pdfa/ns/extension/": "pdfaExtension",
         "http://www.aiim.org/pdfa/ns/schema#": "pdfaSchema", "http://www.aiim.org/pdfa/ns/property#": "pdfaProperty",
         "http://ns.adobe.com/xap/1.0/rights/": "xmpRights"}


class Reader(Pdf):
    """The text of each piece of marked content with its tag, and the artifacts of each page."""

    def __init__(self, path):
        self.tags, self.artifacts, self.kinds = {}, {}, []
        super().__init__(path)

    def open(self, reference, open_marks, operands):
        properties = operands[-1].decode("latin-1") if operands[-1][:2] == b"<<" else ""
        if operands[0] == b"/Artifact":
            words = [word for word in re.findall(r"/(\w+)", properties) if word not in ("Type", "Subtype", "Attached")]
            self.artifacts.setdefault(reference, []).append([" ".join(words), ""])
        elif mcid := re.search(r"/MCID\s+(\d+)", properties):
            self.tags[reference, int(mcid[1])] = operands[0].decode()
            if (reference, int(mcid[1])) in self.marked:
                self.problems.append(f"the marked content {mcid[1]} is there twice")
        super().open(reference, open_marks, operands)

    def say(self, reference, open_marks, text):
        super().say(reference, open_marks, text)
        owner = next((mark for mark, _ in reversed(open_marks) if mark is not None), None)
        if owner == "artifact" and not any(silent for _, silent in open_marks):
            self.artifacts[reference][-1][1] += text

    def read_tree(self, root):
        self.texts, self.marked = self.marked, {}  # the dump reads the tree
        return "", []


# Bytes that PDFDocEncoding has elsewhere than Latin 1 (ISO 32000-1 annex D.2).
PDFDOC = {**dict(zip("˘ˇˆ˙˝˛˚˜", range(0x18, 0x20))), **dict(zip("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž", range(0x80, 0x9F))), "€": 0xA0}


def raw(text):
    """The bytes of a name, which is no text: qpdf tells them as b: and digits, or as u: and what they are in PDFDocEncoding."""
    return bytes.fromhex(text[2:]) if text.startswith("b:") else bytes(PDFDOC.get(c, ord(c)) for c in text[2:])


def number(value):
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


class Dump:
    def __init__(self, path):
        self.pdf, self.lines = Reader(path), []
        self.trailer = self.pdf.value(self.pdf.objects["trailer"]["value"])
        self.root = self.value(self.trailer["/Root"])
        self.page_order = self.pdf.pages(self.root["/Pages"])
        self.numbers = {reference: k + 1 for k, reference in enumerate(self.page_order)}
        self.owner, self.annotation_owner, self.ids, self.used = {}, {}, {}, set()
        self.heads = []  # that cells name
        self.elements = self.numbered()

    def value(self, thing):
        return self.pdf.value(thing)

    def numbered(self):
        """Elements by reference: their type and their number in the order of the tree."""
        found, waiting = {}, [self.value(self.root["/StructTreeRoot"])["/K"]]
        while waiting:
            reference = waiting.pop()
            item = self.value(reference)
            if isinstance(item, list):
                waiting += reversed(item)
            elif isinstance(item, dict) and item.get("/Type") == "/StructElem":
                found[reference] = f"<{item['/S'][1:]} {len(found) + 1}>"
                waiting += reversed(item["/K"] if isinstance(item.get("/K"), list) else [item.get("/K")])
        return found

    def line(self, depth, text):
        self.lines.append("  " * depth + re.sub(" +", " ", text.replace("\n", "\\n")).rstrip())

    def problem(self, text):
        self.lines.append("! " + text)

    def shown(self, thing):
        """A small value in one line; a page by its number."""
        if isinstance(thing, str) and thing in self.numbers:
            return f"page {self.numbers[thing]}"
        if isinstance(thing, str) and thing in self.elements:
            return self.elements[thing]
        thing = self.value(thing)
        if isinstance(thing, dict):
            if "dict" in thing and "/Type" not in thing:
                return "stream"
            return "{" + self.pairs(thing) + "}"
        if isinstance(thing, list):
            return "[" + " ".join(self.shown(item) for item in thing) + "]"
        if isinstance(thing, bool):
            return str(thing).lower()
        if isinstance(thing, (int, float)):
            return number(thing)
        if thing is None:
            return "null"
        return f'"{thing[2:]}"' if thing.startswith(("u:", "b:")) else thing.removeprefix("/")

    def pairs(self, thing, without=()):
        return " ".join(f"{key[1:]}={self.shown(thing[key])}" for key in sorted(thing) if key not in without)

    def place(self, destination):
        destination = self.value(destination)
        if isinstance(destination, dict):
            destination = self.value(destination["/D"])
        if isinstance(destination, str):
            return self.shown(destination)
        if not isinstance(destination[0], str) or destination[0] not in self.numbers:
            self.problem("a destination that is no page")
        return " ".join(self.shown(item) for item in destination)

    # ------------------------------------------------------------------------------------------ the whole document
    def catalog(self):
        self.line(0, "catalog " + self.pairs(self.root, ("/Metadata", "/Names", "/Outlines", "/OutputIntents", "/Pages", "/StructTreeRoot", "/PageLabels", "/Dests")))
        self.line(0, "info " + self.pairs(self.value(self.trailer["/Info"])) if "/Info" in self.trailer else "no info")
        if "/ID" not in self.trailer:
            self.problem("no file identifier")
        for intent in self.value(self.root.get("/OutputIntents", [])):
            intent = self.value(intent)
            profile = self.value(intent["/DestOutputProfile"])["dict"]
            self.line(0, f"output intent {self.pairs(intent, ('/DestOutputProfile',))} profile of {self.shown(profile['/N'])} components")
        nums = self.value(self.root["/PageLabels"])["/Nums"]
        for at, label in zip(nums[::2], nums[1::2]):
            self.line(0, f"page labels from page {at + 1}: {self.pairs(self.value(label))}")

    def metadata(self):
        stream = self.value(self.root["/Metadata"])
        self.line(0, "metadata " + self.pairs(stream["dict"], ("/Length",)))
        packet = ElementTree.fromstring(self.pdf.data(self.root["/Metadata"]))
        found = []

        def name(tag):
            space, _, local = tag[1:].partition("}")
            return f"{NAMES.get(space, space)}:{local}"

        def walk(element, path):
            for key, text in element.attrib.items():
                if key not in (RDF + "about", RDF + "parseType", "{http://www.w3.org/XML/1998/namespace}lang"):
                    found.append(f"{path} {name(key)} = {text}")
            lang = element.get("{http://www.w3.org/XML/1998/namespace}lang")
            if len(element) == 0 and (element.text or "").strip():
                found.append(f"{path}{f'[{lang}]' if lang else ''} = {element.text.strip()}")
            for child in element:
                walk(child, path if child.tag in (RDF + "Description", RDF + "RDF") else f"{path} {name(child.tag)}".strip())

        for description in packet.iter(RDF + "RDF"):
            walk(description, "")
        for text in found:
            self.line(1, text)

    def fonts(self):
        found = set()
        for reference in self.page_order:
            for font in self.value(self.value(self.value(reference)["/Resources"]).get("/Font", {})).values():
                found.add(self.font(self.value(font)))
        self.line(0, "fonts")
        for text in sorted(found):
            self.line(1, text)

    def font(self, font):
        inner = self.value(self.value(font["/DescendantFonts"])[0]) if "/DescendantFonts" in font else font
        descriptor = self.value(inner["/FontDescriptor"]) if "/FontDescriptor" in inner else {}
        base = font.get("/BaseFont", font.get("/Name", "/-")).removeprefix("/")
        if descriptor and not re.match(r"[A-Z]{6}\+", base):
            self.problem(f"the font {base} is no subset")
        ending = f"-{font['/Encoding'][1:]}" if inner["/Subtype"] == "/CIDFontType0" else ""  # ISO 32000-1 table 121
        if descriptor and {inner["/BaseFont"] + ending, descriptor["/FontName"] + ending} != {font["/BaseFont"]}:
            self.problem(f"the font {base} has other names inside")
        file = next((key[1:] for key in descriptor if key.startswith("/FontFile")), "no file")
        kinds = [font["/Subtype"], inner["/Subtype"], font.get("/Encoding", "/-"), inner.get("/CIDToGIDMap", "/-")]
        words = [self.shown(kind) if isinstance(kind, str) and kind.startswith("/") else "own" for kind in kinds]
        return " ".join([re.sub(r"^[A-Z]{6}\+", "", base), *words, file, "ToUnicode" if "/ToUnicode" in font else "no ToUnicode",
                         self.pairs(descriptor, ("/Type", "/FontName", "/FontBBox", "/FontFile2", "/FontFile3", "/Ascent", "/Descent", "/CIDSet"))])

    def tree_items(self, node):
        """The pairs of a name or number tree, in order."""
        node = self.value(node)
        found = [pair for kid in node.get("/Kids", []) for pair in self.tree_items(kid)]
        flat = self.value(node.get("/Names", node.get("/Nums", [])))
        found += zip(flat[::2], flat[1::2])
        keys = [key for key, _ in found]
        if keys != sorted(keys, key=lambda key: key if isinstance(key, int) else raw(key)):
            self.problem("a name or number tree is out of order")
        if "/Limits" in node and [self.value(limit) for limit in node["/Limits"]] != [keys[0], keys[-1]]:
            self.problem("a name or number tree has other limits than its keys")
        return found

    def places(self):
        names = self.value(self.root.get("/Names", {}))
        for kind in sorted(names):
            self.line(0, f"names {kind[1:]}")
            for key, target in self.tree_items(names[kind]):
                self.line(1, f'"{raw(key).decode("utf-8", "backslashreplace")}" → {self.place(target)}')

    def bookmarks(self):
        if "/Outlines" not in self.root:
            return
        self.line(0, "bookmarks")
        waiting = [(self.value(self.root["/Outlines"]).get("/First"), 1)]
        while waiting:
            reference, depth = waiting.pop()
            if reference is None:
                continue
            item = self.value(reference)
            target = self.place(item["/Dest"]) if "/Dest" in item else self.shown(item.get("/A"))
            more = self.pairs(item, ("/Title", "/Dest", "/A", "/First", "/Last", "/Next", "/Prev", "/Parent", "/Count"))
            self.line(depth, f"{self.shown(item['/Title'])} → {target}{'' if item.get('/Count', 1) > 0 else ' closed'} {more}".rstrip())
            waiting += [(item.get("/Next"), depth), (item.get("/First"), depth + 1)]

    # -------------------------------------------------------------------------------------------------------- pages
    def pages(self):
        for reference in self.page_order:
            page = self.value(reference)
            self.line(0, f"page {self.numbers[reference]} " + self.pairs(page, ("/Annots", "/Contents", "/Parent", "/Resources", "/Type", "/StructParents")))
            for annotation in self.value(page.get("/Annots", [])):
                self.annotation(annotation, reference)
            for picture in self.value(self.value(page["/Resources"]).get("/XObject", {})).values() if reference == self.page_order[0] else ():
                picture = self.value(picture)["dict"]
                said = self.pairs(picture, ("/Length", "/Type", "/DecodeParms", "/SMask")) + (" with mask" if "/SMask" in picture else "")
                self.line(1, "picture " + re.sub(r'(Indexed \w+ \d+) "[^"]*"', r"\1", said))
            artifacts = self.pdf.artifacts.get(reference, [])
            for kind in sorted({kind for kind, _ in artifacts}):
                texts = [text for other, text in artifacts if other == kind]
                self.line(1, f"artifact {kind} ×{len(texts)} " + " ".join(f'"{text}"' for text in texts if text))

    def annotation(self, reference, page):
        item = self.value(reference)
        if item.get("/P") != page:
            self.problem("an annotation that names another page")
        target = f"→ {self.place(item['/Dest'])} " if "/Dest" in item else ""
        self.line(1, "annotation " + target + self.pairs(item, ("/Dest", "/P", "/StructParent", "/Type")))

    # ---------------------------------------------------------------------------------------------------- structure
    def structure(self):
        root = self.value(self.root["/StructTreeRoot"])
        self.line(0, "structure " + self.pairs(root, ("/K", "/ParentTree", "/IDTree", "/Type", "/ParentTreeNextKey")))
        self.spoken_page = None
        kids = root["/K"] if isinstance(root["/K"], list) else [root["/K"]]
        waiting = [(kid, self.root["/StructTreeRoot"], None, 1) for kid in reversed(kids)]
        while waiting:
            thing, parent, page, depth = waiting.pop()
            value = self.value(thing)
            if isinstance(value, int):
                self.content(value, page, parent, depth)
            elif value.get("/Type") == "/MCR":
                self.content(value["/MCID"], value.get("/Pg", page), parent, depth)
            elif value.get("/Type") == "/OBJR":
                self.annotation_owner[value["/Obj"]] = parent
                item = self.value(value["/Obj"])
                self.line(depth, f"({self.shown(item['/Subtype'])} on page {self.numbers[item['/P']]}: {self.shown(item.get('/Contents'))})")
            else:
                waiting += self.element(thing, value, parent, page, depth)

    def element(self, reference, value, parent, page, depth):
        """Says an element, and gives what to walk next."""
        if value.get("/P") != parent:
            self.problem(f"an element {value['/S']} that names another parent")
        if "/ID" in value:
            if value["/ID"] in self.ids:
                self.problem(f"two elements have the id {value['/ID']}")
            self.ids[value["/ID"]] = reference
        attributes = self.value(value.get("/A", []))
        owned = [self.value(a) for a in (attributes if isinstance(attributes, list) else [attributes])]
        self.heads += [head for a in owned for head in self.value(a.get("/Headers", []))]
        if value["/S"] == "/Table":
            self.table(value)
        words = [f"{a['/O'][1:]}.{self.pairs({key: a[key]})}" for a in owned for key in sorted(a) if key != "/O"]
        space = self.value(self.value(value["/NS"])["/NS"]) if "/NS" in value else ""
        kind = {"": "", "u:http://iso.org/pdf2/ssn": "2:"}[space] + value["/S"][1:]  # a type of PDF 2.0
        if "/Ref" in value:
            words.insert(0, f"{self.elements[reference]} refers to {self.shown(value['/Ref'])}")
        self.line(depth, f"{kind} {self.pairs(value, ('/K', '/P', '/Pg', '/S', '/Type', '/A', '/NS', '/Ref'))} {' '.join(words)}")
        kids = self.value(value.get("/K", []))
        kids = kids if isinstance(kids, list) else [value["/K"]]
        return [(kid, reference, value.get("/Pg", page), depth + 1) for kid in reversed(kids)]

    def below(self, value, kinds):
        kids = self.value(value.get("/K", []))
        for kid in map(self.value, kids if isinstance(kids, list) else [kids]):
            if isinstance(kid, dict) and kid.get("/S") in kinds:
                yield kid

    def table(self, table):
        """Regular: every slot of the grid has one cell (ISO 14289-1 §7.5)."""
        parts = [table, *self.below(table, ("/THead", "/TBody", "/TFoot"))]
        taken, rows, columns = set(), [row for part in parts for row in self.below(part, ("/TR",))], 0
        for y, row in enumerate(rows):
            x = 0
            for cell in self.below(row, ("/TH", "/TD")):
                owned = self.value(cell.get("/A", {}))
                spans = {key: a[key] for a in map(self.value, owned if isinstance(owned, list) else [owned]) for key in a}
                while (y, x) in taken:
                    x += 1
                for slot in ((y + dy, x + dx) for dy in range(spans.get("/RowSpan", 1)) for dx in range(spans.get("/ColSpan", 1))):
                    if slot in taken or slot[0] >= len(rows):
                        self.problem(f"a table whose cells overlap or end below it, in row {y + 1}")
                    taken.add(slot)
                    columns = max(columns, slot[1] + 1)
        if len(taken) != columns * len(rows):
            self.problem("a table with empty places")

    def content(self, mcid, page, parent, depth):
        key = (page, mcid)
        if key in self.owner:
            self.problem(f"marked content {mcid} of page {self.numbers.get(page)} is in two elements")
        self.owner[key] = parent
        text, tag = self.pdf.texts.get(key), self.pdf.tags.get(key)
        if text is None:
            self.problem(f"marked content {mcid} of page {self.numbers.get(page)} is not there")
            return
        if tag != self.value(parent)["/S"]:
            self.problem(f"marked content {tag} in an element {self.value(parent)['/S']}")
        new_page = page != self.spoken_page
        self.spoken_page = page
        self.line(depth, f'"{text}"' + (f" on page {self.numbers[page]}" if new_page else ""))

    def back_references(self):
        """What leads from a page back to the tree says what the tree says."""
        for key, text in self.pdf.texts.items():
            if key not in self.owner:
                self.problem(f"marked content {key[1]} of page {self.numbers[key[0]]} is in no element: {text[:30]}")
        tree = self.value(self.root["/StructTreeRoot"])
        parents = dict(self.tree_items(tree["/ParentTree"]))
        if max(parents, default=-1) >= tree["/ParentTreeNextKey"]:
            self.problem("ParentTreeNextKey is in use")
        for reference in self.page_order:
            page = self.value(reference)
            marks = self.value(parents.get(page.get("/StructParents"), []))
            told = {(reference, mcid): parent for mcid, parent in enumerate(marks) if parent is not None}
            if told != {key: parent for key, parent in self.owner.items() if key[0] == reference}:
                self.problem(f"the parent tree tells page {self.numbers[reference]} other elements")
            for annotation in self.value(page.get("/Annots", [])):
                owner = self.annotation_owner.get(annotation)
                if owner is None or parents.get(self.value(annotation).get("/StructParent")) != owner:
                    self.problem(f"an annotation on page {self.numbers[reference]} that the tree does not have")
        for head in self.heads:
            if head not in self.ids or self.value(self.ids[head])["/S"] != "/TH":
                self.problem(f"a cell that names {head}, which is no head")
        if self.ids and dict(self.tree_items(tree["/IDTree"])) != self.ids:
            self.problem("the tree of ids names other elements")

    def text(self):
        for part in (self.catalog, self.metadata, self.fonts, self.places, self.bookmarks, self.pages, self.structure, self.back_references):
            part()
        for text in self.pdf.problems:
            self.problem(text)
        return "\n".join(self.lines) + "\n"


def dump(path):
    text = Dump(path).text()
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, timeout=120, text=True)
    return text if checked.returncode == 0 else f"{text}! qpdf: {checked.stderr}"


if __name__ == "__main__":
    sys.stdout.write(dump(sys.argv[1]))
