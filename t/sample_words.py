"""The layout of words with coordinates, as `pdftotext -tsv` prints them.

A report is set on pages as a word processor would, in points: tables with
merged cells, cells broken over lines wherever they are full.  Then every word
is printed with its place, in an order that is not that of the page.
"""
from sample_form import matrix
from sample_layouts import origins, width

FIELDS = ("level page_num par_num block_num line_num word_num "
          "left top width height conf text").split()
SIZE, LINE, PAD, MARGIN = 9, 12.1, 2.7, 54
PAGE_WIDTH, PAGE_HEIGHT = 595.3, 841.9
ROOM = {4: [118] * 4, 10: [43, 52, 130] + [38] * 7, 15: [32.5] * 15}


def wide(c):
    return width(c) == 2


def parted(a, b):
    """Word processors leave some room between Han and other letters."""
    han = "\u4e00" <= a <= "\u9fff", "\u4e00" <= b <= "\u9fff"
    other = a if han[1] else b
    return han[0] != han[1] and other.isascii() and other.isalnum()


def advance(text, size):
    """A blank, and the room between Han and others, is a quarter."""
    total = 0
    for n, c in enumerate(text):
        total += size / 4 if c == " " else size if wide(c) else size * 0.55
        if n and parted(text[n - 1], c):
            total += size / 4
    return total


def words(text, size):
    """The words of a line, with how far from its left they are."""
    found, start = [], 0
    for n in range(1, len(text) + 1):
        if n < len(text) and " " not in text[n - 1:n + 1] and not parted(
                text[n - 1], text[n]):
            continue
        part = text[start:n]
        if part.strip():
            before = advance(text[:start + 1], size) - advance(part[0], size)
            found.append((before, part))
        start = n
    return found


def broken(text, room):
    lines = []
    for part in text.split("\n"):
        line = ""
        for c in part:
            if line and advance(line + c, SIZE) > room:
                lines.append(line)
                line = ""
            line += c
        lines.append(line)
    return lines


class Paper:
    """Lines of text at places, page by page."""

    def __init__(self):
        self.at = []
        self.page, self.y = 1, MARGIN

    def need(self, high):
        if self.y + high > PAGE_HEIGHT - MARGIN:
            self.page += 1
            self.y = MARGIN

    def line(self, x, y, text, size=SIZE):
        for before, word in words(text, size):
            drop = 0 if wide(word[0]) else -1.1
            self.at.append((self.page, x + before, y + drop,
                            advance(word, size), size * 1.3, word))

    def paragraph(self, text, left=None, size=10.5):
        room = PAGE_WIDTH - 2 * MARGIN
        line = ""
        for c in text + "\n":
            if c == "\n" or advance(line + c, size) > room:
                self.need(size * 1.4)
                x = MARGIN if left is None else left(advance(line, size))
                self.line(x, self.y, line, size)
                self.y += size * 1.4
                line = ""
            line += c

    def print(self):
        """Strips of the page from left to right, each from the top."""
        order = sorted(self.at, key=lambda w: (w[0], w[1] // 90, w[2], w[1]))
        out = "\t".join(FIELDS) + "\n"
        page = 0
        for n, (number, x, y, w, h, text) in enumerate(order):
            if number != page:
                page = number
                out += (f"1\t{page}\t0\t0\t0\t0\t0.000000\t0.000000\t"
                        f"{PAGE_WIDTH:.6f}\t{PAGE_HEIGHT:.6f}\t-1\t"
                        "###PAGE###\n")
            out += (f"5\t{number}\t0\t{n}\t0\t0\t{x:.2f}\t{y:.2f}\t{w:.2f}\t"
                    f"{h:.2f}\t100\t{text}\n")
        return out


def set_table(paper, rows, middle):
    rooms = ROOM[len(matrix(rows)[0])]
    high = [1] * len(rows)
    cells = [(cell, x, y, broken(
        cell.text, sum(rooms[x:x + cell.cols]) - 2 * PAD))
        for cell, x, y in origins(rows)]
    for cell, x, y, lines in sorted(cells, key=lambda c: c[0].rows):
        have = sum(high[y:y + cell.rows])
        high[y + cell.rows - 1] += max(0, len(lines) - have)
    left = [MARGIN + sum(rooms[:n]) for n in range(len(rooms) + 1)]
    top, page = [], []
    for n in high:
        paper.need(n * LINE + 0.6)
        top.append(paper.y)
        page.append(paper.page)
        paper.y += n * LINE + 0.6
    end = paper.page
    for cell, x, y, lines in cells:
        paper.page = page[y]
        same = [n for n in range(y, y + cell.rows) if page[n] == page[y]]
        room = sum(high[n] for n in same) * LINE + 0.6 * len(same)
        at = top[y] + ((room - len(lines) * LINE) / 2 if middle else 0.3)
        between = left[x] + left[x + cell.cols]
        for n, line in enumerate(lines):
            paper.line((between - advance(line, SIZE)) / 2, at + n * LINE,
                       line)
    paper.page = end
    paper.y += LINE


def coordinates(parts, middle=False):
    paper = Paper()
    for kind, what in parts:
        if kind == "table":
            set_table(paper, what, middle)
        elif kind == "title":
            paper.paragraph(what, lambda w: (PAGE_WIDTH - w) / 2, 16)
        elif kind == "sign":
            paper.paragraph(what, lambda w: PAGE_WIDTH - MARGIN - w)
        else:
            paper.paragraph(what)
    return paper.print()


def words_top(parts):
    """Cells have their text at the top of the row."""
    return coordinates(parts)


def words_middle(parts):
    """Cells have their text in the middle of the row."""
    return coordinates(parts, True)
