#!/usr/bin/env python3
"""Makes fact-table.h, in which the reading of facts looks, from fact.def.

usage: fact-table.py DIRECTORY >fact-table.h

Reads fact.def, fact-class.h and script.def in the directory.  Words and units are two trees
of characters in one pair of arrays: from a state, a character's number leads to
the slot base[state] + number, which is the next state where check[] names the
one that it comes from.
"""
import os
import re
import sys

HAN_FIRST, HAN_LAST = 0x4E00, 0x9FFF
BEGINS_WORD, BEGINS_OTHER = 0x8000, 0x4000  # GKRI_FACT_BEGINS_
HANS = 28  # GKRI_FACT_HANS
TRADITIONAL = 0x2000  # GKRI_FACT_TRADITIONAL
BEGINS_MARK, BEGINS_NOUN = 0x1000, 0x0800  # GKRI_FACT_BEGINS_
GOES_ON, NUMBERS = 0x0400, 0x03FF  # GKRI_FACT_GOES_ON, GKRI_FACT_NUMBERS
WORDS, UNITS = 1, 2  # the roots; GKRI_FACT_WORDS, GKRI_FACT_UNITS
# What is no word of fact.def but may begin a token: names of documents.
OTHERS = "第"
# What may stand in a number behind its first digit.
ROUGHS = "余多几"
BUCKETS = 8  # bits of a byte of gkri_fact_nibbles
# By GKRI_FACT_SEEK_: whether numerals are looked for, and words of what classes.
SOUGHT = [
    (True, {"NEG"}),
    (True, {"NEG", "PERIOD"}),
    (True, {"NEG", "PERIOD", "FEE", "FEEINFO"}),
    (False, {"PERIOD"}),
    (False, {"DEPT"}),
]


def read(directory, name):
    with open(os.path.join(directory, name), encoding="utf-8") as f:
        return f.read()


def rows(text, names):
    """The arguments of the calls in front of a text, and the text, in order."""
    text = re.sub(r"/\*.*?\*/|^#.*?$", "", text, flags=re.S | re.M)
    found = re.findall(r'\b(%s)\(([^"()]*)"([^"]+)"' % names, text)
    short = {"O": {"OUTCOME"}, "C": {"COLUMN"}}
    return [
        (set(re.findall(r"\w+", before)) | short.get(name, set()), text)
        for name, before, text in found
    ]


def class_set(text, name):
    """The classes that a macro of fact-class.h joins."""
    found = re.search(r"#define %s\b((?:.|\\\n)*?)\n(?!\t)" % name, text)
    return set(re.findall(r"\w+", found.group(1)))


def check_reads(text, marks):
    """Each number that states something has a mark."""
    for row in re.findall(r"GKR_FACT_READ\(([^.]*?)\)\n", text)[1:]:
        concept, _, left, _, right = re.split(r",\s*", row)[:5]
        if concept != "none" and not marks & set(
            re.findall(r"\w+", left + " " + right)
        ):
            sys.exit("fact-table.py: no mark in GKR_FACT_READ(%s)" % row)


class Trees:
    """The states; 0 is none."""

    def __init__(self):
        self.next = {WORDS: {}, UNITS: {}}
        self.leaf = {}

    def add(self, root, text, leaf):
        """Of two texts that are the same, the later one counts."""
        state = root
        for c in text:
            state = self.next[state].setdefault(c, len(self.next) + 1)
            self.next.setdefault(state, {})
        self.leaf[state] = leaf

    def lay_out(self, ids):
        """Gives each state a slot; returns base, check and leaf by slot."""
        slots = {WORDS: WORDS, UNITS: UNITS}
        taken, base = {0: 0, WORDS: 0, UNITS: 0}, {}
        # those with many ways on are hardest to place
        todo = [WORDS, UNITS]
        todo += sorted(
            (s for s in self.next if s > UNITS),
            key=lambda s: (-len(self.next[s]), s),
        )
        placed = {}
        for state in todo:
            ways = sorted(ids[c] for c in self.next[state])
            if not ways:
                continue
            at = 1
            while any(at + w in taken for w in ways):
                at += 1
            placed[state] = at
            for w in ways:
                taken[at + w] = state
        for state, at in placed.items():
            for c, to in self.next[state].items():
                slots[to] = at + ids[c]
        for state, at in placed.items():
            base[slots[state]] = at
        size = max(placed.values()) + max(ids.values()) + 1
        size = max(size, max(slots.values()) + 1)
        check = [0] * size
        for slot, state in taken.items():
            check[slot] = slots[state] if state else 0
        leaf = [0] * size
        for state, n in self.leaf.items():
            leaf[slots[state]] = n
        return [base.get(i, 0) for i in range(size)], check, leaf


def is_han(c):
    return HAN_FIRST <= ord(c) <= HAN_LAST


def number_characters(hans, words, units):
    """Numerals first, in their order."""
    ids = {}
    texts = "".join(hans) + OTHERS + ROUGHS
    for c in texts + "".join(words) + "".join(units):
        if is_han(c):
            ids.setdefault(c, len(ids) + 1)
    return ids


def goes_on(hans, words, units, sought):
    """What may stand behind a digit, or a first character that is looked for."""
    second = [t[1] for k, t in words if k & sought and len(t) > 1]
    return {*hans, *ROUGHS, *second} | {t[0] for t in units}


def flags_of(c, hans, words, behind, marks, nouns):
    classes = [k for k, t in words if t[0] == c]
    flags = BEGINS_WORD if classes else 0
    flags |= GOES_ON if c in behind else 0
    flags |= BEGINS_MARK if any(k & marks for k in classes) else 0
    flags |= BEGINS_NOUN if any(k & nouns for k in classes) else 0
    return flags | (BEGINS_OTHER if c in hans or c in OTHERS else 0)


def emit_array(out, head, values, per_line):
    out.append(head + " = {")
    emit_rows(out, values, per_line)
    out.append("};")


def emit_rows(out, values, per_line):
    for i in range(0, len(values), per_line):
        out.append("\t" + ", ".join(values[i : i + per_line]) + ",")


def emit_trees(out, trees, ids):
    for name, values in zip(("base", "check", "leaf"), trees.lay_out(ids)):
        head = "const uint16_t gkri_fact_%s[]" % name
        emit_array(out, head, [str(v) for v in values], 12)


def emit_ids(out, ids, script, flags):
    """What stands for a simplified character has no number, but a flag."""
    cells = {a: TRADITIONAL for a, _ in script if is_han(a)}
    if set(cells) & set(ids):
        sys.exit("fact-table.py: a word has a character that is simplified")
    if max(ids.values()) > NUMBERS:
        sys.exit("fact-table.py: more characters than numbers for them")
    for c, i in ids.items():
        cells[c] = i | flags(c)
    cells = [
        "[0x%04x] = 0x%04x" % (ord(c) - HAN_FIRST, i)
        for c, i in sorted(cells.items())
    ]
    head = "const uint16_t gkri_fact_ids[0x%04x]" % (HAN_LAST - HAN_FIRST + 1)
    emit_array(out, head, cells, 4)


def with_forms(chars, digits, script):
    """The bytes of the characters, and of traditional forms."""
    chars = set(chars) | {a for a, b in script if b in chars}
    if digits:
        chars |= {chr(0xFF10 + i) for i in range(10)}
    return {c.encode("utf-8") for c in chars}


def emit_set(out, chars):
    """By the last byte but one, a bit each by the last six bits."""
    bits = {}
    for c in chars:
        bits[c[1]] = bits.get(c[1], 0) | 1 << (c[2] & 63)
    cells = ["[0x%02x] = 0x%016xU" % b for b in sorted(bits.items())]
    out.append("\t{")
    emit_rows(out, cells, 2)
    out.append("\t},")


# Those of a character's nibbles that its three bytes are told by.
NIBBLES = [(0, 0), (1, 4), (2, 4), (1, 0), (2, 0)]


def nibbles(chars):
    """Which nibbles the characters have, a set of bits each."""
    sets = [0] * len(NIBBLES)
    for c in chars:
        for i, (byte, shift) in enumerate(NIBBLES):
            sets[i] |= 1 << (c[byte] >> shift & 15)
    return sets


class Prose:
    """Characters, a bit each, that are taken for others by their nibbles."""

    def __init__(self, text):
        self.by = [[0] * 16 for _ in NIBBLES]
        for k, c in enumerate(c.encode("utf-8") for c in text):
            for i, (byte, shift) in enumerate(NIBBLES):
                self.by[i][c[byte] >> shift & 15] |= 1 << k

    def taken(self, bucket):
        every = -1
        for by, bits in zip(self.by, nibbles(bucket)):
            some = 0
            for n in range(16):
                some |= by[n] if bits >> n & 1 else 0
            every &= some
        return every


def count(bits):
    return bin(bits).count("1")


def join_buckets(chars, prose):
    """Buckets of characters that begin alike, those joined that cost least."""
    buckets = {}
    for c in chars:
        buckets.setdefault(c[:2], set()).add(c)
    buckets = [frozenset(b) for _, b in sorted(buckets.items())]
    taken = {b: prose.taken(b) for b in buckets}
    while len(buckets) > BUCKETS:
        best = None
        for i, a in enumerate(buckets):
            for b in buckets[:i]:
                if a | b not in taken:
                    taken[a | b] = prose.taken(a | b)
                cost = count(taken[a | b]) - count(taken[a]) - count(taken[b])
                if best is None or cost < best[0]:
                    best = cost, a, b
        _, a, b = best
        buckets = [x for x in buckets if x not in (a, b)] + [a | b]
    return buckets


def find_buckets(chars, prose):
    """Buckets so that few characters have the same nibbles as others."""
    buckets = [set(b) for b in join_buckets(chars, prose)]

    def cost(of):
        every = 0
        for b in of:
            every |= prose.taken(b) if b else 0
        return count(every)

    moved, least = True, cost(buckets)
    while moved:
        moved = False
        for c in sorted(chars):
            home = next(b for b in buckets if c in b)
            for to in buckets:
                home.remove(c)
                to.add(c)
                now = cost(buckets)
                if now < least:
                    moved, least, home = True, now, to
                    continue
                to.remove(c)
                home.add(c)
    return sorted(map(frozenset, buckets), key=sorted)


def emit_nibbles(out, chars, prose):
    sets = [nibbles(b) for b in find_buckets(chars, prose)]
    lines = []
    for i in range(len(NIBBLES)):
        bits = [
            sum((s[i] >> n & 1) << k for k, s in enumerate(sets))
            for n in range(16)
        ]
        lines.append(", ".join("%d" % b for b in bits))
    out.append(
        "\t{{%s},\n\t{{%s},\n\t{%s}},\n\t{{%s},\n\t{%s}}}," % tuple(lines)
    )


def main():
    directory = sys.argv[1]
    text = read(directory, "fact.def")
    words = rows(text, "W|O|C|GKR_FACT_WORD")
    units = [t for _, t in rows(text, "GKR_FACT_UNIT")]
    hans = [t for _, t in rows(text, "GKR_FACT_HAN")]
    zeroes = re.findall(r'\bGKR_FACT_HAN\("(.)", 0,', text)
    script = re.findall(
        r'\("(.)", 0x\w+, "(.)"', read(directory, "script.def")
    )
    if [is_han(h) for h in hans] != [i < HANS for i in range(len(hans))]:
        sys.exit("fact-table.py: GKRI_FACT_HANS numerals are Han characters")
    texts = [t for _, t in words]
    if not all(map(is_han, "".join(texts + units))):
        sys.exit("fact-table.py: words and units are of Han characters")
    classes = read(directory, "fact-class.h")
    marks = class_set(classes, "GKRI_FACT_MARKS")
    nouns = class_set(classes, "GKRI_FACT_NOUNS")
    check_reads(text, marks)
    every = set().union(*(classes for _, classes in SOUGHT))
    if {t[0] for c, t in words if c & every} & set(hans):
        sys.exit("fact-table.py: a word that is looked for has a numeral first")
    ids = number_characters(hans, texts, units)
    behind = goes_on(hans, words, units, every)
    trees = Trees()
    for i, t in enumerate(texts):
        trees.add(WORDS, t, i + 1)
    for i, t in enumerate(units):
        trees.add(UNITS, t, i + 1)
    out = [
        "/* Made from fact.def by fact-table.py; not to be edited. */",
        "/* clang-format off */",
    ]
    emit_ids(
        out,
        ids,
        script,
        lambda c: flags_of(c, hans, words, behind, marks, nouns),
    )
    emit_trees(out, trees, ids)
    # what prose is made of
    prose = Prose("".join(texts) + "年月日、，" * 20)
    sets = []
    for numerals, sought in SOUGHT:
        first = [t[0] for c, t in words if c & sought]
        first += hans if numerals else []
        sets.append(with_forms(first, numerals, script))
    out.append("const uint64_t gkri_fact_sets[][256] = {")
    for some in sets:
        emit_set(out, some)
    out.append("};")
    alone = [t for c, t in words if c & every and len(t) == 1] + zeroes
    out.append("const uint64_t gkri_fact_alone[256] =")
    emit_set(out, with_forms(alone, False, script))
    out[-1] = "\t};"
    out.append("const struct gkri_fact_nibbles gkri_fact_nibbles[] = {")
    for some in sets:
        emit_nibbles(out, some, prose)
    out.append("};")
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
