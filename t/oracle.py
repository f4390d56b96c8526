#!/usr/bin/env python3
"""Derives what gkr has to find in a report, and compares.

  oracle.py GKR [--rounds N] [--seed N]   random reports of each form: valid
                                          ones, in which nothing may be wrong,
                                          and each again with one fault
  oracle.py GKR --files FILE...           what is found in any files, against
                                          the cells that were read from them

The findings are derived from the cells and headings of the exported JSON by
the forms of sample_form.py and the rules as they are published; nothing is
taken from the library.  Exit 0: they agree, 1: not.
"""
import decimal
import json
import os
import random
import re
import subprocess
import sys
import tempfile

import sample_form
import sample_layouts as layouts
from sample_reports import CITY, COUNTY, WATER, Report, sums

D = decimal.Decimal
SECTIONS = ["overview", "proactive", "requests", "review_litigation",
            "problems", "other_matters"]
HAN = "一二三四五六"
MONEY = {"元": 0, "千元": 3, "万元": 4, "萬元": 4, "亿元": 8, "億元": 8}
STATES = ["blank", "nil", "text", "missing", "unplaced"]
# what the cells and headings of a report do not tell
UNTOLD = re.compile(r"(text|crossyear|rollup|source|date)\.|"
                    r"row\.duplicate$|cell\.inferred$")


def tables(form):
    """table: rows, columns; in the order of the form."""
    found = {}
    for address in sample_form.addresses(form):
        table, row, column = address.split(".")
        rows, columns = found.setdefault(table, ([], []))
        if row not in rows:
            rows.append(row)
        if column not in columns:
            columns.append(column)
    return found


def cells_of(report):
    return {f"{t}.{r}.{c}": cell
            for t, rows in report["tables"].items()
            for r, columns in rows.items() for c, cell in columns.items()}


# ---------------------------------------------------------------------------
# Comparisons

def inequalities(form):
    """rule@row, the greater side, the lesser side, in rows of Article 20."""
    old = sample_form.PARTS[form][0] == "2019"
    for row in ("rules", "normative_documents"):
        at = f"article20_1.{row}."
        if old:
            yield (f"article20.disclosed@{row}", [at + "disclosed_total"],
                   [at + "newly_disclosed"])
        else:
            yield (f"article20.in-force@{row}",
                   [at + "in_force", at + "repealed"], [at + "issued"])
    for table, (rows, columns) in tables(form).items():
        if old and "items_change" in columns:
            for row in rows:
                at = f"{table}.{row}."
                yield (f"article20.items@{row}",
                       [at + "items_last_year", at + "items_change"], [])


def total(cells, addresses):
    """The sum, or None where one of them is no number."""
    found = [cells[a] for a in addresses]
    if any(cell["state"] != "number" for cell in found):
        return None
    return sum((D(cell["value"]) for cell in found), D(0))


def comparisons(form, cells):
    found = set()
    for name, left, right in sums(form):
        a, b = total(cells, left), total(cells, right)
        if a is None or b is None:
            found.add((name, "unassessable"))
        elif a != b:
            found.add((name, "fail"))
    for name, more, less in inequalities(form):
        a, b = total(cells, more), total(cells, less)
        if a is None or b is None:
            found.add((name, "unassessable"))
        elif a < b:
            found.add((name, "fail"))
    return found


# ---------------------------------------------------------------------------
# Cells

def is_money(address):
    return address in ("article20_8.fees.amount",
                       "article20_9.procurement.amount")


def unit_is_wrong(form, address, unit):
    if not is_money(address):
        return unit in MONEY
    if address.endswith("fees.amount"):
        return MONEY.get(unit) != MONEY["万元"]
    return unit not in MONEY


def values(form, cells):
    found = set()
    for address, cell in cells.items():
        if cell["state"] == "text" and re.search(
                r"^[-+]?[0-9０-９,，]{19,}", cell["raw"]):
            found.add((f"value.too-long@{address}", "fail"))
        if cell["state"] != "number":
            continue
        value = D(cell["value"])
        if value < 0 and not address.endswith(".items_change"):
            found.add((f"value.negative@{address}", "fail"))
        if value % 1 and not is_money(address):
            found.add((f"value.not-integer@{address}", "fail"))
        if "unit" in cell and unit_is_wrong(form, address, cell["unit"]):
            found.add((f"value.unit@{address}", "fail"))
    return found


def covered(form, findings):
    """What each finding says of cells: address, state."""
    rows = {}
    for address in sample_form.addresses(form):
        table, row, column = address.split(".")
        for key in (table, f"{table}.{row}", f"{table}.{column}"):
            rows.setdefault(key, []).append(address)
    for f in findings:
        kind, _, what = f["rule"].partition(".")
        if kind == "cell" and what in STATES:
            yield from ((a, what) for a in f["cells"])
        elif what == "missing" and kind in ("table", "row", "column"):
            yield from ((a, "missing") for a in rows[f["at"]])


def states(form, cells, findings):
    """Each cell without a number is in a finding of its state, and in one."""
    said = {}
    for address, state in covered(form, findings):
        said.setdefault(address, []).append(state)
    for address, cell in cells.items():
        state, had = cell["state"], said.pop(address, [])
        too_long = any(f["rule"] == "value.too-long" and
                       f["at"] == address for f in findings)
        if state == "number" or too_long:
            # a column that the header lacks may have cells
            if [s for s in had if s != "missing"]:
                yield f"{address} is {state} and said to be {had}"
        elif state not in had:
            yield f"{address} is {state}, which no finding says"
        elif had.count(state) > 1 and state != "missing":
            yield f"{address} is said to be {state} {had.count(state)} times"
    for address in said:
        yield f"{address} is none of the form's"


# ---------------------------------------------------------------------------
# Sections, form

def longest(order):
    """The length of the longest ascending part."""
    best = []
    for i, n in enumerate(order):
        best.append(1 + max((best[j] for j in range(i) if order[j] < n),
                            default=0))
    return max(best, default=0)


def sections(report):
    """Findings of sections; those that are moved only by their number."""
    order, found, misnumbered = [], set(), 0
    for s in report["sections"]:
        n = SECTIONS.index(s["id"]) if s["id"] in SECTIONS else None
        if n is None:
            continue
        plain = re.sub(r"^[\s#*\\>_]*", "", s["heading"])
        if s["number"] is not None and not (
                s["number"] == n + 1 and plain.startswith(HAN[n])):
            misnumbered += 1
        if n in order:
            misnumbered += 1
        else:
            order.append(n)
    for n, name in enumerate(SECTIONS):
        if n not in order:
            found.add((f"section.missing@{name}", "fail"))
    texts = [s["text"].strip(" 　\n\t") for s in report["sections"]
             if s["id"] == "problems"]
    empty = texts and not any(t and t.rstrip("。") != "无" for t in texts)
    return found, len(order) - longest(order), misnumbered, bool(empty)


def form_rules(report):
    form, year, found = report["form"], report["year"], set()
    if form == "hybrid":
        found.add(("form.hybrid@None", "fail"))
    if year and (form == "2019" and year not in (2019, 2020) or
                 form == "2021" and year < 2021):
        found.add(("form.year@None", "fail"))
    return found


# ---------------------------------------------------------------------------
# Both sides

def key(f):
    return f"{f['rule']}@{f['at']}", f["status"]


def differences(report):
    """Where the findings are not what follows from the report."""
    form, findings = report["form"], report["findings"]
    if form not in sample_form.PARTS:
        return
    cells = cells_of(report)
    want = comparisons(form, cells) | values(form, cells) | form_rules(report)
    missing, moved, misnumbered, empty = sections(report)
    want |= missing
    exact = re.compile(r"applications\.|review_litigation\.|article20\.|value\.|"
                       r"section\.missing|form\.(hybrid|year)")
    got = [key(f) for f in findings if exact.match(f["rule"]) and not (
        # a unit that the header prints is in no cell
        f["rule"] == "value.unit" and f["at"] not in cells)]
    for name in sorted(want - set(got)):
        yield "lacks %s %s" % name
    for name in sorted(set(got) - want):
        yield "false %s %s" % name
    if len(set(got)) < len(got):
        yield "a finding twice"
    count = [f["rule"] for f in findings].count
    for rule, n in (("section.order", moved),
                    ("section.misnumbered", misnumbered),
                    ("row.unknown", len(report["unknown_rows"]))):
        if count(rule) != n:
            yield f"{count(rule)} of {rule} for {n}"
    if empty and not count("section.empty"):
        yield "lacks section.empty"
    yield from states(form, cells, findings)
    yield from suggestions(form, cells, findings)


def suggestions(form, cells, findings):
    """What is suggested makes every sum hold that a changed cell is in."""
    for f in findings:
        if not f["suggestion"]:
            continue
        then, touched = dict(cells), set()
        for change in f["suggestion"]["changes"]:
            then[change["cell"]] = {"state": "number", "value": change["to"]}
            touched.add(change["cell"])
        mended = 0
        for name, left, right in sums(form):
            a, b = total(then, left), total(then, right)
            if not touched & set(left + right) or a is None or b is None:
                continue
            if a != b:
                yield f"{key(f)}: what it suggests breaks {name}"
            mended += 1
        if not mended:
            yield f"{key(f)}: no sum proves what it suggests"


def run(gkr, names):
    """The report of each file, in the order of the names."""
    listed = "".join(name + "\0" for name in names).encode()
    done = subprocess.run(
        [gkr, "convert", "--to", "ndjson", "--files0-from", "-"],
        input=listed, capture_output=True, check=False)
    for line in done.stdout.decode().splitlines():
        yield json.loads(line, parse_float=D, parse_int=D)


# ---------------------------------------------------------------------------
# Random reports

def count(chance, most):
    return 0 if chance.random() < 0.6 else chance.randrange(most)


def article20(form, chance, most):
    made = {}
    for address in sample_form.addresses(form):
        if address.startswith("article20"):
            made[address] = str(count(chance, most))
    for row in ("rules", "normative_documents"):
        at = f"article20_1.{row}."
        if at + "issued" in made:
            made[at + "issued"] = str(chance.randrange(
                1 + int(made[at + "repealed"]) + int(made[at + "in_force"])))
        else:
            made[at + "newly_disclosed"] = str(chance.randrange(
                1 + int(made[at + "disclosed_total"])))
    for address in made:
        if address.endswith("items_change"):
            last = int(made[address[:-len("change")] + "last_year"])
            made[address] = str(chance.randrange(-last, last + 1))
        if is_money(address):
            made[address] = f"{chance.randrange(10**7) / 10**4:.4f}"
    return made


PROSE = {1: ["本年把网站的栏目重新整理了一遍。"],
         5: ["栏目更新不及时，来年由专人负责。"],
         6: ["本年度没有收取信息处理费，也没有别的事项。"]}
BASES = {"2019": COUNTY, "2021": WATER, "hybrid": CITY}


def valid(form, chance):
    """A report in which nothing is wrong."""
    most = chance.choice([2, 10, 1000, 10**9])
    lines = [[count(chance, most) for _ in range(6)] for _ in range(
        len(sample_form.outcomes(form)) + 2)]
    # what was carried in came out as something
    done = [sum(column) for column in zip(*lines[1:])]
    lines[0] = [chance.randrange(n + 1) for n in done]
    suits = [[count(chance, most) for _ in range(4)] for _ in range(3)]

    def text(rows):
        return "\n".join(" ".join(map(str, row)) for row in rows)
    return Report(form, BASES[form].head, article20(form, chance, most),
                  text(lines), text(suits), PROSE)


# each takes the report and returns it changed, and what must be found
def other_number(report, chance):
    at = chance.choice([a for a, v in report.values.items()
                        if re.fullmatch("[0-9]+", v)])
    return report.changed({at: str(int(report.values[at]) + chance.choice(
        [1, 9, 90, chance.randrange(1, 10**6)]))}), None


def prints(text, rule):
    def fault(report, chance):
        at = chance.choice(list(report.values))
        return report.changed({at: text}), f"{rule}@{at}"
    return fault


def negative(report, chance):
    at = chance.choice([a for a in report.values
                        if not a.endswith("items_change")])
    return report.changed({at: "-7"}), f"value.negative@{at}"


def fraction(report, chance):
    at = chance.choice([a for a in report.values if not is_money(a)])
    return report.changed({at: "2.5"}), f"value.not-integer@{at}"


def money(report, chance):
    at = chance.choice([a for a in report.values if not is_money(a)])
    return report.changed(
        {at: report.values[at] + "元"}), f"value.unit@{at}"


def blank_row(report, chance):
    at = chance.choice(list(report.values)).rsplit(".", 1)[0]
    return report.changed({a: "" for a in report.values
                           if a.startswith(at + ".")}), None


def blank_column(report, chance):
    column = chance.choice([c for c, _ in sample_form.APPLICANTS])
    return report.changed({
        a: "" for a in report.values
        if a.startswith("applications.") and a.endswith("." + column)}), None


def swapped(report, chance):
    row = chance.choice(sample_form.outcome_names(report.form))
    n = chance.randrange(6)
    names = [c for c, _ in sample_form.APPLICANTS]
    a, b = (f"applications.{row}.{c}" for c in names[n:n + 2])
    return report.changed({a: report.values[b], b: report.values[a]}), None


def other_year(report, _chance):
    old = "2019" in sample_form.PARTS[report.form]
    year = 2023 if report.form == "2019" else 2020
    if report.form == "hybrid":
        return None
    title = re.sub("20[0-9][0-9]", str(year), report.head["title"])
    assert old or year
    return report.changed(title=title, year=year, printed_date=None,
                          date=None), "form.year@None"


CELLS = [other_number, other_number, prints("", "cell.blank"),
         prints("/", "cell.nil"), prints("若干", "cell.text"),
         prints("1" * 19, "value.too-long"), negative, fraction, money,
         blank_row, blank_column, swapped, other_year]


def without(parts, n):
    """The nth heading's section is not there."""
    out, on = [], True
    for kind, what in parts:
        if kind == "heading":
            on = not what.startswith(HAN[n])
        if kind == "sign":
            on = True
        if on:
            out.append((kind, what))
    return out


def no_section(parts, chance):
    n = chance.choice([0, 4, 5])
    return without(parts, n), f"section.missing@{SECTIONS[n]}"


def empty_section(parts, _chance):
    out, on = [], False
    for kind, what in parts:
        if kind in ("heading", "sign"):
            on = kind == "heading" and what.startswith("五")
        if not (on and kind == "text"):
            out.append((kind, what))
    return out, "section.empty@problems"


def wrong_number(parts, chance):
    n = chance.choice([4, 5])
    return [(kind, what.replace(HAN[n] + "、", f"{n + 1}、", 1)
             if kind == "heading" else what) for kind, what in parts], \
        f"section.misnumbered@{SECTIONS[n]}"


PARTS = [no_section, empty_section, wrong_number]
LAYOUTS = [layouts.lines_a1, layouts.tabs, layouts.pipes, layouts.html]


def planted(report, chance):
    """A report's parts with one fault, and what has to be found."""
    while chance.random() < 0.8:
        made = chance.choice(CELLS)(report, chance)
        if made:
            return made[0].parts(), made[1], made[0]
    parts, want = chance.choice(PARTS)(report.parts(), chance)
    return parts, want, report


class Trial:
    """A printed report: its cells, and what was planted in it; original is
    the valid report that it was."""
    honest = ("missing", "unplaced")

    def __init__(self, folder, name, parts, want, report, original, chance):
        layout = chance.choice(LAYOUTS)
        text = layout(parts)
        end = "html" if text.startswith("<") else "txt"
        self.want, self.report, self.original = want, report, original
        self.path = os.path.join(folder, f"{name}_{layout.__name__}.{end}")
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(text)

    def faults(self, got):
        if "findings" not in got:
            yield f"was not read: {got.get('error')}"
            return
        yield from self.misread(cells_of(got))
        yield from differences(got)
        yield from self.others(got["findings"])

    def misread(self, cells):
        """What is read is what is printed; a faulty cell may be unplaced."""
        for at, cell in self.report.truth()["cells"].items():
            if len(cell.get("value", "")) > 18:
                cell = {"state": "text"}
            if cells[at]["state"] in self.honest:
                self.want = None
            elif any(cells[at].get(k) != (v if k != "value" else D(v))
                     for k, v in cell.items() if k != "note"):
                yield f"{at} is read as {cells[at]} for {cell}"

    def others(self, findings):
        names = [f"{f['rule']}@{f['at']}" for f in findings]
        if self.want and self.want not in names:
            yield f"lacks what was planted: {self.want}"
        # the fault is one that can be taken back: nothing else is suggested
        for f in findings:
            for c in f["suggestion"]["changes"] if f["suggestion"] else ():
                was = self.original.values[c["cell"]]
                if D(c["to"]) != D(was):
                    yield f"{key(f)}: {c} is suggested, and it was {was}"


class Valid(Trial):
    honest = ()

    def others(self, findings):
        for f in findings:
            if f["rule"] != "form.hybrid":
                yield f"nothing is wrong, but {key(f)}"


def trials(folder, chance, rounds):
    for form in sample_form.PARTS:
        for n in range(rounds):
            report = valid(form, chance)
            yield Valid(folder, f"{form}-{n}", report.parts(), None, report,
                        report, chance)
            yield Trial(folder, f"{form}-{n}-fault", *planted(report, chance),
                        report, chance)


def at_random(gkr, rounds, seed):
    failed, n = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        made = list(trials(folder, random.Random(seed), rounds))
        for trial, got in zip(made, run(gkr, [t.path for t in made])):
            n += 1
            for fault in trial.faults(got):
                failed += 1
                print(f"{os.path.basename(trial.path)}: {fault}",
                      file=sys.stderr)
    if n != len(made):
        print(f"{n} reports for {len(made)}", file=sys.stderr)
        failed += 1
    return failed


def of_files(gkr, names):
    failed = 0
    for got in run(gkr, names):
        for fault in differences(got) if "findings" in got else ():
            failed += 1
            print(f"{got['source']['name']}: {fault}", file=sys.stderr)
    return failed


def main(args):
    if len(args) > 1 and args[1] == "--files":
        return of_files(args[0], args[2:]) > 0
    rounds, seed = 100, 1
    while len(args) > 2 and args[-2] in ("--rounds", "--seed"):
        if args[-2] == "--rounds":
            rounds = int(args[-1])
        else:
            seed = int(args[-1])
        args = args[:-2]
    if len(args) != 1:
        sys.exit(__doc__)
    return at_random(args[0], rounds, seed) > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
