#!/usr/bin/env python3
"""Makes label-table.h, the tables in which label.c looks, from form.def.

usage: label-table.py DIRECTORY >label-table.h

Reads form.def, mark.def and script.def in the directory.  A text is what is
looked up: a label as it is printed (exact), or a label folded, without its
ordinal (a key).  A key has meanings: what it may be a label of.
"""
import os
import re
import sys

KINDS = {"CAPTION": 1, "HEADER": 2, "COLUMN": 4, "ROW": 8, "GROUP": 16}
# Of several meanings that fit as well, the first of these is meant.
ORDER = ["ROW", "COLUMN", "GROUP", "CAPTION", "HEADER"]
EXACT, FOLDED = 1, 2  # GKRI_MATCH_
FORMS = {"F2019": 1, "F2021": 2, "BOTH": 3}
HAN = "一二三四五六七八九"
# What stands for the usual marks in ASCII.
ASCII = str.maketrans("（），：；．／", "(),:;./")
ORDINAL = re.compile("[（(]([%s])[）)]|([%s])、|([1-9])[.．、]" % (HAN, HAN))
NOTE = re.compile(r"\([^()]*\)")

CHARS = 64  # GKRI_LABEL_CHARS
PARTS = [KINDS[kind] for kind in ("COLUMN", "ROW", "GROUP")]
BUCKETS = 256  # of the hash table's first step: 8 bits
SLOTS = 1024


def calls(path, name):
    """The arguments of every NAME(...) that begins a line."""
    with open(path, encoding="utf-8") as f:
        for line in f:
            if line.startswith(name + "("):
                yield [parse(a) for a in split(line[len(name) + 1 :])]


def split(text):
    """Comma-separated arguments up to the closing bracket."""
    return re.findall(r'\s*("[^"]*"|[^,()"]+?)\s*[,)]', text)


def parse(arg):
    if arg.startswith('"'):
        return arg[1:-1]
    if re.fullmatch(r"\d+", arg):
        return int(arg)
    return None if arg == "NULL" else arg


class Fold:
    """gkri_fold, for the characters that labels have."""

    def __init__(self, directory):
        self.marks = []
        row = re.compile(
            r"^GKRI_MARK\((0x\w+), (0x\w+), (?:'(.)'|0)\)", re.M
        )
        text = read(directory, "mark.def")
        for first, last, to in row.findall(text):
            self.marks.append((int(first, 16), int(last, 16), to))
        text = read(directory, "script.def")
        self.han = dict(re.findall(r'\("(.)", 0x\w+, "(.)"', text))

    def char(self, c):
        code = ord(c)
        if 0xFF01 <= code <= 0xFF5E:
            code -= 0xFEE0
        for first, last, to in self.marks:
            if first <= code <= last:
                return to
        return self.han.get(c) or chr(code).lower()

    def __call__(self, text):
        return "".join(self.char(c) for c in text)


def read(directory, name):
    with open(os.path.join(directory, name), encoding="utf-8") as f:
        return f.read()


def cut_ordinal(text):
    """The number of a label's ordinal (0: none) and the rest."""
    m = ORDINAL.match(text)
    if not m:
        return 0, text
    han = m.group(1) or m.group(2)
    number = HAN.index(han) + 1 if han else int(m.group(3))
    return number, text[m.end() :]


class Forms:
    """form.def: all (text, kind, table, id, forms) in it."""

    def __init__(self, path):
        self.path = path
        self.tables = {"any": 0}
        self.forms = {kind: {} for kind in KINDS}

    def official(self):
        yield from self.captions()
        yield from self.cells("GKR_DEF_COLUMN", "COLUMN", 4)
        yield from self.cells("GKR_DEF_ROW", "ROW", 3)
        yield from self.groups()

    def captions(self):
        for name, number, forms, text in calls(self.path, "GKR_DEF_TABLE"):
            self.tables[name] = number
            self.forms["CAPTION"][name, 0] = FORMS[forms]
            yield text, "CAPTION", number, 0, FORMS[forms]

    def cells(self, macro, kind, at):
        for a in calls(self.path, macro):
            self.forms[kind][a[0], a[1]] = FORMS[a[at]]
            if kind == "ROW":
                group = self.forms["GROUP"]
                group[a[0], a[6]] = group.get((a[0], a[6]), 0) | FORMS[a[at]]
            for edition, text in enumerate(a[at + 1 : at + 3], 1):
                if text:
                    yield text, kind, self.tables[a[0]], a[1], edition

    def groups(self):
        for table, number, _, text in calls(self.path, "GKR_DEF_GROUP"):
            forms = self.forms["GROUP"].setdefault((table, number), 3)
            yield text, "GROUP", self.tables[table], number, forms

    def others(self):
        for kind, table, number, text in calls(self.path, "GKR_DEF_ALIAS"):
            forms = self.forms[kind][table, number]
            yield text, kind, self.tables[table], number, forms
        for table, text in calls(self.path, "GKR_DEF_HEADER"):
            yield text, "HEADER", self.tables[table], 0, 3


def spellings(text):
    """A label as it is printed exactly: its marks and their spacing."""
    number, rest = cut_ordinal(text)
    head = text[: len(text) - len(rest)]
    for h in (head, head + " ") if number else (head,):
        for t in (h + rest, (h + rest).translate(ASCII)):
            yield t


class Table:
    def __init__(self, fold):
        self.fold = fold
        self.keys = {}  # folded text: {(kind, table, id, number): forms}
        self.texts = {}  # text: (key, number, exact)
        self.official = set()  # of (key, meaning)

    def add(self, text, kind, table, number, forms):
        ordinal, rest = cut_ordinal(text)
        meaning = (kind, table, number, ordinal)
        key = self.fold(rest)
        self.key(key, meaning, forms)
        for spelling in spellings(text):
            self.texts[spelling] = (key, ordinal, 1)

    def add_official(self, text, kind, table, number, forms):
        """Without its notes, too; but a caption's (一) is none."""
        self.add(text, kind, table, number, forms)
        ordinal, rest = cut_ordinal(text)
        key = self.fold(rest)
        self.official.add((key, (kind, table, number, ordinal)))
        bare = NOTE.sub("", key)
        if bare and bare != key and kind in ("COLUMN", "ROW"):
            self.key(bare, (kind, table, number, ordinal), forms)

    def key(self, key, meaning, forms):
        meanings = self.keys.setdefault(key, {})
        meanings[meaning] = meanings.get(meaning, 0) | forms
        self.texts.setdefault(key, (key, 0, 0))


def data(text):
    return text.encode("utf-8")


def quote(text):
    """A C string; the text is plain or Chinese."""
    return '"%s"' % text.replace("\\", "\\\\").replace('"', '\\"')


def mask(key):
    """Which characters a key has, hashed into 64 bits."""
    bits = 0
    for c in key:
        bits |= 1 << ((ord(c) ^ ord(c) >> 6) & 63)
    return bits


def load(b, at):
    return int.from_bytes(b[at : at + 4], "little")


def hash_of(b, seed):
    """As hash() in label.c; b has 6 bytes or more."""
    n, m = len(b), 0xFFFFFFFFFFFFFFFF
    x = load(b, 0) | load(b, n // 2 - 2) << 32
    y = load(b, n - 4) | load(b, max(n, 8) - 8) << 32
    return ((x * 0x9E3779B97F4A7C15 ^ y) * seed + n * 0x165667B19E3779F9 & m) >> 32


def displace(texts):
    """Hash and displace: every text gets a slot of its own."""
    first = 0xC2B2AE3D27D4EB4F
    for seed in range(first, first + 0x10000, 2):
        hashes = [hash_of(data(t), seed) for t in texts]
        if len(set(hashes)) != len(hashes):
            continue
        found = place(hashes)
        if found:
            return (seed, *found)
    sys.exit("label-table.py: no hash found; give it more slots")


def place(hashes):
    """Each bucket's displacement and each slot's text; None if they clash."""
    buckets = [[] for _ in range(BUCKETS)]
    for i, h in enumerate(hashes):
        buckets[h >> 24].append(i)
    shift, slots = [0] * BUCKETS, [None] * SLOTS
    for b in sorted(range(BUCKETS), key=lambda b: -len(buckets[b])):
        for d in range(SLOTS):
            at = [(hashes[i] + d) % SLOTS for i in buckets[b]]
            if len(set(at)) == len(at) and all(slots[s] is None for s in at):
                break
        else:
            return None
        shift[b] = d
        for i, s in zip(buckets[b], at):
            slots[s] = i
    return shift, slots


def meaning_order(table, key):
    """The form's own labels come before aliases."""

    def order(m):
        (kind, where, number, ordinal), _ = m
        alias = (key, m[0]) not in table.official
        return ORDER.index(kind), alias, where, number, ordinal

    return order


def emit_array(out, head, values, per_line):
    out.append(head + " = {")
    for i in range(0, len(values), per_line):
        out.append("\t" + ", ".join(values[i : i + per_line]) + ",")
    out.append("};")


def emit_titles(out, path, fold, words):
    found = [(a[2], a[0], 1) for a in calls(path, "GKR_DEF_SECTION")]
    found += [(a[1], a[0], 0) for a in calls(path, "GKR_DEF_SECTION_ALIAS")]
    rows, first, most = [], "", 0
    chars = set("".join(a for a, _ in words))
    for text, section, official in found:
        text = fold(text)
        first += text[0]
        chars |= set(text)
        most = max(most, len(text))
        rows.append(
            "{%s, %d, %d, %d, %d}"
            % (quote(text), section, official, len(data(text)), len(text))
        )
    emit_array(out, "const struct gkri_section_title gkri_titles[]", rows, 1)
    out.append("const size_t gkri_title_count = %d;" % len(rows))
    out.append("const uint64_t gkri_title_first = 0x%016xU;" % mask(first))
    out.append("const size_t gkri_title_chars = %d;" % most)
    chars |= {c for c, to in fold.han.items() if to in chars}
    emit_set(out, "const uint64_t gkri_title_known[128]", chars)


def emit(table, words):
    keys = sorted(table.keys, key=data)
    texts = sorted(table.texts, key=data)
    index = {k: i for i, k in enumerate(keys)}
    out = [
        "/* Made from form.def by label-table.py; not to be edited. */",
        "/* clang-format off */",
    ]
    by_id = emit_keys(out, table, keys)
    rows = []
    for t in texts:
        key, number, exact = table.texts[t]
        row = quote(t), len(data(t)), number, index[key], answer(table, t)
        rows.append("{%s, %d, %d, %d, %s}" % row)
    emit_array(out, "static const struct text texts[]", rows, 1)
    emit_hash(out, texts)
    emit_parts(out, by_id)
    rows = [
        "{%s, %s, %d, %d}" % (quote(a), quote(b), len(data(a)), len(data(b)))
        for a, b in words
    ]
    emit_array(out, "static const struct word words[]", rows, 1)
    first = mask("".join(a[0] for a, _ in words))
    out.append("static const uint64_t word_first = 0x%016xU;" % first)
    emit_chars(out, table, keys, words)
    return out


def emit_chars(out, table, keys, words):
    """Whatever Han a printed label may have, its ordinal included."""
    chars = set("".join(keys) + "".join(a for a, _ in words))
    chars |= {c for c, to in table.fold.han.items() if to in chars}
    chars |= set(HAN + "十第部分章节節篇")
    emit_set(out, "static const uint64_t label_chars[128]", chars)


def emit_set(out, head, chars):
    """A set of characters by their lowest 13 bits."""
    bits = [0] * 128
    for c in chars:
        bit = ord(c) & 8191
        bits[bit >> 6] |= 1 << (bit & 63)
    emit_array(out, head, ["0x%016xU" % b for b in bits], 2)


def answer(table, text):
    """What a text is, as a struct gkri_label, where it is but one thing."""
    key, number, exact = table.texts[text]
    found = list(table.keys[key].items())
    (kind, where, ident, ordinal), forms = found[0]
    how = EXACT if exact else FOLDED
    if len(found) > 1:
        kind = where = ident = forms = 0
    row = KINDS.get(kind, 0), how, where, ident, forms, len(data(text))
    return "{%d, %d, %d, %d, %d, %d}" % row


def emit_keys(out, table, keys):
    """Keys and their meanings; returns these by kind, table and id."""
    meanings, rows, by_id = [], [], []
    first = [0] * 4
    for i, key in enumerate(keys):
        order = meaning_order(table, key)
        found = sorted(table.keys[key].items(), key=order)
        row = quote(key), mask(key), len(meanings), len(found)
        rows.append(
            "{%s, 0x%016xU, %d, %d, %d, %d}" % (*row, len(data(key)), len(key))
        )
        for (kind, where, number, ordinal), forms in found:
            row = KINDS[kind], where, number, forms, ordinal
            meanings.append("{%d, %d, %d, %d, %d}" % row)
            by_id.append((KINDS[kind], where, number, i, ordinal))
        bit = (ord(key[0]) ^ ord(key[0]) >> 8) & 255
        first[bit >> 6] |= 1 << (bit & 63)
    head = "const struct gkri_meaning gkri_meanings[]"
    emit_array(out, head, meanings, 4)
    emit_array(out, "const struct gkri_key gkri_keys[]", rows, 1)
    out.append("const size_t gkri_key_count = %d;" % len(keys))
    head = "static const uint64_t first_chars[4]"
    emit_array(out, head, ["0x%016xU" % f for f in first], 2)
    emit_lengths(out, keys)
    return by_id


def emit_lengths(out, keys):
    """Keys by their length in characters, and all characters they have."""
    order = sorted(range(len(keys)), key=lambda i: len(keys[i]))
    at = [sum(len(k) < n for k in keys) for n in range(CHARS + 2)]
    known = [0] * 128
    for c in set("".join(keys)):
        bit = ord(c) & 8191
        known[bit >> 6] |= 1 << (bit & 63)
    head = "const uint16_t gkri_keys_by_chars[]"
    emit_array(out, head, [str(i) for i in order], 12)
    head = "const uint64_t gkri_masks_by_chars[]"
    emit_array(out, head, ["0x%016xU" % mask(keys[i]) for i in order], 4)
    head = "const uint16_t gkri_chars_at[GKRI_LABEL_CHARS + 2]"
    emit_array(out, head, [str(i) for i in at], 12)
    head = "const uint64_t gkri_label_known[128]"
    emit_array(out, head, ["0x%016xU" % k for k in known], 2)


def emit_hash(out, texts):
    seed, shift, slots = displace(texts)
    out.append("enum { BUCKETS = %d, SLOTS = %d };" % (BUCKETS, SLOTS))
    out.append("#define HASH_SEED 0x%xU" % seed)
    head = "static const uint16_t bucket_shift[BUCKETS]"
    emit_array(out, head, [str(d) for d in shift], 12)
    # an empty slot leads to text 0, which then is not the same
    head = "static const uint16_t slot_text[SLOTS]"
    emit_array(out, head, [str(s or 0) for s in slots], 12)


def emit_parts(out, by_id):
    """The keys of each id of a kind and table, and where they begin."""
    by_id = sorted(b for b in by_id if b[0] in PARTS)
    rows = ["{%d, %d}" % (key, ordinal) for *_, key, ordinal in by_id]
    emit_array(out, "static const struct part parts[]", rows, 8)
    out.append("static const uint16_t part_at[3][8][28] = {")
    for kind in PARTS:
        out.append("\t{")
        for table in range(8):
            at = [
                sum(b[:3] < (kind, table, number) for b in by_id)
                for number in range(28)
            ]
            out.append("\t{" + ", ".join(map(str, at)) + "},")
        out.append("\t},")
    out.append("};")


def main():
    directory = sys.argv[1]
    path = os.path.join(directory, "form.def")
    fold = Fold(directory)
    table = Table(fold)
    forms = Forms(path)
    for label in forms.official():
        table.add_official(*label)
    for label in forms.others():
        table.add(*label)
    words = list(calls(path, "GKR_DEF_WORD"))
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    out = emit(table, words)
    emit_titles(out, path, fold, words)
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
