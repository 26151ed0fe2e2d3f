#!/usr/bin/env python3
"""Breaks the program in the ways of mutations.toml, one at a time, and says which test notices.

usage: run.py PROJECT COPY [--jobs N] [--only WORDS]      about a quarter of an hour; COPY is made when it is not there
       run.py PROJECT --patterns                          only whether each row still fits exactly one place

All mutations are built into one program, each behind a switch that the environment variable PAMPHLET_MUTANT throws: one
build instead of one for each. COPY holds the changed sources and their build; the project keeps its own. Tests are run in the
order of their cost until one fails; the row's own test comes first. Exit status 1: fewer than 95 % are killed.
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
FEWEST = 40
WANTED = 95  # per cent
# After the row's own test and the unit tests of its room.
TESTS = ["check_rules", "golden", "scripts", "e2e_test_cli", "e2e_test_fit", "e2e_test_book", "e2e_test_style", "torture_cases"]


class Mutation:
    """A row: in the folder `room`, the text `find`, any white space alike; the part in ⟦⟧ becomes `put`."""

    def __init__(self, number, row):
        self.number, self.name, self.room, self.put, self.killer = number, row["name"], row["room"], row["put"], row.get("test", "")
        self.before, self.old, self.after = re.fullmatch(r"(.*)⟦(.*)⟧(.*)", row["find"], re.S).groups()
        self.pattern = re.compile("".join(f"({self.loose(part)})" for part in (self.before, self.old, self.after)))

    @staticmethod
    def loose(text):
        return r"\s+".join(re.escape(word) for word in re.split(r"\s+", text))

    def places(self, sources):
        return [(path, match) for path, text in sources.items() if path.split("/")[1] == self.room for match in self.pattern.finditer(text)]

    def switch(self, old):
        """The C++ that does either; a part that ends in a semicolon is a statement."""
        here = f"pamphlet_mutant({self.number})"
        if old.endswith(";"):
            return f"{{ if ({here}) {{ {self.put} }} else {{ {old} }} }}"
        return f"({here} ? ({self.put}) : ({old}))"


def read_table():
    with open(HERE / "mutations.toml", "rb") as file:
        return [Mutation(k + 1, row) for k, row in enumerate(tomllib.load(file)["mutation"])]


def read_sources(project):
    return {str(path.relative_to(project)): path.read_text(encoding="utf-8") for path in sorted((project / "src").rglob("*")) if path.suffix in (".cpp", ".h")}


def misfits(mutations, sources):
    found = [f"{m.name}: fits {len(m.places(sources))} places in src/{m.room}" for m in mutations if len(m.places(sources)) != 1]
    rooms = {path.split("/")[1] for path in sources if path.count("/") > 1}
    found += [f"{m.name}: an expression becomes nothing" for m in mutations if not m.put and not m.old.endswith(";")]
    found += [f"no mutation in src/{room}" for room in sorted(rooms - {m.room for m in mutations})]
    return found + ([f"{len(mutations)} mutations; {FEWEST} are wanted"] if len(mutations) < FEWEST else [])


def mutated(mutations, sources):
    """The sources that change, with all switches in them."""
    places = {}
    for m in mutations:
        for path, match in m.places(sources):
            places.setdefault(path, []).append((match.start(2), match.end(2), m))
    texts = {}
    for path, parts in places.items():
        text, parts = sources[path], sorted(parts, key=lambda part: part[0], reverse=True)
        for (begin, end, m), later in zip(parts, [None, *parts]):
            if later is not None and end > later[0]:
                raise SystemExit(f"{path}: {m.name} and {later[2].name} change the same words")
            text = text[:begin] + m.switch(text[begin:end]) + text[end:]
        texts[path] = f'#include "{HERE / "mutant.h"}"\n#line 1\n{text}'
    return texts


def copy_tree(project, copy, texts):
    """The files that git knows, and the mutated ones; what is the same is not touched, so that little is built anew."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=project, capture_output=True, check=True, text=True)
    wanted = {name for name in listed.stdout.splitlines() if (project / name).is_file()}
    for name in wanted:
        data = texts[name].encode("utf-8") if name in texts else (project / name).read_bytes()
        path = copy / name
        if not path.exists() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            shutil.copymode(project / name, path)
    for path in [p for folder in ("src", "tests") for p in (copy / folder).rglob("*") if p.is_file() and str(p.relative_to(copy)) not in wanted]:
        path.unlink()


def build(copy, binary):
    if not (binary / "build.ninja").exists():  # as a developer's tree is made, so that ccache knows most of it
        command = ["cmake", "--preset", "debug", "-DCMAKE_CXX_FLAGS_DEBUG=-O0"]
        command += ["-DCMAKE_CXX_COMPILER_LAUNCHER=ccache"] if shutil.which("ccache") else []
        command += ["-DCMAKE_EXE_LINKER_FLAGS=-fuse-ld=lld"] if shutil.which("ld.lld") else []
        subprocess.run(command, cwd=copy, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["ninja", "-C", binary, "-j2"], check=True)


def fails(test, number, copy, binary):
    """Whether a test, by its name in CTest or `golden CASE...`, fails with this mutation; a hang and a crash do too."""
    environment = {**os.environ, "PAMPHLET_MUTANT": str(number)}
    name, *cases = test.split()
    command = ["ctest", "--test-dir", binary, "-R", f"^{name}$", "--no-tests=error", "--timeout", "300"]
    if cases:
        command = [sys.executable, copy / "tests" / name / "run.py", binary / "src/pamphlet", *cases]
    try:
        return subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600).returncode != 0
    except subprocess.TimeoutExpired:
        return True


def killer(m, copy, binary, known):
    tests = [m.killer] if m.killer else []
    tests += [f"unit_{m.room}"] + TESTS
    return next((test for test in tests if test.split()[0] in known and fails(test, m.number, copy, binary)), None)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("project", type=pathlib.Path)
    parser.add_argument("copy", type=pathlib.Path, nargs="?")
    parser.add_argument("--patterns", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", default="")
    options = parser.parse_intermixed_args()
    project = options.project.resolve()
    mutations, sources = read_table(), read_sources(project)
    if wrong := misfits(mutations, sources):
        print("\n".join(wrong))
        return 1
    if options.patterns:
        mutated(mutations, sources)
        print(f"{len(mutations)} mutations, each fits one place")
        return 0
    copy = options.copy.resolve()
    binary = copy / "build/debug"
    copy_tree(project, copy, mutated(mutations, sources))
    build(copy, binary)
    listed = subprocess.run(["ctest", "--test-dir", binary, "-N"], capture_output=True, check=True, text=True).stdout
    known = set(re.findall(r"Test +#\d+: (\S+)", listed))
    chosen = [m for m in mutations if options.only in f"{m.name} {m.room}"]
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        needed = sorted({test for m in chosen for test in [m.killer, f"unit_{m.room}", *TESTS] if test and test.split()[0] in known})
        if broken := [test for test, failed in zip(needed, pool.map(lambda test: fails(test, 0, copy, binary), needed)) if failed]:
            print("these tests fail without any mutation: " + ", ".join(broken))
            return 1
        begin, killed = time.monotonic(), 0
        for m, test in zip(chosen, pool.map(lambda m: killer(m, copy, binary, known), chosen)):
            killed += test is not None
            print(f"{m.number:3} {m.room:9} {test or 'SURVIVES':28} {m.name}", flush=True)
    print(f"{killed} of {len(chosen)} are killed, {100 * killed // max(1, len(chosen))} %, in {time.monotonic() - begin:.0f} s")
    return 0 if killed * 100 >= len(chosen) * WANTED else 1


if __name__ == "__main__":
    sys.exit(main())
