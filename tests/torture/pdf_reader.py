"""The text of a tagged PDF as its structure tree tells it (ISO 32000-1 §14.7, §14.8.2, §9.10): what a screen reader gets.

qpdf opens the file; poppler's own reading of the tree (pdfinfo -struct-text) loses what follows an ActualText.
"""
import base64
import json
import re
import subprocess

TOKEN = re.compile(rb"""
    (?P<string>\((?:[^\\()]|\\.)*\)) | (?P<dict><<.*?>>(?=\s*BDC)) | (?P<hex><[0-9A-Fa-f\s]*>) | (?P<name>/[^\s()<>\[\]{}/%]*)
  | (?P<word>[^\s()<>\[\]{}/%]+) | [\[\]]
""", re.X | re.S)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.S)
LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}


def literal(token):
    def byte(match):
        code = match[1]
        return bytes([int(code, 8) & 255]) if code[:1].isdigit() else LETTERS.get(code, code)
    return ESCAPE.sub(byte, token[1:-1])


def hexadecimal(token):
    digits = re.sub(rb"[<>\s]", b"", token)
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def utf16(data):
    return data.decode("utf-16-be", "replace")


class Font:
    """Codes to text, from the ToUnicode table (§9.10.3)."""

    def __init__(self, table, size):
        self.texts, self.size = {}, size
        for body in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.S):
            for code, text in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", body):
                self.texts[int(code, 16)] = utf16(bytes.fromhex(text.decode()))
        for body in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.S):
            for first, last, text in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", body):
                for code in range(int(first, 16), int(last, 16) + 1):
                    self.texts[code] = utf16((int(text, 16) + code - int(first, 16)).to_bytes(len(text) // 2, "big"))

    def read(self, data):
        codes = (int.from_bytes(data[k:k + self.size], "big") for k in range(0, len(data), self.size))
        return "".join(self.texts.get(code, "\ufffd") for code in codes)


class Pdf:
    def __init__(self, path):
        done = subprocess.run(["qpdf", "--json=2", "--json-key=qpdf", "--json-stream-data=inline", "--decode-level=generalized", str(path), "-"],
                              capture_output=True, timeout=300, check=True)
        self.objects = json.loads(done.stdout)["qpdf"][1]
        self.problems, self.fonts, self.marked = [], {}, {}
        self.whole = ""  # text and notes as the tree has them
        root = self.value(self.value(self.objects["trailer"]["value"])["/Root"])
        for page in self.pages(root["/Pages"]):
            self.read_page(page)
        shown, self.read = list(self.marked), []
        self.body, self.notes = self.read_tree(root["/StructTreeRoot"])
        if self.read:
            self.problems += self.out_of_order(shown)
        self.problems += [f"{page}: the marked content {mcid} is in no structure element and says {text[:30]!r}"
                          for (page, mcid), text in self.marked.items() if text.strip()]

    def out_of_order(self, shown):
        """Where the content of a page comes in another order than in the tree: copying, searching and reading aloud take it as it comes."""
        places = {key: place for place, key in enumerate(self.read)}
        for (page, before), (other, after) in zip(shown, shown[1:]):
            if page == other and places.get((page, before), 0) > places.get((other, after), len(places)):
                yield f"{page}: the marked content {before} is shown before {after} and read after it"

    def value(self, thing):
        while isinstance(thing, str) and re.fullmatch(r"\d+ \d+ R", thing):
            entry = self.objects["obj:" + thing]
            thing = entry["value"] if "value" in entry else entry["stream"]
        return thing

    def data(self, reference):
        return base64.b64decode(self.value(reference)["data"])

    def pages(self, tree):
        waiting, found = [tree], []
        while waiting:
            reference = waiting.pop()
            node = self.value(reference)
            if node["/Type"] == "/Pages":
                waiting += reversed(self.value(node["/Kids"]))
            else:
                found.append(reference)
        return found

    def font(self, reference):
        if reference not in self.fonts:
            font = self.value(reference)
            table = self.data(font["/ToUnicode"]) if "/ToUnicode" in font else b""
            self.fonts[reference] = Font(table, 2 if font["/Subtype"] == "/Type0" else 1)
        return self.fonts[reference]

    def read_page(self, reference):
        page = self.value(reference)
        contents = self.value(page["/Contents"])
        streams = contents if isinstance(contents, list) else [page["/Contents"]]
        fonts = self.value(self.value(page["/Resources"]).get("/Font", {}))
        font, operands, open_marks = None, [], []  # of a mark: (mcid, its actual text already said?)
        for match in TOKEN.finditer(b"\n".join(self.data(s) for s in streams)):
            kind, token = match.lastgroup, match[0]
            if kind in ("string", "hex"):
                operands.append(literal(token) if kind == "string" else hexadecimal(token))
            elif kind == "dict" or kind == "name":
                operands.append(token)
            elif kind != "word" or re.fullmatch(rb"[-+]?[\d.]+", token):
                continue
            else:
                if token == b"Tf":
                    font = self.font(fonts[next(o for o in operands if o[:1] == b"/").decode()])
                elif token in (b"Tj", b"TJ"):
                    self.say(reference, open_marks, "".join(font.read(o) for o in operands))
                elif token in (b"BDC", b"BMC"):
                    self.open(reference, open_marks, operands)
                elif token == b"EMC":
                    open_marks.pop()
                operands = []

    def open(self, reference, open_marks, operands):
        properties = operands[-1] if operands and operands[-1][:2] == b"<<" else b""
        mcid = re.search(rb"/MCID\s+(\d+)", properties)
        actual = re.search(rb"/ActualText\s*(<[0-9A-Fa-f]*>|\((?:[^\\()]|\\.)*\))", properties, re.S)
        if mcid:
            self.marked[reference, int(mcid[1])] = self.marked.get((reference, int(mcid[1])), "")
        if actual:
            data = hexadecimal(actual[1]) if actual[1][:1] == b"<" else literal(actual[1])
            self.say(reference, open_marks, utf16(data[2:]) if data[:2] == b"\xfe\xff" else data.decode("latin-1"))
        open_marks.append(("artifact" if operands[0] == b"/Artifact" else int(mcid[1]) if mcid else None, bool(actual)))

    def say(self, reference, open_marks, text):
        if any(silent for _, silent in open_marks):
            return
        owner = next((mark for mark, _ in reversed(open_marks) if mark is not None), None)
        if owner is None:
            if text.strip():
                self.problems.append(f"text outside the structure: {text[:40]!r}")
        elif owner != "artifact":
            self.marked[reference, owner] += text

    def read_tree(self, root):
        """(text without notes, text of each note), in the order of the tree. Takes what it reads out of `marked`."""
        texts = [[]]  # the body's, then each note's; a note that another note cites stands inside it
        waiting = [(root, None, 0)]
        while waiting:
            thing, page, note = waiting.pop()
            if isinstance(thing, str):
                thing = self.value(thing)
            if isinstance(thing, int):
                if (page, thing) in self.marked:
                    self.read.append((page, thing))
                    texts[note].append(self.marked.pop((page, thing)))
                    self.whole += texts[note][-1]
                else:
                    self.problems.append(f"{page}: the marked content {thing} is not there, or told twice")
            elif thing.get("/Type") == "/MCR":
                waiting.append((thing["/MCID"], thing.get("/Pg", page), note))
            elif thing.get("/Type") != "/OBJR":
                page = thing.get("/Pg", page)
                if thing.get("/S") in ("/Note", "/FENote"):
                    note = len(texts)
                    texts.append([])
                kids = self.value(thing.get("/K", []))
                waiting += [(kid, page, note) for kid in reversed(kids if isinstance(kids, list) else [kids])]
        return "".join(texts[0]), ["".join(text) for text in texts[1:]]
