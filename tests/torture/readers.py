"""The text of the outputs, read by programs that are not ours (poppler, Python's XML reader)."""
import pathlib
import re
import subprocess
import xml.etree.ElementTree as ElementTree
import zipfile

XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"
OPF = "{http://www.idpf.org/2007/opf}"
# What the EPUB writer adds and no author wrote. A callout title is the author's, with the class of the label it replaces.
GENERATED = {"callout-label", "marker", "note-number", "notes-title", "backlink"}


def pdf_page_text(path):
    """All text in the order in which it is painted."""
    done = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"], capture_output=True, timeout=300, check=True)
    return done.stdout.decode("utf-8")


class Epub:
    """An EPUB's XHTML in spine order, with what is wrong with its links and ids."""

    def __init__(self, path):
        self.problems, self.body, self.notes, self.images = [], [], [], []
        self.ids, self.links = {}, []
        with zipfile.ZipFile(path) as archive:
            self.names = set(archive.namelist())
            if broken := archive.testzip():
                self.problems.append(f"{broken} is damaged")
            package = ElementTree.fromstring(archive.read("EPUB/package.opf"))
            items = {e.get("id"): e for e in package.iter(OPF + "item")}
            for item in items.values():
                if "EPUB/" + item.get("href") not in self.names:
                    self.problems.append(f"the manifest names {item.get('href')}, which is not there")
            read = set()
            for reference in package.iter(OPF + "itemref"):
                item = items[reference.get("idref")]
                name = "EPUB/" + item.get("href")
                read.add(name)
                self.document(name, archive.read(name), text=not {"nav", "cover"} & set((item.get("properties") or "").split())
                              and not item.get("href").startswith(("cover", "nav")))
            for name in sorted(n for n in self.names - read if n.endswith(".xhtml")):
                self.document(name, archive.read(name), text=False)
        self.check_links()

    def document(self, name, data, text):
        try:
            root = ElementTree.fromstring(data)
        except ElementTree.ParseError as error:
            self.problems.append(f"{name} is not well-formed: {error}")
            return
        self.ids[name] = set()
        # No recursion: a document may be nested deeper than Python's stack.
        stack = [(root.find(XHTML + "body"), text, self.body, False)]
        for element in root.iter():
            if (own := element.get("id")) is not None:
                if own in self.ids[name]:
                    self.problems.append(f"{name} has two elements with the id {own}")
                self.ids[name].add(own)
            for key in ("href", "src"):
                if value := element.get(key):
                    self.links.append((name, value))
        while stack:
            element, wanted, into, tail = stack.pop()
            if tail:
                if wanted and element.tail:
                    into.append(element.tail)
                continue
            classes = set((element.get("class") or "").split())
            inner = into
            if classes & GENERATED and "callout-title" not in classes:
                inside = False
            else:
                inside = wanted
            if element.get(OPS + "type") == "footnote":
                inner = self.notes
            if element.tag == XHTML + "br" and inside:
                inner.append(" ")
            if element.tag == XHTML + "img" and inside and not classes & {"mark", "ornament-mark", "cover"}:
                self.images.append(element.get("src"))
            if inside and element.text:
                inner.append(element.text)
            for child in reversed(element):
                stack.append((child, inside, inner, True))
                stack.append((child, inside, inner, False))

    def check_links(self):
        for name, value in self.links:
            if re.match(r"[a-z][a-z0-9+.-]*:", value):
                continue
            path, _, fragment = value.partition("#")
            parts = list(pathlib.PurePosixPath(name).parent.parts) if path else []
            for part in pathlib.PurePosixPath(path).parts if path else ():
                if part == "..":
                    parts.pop()
                else:
                    parts.append(part)
            target = "/".join(parts) if path else name
            if target not in self.names:
                self.problems.append(f"{name} leads to {value}, which is not there")
            elif fragment and target in self.ids and fragment not in self.ids[target]:
                self.problems.append(f"{name} leads to {value}, an id that is not there")
