#!/usr/bin/env python3
"""Writes the sample reports and what is true of them.

  samples.py DIR           writes t/samples anew (README apart)
  samples.py --check DIR   says what differs from the committed files
  samples.py --all DIR     every report in every layout
  samples.py --random N DIR  reports of which cells were changed at random, in
                           every layout; N chooses which

NAME.truth.json is the truth of every NAME_*.  Exit 0: as it should be, 1: not.
"""
import json
import os
import random
import sys

import sample_html as pages
import sample_layouts as layouts
import sample_words
from sample_reports import BLANK, CITY, COUNTY, MARKET, WATER

TRADITIONAL = dict(zip(
    "万业为举于会体关内决况别办务动区单发号后国处复审属废开强当总执护报挂据"
    "数无机权来构检没测现确类纠纳组织经结给继续维缴网罚获规计认议许讼访诉询"
    "请质费转过还这进问项题额鸣补条热显",
    "萬業為舉於會體關內決況別辦務動區單發號後國處復審屬廢開強當總執護報掛據"
    "數無機權來構檢沒測現確類糾納組織經結給繼續維繳網罰獲規計認議許訟訪訴詢"
    "請質費轉過還這進問項題額鳴補條熱顯"))

# Faults that were planted: totals that contradict their parts, and below the
# last cell cut off with a heading behind what is left of the row.
FAULTS = WATER.changed({
    "applications.granted.total": "41",
    "applications.carried_out.enterprise": "2",
    "review_litigation.review.total": "0"})
LAST = "review_litigation.suit_after_review.total"


# Blanks which the sums of the table prove where they are not shown.
SHORT = CITY.changed({f"applications.{at}": "" for at in (
    "granted_in_part.welfare", "denied_third_party.research",
    "not_processed_petition.research", "not_processed_petition.welfare")})


def faults(parts):
    text = layouts.lines_a1(parts)
    end = "\t1\n\t3\n\n\n五、"
    assert text.count(end) == 1
    return text.replace(end, "\t1五、")


def traditional(text):
    return "".join(TRADITIONAL.get(c, c) for c in text)


WATER_TRADITIONAL = WATER.changed(
    title=traditional(WATER.head["title"]),
    agency=traditional(WATER.head["agency"]),
    signed_by=traditional(WATER.head["signed_by"]))


def half_width(parts):
    """With ( ) and : as they come from an ASCII keyboard."""
    return layouts.tabs(parts).translate(str.maketrans("（）：，", "():,"))


# truth, what the file's name adds to it, report, layout
REPORTS = [
    ("water", "lines.txt", WATER, layouts.lines_a1),
    ("water", "tabs-broken.txt", WATER, layouts.tabs_broken),
    ("water", "bars.txt", WATER, layouts.bars),
    ("water", "grid.txt", WATER, layouts.grid),
    ("water", "aligned.txt", WATER, layouts.aligned),
    ("water", "runs.txt", WATER, layouts.runs),
    ("water", "word.html", WATER, layouts.word),
    ("water-faults", "lines.txt", FAULTS, faults),
    ("water-traditional", "lines.txt", WATER_TRADITIONAL,
     lambda parts: traditional(layouts.lines_a1(parts))),
    ("county", "tabs.txt", COUNTY, layouts.tabs),
    ("county", "tabs-half-width.txt", COUNTY, half_width),
    ("county", "bars-alone.txt", COUNTY, layouts.bars_alone),
    ("county", "boxes.txt", COUNTY, layouts.boxes),
    ("county", "rules.txt", COUNTY, layouts.rules),
    ("market", "lines-a2.txt", MARKET, layouts.lines_a2),
    ("market", "lines-a3.txt", MARKET, layouts.lines_a3),
    ("market", "copied.txt", MARKET, layouts.copied),
    ("county", "commas.csv", COUNTY, layouts.commas),
    ("market", "semicolons.csv", MARKET, layouts.semicolons),
    ("county", "full-width-bars.txt", COUNTY, layouts.parted("｜")),
    ("water", "full-width-commas.txt", WATER, layouts.parted("，")),
    ("city", "slashes.txt", CITY, layouts.parted(" / ")),
    ("market", "tex.txt", MARKET, layouts.tex),
    ("county", "lists.txt", COUNTY, layouts.lists),
    ("water", "sheet.tsv", WATER, layouts.sheet_tabs),
    ("market", "pipes.md", MARKET, layouts.pipes),
    ("market", "paragraphs.txt", MARKET, layouts.paragraphs),
    ("market", "page.html", MARKET, layouts.html),
    ("market", "html-inside.md", MARKET, layouts.markdown_html),
    ("water", "pages-inside.md", WATER, layouts.markdown_page),
    ("market", "portal.html", MARKET, pages.portal),
    ("county", "loose.html", COUNTY, pages.loose),
    ("market", "paragraph-page.xhtml", MARKET, pages.paragraph_page),
    ("water", "tagged.md", WATER, pages.tagged),
    ("market", "tags-in-pipes.md", MARKET, pages.tags_in_pipes),
    ("county", "span-lines.md", COUNTY, pages.span_lines),
    ("city", "span-attributes.md", CITY, pages.span_attributes),
    ("city", "pipes.md", CITY, layouts.pipes),
    ("city", "repeated.txt", CITY, layouts.tabs_repeated),
    ("short", "bare.txt", SHORT, layouts.bare),
    ("short", "tabs.txt", SHORT, layouts.tabs),
    ("blank", "lines.txt", BLANK, layouts.lines_a1),
    ("blank", "tabs.txt", BLANK, layouts.tabs),
    ("city", "words.tsv", CITY, sample_words.words_top),
    ("market", "words-middle.tsv", MARKET, sample_words.words_middle),
]

LINES = layouts.lines_a1(WATER.parts())
TABS = layouts.tabs(COUNTY.parts())
HEAD = "\n".join(LINES.split("\n")[:4])

# the same text in other bytes, and what cannot be read
BYTES = {
    "water_lines-gb18030.txt": LINES.encode("gb18030"),
    "water_lines-bom.txt": b"\xef\xbb\xbf" + LINES.encode(),
    "water_lines-crlf.txt": LINES.replace("\n", "\r\n").encode(),
    "water_lines-cr.txt": LINES.replace("\n", "\r").encode(),
    "county_tabs-utf16le.txt": b"\xff\xfe" + TABS.encode("utf-16-le"),
    "county_tabs-utf16be.txt": b"\xfe\xff" + TABS.encode("utf-16-be"),
    "market_page-gb2312.html": layouts.html(
        MARKET.parts(), "gb2312").encode("gb18030"),
    "bad-empty.txt": b"",
    "bad-one-byte.txt": b"\n",
    "bad-not-a-report.txt": (
        "关于调整夏季供水时间的通知\n\n"
        "各泵站：\n自六月起，早班提前到五点。\n\n"
        "站名\t时间\t电话\n东站\t5:00\t61\n西站\t5:30\t62\n").encode(),
    "bad-utf8.txt": HEAD.encode()[:-1],
    "bad-gb18030.txt": HEAD.encode("gb18030")[:-1],
    "bad-nul.txt": HEAD.encode().replace("，".encode(), b"\0", 1),
    "bad-old-word.doc": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504),
    "unsupported-pre2019.txt": (
        "枕溪区2016年政府信息公开情况统计表\n\n"
        "指标名称\t单位\t统计数\n"
        "一、主动公开情况\t\t\n"
        "（一）主动公开政府信息数\t条\t1307\n"
        "其中：主动公开规范性文件数\t条\t8\n"
        "二、回应解读情况\t\t\n"
        "（一）回应公众关注热点或重大舆情数\t次\t15\n"
        "三、依申请公开情况\t\t\n"
        "（一）收到申请数\t件\t26\n"
        "1.当面申请数\t件\t4\n"
        "（二）申请办结数\t件\t25\n").encode(),
}


def as_json(truth):
    """A cell a line."""
    cells = ",\n".join(
        f"  {json.dumps(at)}: {json.dumps(cell, ensure_ascii=False)}"
        for at, cell in truth["cells"].items())
    head = {key: value for key, value in truth.items() if key != "cells"}
    text = json.dumps(head, ensure_ascii=False, indent=1)
    return f'{text[:-2]},\n "cells": {{\n{cells}\n }}\n}}\n'


def samples():
    found = dict(BYTES)
    for name, more, report, layout in REPORTS:
        bom = "\ufeff" if layout is layouts.paragraphs else ""
        found[f"{name}_{more}"] = (bom + layout(report.parts())).encode()
        missing = [LAST] if layout is faults else []
        found[f"{name}.truth.json"] = as_json(
            report.truth(missing)).encode()
    return found


EVERY = [
    layouts.lines_a1, layouts.lines_a2, layouts.lines_a3, layouts.tabs,
    layouts.tabs_broken, layouts.tabs_repeated, layouts.copied, layouts.pipes,
    layouts.commas, layouts.semicolons, layouts.sheet_tabs, layouts.tex, layouts.lists,
    layouts.bars,
    layouts.bars_alone, layouts.paragraphs, layouts.boxes, layouts.grid,
    layouts.rules, layouts.aligned, layouts.runs, layouts.html, layouts.word,
    layouts.markdown_html, layouts.markdown_page, pages.portal, pages.loose,
    pages.paragraph_page,
    pages.tagged, pages.tags_in_pipes, pages.span_lines,
    pages.span_attributes, pages.pdf_page,
    sample_words.words_top, sample_words.words_middle]
BASES = {"water": WATER, "county": COUNTY, "market": MARKET, "city": CITY,
         "blank": BLANK}


def in_every_layout(reports):
    found = {}
    for name, report in reports.items():
        found[f"{name}.truth.json"] = as_json(report.truth()).encode()
        for layout in EVERY:
            text = layout(report.parts())
            end = "html" if text.startswith("<") else "txt"
            found[f"{name}_{layout.__name__}.{end}"] = text.encode()
    return found


def shaken(report, chance):
    """Some cells, in some reports many, print something else."""
    part = chance.choice([0.01, 0.05, 0.2, 0.6])
    blank, nil = chance.random(), chance.random() / 4

    def other():
        if chance.random() < blank:
            return ""
        if chance.random() < nil:
            return chance.choice(["/", "-", "—", "无"])
        return str(chance.choice([0, chance.randrange(10),
                                  chance.randrange(100),
                                  chance.randrange(1000000)]))
    return report.changed({
        at: other() for at in report.values if chance.random() < part})


def at_random(seed):
    chance = random.Random(seed)
    return in_every_layout({
        f"{name}{n}": shaken(BASES[name], chance)
        for n in range(2) for name in ("water", "county", "city")})


def differing(directory, made):
    there = set(os.listdir(directory)) - {"README"}
    for name in sorted(there ^ set(made)):
        yield f"{name}: " + ("not made" if name in there else "missing")
    for name in sorted(there & set(made)):
        with open(os.path.join(directory, name), "rb") as file:
            if file.read() != made[name]:
                yield f"{name}: is not what is made"


def write(directory, made):
    for name, data in made.items():
        with open(os.path.join(directory, name), "wb") as file:
            file.write(data)


def main(args):
    if len(args) == 2 and args[0] == "--check":
        found = list(differing(args[1], samples()))
        for line in found:
            print(f"samples: {line}", file=sys.stderr)
        return bool(found)
    if len(args) == 2 and args[0] == "--all":
        write(args[1], in_every_layout(BASES))
    elif len(args) == 3 and args[0] == "--random":
        write(args[2], at_random(int(args[1])))
    elif len(args) == 1 and not args[0].startswith("-"):
        write(args[0], samples())
    else:
        sys.exit(__doc__)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
