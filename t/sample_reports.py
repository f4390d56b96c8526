"""Made-up reports: organs, places, prose and numbers are invented."""
import decimal
import re

import sample_form

SUITS = [row for row, _ in sample_form.SUITS]
PARTS = ["upheld", "corrected", "other", "pending"]
NIL = ["/", "-", "—", "无", "不涉及"]
FULL = str.maketrans("０１２３４５６７８９．，", "0123456789.,")


class Report:
    """A report: what it prints in every cell, and its prose.

    head: title, agency, year, date, signatory.  applicants: a line of six
    numbers for 上年结转, each outcome and 结转下年度; 本年新收 and all totals
    follow from them.  suits: four numbers each; their totals follow.
    """

    def __init__(self, form, head, article20, applicants, suits, prose):
        self.form, self.head, self.prose = form, dict(head), dict(prose)
        self.values = dict.fromkeys(sample_form.addresses(form), "0")
        self.values.update(article20)
        names = ["carried_in"] + sample_form.outcome_names(form) + [
            "carried_out"]
        lines = [[int(n) for n in line.split()]
                 for line in applicants.strip().split("\n")]
        assert len(lines) == len(names), (len(lines), len(names))
        rows = dict(zip(names, lines))
        rows["outcome_total"] = [sum(c) for c in zip(*lines[1:-1])]
        rows["new_received"] = [
            done + left - old for done, left, old in zip(
                rows["outcome_total"], rows["carried_out"],
                rows["carried_in"])]
        assert min(rows["new_received"]) >= 0
        for row, six in rows.items():
            self.put_row("applications", row, sample_form.APPLICANTS, six)
        for row, line in zip(SUITS, suits.strip().split("\n")):
            self.put_row("review_litigation", row, sample_form.RESULTS,
                         [int(n) for n in line.split()])

    def put_row(self, table, row, columns, numbers):
        for (column, _), n in zip(columns, numbers + [sum(numbers)]):
            self.values[f"{table}.{row}.{column}"] = str(n)

    def changed(self, values=None, **head):
        """A copy in which some cells print something else."""
        other = object.__new__(Report)
        other.form, other.prose = self.form, dict(self.prose)
        other.head = {**self.head, **head}
        other.values = {**self.values, **(values or {})}
        return other

    def filled(self, text):
        """{new}, {old} ... in prose: totals of the table."""
        total = {k: self.values[f"applications.{row}.total"] for k, row in (
            ("new", "new_received"), ("old", "carried_in"),
            ("done", "outcome_total"), ("left", "carried_out"))}
        return text.format(**total)

    def parts(self):
        """The report in its order, for the layouts."""
        title = {
            1: "一、总体情况", 2: "二、主动公开政府信息情况",
            3: "三、收到和处理政府信息公开申请情况",
            4: "四、政府信息公开行政复议、行政诉讼情况",
            5: "五、存在的主要问题及改进情况", 6: "六、其他需要报告的事项"}
        tables = {
            2: sample_form.article20(self.form, self.values),
            3: sample_form.applications(self.form, self.values),
            4: sample_form.review_litigation(self.values)}
        found = [("title", self.head["title"])]
        for n, heading in title.items():
            found.append(("heading", heading))
            found += [("text", self.filled(line))
                      for line in self.prose.get(n, [])]
            if n in tables:
                found.append(("table", tables[n]))
        for key in ("signed_by", "printed_date"):
            if self.head.get(key):
                found.append(("sign", self.head[key]))
        return found

    def truth(self, missing=()):
        cells = {at: {"state": "missing"} if at in missing else read(text)
                 for at, text in self.values.items()}
        found = {"form": self.form}
        for key in ("year", "agency", "title", "signed_by", "date"):
            found[key] = self.head.get(key)
        found["findings"] = findings(self.form, cells)
        found["cells"] = cells
        return found


def read(text):
    """What a printed cell says, in the few shapes that are used here."""
    text = text.strip(" 　")
    if not text:
        return {"state": "blank"}
    if text in NIL:
        return {"state": "nil"}
    m = re.fullmatch(r"([+-]?[0-9０-９,，.．]+)(万元|元)?(（.*）)?", text)
    if not m:
        return {"state": "text"}
    value = m[1].translate(FULL).replace(",", "").lstrip("+")
    cell = {"state": "number", "value": value}
    if m[2]:
        cell["unit"] = m[2]
    if m[3]:
        cell["note"] = m[3]
    return cell


def numbers(cells, addresses):
    """Their numbers, or None where one is no number."""
    found = [cells[at] for at in addresses]
    if any(cell["state"] != "number" for cell in found):
        return None
    return [decimal.Decimal(cell["value"]) for cell in found]


def sums(form):
    """The sums that the form implies: name, left side, right side."""
    columns = [c for c, _ in sample_form.APPLICANTS]
    inner = sample_form.outcome_names(form)
    rows = ["new_received", "carried_in", *inner, "outcome_total",
            "carried_out"]
    for row in rows:
        cell = [f"applications.{row}.{c}" for c in columns]
        yield f"applications.row-total@{row}", cell[:-1], cell[-1:]
    for column in columns:
        cell = {row: f"applications.{row}.{column}" for row in rows}
        yield (f"applications.balance@{column}",
               [cell["new_received"], cell["carried_in"]],
               [cell["outcome_total"], cell["carried_out"]])
        yield (f"applications.outcome-total@{column}",
               [cell[row] for row in inner], [cell["outcome_total"]])
    for row in SUITS:
        cell = [f"review_litigation.{row}.{c}" for c in PARTS + ["total"]]
        yield f"review_litigation.total@{row}", cell[:-1], cell[-1:]


def findings(form, cells):
    found = {"must": [], "must_unassessable": [], "must_not_error": []}
    for name, left, right in sums(form):
        a, b = numbers(cells, left), numbers(cells, right)
        if a is None or b is None:
            found["must_unassessable"].append(name)
        elif sum(a) != sum(b):
            found["must"].append(name)
    if not found["must"] and not any(
            cell["state"] in ("missing", "text") for cell in cells.values()):
        found["must_not_error"].append("*")
    return {key: sorted(names) for key, names in found.items()}


WATER = Report(
    "2021", {
        "title": "鹿鸣市枕溪区水务局2021年政府信息公开工作年度报告",
        "agency": "鹿鸣市枕溪区水务局", "year": 2021,
        "signed_by": "鹿鸣市枕溪区水务局",
        "printed_date": "2022年1月14日", "date": "2022-01-14"}, {
        "article20_1.normative_documents.issued": "3",
        "article20_1.normative_documents.repealed": "1",
        "article20_1.normative_documents.in_force": "17",
        "article20_5.licensing.decisions": "246",
        "article20_6.penalties.decisions": "38",
        "article20_6.coercive_measures.decisions": "4",
        "article20_8.fees.amount": "51.0360"}, """
2 1 0 0 0 1
31 4 1 0 2 6
7 2 0 1 0 3
1 0 0 0 0 0
0 3 0 0 0 1
0 0 2 0 0 0
5 0 0 0 1 0
0 1 0 3 0 0
4 0 0 0 0 2
0 0 1 0 5 0
2 0 0 0 0 0
19 6 0 2 0 8
3 0 0 0 1 0
0 2 0 0 0 1
6 0 0 0 0 0
1 0 3 0 0 0
0 0 0 4 0 0
8 0 0 0 0 1
0 1 0 0 2 0
2 0 0 1 0 0
0 0 0 0 0 3
1 5 0 0 0 0
4 1 0 0 0 2
""", """
3 1 0 2
5 0 4 1
0 2 0 1
""", {
        1: ["水务局这一年把停水通知、水质检测和河道清淤三类内容放在网站最前面，"
            "居民在手机上也能查到。",
            "全年新收政府信息公开申请{new}件，上年结转{old}件，"
            "都在期限内答复，结转下年度{left}件。"],
        5: ["一是清淤工程的进度表常常到月底才更新；"
            "二是给老年人看的版本还没有做出来。",
            "来年打算由各泵站每周报一次进度，再把字号放大的版本挂上网站。"],
        6: ["本年度没有收取信息处理费，也没有别的事项。"]})

COUNTY = Report(
    "2019", {
        "title": "听松县人民政府2019年政府信息公开工作年度报告",
        "agency": "听松县人民政府", "year": 2019,
        "signed_by": "听松县人民政府",
        "printed_date": "2020年3月9日", "date": "2020-03-09"}, {
        "article20_1.rules.disclosed_total": "2",
        "article20_1.normative_documents.created": "19",
        "article20_1.normative_documents.newly_disclosed": "18",
        "article20_1.normative_documents.disclosed_total": "143",
        "article20_5.licensing.items_last_year": "327",
        "article20_5.licensing.items_change": "-41",
        "article20_5.licensing.decisions": "8,604",
        "article20_5.other_external_services.items_last_year": "912",
        "article20_5.other_external_services.items_change": "+26",
        "article20_5.other_external_services.decisions": "53170",
        "article20_6.penalties.items_last_year": "2206",
        "article20_6.penalties.items_change": "+114",
        "article20_6.penalties.decisions": "735",
        "article20_6.coercive_measures.items_last_year": "168",
        "article20_6.coercive_measures.items_change": "0",
        "article20_6.coercive_measures.decisions": "29",
        "article20_8.fees.items_last_year": "23",
        "article20_8.fees.items_change": "-2",
        "article20_9.procurement.projects": "61",
        "article20_9.procurement.amount": "2847.9050"}, """
11 2 0 0 1 3
86 12 3 7 5 9
24 6 1 0 2 4
3 0 0 0 0 1
2 1 0 0 0 0
0 0 0 0 0 2
13 4 0 1 0 0
6 0 2 0 0 1
9 3 0 0 4 0
0 5 0 0 0 7
1 0 0 0 0 0
47 8 0 2 3 11
5 0 1 0 0 0
10 0 0 0 6 0
22 1 0 0 0 3
14 0 0 5 0 0
0 2 0 0 0 0
33 0 0 0 0 8
4 0 0 0 1 0
17 3 0 0 0 2
8 1 0 0 2 5
""", """
9 4 0 3
12 2 1 6
7 0 5 0
""", {
        1: ["县政府办公室牵头，把乡镇便民中心的查阅点从六处增加到九处。",
            "收到申请{new}件，上年结转{old}件。"],
        5: ["有的乡镇还不会区分应当公开和可以不公开的内容，来年分片讲两次课。"],
        6: ["无其他需要报告的事项。"]})

MARKET = Report(
    "2021", {
        "title": "云笈区市场监督管理局2023年政府信息公开工作年度报告",
        "agency": "云笈区市场监督管理局", "year": 2023,
        "signed_by": "云笈区市场监督管理局",
        "printed_date": "2024年1月22日", "date": "2024-01-22"}, {
        "article20_1.rules.issued": "/",
        "article20_1.rules.repealed": "/",
        "article20_1.rules.in_force": "/",
        "article20_1.normative_documents.issued": "６（其中修订２件）",
        "article20_1.normative_documents.repealed": "0",
        "article20_1.normative_documents.in_force": "３４",
        "article20_5.licensing.decisions": "１，９０７",
        "article20_6.penalties.decisions": "482（含简易程序95件）",
        "article20_6.coercive_measures.decisions": "—",
        "article20_8.fees.amount": "７.４５２０"}, """
3 0 0 0 0 2
42 9 2 0 1 4
11 3 0 0 0 0
0 0 0 0 0 0
2 0 0 1 0 0
0 0 0 0 0 0
7 5 0 0 0 1
1 0 0 0 2 0
6 0 3 0 0 0
28 4 0 0 0 9
3 0 0 0 0 0
15 2 0 1 0 3
0 6 0 0 0 0
4 0 0 0 0 1
67 1 0 0 5 0
2 0 0 0 0 3
0 0 0 0 0 0
12 0 0 2 0 0
1 0 0 0 0 0
5 0 0 0 0 2
0 1 0 0 0 0
3 0 4 0 0 0
6 2 0 0 0 1
""", """
21 3 2 5
8 0 1 4
2 1 0 0
""", {
        1: ["投诉举报的线索多，申请也多，全年新收{new}件，"
            "比较集中的是餐饮抽检和电梯维保。"],
        5: ["答复书里引用条文多、讲道理少，来年请法制科逐件复核。"],
        6: ["本年度收取信息处理费0元。"]}).changed({
            "applications.new_received.research": "",
            "applications.denied_state_secret.natural_person": "",
            "applications.denied_state_secret.total": "",
            "applications.denied_three_securities.enterprise": "无",
            "applications.not_processed_publication.natural_person": "-",
            "applications.granted.natural_person": "４２（网上申请31件）",
            "applications.granted.enterprise": "９",
            "applications.denied_enforcement_file.other_org": " 　9",
            "review_litigation.suit_after_review.pending": "不涉及",
            "review_litigation.review.upheld": "２１"})

CITY = Report(
    "hybrid", {
        "title": "2021年望川市自然资源局政府信息公开工作年度报告",
        "agency": "望川市自然资源局", "year": 2021,
        "signed_by": "望川市自然资源局",
        "printed_date": "2022年1月27日", "date": "2022-01-27"}, {
        "article20_1.normative_documents.issued": "14",
        "article20_1.normative_documents.repealed": "9",
        "article20_1.normative_documents.in_force": "126",
        "article20_5.licensing.decisions": "31,458",
        "article20_6.penalties.decisions": "1,207",
        "article20_6.coercive_measures.decisions": "63",
        "article20_8.fees.amount": "904,316.5"}, """
137 22 4 1 15 30
1846 318 27 9 74 205
722 91 13 0 38 64
5 2 0 0 0 1
61 0 7 0 3 12
0 4 0 1 0 0
248 53 0 6 19 41
17 0 2 0 0 8
90 34 5 0 11 0
36 0 0 3 0 7
4 1 0 0 0 2
1059 176 21 8 47 133
82 15 0 0 6 10
143 0 9 2 0 24
215 7 0 0 28 16
59 11 3 0 0 5
0 2 0 0 1 0
77 0 0 4 0 9
13 6 1 0 0 3
101 28 0 0 12 18
164 37 6 2 20 44
""", """
83 17 6 24
115 38 9 51
46 12 0 19
""", {
        1: ["本年把不动产登记、征地公告和规划图三类内容并到一个栏目里。"],
        5: ["图件太大，手机上打不开，来年改成可以缩放的。"],
        6: ["本年度没有发出过收费通知，信息处理费为0元。"]})

# the form as it is handed out: nothing is filled in
BLANK = WATER.changed(
    dict.fromkeys(WATER.values, ""),
    title="政府信息公开工作年度报告", agency=None, year=None, signed_by=None,
    printed_date=None, date=None)
BLANK.prose = {}
