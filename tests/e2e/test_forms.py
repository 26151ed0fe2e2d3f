"""A PDF to fill in: what its bytes say of each field."""
import json
import subprocess
import unittest

import raster
from support import Case

PLAN = """---
title: Birth plan
lang: en
---

Name: ________  Date: []{.line width=4cm}

- [ ] I want music
- [x] I have a bag

Do you smoke? [ ] yes ☐ no

What else?

::: {.write height=3cm}
:::

::: diary

| Day | Feeds | Nappies |
|---|---|---|
| Mon | | |
| Tue | 3 | |

:::

| Plain | Table |
|---|---|
| one | |
"""


class Forms(Case):
    def build(self, *words):
        self.write("a.md", PLAN)
        self.run_pamphlet("build", "a.md", "--format", "pdf", *words, expect=0)
        self.pdf = self.folder / "out/a.pdf"
        done = subprocess.run(["qpdf", "--json", "--json-stream-data=none", self.pdf], capture_output=True, check=True)
        objects = json.loads(done.stdout)["qpdf"][1]
        self.objects = {key.removeprefix("obj:"): item.get("value", item.get("stream", {}).get("dict")) for key, item in objects.items()}
        return [item for item in self.objects.values() if isinstance(item, dict) and item.get("/Type") == "/Catalog"][0]

    def test_never_by_default(self):
        self.assertNotIn("/AcroForm", self.build())
        self.assertNotIn("/Widget", json.dumps(self.objects))

    def test_every_field_has_a_name_words_and_looks(self):
        catalog = self.build("--forms")
        form = self.objects[catalog["/AcroForm"]]
        fields = [self.objects[reference] for reference in form["/Fields"]]
        said = [(field["/FT"], field["/TU"].removeprefix("u:")) for field in fields]
        self.assertEqual(sorted(said), sorted([
            ("/Tx", "Name"), ("/Tx", "Date"), ("/Btn", "I want music"), ("/Btn", "I have a bag"), ("/Btn", "Do you smoke? yes"),
            ("/Btn", "Do you smoke? no"), ("/Tx", "What else?"), ("/Tx", "Mon, Feeds"), ("/Tx", "Mon, Nappies"), ("/Tx", "Tue, Nappies")]))
        names = [field["/T"] for field in fields]
        self.assertEqual(len(set(names)), len(names))
        self.assertNotIn(".", "".join(names).replace("u:", ""))
        self.assertEqual([field["/V"] for field in fields if field["/FT"] == "/Btn"], ["/Off", "/Yes", "/Off", "/Off"])
        for field in fields:
            looks = field["/AP"]["/N"]
            self.assertEqual(set(field["/AP"]), {"/N"})
            self.assertEqual(set(looks) if field["/FT"] == "/Btn" else "stream", {"/Yes", "/Off"} if field["/FT"] == "/Btn" else "stream")
            self.assertEqual(field["/F"], 4)
            left, bottom, right, top = field["/Rect"]
            self.assertTrue(right - left >= 6 and top - bottom >= 6, field)
        self.assertEqual([field["/TU"] for field in fields if field.get("/Ff") == 4096], ["u:What else?"])
        self.assertFalse(form.get("/NeedAppearances", False))

    def test_every_field_is_a_form_element_in_reading_order(self):
        self.build("--forms")
        forms = [item for item in self.objects.values() if isinstance(item, dict) and item.get("/S") == "/Form"]
        self.assertEqual(len(forms), 10)
        for form in forms:
            self.assertEqual(form["/K"]["/Type"], "/OBJR")
            self.assertEqual(self.objects[form["/K"]["/Obj"]]["/Subtype"], "/Widget")
        done = self.run_pamphlet("dump", "a.md", "--stage", "tags", expect=0)
        self.assertNotIn("Form", done.out)
        item = [self.objects[form["/P"]]["/S"] for form in forms]
        self.assertEqual(sorted(item), ["/LBody"] * 2 + ["/P"] * 5 + ["/TD"] * 3)

    def test_ticks_are_drawn(self):
        self.build("--forms")
        ticked, open_box = (self.objects[ref] for ref in self.pick("I have a bag", "I want music"))
        for renderer in ("poppler", "mupdf", "Ghostscript"):
            (page,) = raster.pages(renderer, self.pdf)
            ink = []
            for field in (ticked, open_box):
                left, bottom, right, top = field["/Rect"]
                ink.append(sum(255 - sum(p) / 3 for p in raster.pixels(page, (left, 792 - top, right, 792 - bottom))))
            self.assertGreater(ink[0], ink[1] * 1.2, renderer)
            self.assertGreater(ink[1], 1000, renderer)

    def pick(self, *labels):
        return [next(key for key, item in self.objects.items() if isinstance(item, dict) and item.get("/TU") == "u:" + label) for label in labels]


if __name__ == "__main__":
    unittest.main()
