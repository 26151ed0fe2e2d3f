"""The style sheets of the golden cases: a few are kept whole, a case keeps where its own differs from the nearest.

A difference names the rule that it is in and not a line, so that a change of the base style shows in the whole sheets and
not in sixty folders. Nothing is lost: what a case must give is the whole sheet with the difference applied, byte for byte.
"""
import difflib

# Whole sheets, and the case whose sheet each is: set in golden.toml, from left to right, both ways, from right to left.
WHOLE = {"golden.css": "chapters", "golden-both.css": "smart-punctuation", "golden-rtl.css": "hebrew"}


def rules_of(lines):
    """For each line the selector of the rule that it is in, the line of the selector itself included."""
    rule, found = "", []
    for line in lines:
        if line.endswith("{\n"):
            rule = line.strip()
        found.append(rule)
        if line.startswith("}"):
            rule = ""
    return found


def hunks_of(base, lines, context):
    rules = rules_of(base) + [""]
    for group in difflib.SequenceMatcher(None, base, lines, autojunk=False).get_grouped_opcodes(context):
        hunk = [f"@@ {rules[group[0][1]]}\n"]
        for tag, a, b, c, d in group:
            hunk += [" " + line for line in base[a:b]] if tag == "equal" else ["-" + line for line in base[a:b]] + ["+" + line for line in lines[c:d]]
        yield hunk


def apply(base, difference):
    """The sheet that the difference makes of the base; None where it has no place in it."""
    lines, place, made, hunks = base.splitlines(True), 0, [], []
    rules = rules_of(lines) + [""]
    for line in difference.splitlines(True)[1:]:
        hunks.append([line]) if line.startswith("@@ ") else hunks[-1].append(line)
    for head, *body in hunks:
        old = [line[1:] for line in body if line[0] in " -"]
        fits = (at for at in range(place, len(lines) - len(old) + 1) if rules[at] == head[3:].strip() and lines[at:at + len(old)] == old)
        at = next(fits, None)
        if at is None:
            return None
        made += lines[place:at] + [line[1:] for line in body if line[0] in " +"]
        place = at + len(old)
    return "".join(made + lines[place:])


def difference(bases, sheet):
    """The shortest difference that makes the sheet of one of the bases (by name); its first line says of which."""
    found = []
    for name, base in bases.items():
        for context in range(len(sheet)):
            hunks = hunks_of(base.splitlines(True), sheet.splitlines(True), context)
            text = f"--- {name}\n" + "".join(line for hunk in hunks for line in hunk)
            if apply(base, text) == sheet:
                found.append(text)
                break
    return min(found, key=len)


def expected(bases, text):
    """The whole sheet that a kept difference stands for; None where it no longer fits its base."""
    name = text.splitlines()[0].removeprefix("--- ")
    return apply(bases[name], text) if name in bases else None
