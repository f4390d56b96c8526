/* Made from message.def by message-table.py; not to be edited. */
/* clang-format off */
static const char piece_text[] =
    ""
    " = "
    "，"
    "（"
    "）"
    ", but "
    " ("
    ")"
    "“"
    "”列的勾稽关系无法核对："
    "the balance of column "
    " cannot be checked: "
    "，各行相加："
    ", but the rows add up: "
    "”列的总计无法核对："
    "the outcome total of column "
    "”行："
    "，各列相加："
    "row "
    ": "
    ", but the columns add up: "
    "”行的总计无法核对："
    "the total of row "
    "，小于"
    ", less than "
    "，大于"
    ", more than "
    "，小于 0"
    ", less than 0"
    "”行的各数无法核对："
    "the numbers of row "
    "把"
    "由 "
    " 改为 "
    "change "
    " from "
    " to "
    "、"
    ", "
    "应为 "
    " has to be "
    " "
    "两数互换了位置："
    "two numbers changed places: "
    "一个数的数字分在两格："
    "the digits of one number stand in two cells: "
    "漏了一位数字："
    "a digit was left out: "
    "，所涉各项合计即都相符"
    ": every sum concerned then agrees"
    "；"
    "; "
    "”列："
    "column "
    "等 "
    " 项）"
    " sums in all)"
    "；有 "
    " 种改法都能使其相符，只凭本报告不能断定错在哪里"
    " different corrections would do, this report alone does not tell which"
    "；涉及此格的各项合计互相矛盾，不能断定其值"
    "; the sums that the cell is in contradict each other and do not determine it"
    "（其余各行为 0）"
    " (all other rows are 0)"
    "（其余各列为 0）"
    " (all other columns are 0)"
    "各行均为 0"
    "all rows are 0"
    "各列均为 0"
    "all columns are 0"
    " 格"
    " and others, "
    " cells"
    "；空白和无数标记按 0 计（"
    " 格）"
    "; blank and nil cells count as 0 ("
    "，求和时按 0 计"
    "; counts as 0 in sums"
    "”行“"
    ", column "
    "”列"
    "”至“"
    "”各列"
    ", columns "
    "”行至“"
    "rows "
    "”行各列"
    ", all columns"
    "”表各格"
    "table "
    ", all cells"
    "空白"
    ": blank"
    "印的是“"
    "”"
    "，不是数字"
    ": \""
    "\""
    ", not a number"
    "，不能读作数字"
    " cannot be read as a number"
    "来源中没有"
    ": not in the source"
    "：值无法确定属于哪一格"
    ": it cannot be told which cell a value belongs to"
    "：有的值按旁证放置："
    ": values placed by evidence: "
    "有的值按旁证放置："
    "values placed by evidence: "
    "：这行的数没有行名；前后两行之间，格式规定的行正好只缺这里的几行，按格式的行序放置"
    ": the numbers have no label; between the rows before and behind them the form has just as many rows as stand there, none of them met elsewhere"
    "：来源不显示空白格；把空白按 0 计，只有这样放置，所涉各行各列的合计才全部相符"
    ": the source does not show blank cells; counting them as 0, this is the only placement with which all sums concerned hold"
    "：没有读到表头；十五个数每五个一组，各组前四个数之和都等于第五个数"
    ": no head was read; of each five of its 15 numbers the first four make the fifth"
    "是 "
    "，不能是负数"
    " must not be negative"
    "，应为整数"
    " is no integer"
    "是“"
    "”，位数过多，没有读作数字"
    "\" has too many digits and was not read as a number"
    "印的单位是“"
    "”，格式规定的单位是“"
    ": the unit "
    " is printed, the form's is "
    "”，格式规定此处是件数"
    " is printed where the form has a count"
    "”，格式规定此处是金额"
    " is printed where the form has an amount of money"
    "没有“"
    "”表"
    "there is no table "
    "”表没有一行数据"
    " has no rows"
    "”表没有“"
    "”行"
    " has no row "
    "”表的“"
    "”行不止一次出现"
    " has row "
    " more than once"
    "”行不在格式之中，没有计入"
    "row \""
    "\" is not in the form and is not counted"
    "没有标签的一行不在格式之中，没有计入"
    "a row without a label is not in the form and is not counted"
    "”表的表头没有“"
    "the header of table "
    " has no column "
    "”部分"
    "there is no section "
    "”部分不在格式规定的位置"
    "section "
    " is not where the form has it"
    "标题“"
    "”的序号应为“"
    "the heading \""
    "\" should be numbered "
    "”重复，前一处在第 "
    " 行"
    "\" is repeated, the one before is in line "
    "”没有内容"
    " is empty"
    "”只写了“"
    " says only \""
    "报告年度是 "
    " 年，用的是 "
    " 年格式（"
    "the report is for "
    " and uses the form of "
    "第二十条各表是 2021 年格式，申请情况表是 2019 年格式"
    "the tables of Article 20 are those of 2021, the applicant table is that of 2019"
    "这是 2019 年以前的统计表，没有读取"
    "this is the statistics table used before 2019; it was not read"
    "没有找到 2019 年或 2021 年格式的表"
    "no table of the form of 2019 or 2021 was found"
    "”列的结转无法与上年核对："
    "the applications carried over in column "
    " cannot be compared with last year's: "
    "”行无法与上年核对："
    "：上级报告是 "
    "相加是 "
    "，相差 "
    ": the parent has "
    " add up to "
    ", a difference of "
    "无法与下级报告核对："
    " cannot be compared with the parts: "
    "没有合计："
    " has no sum: "
    "正文“"
    "”（"
    "），表中“"
    "”列是 "
    "the text has \""
    "\" ("
    "), the table "
    " in row "
    "”“"
    "”两行“"
    "”列合计 "
    " in rows "
    " and "
    " together, column "
    "；正文的含义或统计范围不能确定，无法核对"
    "; what the text means or covers is not sure enough to compare them"
    "”列不是数字，无法核对"
    "), the table no number in row "
    ": they cannot be compared"
    "”没有说明信息处理费的收取情况"
    " says nothing of fees for processing information"
    "标题的年度是 "
    " 年，正文所列数据的期限是“"
    "the title's year is "
    ", the period of the data in the text is \""
    "正文所列数据的期限是“"
    "”，不是一个完整的年度"
    "the period of the data in the text is \""
    "\", not a whole year"
    "落款日期 "
    " 晚于 "
    "；县级以上人民政府部门的年度报告应在次年 1 月 31 日前公布"
    "dated "
    ", after "
    ": departments of governments of a county or above publish by 31 January of the next year"
    "；县级以上地方人民政府的年度报告应在次年 3 月 31 日前公布"
    ": governments of a county or above publish by 31 March of the next year"
    "落款日期“"
    "”不完整或不存在，无法核对"
    "the date \""
    "\" is not whole or does not exist: it cannot be checked"
    "文本带有会丢失数据的转换的痕迹："
    "the text bears the mark of a conversion that destroys data: "
    "有一张表只剩下“[TABLE]”，表中的数已丢失：pandoc 转成纯文本（-t plain）时如此；请改用 pandoc -t html 或 -t gfm，或直接读取原来的 .docx、.html"
    "of a table only \"[TABLE]\" is left, its numbers are lost, as pandoc does with -t plain: use pandoc -t html or -t gfm, or read the .docx or .html itself"
    "申请情况表只有表头，数据行全部丢失：antiword 如此；请用 LibreOffice 或 Word 把 .doc 另存为 .docx 或网页（.html）"
    "of the applicant table only the head is left, all its rows are lost, as antiword does: save the .doc from LibreOffice or Word as .docx or as a web page (.html)"
    "表中有乱码，有的行已丢失：catdoc 如此；请用 LibreOffice 或 Word 把 .doc 另存为 .docx 或网页（.html）"
    "there is garbled text in the table and rows are lost, as catdoc does: save the .doc from LibreOffice or Word as .docx or as a web page (.html)"
    "相邻各格的数连成一串，分不出各是多少：BeautifulSoup 的 get_text() 不带分隔符时如此；请直接读取网页，或用 get_text('\\t')"
    "the numbers of neighbouring cells are run together and cannot be told apart, as get_text() of BeautifulSoup does without a separator: read the web page itself, or use get_text('\\t')"
    "行名和数不在一处，次序已乱：pdftotext 不带 -layout 时如此；请用 pdftotext -layout 重新转换"
    "labels and numbers stand apart and out of order, as pdftotext leaves them without -layout: convert again with pdftotext -layout"
    "重复的行已被删去，相同的数和行名只剩一处，表无法读取；请用没有去重的原文"
    "repeated lines were taken out, equal numbers and labels are left only once and the tables cannot be read: use the text as it was before"
    "is not in the source"
    "is blank"
    "是无数标记"
    "holds a nil mark"
    "不是数字"
    "is no number"
    "归属不明"
    "cannot be placed"
    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
static const struct piece pieces[] = {
    {0, 0, 0, 0},
    {0, 0, 0, 'L'},
    {0, 3, 0, 'l'},
    {3, 3, 0, 'R'},
    {0, 3, 0, 'r'},
    {6, 3, 0, 'w'},
    {9, 3, 0, 'z'},
    {0, 0, 0, 0},
    {0, 0, 0, 'L'},
    {0, 3, 0, 'l'},
    {12, 6, 0, 'R'},
    {0, 3, 0, 'r'},
    {18, 2, 0, 'w'},
    {20, 1, 0, 'z'},
    {0, 0, 0, 0},
    {21, 3, 0, 'w'},
    {24, 36, 0, 'B'},
    {0, 0, 0, 0},
    {60, 22, 0, 'w'},
    {82, 20, 0, 'B'},
    {0, 0, 0, 0},
    {0, 0, 0, 'L'},
    {102, 18, 0, 'R'},
    {0, 3, 0, 'r'},
    {6, 3, 0, 'w'},
    {9, 3, 0, 'z'},
    {0, 0, 0, 0},
    {0, 0, 0, 'L'},
    {120, 23, 0, 'R'},
    {0, 3, 0, 'r'},
    {18, 2, 0, 'w'},
    {20, 1, 0, 'z'},
    {0, 0, 0, 0},
    {21, 3, 0, 'w'},
    {143, 30, 0, 'B'},
    {0, 0, 0, 0},
    {173, 28, 0, 'w'},
    {82, 20, 0, 'B'},
    {0, 0, 0, 0},
    {21, 3, 0, 'w'},
    {201, 9, 0, 'L'},
    {210, 18, 0, 'R'},
    {0, 3, 0, 'r'},
    {0, 0, 0, 'z'},
    {0, 0, 0, 0},
    {228, 4, 0, 'w'},
    {232, 2, 0, 'L'},
    {234, 26, 0, 'R'},
    {0, 3, 0, 'r'},
    {0, 0, 0, 'z'},
    {0, 0, 0, 0},
    {21, 3, 0, 'w'},
    {260, 30, 0, 'B'},
    {0, 0, 0, 0},
    {290, 17, 0, 'w'},
    {82, 20, 0, 'B'},
    {0, 0, 0, 0},
    {21, 3, 0, 'w'},
    {201, 9, 0, 'L'},
    {0, 3, 0, 'l'},
    {307, 9, 0, 'R'},
    {0, 0, 0, 'z'},
    {0, 0, 0, 0},
    {228, 4, 0, 'w'},
    {232, 2, 0, 'L'},
    {0, 3, 0, 'l'},
    {316, 12, 0, 'R'},
    {0, 0, 0, 'z'},
    {0, 0, 0, 0},
    {21, 3, 0, 'w'},
    {201, 9, 0, 'L'},
    {328, 9, 0, 'R'},
    {0, 0, 0, 'z'},
    {0, 0, 0, 0},
    {228, 4, 0, 'w'},
    {232, 2, 0, 'L'},
    {337, 12, 0, 'R'},
    {0, 0, 0, 'z'},
    {0, 0, 0, 0},
    {21, 3, 0, 'w'},
    {201, 9, 0, 'L'},
    {0, 3, 0, 'l'},
    {349, 11, 0, 'z'},
    {0, 0, 0, 0},
    {228, 4, 0, 'w'},
    {232, 2, 0, 'L'},
    {0, 3, 0, 'l'},
    {360, 13, 0, 'z'},
    {0, 0, 0, 0},
    {21, 3, 0, 'w'},
    {373, 30, 0, 'B'},
    {0, 0, 0, 0},
    {403, 19, 0, 'w'},
    {82, 20, 0, 'B'},
    {0, 0, 0, 0},
    {422, 3, 0, 'p'},
    {425, 4, 0, 'l'},
    {429, 8, 0, 'r'},
    {0, 0, 0, 0},
    {437, 7, 0, 'p'},
    {444, 6, 0, 'l'},
    {450, 4, 0, 'r'},
    {0, 0, 0, 0},
    {454, 3, 0, 'p'},
    {425, 4, 0, 'l'},
    {429, 8, 0, 'r'},
    {0, 0, 0, 0},
    {457, 2, 0, 'p'},
    {444, 6, 0, 'l'},
    {450, 4, 0, 'r'},
    {0, 0, 0, 0},
    {0, 0, 0, 'p'},
    {459, 7, 0, 'r'},
    {0, 0, 0, 0},
    {0, 0, 0, 'p'},
    {466, 11, 0, 'r'},
    {0, 0, 0, 0},
    {454, 3, 0, 'p'},
    {459, 7, 0, 'r'},
    {0, 0, 0, 0},
    {457, 2, 0, 'p'},
    {477, 1, 0, 'r'},
    {0, 0, 0, 0},
    {478, 24, 0, 0},
    {502, 28, 0, 0},
    {530, 33, 0, 0},
    {563, 45, 0, 0},
    {608, 21, 0, 0},
    {629, 22, 0, 0},
    {651, 33, 0, 0},
    {684, 33, 0, 0},
    {6, 3, 0, 0},
    {18, 2, 0, 0},
    {717, 3, 0, 0},
    {720, 2, 0, 0},
    {21, 3, 0, 'w'},
    {201, 9, 0, 'y'},
    {0, 0, 0, 0},
    {228, 4, 0, 'w'},
    {232, 2, 0, 'y'},
    {0, 0, 0, 0},
    {21, 3, 0, 'w'},
    {722, 9, 0, 'y'},
    {0, 0, 0, 0},
    {731, 7, 0, 'w'},
    {232, 2, 0, 'y'},
    {0, 0, 0, 0},
    {738, 4, 0, 'n'},
    {742, 7, 0, 0},
    {720, 2, 0, 'n'},
    {749, 13, 0, 0},
    {9, 3, 0, 0},
    {20, 1, 0, 0},
    {762, 7, 0, 'n'},
    {769, 70, 0, 0},
    {720, 2, 0, 'n'},
    {839, 70, 0, 0},
    {909, 63, 0, 0},
    {972, 76, 0, 0},
    {1048, 23, 0, 0},
    {1071, 23, 0, 0},
    {1094, 23, 0, 0},
    {1117, 26, 0, 0},
    {1143, 14, 0, 0},
    {1157, 14, 0, 0},
    {1171, 14, 0, 0},
    {1185, 17, 0, 0},
    {738, 4, 0, 'n'},
    {1202, 4, 0, 0},
    {1206, 13, 0, 'n'},
    {1219, 6, 0, 0},
    {1225, 36, 0, 'n'},
    {1261, 7, 0, 0},
    {1268, 34, 0, 'n'},
    {20, 1, 0, 0},
    {1302, 21, 0, 0},
    {1323, 21, 0, 0},
    {21, 3, 0, 'W'},
    {1344, 9, 0, 0},
    {228, 4, 0, 'W'},
    {1353, 9, 0, 0},
    {0, 0, 0, 'k'},
    {1362, 6, 0, 0},
    {0, 0, 0, 'k'},
    {0, 0, 0, 0},
    {21, 3, 0, 'W'},
    {1344, 9, 0, 'k'},
    {1368, 9, 0, 'K'},
    {1377, 9, 0, 0},
    {228, 4, 0, 'W'},
    {1386, 10, 0, 'k'},
    {450, 4, 0, 'K'},
    {0, 0, 0, 0},
    {21, 3, 0, 'W'},
    {1396, 12, 0, 'X'},
    {1344, 9, 0, 'k'},
    {1362, 6, 0, 0},
    {1408, 5, 0, 'W'},
    {450, 4, 0, 'X'},
    {1353, 9, 0, 'k'},
    {0, 0, 0, 0},
    {21, 3, 0, 'W'},
    {1396, 12, 0, 'X'},
    {1344, 9, 0, 'k'},
    {1368, 9, 0, 'K'},
    {1377, 9, 0, 0},
    {1408, 5, 0, 'W'},
    {450, 4, 0, 'X'},
    {1386, 10, 0, 'k'},
    {450, 4, 0, 'K'},
    {0, 0, 0, 0},
    {21, 3, 0, 'W'},
    {1413, 12, 0, 0},
    {228, 4, 0, 'W'},
    {1425, 13, 0, 0},
    {21, 3, 0, 'W'},
    {1396, 12, 0, 'X'},
    {1413, 12, 0, 0},
    {1408, 5, 0, 'W'},
    {450, 4, 0, 'X'},
    {1425, 13, 0, 0},
    {21, 3, 0, 'k'},
    {1362, 6, 0, 0},
    {731, 7, 0, 'k'},
    {0, 0, 0, 0},
    {21, 3, 0, 't'},
    {1438, 12, 0, 0},
    {1450, 6, 0, 't'},
    {1456, 11, 0, 0},
    {0, 0, 0, 'p'},
    {1467, 6, 0, 'z'},
    {0, 0, 0, 0},
    {0, 0, 0, 'p'},
    {1473, 7, 0, 'z'},
    {0, 0, 0, 0},
    {0, 0, 0, 'p'},
    {1480, 12, 0, 'x'},
    {1492, 3, 0, 'e'},
    {1495, 15, 0, 'z'},
    {0, 0, 0, 0},
    {0, 0, 0, 'p'},
    {1510, 3, 1, 'x'},
    {1513, 1, 1, 'e'},
    {1514, 14, 0, 'z'},
    {0, 0, 0, 0},
    {0, 0, 0, 'p'},
    {1480, 12, 0, 'x'},
    {1492, 3, 0, 'e'},
    {1528, 21, 0, 0},
    {0, 0, 0, 'p'},
    {1510, 3, 1, 'x'},
    {1513, 1, 1, 'e'},
    {1549, 27, 0, 0},
    {1576, 15, 0, 'p'},
    {0, 0, 0, 0},
    {0, 0, 0, 'p'},
    {1591, 19, 0, 0},
    {0, 0, 0, 'p'},
    {1610, 33, 0, 'v'},
    {0, 0, 0, 0},
    {0, 0, 0, 'p'},
    {1643, 49, 0, 'v'},
    {0, 0, 0, 0},
    {0, 0, 0, 'p'},
    {1692, 30, 0, 'y'},
    {0, 0, 0, 0},
    {0, 0, 0, 'p'},
    {1722, 29, 0, 'y'},
    {0, 0, 0, 0},
    {1751, 27, 0, 'y'},
    {0, 0, 0, 0},
    {1778, 27, 0, 'y'},
    {0, 0, 0, 0},
    {0, 0, 0, 'p'},
    {1805, 123, 0, 0},
    {0, 0, 0, 'p'},
    {1928, 142, 0, 0},
    {0, 0, 0, 'p'},
    {2070, 114, 0, 0},
    {0, 0, 0, 'p'},
    {2184, 121, 0, 0},
    {0, 0, 0, 'p'},
    {2305, 99, 0, 0},
    {0, 0, 0, 'p'},
    {2404, 80, 0, 0},
    {0, 0, 0, 'p'},
    {2484, 4, 0, 'x'},
    {2488, 18, 0, 0},
    {0, 0, 0, 'p'},
    {232, 2, 0, 'x'},
    {2506, 21, 0, 0},
    {0, 0, 0, 'p'},
    {2484, 4, 0, 'x'},
    {2527, 15, 0, 0},
    {0, 0, 0, 'p'},
    {232, 2, 0, 'x'},
    {2542, 14, 0, 0},
    {0, 0, 0, 'p'},
    {2556, 6, 0, 'x'},
    {2562, 39, 0, 0},
    {0, 0, 0, 'p'},
    {1510, 3, 1, 'x'},
    {2601, 50, 1, 0},
    {0, 0, 0, 'p'},
    {2651, 18, 0, 'x'},
    {2669, 33, 0, 'u'},
    {1492, 3, 0, 0},
    {0, 0, 0, 'p'},
    {2702, 11, 0, 'x'},
    {2713, 27, 0, 'u'},
    {0, 0, 0, 0},
    {0, 0, 0, 'p'},
    {2651, 18, 0, 'x'},
    {2740, 33, 0, 0},
    {0, 0, 0, 'p'},
    {2702, 11, 0, 'x'},
    {2773, 38, 0, 0},
    {0, 0, 0, 'p'},
    {2651, 18, 0, 'x'},
    {2811, 33, 0, 0},
    {0, 0, 0, 'p'},
    {2702, 11, 0, 'x'},
    {2844, 49, 0, 0},
    {2893, 9, 0, 't'},
    {2902, 6, 0, 0},
    {2908, 18, 0, 't'},
    {0, 0, 0, 0},
    {21, 3, 0, 't'},
    {2926, 24, 0, 0},
    {1450, 6, 0, 't'},
    {2950, 12, 0, 0},
    {21, 3, 0, 't'},
    {2962, 15, 0, 'W'},
    {2977, 6, 0, 0},
    {1450, 6, 0, 't'},
    {2983, 12, 0, 'W'},
    {0, 0, 0, 0},
    {21, 3, 0, 't'},
    {2995, 12, 0, 'W'},
    {3007, 24, 0, 0},
    {1450, 6, 0, 't'},
    {3031, 9, 0, 'W'},
    {3040, 15, 0, 0},
    {21, 3, 0, 'x'},
    {3055, 39, 0, 'v'},
    {0, 0, 0, 0},
    {3094, 5, 1, 'x'},
    {3099, 39, 1, 'v'},
    {0, 0, 0, 0},
    {3138, 54, 0, 'v'},
    {0, 0, 0, 0},
    {3192, 59, 0, 'v'},
    {0, 0, 0, 0},
    {21, 3, 0, 't'},
    {3251, 24, 0, 'k'},
    {1362, 6, 0, 0},
    {3275, 20, 0, 't'},
    {3295, 15, 0, 'k'},
    {0, 0, 0, 0},
    {2893, 9, 0, 's'},
    {3310, 9, 0, 0},
    {3319, 20, 0, 's'},
    {0, 0, 0, 0},
    {21, 3, 0, 's'},
    {3339, 36, 0, 0},
    {3375, 8, 0, 's'},
    {3383, 29, 0, 0},
    {3412, 9, 0, 'x'},
    {3421, 21, 0, 'u'},
    {1492, 3, 0, 0},
    {3442, 13, 1, 'x'},
    {3455, 21, 1, 'u'},
    {0, 0, 0, 0},
    {3412, 9, 0, 'x'},
    {3476, 28, 0, 'n'},
    {3504, 4, 0, 0},
    {3442, 13, 1, 'x'},
    {3508, 41, 1, 'n'},
    {0, 0, 0, 0},
    {21, 3, 0, 's'},
    {3549, 15, 0, 0},
    {3375, 8, 0, 's'},
    {3564, 9, 0, 0},
    {21, 3, 0, 's'},
    {3573, 15, 0, 'x'},
    {1492, 3, 0, 0},
    {3375, 8, 0, 's'},
    {3588, 12, 1, 'x'},
    {1513, 1, 1, 0},
    {3600, 16, 0, 'n'},
    {3616, 17, 0, 'x'},
    {3633, 13, 0, 'u'},
    {9, 3, 0, 0},
    {3646, 18, 0, 'n'},
    {3664, 22, 0, 'x'},
    {18, 2, 0, 'u'},
    {20, 1, 0, 0},
    {3686, 72, 0, 0},
    {3758, 79, 0, 0},
    {3837, 48, 0, 0},
    {3885, 62, 0, 0},
    {3947, 45, 0, 0},
    {3992, 46, 0, 0},
    {21, 3, 0, 'w'},
    {722, 9, 0, '1'},
    {0, 0, 0, 'z'},
    {0, 0, 0, 0},
    {731, 7, 0, 'w'},
    {232, 2, 0, '1'},
    {0, 0, 0, 'z'},
    {0, 0, 0, 0},
    {21, 3, 0, 'w'},
    {201, 9, 0, '1'},
    {0, 0, 0, 'z'},
    {0, 0, 0, 0},
    {228, 4, 0, 'w'},
    {232, 2, 0, '1'},
    {0, 0, 0, 'z'},
    {0, 0, 0, 0},
    {21, 3, 0, 'w'},
    {4038, 39, 0, '1'},
    {0, 0, 0, 0},
    {4077, 40, 0, 'w'},
    {4117, 38, 0, '1'},
    {0, 0, 0, 0},
    {21, 3, 0, 'w'},
    {4155, 30, 0, '1'},
    {0, 0, 0, 0},
    {228, 4, 0, 'w'},
    {4117, 38, 0, '1'},
    {0, 0, 0, 0},
    {0, 0, 0, 'p'},
    {4185, 19, 0, 'l'},
    {3, 3, 0, '1'},
    {4204, 10, 0, 'r'},
    {4214, 10, 0, 'u'},
    {0, 0, 0, 'z'},
    {0, 0, 0, 0},
    {0, 0, 0, 'p'},
    {4224, 17, 0, 'l'},
    {12, 6, 0, '1'},
    {4241, 11, 0, 'r'},
    {4252, 18, 0, 'u'},
    {0, 0, 0, 'z'},
    {0, 0, 0, 0},
    {0, 0, 0, 'p'},
    {4270, 30, 0, '1'},
    {0, 0, 0, 0},
    {0, 0, 0, 'p'},
    {4300, 36, 0, '1'},
    {0, 0, 0, 0},
    {0, 0, 0, 'p'},
    {4336, 15, 0, '1'},
    {0, 0, 0, 0},
    {0, 0, 0, 'p'},
    {4351, 13, 0, '1'},
    {0, 0, 0, 0},
    {4364, 9, 0, 'x'},
    {4373, 6, 0, 'l'},
    {4379, 15, 0, 'W'},
    {1344, 9, 0, 'k'},
    {4394, 10, 0, 'r'},
    {0, 0, 0, 0},
    {4404, 14, 1, 'x'},
    {4418, 3, 1, 'l'},
    {4421, 13, 0, 'r'},
    {4434, 8, 0, 'W'},
    {1353, 9, 0, 'k'},
    {0, 0, 0, 0},
    {4364, 9, 0, 'x'},
    {4373, 6, 0, 'l'},
    {4379, 15, 0, 'W'},
    {4442, 6, 0, 'X'},
    {4448, 12, 0, 'k'},
    {4460, 13, 0, 'r'},
    {0, 0, 0, 0},
    {4404, 14, 1, 'x'},
    {4418, 3, 1, 'l'},
    {4421, 13, 0, 'r'},
    {4473, 9, 0, 'W'},
    {4482, 5, 0, 'X'},
    {4487, 18, 0, 'k'},
    {0, 0, 0, 0},
    {4364, 9, 0, 'x'},
    {4373, 6, 0, 'l'},
    {4379, 15, 0, 'W'},
    {1344, 9, 0, 'k'},
    {4394, 10, 0, 'r'},
    {4505, 60, 0, 0},
    {4404, 14, 1, 'x'},
    {4418, 3, 1, 'l'},
    {4421, 13, 0, 'r'},
    {4434, 8, 0, 'W'},
    {1353, 9, 0, 'k'},
    {4565, 66, 0, 0},
    {4364, 9, 0, 'x'},
    {4373, 6, 0, 'l'},
    {4379, 15, 0, 'W'},
    {4442, 6, 0, 'X'},
    {4448, 12, 0, 'k'},
    {4460, 13, 0, 'r'},
    {4505, 60, 0, 0},
    {4404, 14, 1, 'x'},
    {4418, 3, 1, 'l'},
    {4421, 13, 0, 'r'},
    {4473, 9, 0, 'W'},
    {4482, 5, 0, 'X'},
    {4487, 18, 0, 'k'},
    {4565, 66, 0, 0},
    {4364, 9, 0, 'x'},
    {4373, 6, 0, 'l'},
    {4379, 15, 0, 'W'},
    {1344, 9, 0, 'k'},
    {4631, 33, 0, 0},
    {4404, 14, 1, 'x'},
    {4418, 3, 1, 'l'},
    {4664, 30, 0, 'W'},
    {1353, 9, 0, 'k'},
    {4694, 25, 0, 0},
    {21, 3, 0, 's'},
    {4719, 45, 0, 0},
    {3375, 8, 0, 's'},
    {4764, 48, 0, 0},
    {4812, 19, 0, 'n'},
    {4831, 40, 0, 'x'},
    {1492, 3, 0, 0},
    {4871, 20, 0, 'n'},
    {4891, 41, 1, 'x'},
    {1513, 1, 1, 0},
    {4932, 33, 0, 'x'},
    {4965, 33, 0, 0},
    {4998, 39, 1, 'x'},
    {5037, 19, 1, 0},
    {5056, 13, 0, 'x'},
    {5069, 8, 0, 'u'},
    {5077, 82, 0, 0},
    {5159, 6, 0, 'x'},
    {5165, 8, 0, 'u'},
    {5173, 88, 0, 0},
    {5056, 13, 0, 'x'},
    {5069, 8, 0, 'u'},
    {5261, 82, 0, 0},
    {5159, 6, 0, 'x'},
    {5165, 8, 0, 'u'},
    {5343, 71, 0, 0},
    {5414, 15, 0, 'x'},
    {5429, 39, 0, 0},
    {5468, 10, 1, 'x'},
    {5478, 54, 1, 0},
    {5532, 48, 0, 'y'},
    {0, 0, 0, 0},
    {5580, 60, 0, 'y'},
    {0, 0, 0, 0},
    {5640, 185, 0, 0},
    {5825, 150, 1, 0},
    {5975, 145, 0, 0},
    {6120, 159, 0, 0},
    {6279, 128, 0, 0},
    {6407, 142, 0, 0},
    {6549, 158, 1, 0},
    {6707, 181, 1, 0},
    {6888, 116, 0, 0},
    {7004, 127, 0, 0},
    {7131, 108, 0, 0},
    {7239, 135, 0, 0},
    {1576, 15, 0, 0},
    {7374, 20, 0, 0},
    {1467, 6, 0, 0},
    {7394, 8, 0, 0},
    {7402, 15, 0, 0},
    {7417, 16, 0, 0},
    {7433, 12, 0, 0},
    {7445, 12, 0, 0},
    {7457, 12, 0, 0},
    {7469, 16, 0, 0},
};
static const uint16_t messages[GKRI_SAY_END][2] = {
    [GKRI_SAY_balance] = {8, 1},
    [GKRI_SAY_balance_open] = {18, 15},
    [GKRI_SAY_column_total] = {27, 21},
    [GKRI_SAY_column_total_open] = {36, 33},
    [GKRI_SAY_row_total] = {45, 39},
    [GKRI_SAY_row_total_open] = {54, 51},
    [GKRI_SAY_too_small] = {63, 57},
    [GKRI_SAY_too_large] = {74, 69},
    [GKRI_SAY_below_zero] = {84, 79},
    [GKRI_SAY_row_open] = {92, 89},
    [GKRI_SAY_repair_change] = {99, 95},
    [GKRI_SAY_repair_change_next] = {107, 103},
    [GKRI_SAY_repair_fill] = {114, 111},
    [GKRI_SAY_repair_fill_next] = {120, 117},
    [GKRI_SAY_repair_swap] = {124, 123},
    [GKRI_SAY_repair_split] = {126, 125},
    [GKRI_SAY_repair_digit] = {128, 127},
    [GKRI_SAY_repair_last] = {130, 129},
    [GKRI_SAY_proof_first] = {132, 131},
    [GKRI_SAY_proof_next] = {134, 133},
    [GKRI_SAY_proof_row] = {138, 135},
    [GKRI_SAY_proof_column] = {144, 141},
    [GKRI_SAY_proof_more] = {149, 147},
    [GKRI_SAY_proof_end] = {152, 151},
    [GKRI_SAY_choice] = {155, 153},
    [GKRI_SAY_contradiction] = {158, 157},
    [GKRI_SAY_rest_rows] = {160, 159},
    [GKRI_SAY_rest_columns] = {162, 161},
    [GKRI_SAY_all_rows] = {164, 163},
    [GKRI_SAY_all_columns] = {166, 165},
    [GKRI_SAY_more_cells] = {169, 167},
    [GKRI_SAY_zeroed] = {173, 171},
    [GKRI_SAY_counted] = {176, 175},
    [GKRI_SAY_cell_row] = {179, 177},
    [GKRI_SAY_cell_column] = {183, 181},
    [GKRI_SAY_run_columns] = {189, 185},
    [GKRI_SAY_run_cells] = {197, 193},
    [GKRI_SAY_run_block] = {206, 201},
    [GKRI_SAY_run_row] = {213, 211},
    [GKRI_SAY_run_rows] = {218, 215},
    [GKRI_SAY_run_column] = {223, 221},
    [GKRI_SAY_run_table] = {227, 225},
    [GKRI_SAY_cell_blank] = {232, 229},
    [GKRI_SAY_cell_nil] = {240, 235},
    [GKRI_SAY_cell_text] = {249, 245},
    [GKRI_SAY_cell_missing] = {255, 253},
    [GKRI_SAY_cell_unplaced] = {260, 257},
    [GKRI_SAY_cell_inferred] = {266, 263},
    [GKRI_SAY_some_inferred] = {271, 269},
    [GKRI_SAY_inferred_order] = {275, 273},
    [GKRI_SAY_inferred_sums] = {279, 277},
    [GKRI_SAY_inferred_groups] = {283, 281},
    [GKRI_SAY_value_negative] = {288, 285},
    [GKRI_SAY_value_not_integer] = {294, 291},
    [GKRI_SAY_value_too_long] = {300, 297},
    [GKRI_SAY_unit_other] = {307, 303},
    [GKRI_SAY_unit_count] = {314, 311},
    [GKRI_SAY_unit_money] = {320, 317},
    [GKRI_SAY_table_missing] = {325, 323},
    [GKRI_SAY_table_empty] = {329, 327},
    [GKRI_SAY_row_missing] = {334, 331},
    [GKRI_SAY_row_duplicate] = {340, 337},
    [GKRI_SAY_row_unknown] = {346, 343},
    [GKRI_SAY_row_nameless] = {351, 349},
    [GKRI_SAY_column_missing] = {356, 353},
    [GKRI_SAY_section_missing] = {361, 359},
    [GKRI_SAY_section_order] = {365, 363},
    [GKRI_SAY_section_number] = {370, 367},
    [GKRI_SAY_section_repeated] = {376, 373},
    [GKRI_SAY_section_empty] = {381, 379},
    [GKRI_SAY_section_nothing] = {386, 383},
    [GKRI_SAY_form_year] = {393, 389},
    [GKRI_SAY_form_hybrid] = {398, 397},
    [GKRI_SAY_form_pre2019] = {400, 399},
    [GKRI_SAY_form_unknown] = {402, 401},
    [GKRI_SAY_carryover] = {407, 403},
    [GKRI_SAY_cross_row] = {415, 411},
    [GKRI_SAY_carryover_open] = {422, 419},
    [GKRI_SAY_cross_row_open] = {428, 425},
    [GKRI_SAY_rollup] = {438, 431},
    [GKRI_SAY_rollup_open] = {448, 445},
    [GKRI_SAY_rollup_gap] = {454, 451},
    [GKRI_SAY_text_differs] = {463, 457},
    [GKRI_SAY_text_differs_sum] = {476, 469},
    [GKRI_SAY_text_open] = {489, 483},
    [GKRI_SAY_text_open_sum] = {502, 495},
    [GKRI_SAY_text_no_number] = {514, 509},
    [GKRI_SAY_text_fees] = {521, 519},
    [GKRI_SAY_text_period] = {526, 523},
    [GKRI_SAY_text_period_part] = {531, 529},
    [GKRI_SAY_date_late_department] = {536, 533},
    [GKRI_SAY_date_late_government] = {542, 539},
    [GKRI_SAY_date_broken] = {547, 545},
    [GKRI_SAY_source_lossy] = {551, 549},
    [GKRI_SAY_lossy_pandoc] = {554, 553},
    [GKRI_SAY_lossy_antiword] = {556, 555},
    [GKRI_SAY_lossy_catdoc] = {558, 557},
    [GKRI_SAY_lossy_glued] = {560, 559},
    [GKRI_SAY_lossy_scrambled] = {562, 561},
    [GKRI_SAY_lossy_repeated] = {564, 563},
};
static const uint16_t not_a_number[GKR_STATE_UNPLACED + 1][2] = {
    [GKR_STATE_MISSING] = {566, 565},
    [GKR_STATE_BLANK] = {568, 567},
    [GKR_STATE_NIL] = {570, 569},
    [GKR_STATE_TEXT] = {572, 571},
    [GKR_STATE_UNPLACED] = {574, 573},
};
