"""The two official forms as tables of cells, for made-up reports.

Written apart from lib/form.def on purpose: what is wrong there shows here.
"""

COLUMNS = {
    "created": "本年新制作数量",
    "newly_disclosed": "本年新公开数量",
    "disclosed_total": "对外公开总数量",
    "issued": "本年制发件数",
    "repealed": "本年废止件数",
    "in_force": "现行有效件数",
    "items_last_year": "上一年项目数量",
    "items_change": "本年增/减",
    "decisions": "处理决定数量",
    "projects": "采购项目数量",
    "amount": "采购总金额",
}
# table, caption, columns, rows; a column may have a label of its own
ARTICLE20 = {
    "2019": [
        ("article20_1", "第二十条第（一）项",
         ["created", "newly_disclosed", "disclosed_total"],
         [("rules", "规章"), ("normative_documents", "规范性文件")]),
        ("article20_5", "第二十条第（五）项",
         ["items_last_year", "items_change", "decisions"],
         [("licensing", "行政许可"),
          ("other_external_services", "其他对外管理服务事项")]),
        ("article20_6", "第二十条第（六）项",
         ["items_last_year", "items_change", "decisions"],
         [("penalties", "行政处罚"), ("coercive_measures", "行政强制")]),
        ("article20_8", "第二十条第（八）项",
         ["items_last_year", "items_change"],
         [("fees", "行政事业性收费")]),
        ("article20_9", "第二十条第（九）项",
         ["projects", "amount"], [("procurement", "政府集中采购")]),
    ],
    "2021": [
        ("article20_1", "第二十条第（一）项",
         ["issued", "repealed", "in_force"],
         [("rules", "规章"), ("normative_documents", "行政规范性文件")]),
        ("article20_5", "第二十条第（五）项",
         [("decisions", "本年处理决定数量")], [("licensing", "行政许可")]),
        ("article20_6", "第二十条第（六）项",
         [("decisions", "本年处理决定数量")],
         [("penalties", "行政处罚"), ("coercive_measures", "行政强制")]),
        ("article20_8", "第二十条第（八）项",
         [("amount", "本年收费金额（单位：万元）")],
         [("fees", "行政事业性收费")]),
    ],
}
APPLICANTS = [
    ("natural_person", "自然人"), ("enterprise", "商业\n企业"),
    ("research", "科研\n机构"), ("welfare", "社会公益\n组织"),
    ("legal_service", "法律服务\n机构"), ("other_org", "其他"),
    ("total", "总计")]
NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
# group within 三、本年度办理结果 ("" for none), row, label
OUTCOMES = [
    ("", "granted", "（一）予以公开"),
    ("", "granted_in_part",
     "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    ("（三）不予公开", "denied_state_secret", "1.属于国家秘密"),
    ("（三）不予公开", "denied_other_law", "2.其他法律行政法规禁止公开"),
    ("（三）不予公开", "denied_three_securities", "3.危及“三安全一稳定”"),
    ("（三）不予公开", "denied_third_party", "4.保护第三方合法权益"),
    ("（三）不予公开", "denied_internal_affairs", "5.属于三类内部事务信息"),
    ("（三）不予公开", "denied_process_info", "6.属于四类过程性信息"),
    ("（三）不予公开", "denied_enforcement_file", "7.属于行政执法案卷"),
    ("（三）不予公开", "denied_query_matter", "8.属于行政查询事项"),
    ("（四）无法提供", "unavailable_not_held", "1.本机关不掌握相关政府信息"),
    ("（四）无法提供", "unavailable_needs_creation",
     "2.没有现成信息需要另行制作"),
    ("（四）无法提供", "unavailable_unclear", "3.补正后申请内容仍不明确"),
    ("（五）不予处理", "not_processed_petition", "1.信访举报投诉类申请"),
    ("（五）不予处理", "not_processed_duplicate", "2.重复申请"),
    ("（五）不予处理", "not_processed_publication", "3.要求提供公开出版物"),
    ("（五）不予处理", "not_processed_excessive", "4.无正当理由大量反复申请"),
    ("（五）不予处理", "not_processed_reissue",
     "5.要求行政机关确认或重新出具已获取信息"),
]
OTHER_2019 = [("", "other", "（六）其他处理")]
OTHER_2021 = [
    ("（六）其他处理", "other_overdue_correction",
     "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ("（六）其他处理", "other_unpaid_fee",
     "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    ("（六）其他处理", "other_misc", "3.其他"),
]
RESULTS = [
    ("upheld", "结果\n维持"), ("corrected", "结果\n纠正"),
    ("other", "其他\n结果"), ("pending", "尚未\n审结"), ("total", "总计")]
SUITS = [
    ("review", "行政复议"), ("suit_direct", "未经复议直接起诉"),
    ("suit_after_review", "复议后起诉")]

# the parts that a form is made of: Article 20, applicants
PARTS = {"2019": ("2019", "2019"), "2021": ("2021", "2021"),
         "hybrid": ("2021", "2019")}


class Cell:
    """A cell of a printed table; `at` is its address where it has one."""

    def __init__(self, text, cols=1, rows=1, at=None):
        self.text, self.cols, self.rows, self.at = text, cols, rows, at


def outcomes(form):
    """The rows of 三、本年度办理结果 but its total."""
    return OUTCOMES + (
        OTHER_2019 if PARTS[form][1] == "2019" else OTHER_2021)


def outcome_names(form):
    return [row for _, row, _ in outcomes(form)]


def addresses(form):
    """Every cell of the form, as it is printed."""
    found = []
    for table, _, columns, rows in ARTICLE20[PARTS[form][0]]:
        for row, _ in rows:
            for column in columns:
                name = column if isinstance(column, str) else column[0]
                found.append(f"{table}.{row}.{name}")
    rows = ["new_received", "carried_in"] + outcome_names(form)
    for row in rows + ["outcome_total", "carried_out"]:
        found += [f"applications.{row}.{c}" for c, _ in APPLICANTS]
    for row, _ in SUITS:
        found += [f"review_litigation.{row}.{c}" for c, _ in RESULTS]
    return found


def value_cell(values, at, cols=1):
    return Cell(values[at], cols, 1, at)


def article20(form, values):
    """4 columns wide; the last cell of a short row spans what is left."""
    table_rows = []
    for table, caption, columns, rows in ARTICLE20[PARTS[form][0]]:
        pairs = [(c, COLUMNS[c]) if isinstance(c, str) else c
                 for c in columns]
        spans = [1] * (len(pairs) - 1) + [4 - len(pairs)]
        table_rows.append([Cell(caption, 4)])
        table_rows.append([Cell("信息内容")] + [
            Cell(label, n) for (_, label), n in zip(pairs, spans)])
        for row, label in rows:
            table_rows.append([Cell(label)] + [
                value_cell(values, f"{table}.{row}.{name}", n)
                for (name, _), n in zip(pairs, spans)])
    return table_rows


def applicant_values(values, row):
    return [value_cell(values, f"applications.{row}.{c}")
            for c, _ in APPLICANTS]


def applications(form, values):
    """10 columns: three of labels, seven of values."""
    rows = [
        [Cell(NOTE, 3, 3), Cell("申请人情况", 7)],
        [Cell("自然人", 1, 2), Cell("法人或其他组织", 5), Cell("总计", 1, 2)],
        [Cell(label) for _, label in APPLICANTS[1:6]],
        [Cell("一、本年新收政府信息公开申请数量", 3)] +
        applicant_values(values, "new_received"),
        [Cell("二、上年结转政府信息公开申请数量", 3)] +
        applicant_values(values, "carried_in"),
    ]
    inner = outcomes(form)
    groups = [group for group, _, _ in inner]
    for n, (group, row, label) in enumerate(inner):
        cells = []
        if n == 0:
            cells.append(Cell("三、本年度办理结果", 1, len(inner) + 1))
        if group and groups.index(group) == n:
            cells.append(Cell(group, 1, groups.count(group)))
        cells.append(Cell(label, 1 if group else 2))
        rows.append(cells + applicant_values(values, row))
    rows.append([Cell("（七）总计", 2)] +
                applicant_values(values, "outcome_total"))
    rows.append([Cell("四、结转下年度继续办理", 3)] +
                applicant_values(values, "carried_out"))
    return rows


def review_litigation(values):
    """15 columns, no label beside the values."""
    heads = [Cell(label) for _, label in RESULTS]
    return [
        [Cell("行政复议", 5), Cell("行政诉讼", 10)],
        [Cell(label, 1, 2) for _, label in RESULTS] +
        [Cell("未经复议直接起诉", 5), Cell("复议后起诉", 5)],
        heads + [Cell(label) for _, label in RESULTS],
        [value_cell(values, f"review_litigation.{row}.{c}")
         for row, _ in SUITS for c, _ in RESULTS],
    ]


def matrix(rows):
    """Who owns each place: rows of (cell, first row, first column)."""
    width = sum(cell.cols for cell in rows[0])
    places = [[None] * width for _ in rows]
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while places[y][x]:
                x += 1
            for dy in range(cell.rows):
                for dx in range(cell.cols):
                    places[y + dy][x + dx] = (cell, dy == 0, dx == 0)
    return places
