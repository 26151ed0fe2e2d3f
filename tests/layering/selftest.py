#!/usr/bin/env python3
"""Each rule of layering.py finds the one thing that breaks it, and nothing in a project that keeps them."""
import tempfile
import unittest
from pathlib import Path

import layering

CMAKE = """pamphlet_room(base LIBRARIES fmt::fmt)
pamphlet_room(doc DEPENDS base LIBRARIES fmt::fmt)
pamphlet_room(pdf DEPENDS base doc LIBRARIES hpdf::hpdf)
"""


class Layering(unittest.TestCase):
    def findings(self, files, cmake=CMAKE):
        with tempfile.TemporaryDirectory() as folder:
            project = Path(folder)
            for name, text in {"src/CMakeLists.txt": cmake, **files}.items():
                (project / name).parent.mkdir(parents=True, exist_ok=True)
                (project / name).write_text(text, encoding="utf-8")
            return layering.check(project)

    def expect(self, files, part, cmake=CMAKE):
        found = self.findings(files, cmake)
        self.assertEqual(len(found), 1, found)
        self.assertIn(part, found[0])

    def test_a_project_that_keeps_the_rules(self):
        self.assertEqual(self.findings({
            "src/base/files_posix.cpp": '#include <unistd.h>\n#include <vector>\n#include "base/a.h"\n',
            "src/doc/doc.h": '#include "base/a.h"\n#include <fmt/format.h>\n#include "doc/private.h"\n',
            "src/pdf/pdf.cpp": '#include "doc/doc.h"\n#include "doc/elements.def"\n#include <hpdf.h>\n#include <hpdf_doc.h>\n',
        }), [])

    def test_a_room_that_is_not_named(self):
        self.expect({"src/doc/doc.cpp": '#include "pdf/pdf.h"\n'}, "src/doc/doc.cpp:1: \"pdf/pdf.h\": room doc does not depend on pdf")

    def test_a_private_header(self):
        self.expect({"src/pdf/pdf.cpp": '\n#include "doc/private.h"\n'}, "src/pdf/pdf.cpp:2: \"doc/private.h\": only doc/doc.h and doc/codes.h are public")

    def test_a_header_without_its_room(self):
        self.expect({"src/pdf/pdf.cpp": '#include "pdf.h"\n'}, "named with its room")

    def test_a_cycle(self):
        self.expect({}, "depends on b, which is no room before it", "pamphlet_room(a DEPENDS b)\npamphlet_room(b DEPENDS a)\n")

    def test_a_library_that_is_not_named(self):
        self.expect({"src/doc/doc.cpp": "#include <hpdf.h>\n"}, "does not name hpdf::hpdf")

    def test_a_risky_library_in_two_files(self):
        self.expect({"src/pdf/a.cpp": "#include <hpdf.h>\n", "src/pdf/b.cpp": "#include <hpdf_doc.h>\n"},
                    "src/pdf/b.cpp:1: room pdf includes hpdf::hpdf in more than one file")

    def test_an_unknown_library(self):
        self.expect({"src/doc/doc.cpp": "#include <boost/any.hpp>\n"}, "an unknown library")

    def test_posix_outside_its_file(self):
        self.expect({"src/doc/doc.cpp": "#include <sys/stat.h>\n"}, "only POSIX")

    def test_a_folder_that_is_no_room(self):
        self.expect({"src/cellar/a.cpp": ""}, "no room of src/CMakeLists.txt")

    FOLDERS = "pamphlet_room(set FOLDERS lines blocks)\n"

    def test_folders_that_keep_their_order(self):
        self.assertEqual(self.findings({
            "src/set/set.h": '#include "set/report.h"\n', "src/set/set.cpp": '#include "set/blocks/blocks.h"\n',
            "src/set/blocks/blocks.h": '#include "set/lines/lines.h"\n#include "set/set.h"\n#include "set/blocks/b.h"\n',
        }, self.FOLDERS), [])

    def test_a_folder_that_looks_up(self):
        self.expect({"src/set/lines/lines.cpp": '#include "set/blocks/blocks.h"\n'},
                    "src/set/lines/lines.cpp:1: \"set/blocks/blocks.h\": folder lines of room set does not see blocks",
                    self.FOLDERS)

    def test_a_root_header_that_includes_a_folder(self):
        self.expect({"src/set/set.h": '#include "set/lines/lines.h"\n'}, "includes nothing of its folders", self.FOLDERS)

    def test_a_folder_that_is_not_named(self):
        self.expect({"src/set/attic/a.cpp": ""}, "names no folder attic", self.FOLDERS)

    def test_a_long_file(self):
        self.expect({"src/doc/doc.cpp": "\n" * 401}, "401 lines")
        self.assertEqual(self.findings({"src/doc/doc.cpp": "// long: a table\n" + "\n" * 401}), [])

    def test_a_machine_path(self):
        self.expect({"docs/a.md": "see /home/" + "jane/notes\n"}, "docs/a.md:1: a path of one machine")


if __name__ == "__main__":
    unittest.main()
