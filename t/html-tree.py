#!/usr/bin/env python3
"""Lines, rows and cells of HTML by html5lib, for comparison with ours.

  html-tree.py CASES FILE...

prints what a part of CASES (see html-cases.txt) or a file has as "line TEXT",
"cell TEXT", "row" and "table", a "== NAME" before each.  Parts whose name
ends in a star are ours alone.  Exit 77: there is no html5lib.
"""
import re
import sys

sys.path.append("/usr/lib/python3/dist-packages")
try:
    import html5lib
except ImportError:
    sys.exit(77)

BLOCK = set(
    "address article aside blockquote body caption center dd details dialog "
    "dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 "
    "h4 h5 h6 head header hgroup hr html legend li main menu nav ol optgroup "
    "p pre listing plaintext search section summary title ul xmp "
    "br".split())
NOTHING = set(
    "script style iframe noembed noframes noscript datalist del".split())
FIELDS = set("input select textarea".split())
NO_TEXT = set(
    "hidden checkbox radio button submit reset image file".split())
APART = set("sup sub s strike".split())
INLINE = APART | set(
    "a abbr acronym b bdi bdo big button cite code data dfn em font i ins kbd "
    "label mark nobr q rp rt ruby samp small span strong time tt u "
    "var".split())
KEPT = set("pre listing xmp plaintext".split())
BLANK = " \t\n\f\r"
NONE, SPACE, WRAP, LINE = range(4)


class Page:
    """The text of a page as it is met."""

    def __init__(self):
        self.out = []
        self.text = ""
        self.space = NONE
        self.in_cell = self.in_row = self.in_table = False
        self.kept = 0

    def write(self, what):
        self.out.append(what)

    def flush(self):
        text = self.text.replace("\n", "\\n")
        if self.in_cell:
            self.write(f"cell {text}" if text else "cell")
            self.in_row = self.in_table = True
        elif text.strip(BLANK + "\u00a0\u3000\ufeff\u200b" + "".join(
                map(chr, range(0x2000, 0x200b)))):
            self.write(f"line {text}")
        self.text = ""
        self.space = NONE
        self.in_cell = False

    def end_line(self):
        if self.in_cell:
            self.space = LINE
        else:
            self.flush()

    def end_row(self):
        self.flush()
        if self.in_row:
            self.write("row")
        self.in_row = False

    def end_table(self):
        self.end_row()
        if self.in_table:
            self.write("table")
        self.in_table = False

    def blank(self, c):
        if not self.kept:
            self.space = max(self.space, WRAP if c == "\n" else SPACE)
        elif c == "\n":
            self.end_line()
        elif self.in_cell:
            self.space = max(self.space, SPACE)
        else:
            self.char(c)

    def char(self, c):
        space, self.space = self.space, NONE
        if self.text and space == LINE:
            self.text += "\n"
        elif self.text and (space == SPACE or space == WRAP and
                            c < "\x80" and self.text[-1] < "\x80"):
            self.text += " "
        self.text += c

    def add(self, text):
        for c in text or "":
            if c in BLANK:
                self.blank(c)
            else:
                self.char(c)


def hides(page, node):
    """Does a part of a line or cell hide what it holds?"""
    if node.tag not in FIELDS | (
            BLOCK | INLINE if page.in_cell else INLINE):
        return False
    display = re.findall(r"(?:^|;)\s*display\s*:\s*([a-z-]+)",
                         node.get("style", "").lower())
    return display[-1] == "none" if display else "hidden" in node.attrib


def text_of(node):
    """What a choice or an option holds, blanks as they are shown."""
    return " ".join("".join(node.itertext()).split())


def chosen(node):
    """What a choice shows."""
    options = node.findall(".//option")
    texts = [text_of(one) for one in options if "selected" in one.attrib]
    if "multiple" in node.attrib or node.get("size", "1") != "1":
        return " ".join(texts)
    texts = texts[-1:] or [text_of(one) for one in options
                           if "disabled" not in one.attrib][:1]
    return "".join(texts)


def field(page, node):
    """What a field shows, which belongs to no number beside it."""
    if node.tag == "input" and node.get("type", "").lower() in NO_TEXT:
        return
    if hides(page, node):
        return
    page.space = max(page.space, SPACE)
    if node.tag == "textarea":
        page.kept += 1
        page.add(node.text)
        page.kept -= 1
    else:
        text = chosen(node) if node.tag == "select" else node.get("value", "")
        page.add(text.replace("\n", "").strip(BLANK))
    page.space = max(page.space, SPACE)


def inside(page, node):
    if hides(page, node):
        return
    page.add(node.text)
    for child in node:
        element(page, child)
        page.add(child.tail)


def element(page, node):
    name = node.tag if isinstance(node.tag, str) else ""
    if not name or name in NOTHING:
        return
    if name in FIELDS:
        field(page, node)
    elif name == "table":
        if page.in_cell and not page.text:
            page.in_cell = False
        page.end_table()
        inside(page, node)
        page.end_table()
    elif name in ("tr", "tbody", "thead", "tfoot"):
        page.end_row()
        inside(page, node)
        page.end_row()
    elif name in ("td", "th"):
        page.flush()
        page.in_cell = True
        inside(page, node)
        page.flush()
    else:
        if name in BLOCK:
            page.end_line()
        if name in APART:
            page.space = max(page.space, SPACE)
        page.kept += name in KEPT
        inside(page, node)
        page.kept -= name in KEPT
        if name in APART:
            page.space = max(page.space, SPACE)
        if name in BLOCK:
            page.end_line()


def written(text):
    parser = html5lib.HTMLParser(
        tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    page = Page()
    # made line by line of another text: the lines are those of the source
    page.kept = '.pdf.PDFParser"' in text
    element(page, parser.parse(text, scripting=True))
    page.end_table()
    return "".join(line + "\n" for line in page.out)


def cases(path):
    with open(path, encoding="utf-8", newline="") as file:
        parts = re.split(r"^== (.*)\n", file.read(), flags=re.M)
    for name, part in zip(parts[1::2], parts[2::2]):
        if not name.endswith("*"):
            yield name, re.split(r"^--\n", part, flags=re.M)[0][:-1]


def decoded(path):
    with open(path, "rb") as file:
        data = file.read()
    for bom, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"),
                      (b"\xfe\xff", "utf-16")):
        if data.startswith(bom):
            return data.decode(name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def main(args):
    todo = [(name, text) for name, text in cases(args[0])]
    todo += [(path, decoded(path)) for path in args[1:]]
    for name, text in todo:
        sys.stdout.write(f"== {name}\n{written(text)}")


if __name__ == "__main__":
    main(sys.argv[1:])
