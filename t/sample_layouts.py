"""Layouts: how a made-up report is printed.

A layout is a function of a report that returns text.  Every one goes through
the parts of the report in their order: ("title" | "heading" | "text" |
"sign", line) and ("table", rows).
"""
import unicodedata

from sample_form import matrix


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in text)


def wrap(text, room):
    """Lines of at most `room` columns, broken anywhere."""
    lines = []
    for part in text.split("\n"):
        line = ""
        for c in part:
            if line and width(line + c) > room:
                lines.append(line)
                line = ""
            line += c
        lines.append(line)
    return lines


def flat(text):
    return text.replace("\n", "")


def through(parts, table, text="{}\n", heading="{}\n", title="{}\n"):
    """Text of all parts; `table` makes lines of rows."""
    forms = {"title": title, "heading": heading, "text": text, "sign": text}
    out = ""
    for kind, what in parts:
        out += table(what) if kind == "table" else forms[kind].format(what)
    return out


# ---------------------------------------------------------------------------
# A cell a line, TAB before it

def lines_table(row_end, inner="\n"):
    def table(rows):
        out = ""
        for y, places in enumerate(matrix(rows)):
            for cell, first_row, first_column in places:
                if not first_column:
                    continue
                text = cell.text if first_row else ""
                out += "\t" + text.replace("\n", inner) + "\n"
            out += row_end if y + 1 < len(rows) else "\n\n"
        return out
    return table


def lines_a1(parts):
    """Colspans leave no trace, places under a rowspan are blank."""
    return through(parts, lines_table("\n"), title="{}\n\n")


def lines_a2(parts):
    """An empty line within a cell as well."""
    return through(parts, lines_table("\n", "\n\n"))


def lines_a3(parts):
    """A row a line that begins with TAB; nothing stands for a span."""
    def table(rows):
        return "".join(
            "".join("\t" + cell.text for cell in row) + "\n"
            for row in rows) + "\n\n"
    return through(parts, table, text="{}\n\n", heading="{}\n\n",
                   title="\n{}\n\n")


# ---------------------------------------------------------------------------
# A row a line

def spread(rows, blank=""):
    """Each row's texts, `blank` for what a span covers."""
    return [[flat(cell.text) if first_row and first_column else blank
             for cell, first_row, first_column in places]
            for places in matrix(rows)]


def tabs(parts):
    def table(rows):
        return "\n".join("\t".join(row) for row in spread(rows)) + "\n\n"
    return through(parts, table, "{}\n\n", "## {}\n\n", "# {}\n\n")


def tabs_broken(parts):
    """An empty line between rows; the header's cells over two lines."""
    def table(rows):
        lines = []
        for y, row in enumerate(spread(rows)):
            halves = [cell.text.split("\n") for cell in rows[y]]
            if len(rows) > 20 and y == 2:
                top = ["", "", "", ""] + [h[0] for h in halves] + [""]
                end = ["", "", "", ""] + [
                    h[1] if len(h) > 1 else "" for h in halves] + [""]
                lines += ["\t".join(top), "", "\t".join(end)]
                continue
            lines.append("\t".join(row))
            if len(rows) > 20 and y == 13:
                lines.append("")
        return "\n".join(lines) + "\n\n"
    return through(parts, table, "{}\n\n", "{}\n\n", "{}\n\n")


def tabs_repeated(parts):
    """Tables behind all the prose, every merged cell repeated."""
    def table(rows):
        return "".join("\t".join(flat(cell.text) for cell, _, _ in places) +
                       "\n" for places in matrix(rows))
    text = [part for part in parts if part[0] != "table"]
    return through(text + [p for p in parts if p[0] == "table"], table)


def copied(parts):
    """A browser's copy where cells hold paragraphs: TABs stand alone."""
    def put(text):
        return "\n\n" + text + "\n\n" if text else ""

    def table(rows):
        out = "\n".join("\t".join(put(cell.text) for cell in row)
                        for row in rows)
        return out.lstrip("\n")
    return through(parts, table, "{}\n\n", "{}\n\n", "{}\n\n")


def sheet(parts, mark, quote):
    """All of it as rows of a spreadsheet, texts in the first of 15 cells."""
    def cell(text):
        if mark in text or '"' in text or "\n" in text or quote:
            text = '"' + text.replace('"', '""') + '"'
        return text

    def line(cells):
        return mark.join(map(cell, cells + [""] * (15 - len(cells)))) + "\n"

    def table(rows):
        return "".join(line([
            one.text if first_row and first_column else ""
            for one, first_row, first_column in places])
            for places in matrix(rows))
    return "".join(table(what) if kind == "table" else line([what])
                   for kind, what in parts)


def commas(parts):
    return sheet(parts, ",", False)


def semicolons(parts):
    return sheet(parts, ";", True)


def sheet_tabs(parts):
    return through(parts, lambda rows: "".join(
        "\t".join(row) + "\t" * (15 - len(row)) + "\n"
        for row in spread(rows)), *["{}" + "\t" * 14 + "\n"] * 3)


def parted(mark):
    """A row a line with a mark between its cells that is no usual one."""
    def layout(parts):
        return through(parts, lambda rows: "".join(
            mark.join(row) + "\n" for row in spread(rows)))
    return layout


def tex_cell(cell):
    text = flat(cell.text).replace("%", "\\%")
    if cell.rows > 1:
        text = "\\multirow{%d}{*}{%s}" % (cell.rows, text)
    if cell.cols > 1:
        text = "\\multicolumn{%d}{|c|}{%s}" % (cell.cols, text)
    return text


def tex_row(places):
    """What is below a merged cell stays empty."""
    cells = [tex_cell(cell) if first_row else ""
             for cell, first_row, first_column in places if first_column]
    return " & ".join(cells) + " \\\\\n\\hline\n"


def tex(parts):
    """TeX, as programs write it that read pictures of pages."""
    def table(rows):
        places = matrix(rows)
        return ("\\begin{tabular}{" + "|c" * len(places[0]) +
                "|}\n\\hline\n" + "".join(map(tex_row, places)) +
                "\\end{tabular}\n")
    return through(parts, table, "{}\n\n", "\\section*{{{}}}\n\n",
                   "\\title{{{}}}\n\n")


def lists(parts):
    """Rows as Python prints lists, None for what a span covers."""
    def table(rows):
        return "".join(
            str([cell.text if first_row and first_column else None
                 for cell, first_row, first_column in places]) + "\n"
            for places in matrix(rows))
    return through(parts, table)


def pipe_row(cells):
    return "| " + " | ".join(cells) + " |\n"


def pipe_table(rows):
    lines = [pipe_row(row) for row in spread(rows)]
    lines.insert(1, pipe_row(["---"] * len(matrix(rows)[0])))
    return "".join(lines) + "\n"


def pipes(parts):
    """Markdown."""
    return through(parts, pipe_table, "{}\n\n", "## {}\n\n", "# {}\n\n")


def bars(parts):
    """A row a line, no bar before it; spare bars where a cell was merged."""
    def table(rows):
        out = ""
        for row in rows:
            spare = sum(cell.cols - 1 for cell in row)
            out += " | ".join(flat(c.text) for c in row) + " |"
            out += "|" * spare + "\n"
        return out
    return through(parts, table)


def bars_alone(parts):
    """A cell a line, a bar at its end."""
    def table(rows):
        out = ""
        for row in rows:
            spare = sum(cell.cols - 1 for cell in row)
            out += "".join(flat(c.text) + " |\n" for c in row)
            out += "|" * spare + ("\n" if spare else "")
        return out
    return through(parts, table)


def paragraphs(parts):
    """A cell a paragraph; an empty one is an empty line."""
    def table(rows):
        out = ""
        for places in matrix(rows):
            for cell, first_row, first_column in places:
                if first_column:
                    out += (cell.text if first_row else "") + "\n"
        return out + "\n"
    return through(parts, table)


def bare(parts):
    """A cell a line; of empty ones nothing is left."""
    def table(rows):
        return "".join(flat(cell.text).strip() + "\n" for row in rows
                       for cell in row if cell.text.strip())
    return through(parts, table)


# ---------------------------------------------------------------------------
# Drawn and aligned tables

BOX = {3: "─", 12: "│", 10: "┌", 9: "┐", 6: "└", 5: "┘", 14: "├", 13: "┤",
       11: "┬", 7: "┴", 15: "┼", 1: "─", 2: "─", 4: "│", 8: "│"}
GRID = {n: "+" for n in range(16)}
GRID.update({3: "-", 12: "|", 1: "-", 2: "-", 4: "|", 8: "|"})


class Canvas:
    """Text at places; a wide character takes two of them."""

    def __init__(self, wide, high):
        self.at = [[" "] * wide for _ in range(high)]
        self.edge = [[0] * wide for _ in range(high)]

    def put(self, x, y, text):
        for c in text:
            self.at[y][x] = c
            if width(c) == 2:
                self.at[y][x + 1] = ""
            x += width(c)

    def frame(self, left, top, right, low):
        for x in range(left, right + 1):
            for y in (top, low):
                self.edge[y][x] |= (x > left) | (x < right) << 1
        for y in range(top, low + 1):
            for x in (left, right):
                self.edge[y][x] |= (y > top) << 2 | (y < low) << 3

    def lines(self, signs):
        for y, row in enumerate(self.edge):
            for x, edge in enumerate(row):
                if edge and signs:
                    self.at[y][x] = signs[edge]
        return ["".join(row).rstrip() for row in self.at]


def origins(rows):
    """Every cell with the places that it takes."""
    seen = {}
    for y, places in enumerate(matrix(rows)):
        for x, (cell, _, _) in enumerate(places):
            seen.setdefault(id(cell), (cell, x, y))
    return list(seen.values())


def drawn(rows, widths, signs, rule):
    """A table with its frames; rule 0: rows touch, nothing is drawn."""
    def room(cell, x):
        return sum(widths[x:x + cell.cols]) + 3 * (cell.cols - 1)
    high = [1] * len(rows)
    for cell, x, y in origins(rows):
        need = len(wrap(cell.text, room(cell, x)))
        have = sum(high[y:y + cell.rows]) + rule * (cell.rows - 1)
        if need > have:
            high[y + cell.rows - 1] += need - have
    left = [sum(w + 3 for w in widths[:n]) for n in range(len(widths) + 1)]
    top = [sum(h + rule for h in high[:n]) for n in range(len(high) + 1)]
    canvas = Canvas(left[-1] + 1, top[-1] + 1)
    for cell, x, y in origins(rows):
        lines = wrap(cell.text, room(cell, x))
        end = top[y + cell.rows]
        if rule:
            canvas.frame(left[x], top[y], left[x + cell.cols], end)
        at = top[y] + rule + (end - top[y] - rule - len(lines)) // 2
        for n, line in enumerate(lines):
            canvas.put(left[x] + 2, at + n, line)
    return "\n".join(canvas.lines(signs)).rstrip("\n") + "\n"


WIDTHS = {4: [16, 14, 14, 14], 10: [6, 8, 26] + [6] * 7, 15: [4] * 15}


def boxes(parts):
    """As a text browser draws tables."""
    def table(rows):
        widths = WIDTHS[len(matrix(rows)[0])]
        return drawn(rows, widths, BOX, 1) + "\n"
    return through(parts, table, "{}\n\n", "{}\n\n", "{}\n\n")


def without_spans(rows):
    return [[type(cell)(cell.text if first_row and first_column else "")
             for cell, first_row, first_column in places]
            for places in matrix(rows)]


def grid(parts):
    """reStructuredText: every place has a frame of its own."""
    def table(rows):
        widths = WIDTHS[len(matrix(rows)[0])]
        return drawn(without_spans(rows), widths, GRID, 1) + "\n"
    return through(parts, table, "{}\n\n", "{}\n\n", "{}\n\n")


def padded(text, room):
    return text + " " * (room - width(text))


def rules(parts):
    """Columns under dashes."""
    def table(rows):
        texts = spread(rows)
        room = [max(2, *(width(t) for t in c)) for c in zip(*texts)]
        dashes = "  " + " ".join("-" * n for n in room) + "\n"
        out = "".join(
            "  " + " ".join(padded(t, n) for t, n in zip(row, room)) + "\n"
            for row in texts)
        return dashes + out + dashes + "\n"
    return through(parts, table, "{}\n\n", "{}\n\n", "{}\n\n")


def aligned(parts):
    """Spaces alone, labels over several lines."""
    def table(rows):
        widths = WIDTHS[len(matrix(rows)[0])]
        return drawn(rows, widths, None, 0) + "\n"
    return through(parts, table)


def run_of_row(row):
    """What is blank leaves no trace."""
    values = [flat(cell.text) for cell in row if cell.at and cell.text]
    out, line = "", ""
    for cell in row:
        if cell.at:
            continue
        lines = wrap(cell.text, 8 if cell.rows > 1 else 26)
        out += "".join(part + "\n" for part in lines[:-1])
        if cell.rows > 1 or len(lines) > 1 or not values:
            out += lines[-1] + "\n"
        else:
            line = lines[-1]
    return out + " ".join([line] * bool(line) + values) + (
        "\n" if values else "")


def runs(parts):
    """Words with single blanks between; labels over several lines."""
    return through(parts, lambda rows: "".join(map(run_of_row, rows)))


# ---------------------------------------------------------------------------
# HTML

def html_cell(cell, inner):
    spans = ""
    if cell.rows > 1:
        spans += f' rowspan="{cell.rows}"'
    if cell.cols > 1:
        spans += f' colspan="{cell.cols}"'
    return f"<td{spans}>{inner(cell.text)}</td>"


def html_table(rows, inner, start="<table>", row_start="<tr>"):
    out = start + "\n"
    for row in rows:
        out += row_start + "".join(html_cell(c, inner) for c in row)
        out += "</tr>\n"
    return out + "</table>\n"


def broken(text):
    return text.replace("\n", "<br>")


PAGE = """<!DOCTYPE html>
<html lang="zh">
<head>
<meta charset="{charset}">
<title>{title}</title>
<style>td {{ border: 1px solid #999 }}</style>
<script>
var n = 7; if (n < 8 && n > 1) document.write("<table><tr><td>99</table>");
</script>
</head>
<body>
<div class="nav"><a href="/">首页</a> <a href="/gk/">政务公开</a>
<a href="/fw/">办事服务</a></div>
<!-- <table><tr><td>行政许可</td><td>1</td></tr></table> -->
<table class="index">
<tr><td>索引号</td><td>LM-2022-0117</td><td>公开方式</td><td>主动公开</td></tr>
</table>
<div id="content">
{body}</div>
<div class="foot">网站地图 | 联系我们&nbsp;&nbsp;&copy; 版权所有</div>
</body>
</html>
"""


def html(parts, charset="utf-8"):
    """A page of a web site, with what stands around the report."""
    def table(rows):
        return html_table(rows, broken, '<table border="1">')
    title = next(what for kind, what in parts if kind == "title")
    return PAGE.format(charset=charset, title=title, body=through(
        parts, table, "<p>　　{}</p>\n", "<p><strong>{}</strong></p>\n",
        "<h1>{}</h1>\n"))


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word">
<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<style>
<!--
p.MsoNormal {{ margin: 0cm }}
-->
</style>
<!--[if gte mso 9]><xml><w:Zoom>100</w:Zoom></xml><![endif]-->
</head>
<body lang=ZH-CN>
{body}</body>
</html>
"""


def word_text(text):
    half = (len(text) + 1) // 2
    out = "".join(f"<span style='color:black'>{part}</span>"
                  for part in (text[:half], text[half:]) if part)
    return f"<p class=MsoNormal>{out}<span lang=EN-US><o:p></o:p></span></p>"


def word(parts):
    """What a word processor saves: unquoted attributes, many spans."""
    def inner(text):
        return "".join(map(word_text, text.split("\n"))) if text else (
            "<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>")

    def table(rows):
        return html_table(
            rows, inner, "<table class=MsoTable border=1 cellspacing=0>",
            "<tr style='height:20.0pt'>")
    out = ""
    for kind, what in parts:
        out += table(what) if kind == "table" else word_text(what) + "\n"
    return WORD.format(body=out)


def markdown_html(parts):
    """Markdown; a table that it cannot write stands in it as HTML."""
    def inner(text):
        if "\n" not in text:
            return text
        return "".join(f"<p>{line}</p>" for line in text.split("\n"))

    def table(rows):
        if len(matrix(rows)[0]) == 4:
            return pipe_table(rows)
        return html_table(rows, inner, "<table>\n<tbody>",
                          '<tr class="odd">').replace(
            "</table>", "</tbody>\n</table>\n")
    return through(parts, table, "{}\n\n", "## {}\n\n", "# {}\n\n")


def markdown_page(parts):
    """Markdown with each table as a page of HTML, all in one line."""
    def table(rows):
        return html_table(rows, broken, "<html><body><table>").replace(
            "\n", "").replace("</table>", "</table></body></html>\n\n")
    return through(parts, table, "{}\n\n", "## {}\n\n", "# {}\n\n")
