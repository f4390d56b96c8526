"""More layouts that are HTML: pages in awkward shapes."""
from sample_form import matrix
from sample_layouts import (broken, flat, html_table, runs, spread,
                            through)

PORTAL = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
 "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<HTML><HEAD>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{title} &ndash; 信息公开</title>
<script><!--
var t = "<script>document.write('<td>7<\\/td>')<\\/script>";
//--></script>
</HEAD>
<body onload="a('>')">
<nav><ul><li><a href=/>首页</a><li><a href=/gk>政务公开</a></ul></nav>
<form><select name=y><option>2020<option selected>2021</select>
<textarea><table><tr><td>行政许可<td>99</table></textarea></form>
<table class=index><tr><td>索 引 号<td>LM-2022-0118<td>发布日期<td>2022-01-20
<tr><td>名&emsp;称<td colspan=3>{title}</table>
<TABLE WIDTH=100% border=0><TR><TD valign=top>
<table><tr><td class="text">
{body}</td></tr></table>
</TD></TR></TABLE>
<div class=tools>【<a href="javascript:window.print()">打印</a>】</div>
<![CDATA[ x ]]><noscript>请启用脚本</noscript>
</body></HTML>
"""


def portal(parts):
    """All of it in a cell of a cell, between what a portal puts there."""
    def table(rows):
        return "<div>" + html_table(
            rows, lambda text: f"\n  <p align='center'>{broken(text)}</p>\n",
            "<table border=1 style=\"width:100%\"><tbody>",
            "<tr class='a>b'>") + "</div>\n"
    title = next(what for kind, what in parts if kind == "title")
    return PORTAL.format(title=title, body=through(
        parts, table, "<p>&#12288;&#x3000;{}</p>\n",
        "<p><b><span>{}</span></b></p>\n", "<h2>{}</h2>\n"))


def loose(parts):
    """By hand, long ago: nothing is ended, spanned places are empty cells."""
    def cell(text):
        if text.isdigit() and len(text) > 1:
            text = f"<FONT size=2>{text[0]}</FONT><FONT>{text[1:]}"
        return text or "&nbsp"

    def table(rows):
        out = "<TABLE BORDER>"
        for row in spread(rows):
            out += "\n<TR>" + "".join(f"<TD>{cell(text)}" for text in row)
        return out + "\n</TABLE>\n"
    return "<BODY>\n" + through(
        parts, table, "<P>{}\n", "<H3>{}\n", "<CENTER><H1>{}</CENTER>\n")


PARAGRAPHS = """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml">
<head><meta name="Content-Type" content="application/rtf" /><script src="a" />
<title></title></head>
<body>{body}</body></html>
"""


def paragraph_page(parts):
    """A cell a paragraph, as a converter from RTF has it; no table."""
    def table(rows):
        out = ""
        for places in matrix(rows):
            for one, first_row, first_column in places:
                if first_column:
                    text = one.text if first_row else ""
                    out += "".join(f"<p>{line}</p>\n" if line else "<p />\n"
                                   for line in text.split("\n"))
        return out + "<p />\n"
    return PARAGRAPHS.format(body=through(
        parts, table, "<p>{}</p>\n", "<p>{}</p>\n", "<p>{}</p>\n"))


def tagged(parts):
    """Markdown from a word processor's page: tags over lines, in cells."""
    def span(text):
        half = (len(text) + 1) // 2
        return "".join(f'<span\nstyle="font-size:10.5pt;\ncolor:black">{part}'
                       "</span>" for part in (text[:half], text[half:])
                       if part) + '<span lang="EN-US"></span>'

    def table(rows):
        lines = ["| " + " | ".join(map(span, row)) + " |\n"
                 for row in spread(rows)]
        lines.insert(1, "|" + "---|" * len(matrix(rows)[0]) + "\n")
        return "".join(lines) + "\n"

    def whole(rows):
        if len(matrix(rows)[0]) == 4:
            return table(rows)
        return html_table(rows, lambda text: f"<p>{span(flat(text))}</p>",
                          "<table>\n<tbody>").replace(
            "</table>", "</tbody>\n</table>\n")
    out = '<div class="Section1" style="layout-grid:15.6pt">\n\n'
    for kind, what in parts:
        if kind == "table":
            out += whole(what)
        elif kind == "heading":
            out += f"**{span(what)}**\n\n"
        else:
            out += f"  {span(what)}\n\n"
    return out + "</div>\n"


def in_halves(parts, span):
    """Markdown of a word processor's page: all text in two spans."""
    def halves(text):
        half = (len(text) + 1) // 2
        return "".join(span(part) for part in (text[:half], text[half:])
                       if part) + span("")

    def table(rows):
        if len(matrix(rows)[0]) != 4:
            return html_table(rows, lambda text: f"<p>{broken(text)}</p>")
        lines = ["| " + " | ".join(map(halves, row)) + " |\n"
                 for row in spread(rows)]
        lines.insert(1, "|" + "---|" * 4 + "\n")
        return "".join(lines) + "\n"
    out = ""
    for kind, what in parts:
        out += table(what) if kind == "table" else f"{halves(what)}\n\n"
    return out


def span_lines(parts):
    """As tags within lines, no others."""
    return in_halves(parts, lambda text:
                     f'<span style="color:black">{text}</span>')


def span_attributes(parts):
    """As pandoc's own Markdown has them."""
    return in_halves(parts, lambda text:
                     f'[{text}]{{style="color: black" lang="ZH-CN"}}')


def tags_in_pipes(parts):
    """Markdown whose cells have line breaks, references and a bold total."""
    def cell(text):
        if text.isdigit() and len(text) > 1:
            return f"<b>{text}</b>"
        return broken(text) or "&nbsp;"

    def table(rows):
        lines = []
        for places in matrix(rows):
            lines.append("| " + " | ".join(
                cell(one.text if first_row and first_column else "")
                for one, first_row, first_column in places) + " |\n")
        lines.insert(1, "|" + "---|" * len(matrix(rows)[0]) + "\n")
        return "".join(lines) + "\n"
    return through(parts, table, "{}\n\n", "## {}\n\n", "# {}\n\n")


PDF = """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta name="X-Parsed-By" content="org.apache.tika.parser.pdf.PDFParser" />
<title></title>
</head>
<body><div class="page"><p />
<p>{body}</p>
</div></body></html>
"""


def pdf_page(parts):
    """Words with single blanks, a line of the PDF a line of the source."""
    return PDF.format(body=runs(parts))
