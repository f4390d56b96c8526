#!/usr/bin/env python3
"""Writes the sample reports as Word documents, as different programs do.

  sample_docx.py DIR          writes DIR/NAME_*.docx anew
  sample_docx.py --check DIR  says what differs from the committed files

What is true of them says t/samples/NAME.truth.json.  Files are compared by
what is in them: not every zlib packs in the same way.
"""
import io
import os
import random
import re
import sys
import zipfile

from sample_form import matrix
from sample_reports import BLANK, CITY, COUNTY, MARKET, WATER

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = {
    "w": W, "r": OFFICE + "/relationships", "m": OFFICE + "/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/"
          "wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/"
           "wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml"}
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


def root(name, inner):
    spaces = "".join(f' xmlns:{p}="{uri}"' for p, uri in SPACES.items())
    return f"{XML}<w:{name}{spaces}>{inner}</w:{name}>"


def package(body, more=None, main="word/document.xml"):
    """An archive; `more` has parts by the end of their type."""
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/relationships/{kind}"'
        f' Target="{kind}.xml"/>' for n, kind in enumerate(more or {}, 1))
    begin = (XML + '<Relationships xmlns="http://schemas.openxmlformats.org/'
             'package/2006/relationships">')
    folder, name = main.rsplit("/", 1)
    parts = {
        "[Content_Types].xml": XML + '<Types xmlns="http://'
        'schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'{begin}<Relationship Id="rId1" Type="{OFFICE}'
        f'/relationships/officeDocument" Target="{main}"/></Relationships>',
        f"{folder}/_rels/{name}.rels": begin + relations + "</Relationships>",
        main: root("document", f"<w:body>{body}<w:sectPr/></w:body>")}
    for kind, text in (more or {}).items():
        parts[f"{folder}/{kind}.xml"] = text
    return parts


def packed(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text)
    return out.getvalue()


# ---------------------------------------------------------------------------
# Paragraphs and tables

def run(text, properties=""):
    """Line ends are breaks; blanks at the ends are kept."""
    keep = ' xml:space="preserve"' if text != text.strip(" ") else ""
    inner = "<w:br/>".join(
        f"<w:t{keep}>{escaped(line)}</w:t>" for line in text.split("\n"))
    return f"<w:r>{properties}{inner}</w:r>" if text else ""


def paragraph(text, properties="", put=run):
    return f"<w:p>{properties}{put(text)}</w:p>"


def style(name):
    return f'<w:pPr><w:pStyle w:val="{name}"/></w:pPr>'


def table(rows, put=run, merged="", go_on="<w:vMerge/>"):
    """Cells on a grid; `merged` is printed in what a merge covers."""
    out = ""
    places = matrix(rows)
    for row in places:
        out += "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        for cell, first_row, first_column in row:
            if not first_column:
                continue
            properties = '<w:tcW w:w="900" w:type="dxa"/>'
            if cell.cols > 1:
                properties += f'<w:gridSpan w:val="{cell.cols}"/>'
            if cell.rows > 1:
                properties += ('<w:vMerge w:val="restart"/>' if first_row
                               else go_on)
            text = cell.text if first_row else merged
            out += (f"<w:tc><w:tcPr>{properties}</w:tcPr>"
                    f"{paragraph(text, put=put)}</w:tc>")
        out += "</w:tr>"
    grid = '<w:gridCol w:w="900"/>' * len(places[0])
    return (f"<w:tbl><w:tblPr><w:tblW w:w=\"0\"/></w:tblPr>"
            f"<w:tblGrid>{grid}</w:tblGrid>{out}</w:tbl>")


def styles(*inner):
    return root("styles", "".join(inner))


# ---------------------------------------------------------------------------
# Programs

def word(parts):
    """Runs cut anywhere, marks of spelling and editing, a text box."""
    chance = random.Random(7)

    def cut(text):
        out = ""
        while text:
            n = chance.randrange(1, 5)
            out += run(text[:n], "<w:rPr><w:rFonts w:hint=\"eastAsia\"/>"
                       "</w:rPr>") + '<w:proofErr w:type="gramStart"/>'
            text = text[n:]
        return '<w:bookmarkStart w:id="0" w:name="_GoBack"/>' + out

    box = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">"
        "<w:drawing><wp:anchor><wps:txbx><w:txbxContent>{0}</w:txbxContent>"
        "</wps:txbx></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        "<v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>")
    body = ""
    for kind, what in parts:
        if kind == "table":
            body += table(what, cut) + "<w:p/>"
        elif kind == "title":
            body += box.format(paragraph(what, style("Title")))
        else:
            body += paragraph(what, style(kind), cut)
    note = "<w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>"
    body = body.replace("</w:p><w:tbl>", note + "<w:tbl>", 1)
    return package(body, {
        "styles": styles('<w:style w:styleId="heading"><w:rPr><w:b/></w:rPr>'
                         "</w:style>"),
        "footnotes": root("footnotes", paragraph("数据截至年末，共 99 件。"))})


def numbered(parts):
    """Headings and labels by automatic numbers; merges that hold text."""
    level = ('<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/>'
             '<w:suff w:val="nothing"/><w:lvlText w:val="{}"/></w:lvl>')
    numbering = root(
        "numbering", '<w:abstractNum w:abstractNumId="0">' +
        level.format(0, "japaneseCounting", "%1、") +
        "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/>"
        "</w:num>")
    body = ""
    for kind, what in parts:
        if kind == "table":
            body += table(what, merged="见上", go_on='<w:vMerge w:val="'
                          'continue"/>')
        elif kind == "heading":
            body += paragraph(re.sub("^.、", "", what), style("1"))
        else:
            body += paragraph("　　" + what)
    return package(body, {
        "numbering": numbering, "styles": styles(
            '<w:style w:styleId="1"><w:basedOn w:val="0"/></w:style>'
            '<w:style w:styleId="0"><w:pPr><w:numPr><w:numId w:val="1"/>'
            "</w:numPr></w:pPr></w:style>")})


def tracked(parts):
    """Every value was another before, and rows were there that are not."""
    def changed(text):
        if not re.fullmatch(r"[0-9]+", text):
            return run(text)
        return (f'<w:del w:id="1"><w:r><w:delText>{text}7</w:delText></w:r>'
                f'</w:del><w:ins w:id="2">{run(text)}</w:ins>')

    gone = ('<w:tr><w:trPr><w:del w:id="3"/></w:trPr><w:tc><w:tcPr/>' +
            paragraph("规章") + "</w:tc><w:tc><w:tcPr/>" + paragraph("88") +
            "</w:tc></w:tr></w:tbl>")
    joined = '<w:pPr><w:rPr><w:del w:id="4"/></w:rPr></w:pPr>'
    body = ""
    for kind, what in parts:
        if kind == "table":
            body += table(what, changed).replace("</w:tbl>", gone)
        elif kind == "text":
            half = len(what) // 2
            body += paragraph(what[:half], joined) + paragraph(what[half:])
        else:
            body += paragraph(what) + (
                f"<w:p>{joined}<w:moveFrom>{run('旧题')}</w:moveFrom></w:p>")
    return package(body)


def framed(parts):
    """The report in a frame, its tables in content controls and boxes."""
    control = ("<w:sdt><w:sdtPr><w:docPartObj/></w:sdtPr><w:sdtContent>{}"
               "</w:sdtContent></w:sdt>")
    box = ("<w:p><w:r><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent>"
           "</v:textbox></w:pict></w:r></w:p>")
    body = ""
    for n, (kind, what) in enumerate(parts):
        text = (table(what) + "<w:p/>" if kind == "table"
                else paragraph(what))
        body += (box if kind == "table" and n % 2 else control).format(text)
    return package(
        '<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/>' +
        body + "</w:tc></w:tr></w:tbl>", main="word/document2.xml")


def plain(parts):
    """As a library writes it: one run a paragraph, cells without widths."""
    body = "".join(
        table(what) if kind == "table" else paragraph(what)
        for kind, what in parts)
    return package(body)


REPORTS = [
    ("water_word", WATER, word), ("water_plain", WATER, plain),
    ("county_numbered", COUNTY, numbered), ("market_tracked", MARKET, tracked),
    ("city_framed", CITY, framed), ("blank_plain", BLANK, plain)]


def documents():
    return {f"{name}.docx": program(report.parts())
            for name, report, program in REPORTS}


def content(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode()
                for name in archive.namelist()}


def differing(directory, made):
    there = {n for n in os.listdir(directory) if n.endswith(".docx")}
    for name in sorted(there ^ set(made)):
        yield f"{name}: " + ("not made" if name in there else "missing")
    for name in sorted(there & set(made)):
        if content(os.path.join(directory, name)) != made[name]:
            yield f"{name}: is not what is made"


def main(args):
    if len(args) == 2 and args[0] == "--check":
        found = list(differing(args[1], documents()))
        for line in found:
            print(f"sample_docx: {line}", file=sys.stderr)
        return bool(found)
    if len(args) != 1 or args[0].startswith("-"):
        sys.exit(__doc__)
    for name, parts in documents().items():
        with open(os.path.join(args[0], name), "wb") as file:
            file.write(packed(parts))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
