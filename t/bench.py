#!/usr/bin/env python3
"""A plain script that reads reports by regex and split; a rival for make bench.

bench.py worker script|lxml LIST   for each line read, one pass over the files
                                   of LIST, held in memory; prints the seconds
bench.py program LIST              prints each file's report as a line of JSON

It knows two layouts, the official labels and nothing else: no positions, no
variants of labels, no states, no sections' findings.
"""
import json
import re
import sys
import time

COLUMNS = ["natural_person", "enterprise", "research", "welfare",
           "legal_service", "other_org", "total"]
LABELS = {
    "本年新收政府信息公开申请数量": "new_received",
    "上年结转政府信息公开申请数量": "carried_in",
    "予以公开": "granted",
    "部分公开": "partial",
    "属于国家秘密": "state_secret",
    "其他法律行政法规禁止公开": "prohibited",
    "危及“三安全一稳定”": "security",
    "保护第三方合法权益": "third_party",
    "属于三类内部事务信息": "internal",
    "属于四类过程性信息": "process",
    "属于行政执法案卷": "enforcement_file",
    "属于行政查询事项": "inquiry",
    "本机关不掌握相关政府信息": "not_held",
    "没有现成信息需要另行制作": "to_be_made",
    "补正后申请内容仍不明确": "unclear",
    "信访举报投诉类申请": "petition",
    "重复申请": "repeated",
    "要求提供公开出版物": "publication",
    "无正当理由大量反复申请": "mass",
    "要求行政机关确认或重新出具已获取信息": "confirmation",
    "其他处理": "other",
    "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请":
        "overdue_correction",
    "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请":
        "overdue_fee",
    "其他": "misc",
    "总计": "outcome_total",
    "结转下年度继续办理": "carried_out",
}
ARTICLE20 = {
    "规章", "行政规范性文件", "规范性文件", "行政许可", "行政处罚", "行政强制",
    "行政事业性收费", "其他对外管理服务事项", "政府集中采购",
}
ORDINAL = re.compile(
    r"^(?:[（(][一二三四五六七]+[）)]|[一二三四五六七]、|\d+[.．、])\s*")
NOTE = re.compile(r"[（(][^）)]*[）)]$")
NUMBER = re.compile(r"^[-+]?\d+(?:\.\d+)?$")
HEADING = re.compile(
    r"^#*\s*([一二三四五六])、(总体情况|主动公开政府信息情况|收到和处理.*|"
    r"政府信息公开行政复议.*|存在的主要问题.*|其他需要报告的事项)\s*$")
TITLE = re.compile(r"^#*\s*(.*?)(\d{4})年政府信息公开(?:工作)?年度报告")


def rows_of_lines(lines):
    row = []
    for line in lines:
        if line.startswith("\t"):
            row.append(line.strip())
        elif row:
            yield row
            row = []
    if row:
        yield row


def rows_of_tabs(lines):
    for line in lines:
        if "\t" in line:
            yield [cell.strip() for cell in line.split("\t")]


def label_of(cell):
    return NOTE.sub("", ORDINAL.sub("", cell))


def read_rows(report, rows):
    for row in rows:
        values = [c for c in row if NUMBER.match(c)]
        name = next((label_of(c) for c in row
                     if c and not NUMBER.match(c)), None)
        names = [label_of(c) for c in row if c and not NUMBER.match(c)]
        key = next((LABELS[n] for n in reversed(names) if n in LABELS), None)
        if key and len(values) == 7:
            report["applications"][key] = dict(
                zip(COLUMNS, map(int, values)))
        elif name in ARTICLE20 and values:
            report["article20"][name] = values
        elif len(values) == 15:
            report["review"] = [list(map(int, values[i:i + 5]))
                                for i in (0, 5, 10)]


def read(text):
    report = {"applications": {}, "article20": {}, "review": None,
              "sections": []}
    lines = text.split("\n")
    for line in lines:
        if not line or line[0] == "\t":
            continue
        m = HEADING.match(line)
        if m:
            report["sections"].append([m.group(1), m.group(2), []])
            continue
        m = TITLE.match(line)
        if m and "year" not in report:
            report["agency"], report["year"] = m.group(1), int(m.group(2))
        elif "\t" not in line and report["sections"]:
            report["sections"][-1][2].append(line)
    tabs = sum(1 for line in lines if line[:1] == "\t")
    read_rows(report, rows_of_lines(lines) if tabs > 100
              else rows_of_tabs(lines))
    return report


def check(report):
    wrong = []
    table = report["applications"]
    for key, row in table.items():
        if sum(row[c] for c in COLUMNS[:-1]) != row["total"]:
            wrong.append(["applications.row-total", key])
    ends = ("new_received", "carried_in", "outcome_total", "carried_out")
    if all(e in table for e in ends):
        for c in COLUMNS:
            leaves = sum(r[c] for k, r in table.items() if k not in ends)
            if leaves != table["outcome_total"][c]:
                wrong.append(["applications.outcome-total", c])
            if (table["new_received"][c] + table["carried_in"][c] !=
                    table["outcome_total"][c] + table["carried_out"][c]):
                wrong.append(["applications.balance", c])
    for i, row in enumerate(report["review"] or []):
        if sum(row[:4]) != row[4]:
            wrong.append(["review_litigation.total", i])
    return wrong


def convert(data):
    report = read(data.decode("utf-8"))
    report["findings"] = check(report)
    return json.dumps(report, ensure_ascii=False)


def names_of(path):
    with open(path, encoding="utf-8") as f:
        return f.read().split("\n")[:-1]


def load(path):
    with open(path, "rb") as f:
        return f.read()


def worker(what, path):
    if what == "lxml":
        # Debian's modules, also for a Python that is not Debian's
        sys.path.append("/usr/lib/python3/dist-packages")
        from lxml import html
        parser = html.HTMLParser(encoding="utf-8")

        def work(data):
            tree = html.document_fromstring(data, parser=parser)
            return [[[cell.text_content() for cell in row.iter("td", "th")]
                     for row in table.iter("tr")]
                    for table in tree.iter("table")]
    else:
        work = convert
    files = [load(name) for name in names_of(path)]
    print("ready", flush=True)
    for _ in sys.stdin:
        began = time.perf_counter()
        for data in files:
            work(data)
        print(time.perf_counter() - began, flush=True)


def program(path):
    for name in names_of(path):
        sys.stdout.write(convert(load(name)) + "\n")


if __name__ == "__main__":
    if sys.argv[1] == "worker":
        worker(sys.argv[2], sys.argv[3])
    else:
        program(sys.argv[2])
