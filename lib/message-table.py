#!/usr/bin/env python3
"""Makes message-table.h, which message.c puts together, from message.def.

usage: message-table.py DIRECTORY >message-table.h

A text is cut at its gaps: a piece is what stands before a gap or the text's
end, with the letter of the gap (0: the end) and whether the text ends behind
it.  What is longer than a block is several pieces (+: another one follows).
"""
import os
import re
import sys

TEXT = r'"((?:[^"\\]|\\.)*)"'
ROW = re.compile(
    r"^(GKR_DEF_MESSAGE|GKR_DEF_NOT_A_NUMBER)\((\w+),\s*%s,\s*%s\)"
    % (TEXT, TEXT),
    re.M,
)
ESCAPES = re.compile(r"\\(.)")
BLOCK = 32  # bytes that are copied at a time


def pieces(text):
    """(what stands before a gap, its letter or None), to the end."""
    parts = re.split(r"\{(.)\}", text) + [None]
    return list(zip(parts[::2], parts[1::2]))


def unescape(text):
    """What the compiler makes of the text between the quotes."""
    return ESCAPES.sub(lambda m: {"n": "\n"}.get(m[1], m[1]), text)


def is_odd(text):
    """Whether JSON has to escape something in it."""
    return any(c in '"\\\x7f' or c < " " for c in unescape(text))


class Table:
    """Pieces, one after the other, and the bytes of all that differ."""

    def __init__(self):
        self.places, self.pieces, self.at = {"": 0}, [], 0

    def add(self, literal):
        """Takes a text in, as it is written in C; its first piece."""
        first = len(self.pieces)
        parts = pieces(literal)
        for part, gap in parts:
            length = len(unescape(part).encode("utf-8"))
            if part not in self.places:
                self.places[part] = self.at
                self.at += length
            self.cut(self.places[part], length, gap)
        if self.pieces[-1][1] == 0 and len(self.pieces) > first + 1:
            self.pieces.pop()
            self.pieces[-1][4] = 1
        self.pieces[first][2] = int(any(is_odd(part) for part, _ in parts))
        return first

    def cut(self, place, length, gap):
        """A part as pieces of a block at most."""
        while length > BLOCK:
            self.pieces.append([place, BLOCK, 0, "'+'", 0])
            place, length = place + BLOCK, length - BLOCK
        gap = "'%s'" % gap if gap else "0"
        self.pieces.append([place, length, 0, gap, 0])

    def write(self, rows):
        print("static const char piece_text[] =")
        for literal in self.places:
            print('    "%s"' % literal)
        print('    "%s";' % ("\\0" * BLOCK))
        print("static const struct piece pieces[] = {")
        for piece in self.pieces:
            print("    {%d, %d, %d, %s, %d}," % tuple(piece))
        print("};")
        self.index(rows, "MESSAGE", "messages[GKRI_SAY_END]", "GKRI_SAY_")
        self.index(
            rows,
            "NOT_A_NUMBER",
            "not_a_number[GKR_STATE_UNPLACED + 1]",
            "GKR_STATE_",
        )

    @staticmethod
    def index(rows, kind, name, prefix):
        """Where texts begin, English and Chinese."""
        print("static const uint16_t %s[2] = {" % name)
        for row, ident, zh, en in rows:
            if row == "GKR_DEF_" + kind:
                print("    [%s%s] = {%d, %d}," % (prefix, ident, en, zh))
        print("};")


def fill(frame, row):
    """What is said of a cell and its state, Chinese and English."""
    return tuple(f.replace("{N}", t) for f, t in zip(frame, row[2:]))


def main():
    path = os.path.join(sys.argv[1], "message.def")
    with open(path, encoding="utf-8") as f:
        text = f.read()
    found = ROW.findall(text)
    calls = re.findall(r"^GKR_DEF_\w+\(", text, re.M)
    if len(found) != len(calls):
        sys.exit("%s: %d of %d rows read" % (path, len(found), len(calls)))
    # {N} is filled in here: one text a state
    frame = next(row[2:] for row in found if row[1] == "open_cell")
    found = [
        row if row[0] == "GKR_DEF_MESSAGE" else row[:2] + fill(frame, row)
        for row in found
        if row[1] != "open_cell"
    ]
    table = Table()
    nothing = table.add("")
    assert nothing == 0  # GKRI_SAY_NOTHING, and a number's state
    rows = [
        (kind, ident, table.add(zh), table.add(en))
        for kind, ident, zh, en in found
    ]
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    print("/* Made from message.def by message-table.py; not to be edited. */")
    print("/* clang-format off */")
    table.write(rows)


if __name__ == "__main__":
    main()
