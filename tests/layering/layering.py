#!/usr/bin/env python3
"""Reads every #include in src/ and compares it with the rooms, and their folders, that src/CMakeLists.txt declares.

usage: layering.py PROJECT        exit status 1 and one line for each finding
"""
import re
import subprocess
import sys
from pathlib import Path

# Third-party headers by their beginning, the CMake target that a room must name to include them, and in how many
# files they may be: 1 for what is risky (C memory rules, setjmp, exceptions), so that one file contains the risk.
THIRD_PARTY = [
    # header           target                       files
    ("fmt/",           "fmt::fmt",                  None),
    ("unicode/",       "ICU::uc",                   None),
    ("hb",             "PkgConfig::harfbuzz",       None),
    ("libdeflate.h",   "PkgConfig::deflate",        None),
    ("pugixml.hpp",    "pugixml::pugixml",          None),
    ("zlib.h",         "ZLIB::ZLIB",                1),
    ("toml++/",        "tomlplusplus::tomlplusplus", 1),
    ("yaml-cpp/",      "yaml-cpp",                  1),
    ("cmark-gfm/",     "cmark_gfm::cmark_gfm",      1),
    ("hpdf",           "hpdf::hpdf",                1),
    ("zip.h",          "PkgConfig::libzip",         1),
    ("png.h",          "PNG::PNG",                  1),
    ("jpeglib.h",      "JPEG::JPEG",                1),
    ("jerror.h",       "JPEG::JPEG",                1),
    ("gumbo.h",        "gumbo::gumbo",              1),
    ("gif_lib.h",      "gif::gif",                  1),
    ("webp/",          "PkgConfig::webp",           1),
    ("libheif/",       "heif::heif",                1),
    ("tiffio.h",       "tiff::tiff",                1),
    ("stb/",           "stb::stb",                  1),
    ("lcms2.h",        "PkgConfig::lcms2",          1),
    ("CLI/",           "CLI11::CLI11",              1),
]
# What only POSIX systems have: behind these files, so that a port to another system is a port of them.
POSIX = re.compile(r"^(unistd\.h|fcntl\.h|dirent\.h|poll\.h|termios\.h|pwd\.h|signal\.h|dlfcn\.h|spawn\.h|sys/.*|linux/.*)$")
POSIX_FILES = re.compile(r"^(base/[a-z_]+_posix\.cpp|app/[a-z_]*terminal\.cpp|app/[a-z_]+_posix\.cpp)$")
MAX_LINES = 400
# A path of somebody's machine in the repository would break on every other one.
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:work|root|home/\w+)/[\w.-]")
TEXT = {".cpp", ".h", ".def", ".py", ".sh", ".cmake", ".txt", ".md", ".toml", ".json", ".svg", ".yml", ".1", ""}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


class Room:
    def __init__(self, name, depends, libraries, folders):
        self.name, self.depends, self.libraries, self.folders = name, depends, libraries, folders


def read_rooms(cmake, report):
    """The pamphlet_room(...) lines, in order; each may only depend on earlier ones, which makes a cycle impossible."""
    rooms = {}
    for name, arguments in re.findall(r"^\s*pamphlet_room\((\w+)\s*([^)]*)\)", cmake, re.M):
        lists = {"DEPENDS": [], "LIBRARIES": [], "FOLDERS": []}
        current = None
        for word in arguments.split():
            if word in lists:
                current = word
            elif current:
                lists[current].append(word)
        for depend in lists["DEPENDS"]:
            if depend not in rooms:
                report("src/CMakeLists.txt", 0, f"room {name} depends on {depend}, which is no room before it")
        rooms[name] = Room(name, lists["DEPENDS"], lists["LIBRARIES"], lists["FOLDERS"])
    return rooms


def check_room_include(room, rooms, target, place, report):
    """#include "room/header"."""
    folder, _, header = target.partition("/")
    if not header:
        report(*place, f'"{target}": a header is named with its room')
    elif folder == room.name:
        check_folder_include(room, header, target, place, report)
    elif folder not in rooms:
        report(*place, f'"{target}": there is no room named {folder}')
    elif folder not in room.depends:
        report(*place, f'"{target}": room {room.name} does not depend on {folder}')
    elif folder != "base" and header not in (f"{folder}.h", "codes.h") and not header.endswith(".def"):
        report(*place, f'"{target}": only {folder}/{folder}.h and {folder}/codes.h are public')


def folder_of(path):
    """The folder of a file within its room; "" at the room's root."""
    return path.partition("/")[0] if "/" in path else ""


def check_folder_include(room, header, target, place, report):
    """#include of a file of the same room: a folder sees those before it; a header at the root sees no folder, a source
    there sees all."""
    own, other = folder_of(place[0].split("/", 2)[2]), folder_of(header)
    if own == other or other not in room.folders or (not own and place[0].endswith(".cpp")):
        return
    if not own:
        report(*place, f'"{target}": a header at the root of room {room.name} includes nothing of its folders')
    elif own in room.folders and room.folders.index(other) > room.folders.index(own):
        report(*place, f'"{target}": folder {own} of room {room.name} does not see {other}, which comes after it')


def check_system_include(room, target, place, report, used):
    """#include <header>."""
    for prefix, library, limit in THIRD_PARTY:
        if target.startswith(prefix) and ("/" in prefix or prefix.endswith((".h", ".hpp")) or re.match(r"[\w-]*\.h$", target)):
            if library not in room.libraries:
                report(*place, f"<{target}>: room {room.name} does not name {library}")
            if limit is not None:
                used.setdefault((room.name, library), {}).setdefault(place[0], place)
            return
    if POSIX.match(target):
        if not POSIX_FILES.match(place[0].removeprefix("src/")):
            report(*place, f"<{target}>: what only POSIX has stays in a file of base or app that says so")
    elif "." in target or "/" in target:
        report(*place, f"<{target}>: an unknown library; add it to THIRD_PARTY in tests/layering/layering.py")


def check_source(path, relative, room, rooms, report, used):
    folder = folder_of(relative.split("/", 2)[2])
    if folder and folder not in room.folders:
        report(relative, 0, f"room {room.name} of src/CMakeLists.txt names no folder {folder}")
    lines = path.read_text(encoding="utf-8").splitlines()
    if len(lines) > MAX_LINES and not any(line.startswith("// long:") for line in lines[:10]):
        report(relative, 0, f"{len(lines)} lines; the limit is {MAX_LINES} unless a comment \"// long:\" on top says why")
    for number, line in enumerate(lines, 1):
        found = INCLUDE.match(line)
        if not found:
            continue
        place = (relative, number)
        if found[1] == '"':
            check_room_include(room, rooms, found[2], place, report)
        else:
            check_system_include(room, found[2], place, report, used)


def project_files(project):
    """What git would commit; without git, everything outside build folders."""
    try:
        listed = subprocess.run(["git", "-C", str(project), "ls-files", "-co", "--exclude-standard", "-z"],
                                capture_output=True, check=True).stdout.decode()
        return [project / name for name in listed.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        skipped = {"build", "out", ".git", "node_modules", "validators"}
        return [p for p in project.rglob("*") if not skipped & set(p.relative_to(project).parts)]


def check_machine_paths(project, report):
    for path in project_files(project):
        if not path.is_file() or path.suffix not in TEXT or path.resolve() == Path(__file__).resolve():
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if MACHINE_PATH.search(line):
                report(str(path.relative_to(project)), number, "a path of one machine: " + line.strip()[:80])


def check(project):
    findings = []

    def report(file, line, message):
        findings.append(f"{file}:{line}: {message}" if line else f"{file}: {message}")

    source = project / "src"
    rooms = read_rooms((source / "CMakeLists.txt").read_text(encoding="utf-8"), report)
    used = {}
    for folder in sorted(p for p in source.iterdir() if p.is_dir()):
        if folder.name not in rooms:
            report(f"src/{folder.name}", 0, "a folder that is no room of src/CMakeLists.txt")
            continue
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".cpp", ".h", ".def"):
                check_source(path, str(path.relative_to(project)), rooms[folder.name], rooms, report, used)
    for (room, library), places in sorted(used.items()):
        for place in sorted(places.values())[1:]:
            report(*place, f"room {room} includes {library} in more than one file")
    check_machine_paths(project, report)
    return findings


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    findings = check(Path(sys.argv[1]).resolve())
    print("\n".join(findings) if findings else "the rooms hold")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
