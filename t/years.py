#!/usr/bin/env python3
"""gkr compare and gkr rollup over made-up years and trees.

  years.py GKR ROUNDS [SEED]

Makes reports of several years that follow from each other, and of a whole and
its parts; plants differences, blanks and gaps; and compares what the command
finds with what was planted, by an oracle that shares nothing with the library
but the addresses of cells.  Says nothing where all agrees; else exits 1.
"""
import decimal
import json
import os
import random
import subprocess
import sys
import tempfile

import sample_form
import sample_layouts
from sample_reports import CITY, COUNTY, NIL, WATER, Report, read

LAYOUTS = (sample_layouts.lines_a1, sample_layouts.tabs, sample_layouts.pipes,
           sample_layouts.html)
COLUMNS = [name for name, _ in sample_form.APPLICANTS]
Decimal = decimal.Decimal
OF = {WATER.form: WATER}
for report in (CITY, COUNTY):
    OF.setdefault(report.form, report)
OLD = next(form for form in OF if form != "2021")


def run(gkr, *args):
    done = subprocess.run([gkr, *args], capture_output=True, check=False,
                          env={**os.environ, "LC_ALL": "C"})
    return (done.returncode, done.stdout.decode("utf-8"),
            done.stderr.decode("utf-8"))


def same(what, got, want):
    if got != want:
        sys.exit("years.py: %s\ngot  %s\nwant %s" % (
            what, sorted(got), sorted(want)))


def number(text, zero):
    cell = read(text)
    if cell["state"] == "number":
        return Decimal(cell["value"])
    return Decimal(0) if zero and cell["state"] in ("blank", "nil") else None


class Maker:
    def __init__(self, seed, folder):
        self.chance = random.Random(seed)
        self.folder, self.count = folder, 0

    def base(self, year, agency):
        form = OLD if year < 2021 else "2021"
        return OF[form].changed(
            year=year, agency=agency, signed_by=agency,
            title="%s%d年政府信息公开工作年度报告" % (agency, year),
            printed_date="%d年1月14日" % (year + 1))

    def some(self, most=40):
        return self.chance.choice([0, 0, self.chance.randrange(most)])

    def spoil(self):
        return self.chance.choice(["", self.chance.choice(NIL), "三件"])

    def write(self, report):
        """The report in some layout; its path."""
        self.count += 1
        layout = self.chance.choice(LAYOUTS)
        ending = ".html" if layout is sample_layouts.html else ".txt"
        path = os.path.join(self.folder, "%04d%s" % (self.count, ending))
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(layout(report.parts()))
        return path


def following(maker, last):
    """The year after, in which all rules hold."""
    year = last.head["year"] + 1
    now = maker.base(year, last.head["agency"])
    cells = {}
    for column in COLUMNS:
        cells["applications.carried_in." + column] = last.values[
            "applications.carried_out." + column]
        cells["applications.carried_out." + column] = str(maker.some())
    if year > 2021:
        for row in ("rules", "normative_documents"):
            at = "article20_1.%s." % row
            old = int(last.values[at + "in_force"] or 0)
            issued, repealed = maker.some(), maker.chance.randrange(old + 1)
            cells.update({at + "issued": str(issued),
                          at + "repealed": str(repealed),
                          at + "in_force": str(old + issued - repealed)})
    elif year == 2021:
        for row in ("rules", "normative_documents"):
            cells["article20_1.%s.in_force" % row] = str(maker.some() + 9)
    else:
        for at in now.values:
            if at.endswith(".items_last_year"):
                change = last.values[
                    at.replace("items_last_year", "items_change")]
                cells[at] = str(int(last.values[at]) + int(change))
    return now.changed(cells)


def identities(last, now):
    """rule@at, this year's cell, its value by last year's, severity."""
    a, b = last.values, now.values
    year = now.head["year"]
    for column in COLUMNS:
        yield ("crossyear.carryover@" + column,
               [(a["applications.carried_out." + column], 1)],
               b["applications.carried_in." + column],
               "error" if column == "total" else "warning")
    if year > 2021:
        for row in ("rules", "normative_documents"):
            at = "article20_1.%s." % row
            yield ("crossyear.in-force@" + row,
                   [(a[at + "in_force"], 1), (b[at + "issued"], 1),
                    (b[at + "repealed"], -1)], b[at + "in_force"], "warning")
    if year == 2020:
        for at in b:
            if at.endswith(".items_last_year"):
                yield ("crossyear.items@" + at.split(".")[1],
                       [(a[at], 1), (a[at.replace(
                           "items_last_year", "items_change")], 1)],
                       b[at], "warning")


def crossyear(last, now, zero):
    """What has to be found."""
    found = set()
    for name, left, right, severity in identities(last, now):
        terms = [(number(text, zero), sign) for text, sign in left]
        value = number(right, zero)
        if value is None or any(n is None for n, _ in terms):
            found.add((name, "unassessable", severity, None, None))
            continue
        total = sum(n * sign for n, sign in terms)
        if total != value:
            found.add((name, "fail", severity, total, value))
    return found


def taken(findings):
    """The same of the command's findings."""
    return {("%s@%s" % (f["rule"], f["at"]), f["status"], f["severity"],
             f["left"], f["right"]) for f in findings}


def loads(text):
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


def check_table(last, now, got, zero):
    both = [at for at in now.values if at in last.values]
    same("comparable cells", {c["cell"] for c in got["cells"]}, set(both))
    for c in got["cells"]:
        sides = [read(r.values[c["cell"]]) for r in (last, now)]
        for side, key in zip(sides, ("last", "this")):
            if c[key]["state"] != side["state"]:
                sys.exit("years.py: state of " + c["cell"])
            if str(c[key].get("value")) != str(
                    Decimal(side["value"]) if "value" in side else None):
                sys.exit("years.py: value of " + c["cell"])
        a, b = (number(r.values[c["cell"]], zero) for r in (last, now))
        if c["change"] != (None if a is None or b is None else b - a):
            sys.exit("years.py: change of " + c["cell"])


def plant(maker, report):
    """Other numbers and no numbers in a few of the cells that matter."""
    cells = {}
    places = [at for at in report.values if at.split(".")[-2] in (
        "carried_in", "carried_out") or at.startswith("article20")]
    for at in maker.chance.sample(places, maker.chance.randrange(4)):
        cells[at] = maker.chance.choice(
            [maker.spoil(), str(maker.chance.randrange(60))])
    return report.changed(cells)


def compare(gkr, maker):
    first = maker.chance.choice([2019, 2020, 2021, 2022])
    last = following(maker, maker.base(first - 1 if first > 2019 else 2019,
                                       "鹿鸣市枕溪区水务局"))
    if last.head["year"] == 2020 and first == 2019:
        last = last.changed()
    now = following(maker, last)
    planted = [plant(maker, last), plant(maker, now)]
    for pair in ((last, now), planted):
        paths = [maker.write(r) for r in pair]
        for zero in (False, True):
            code, out, err = run(gkr, "compare", "--json", *(
                ["--blank-as-zero"] if zero else []), *paths)
            if code not in (0, 1):
                sys.exit("years.py: %s: %d %s" % (paths, code, err))
            got = loads(out)
            want = crossyear(*pair, zero)
            same("%s %s" % (paths, zero), taken(got["findings"]), want)
            if code != any(w[1:3] == ("fail", "error") for w in want):
                sys.exit("years.py: exit %d of %s" % (code, paths))
            check_table(*pair, got, zero)
    return len(crossyear(*planted, False))


def folder(gkr, maker):
    """Organs under several names, years that lack or are there twice."""
    organs = ["水务局", "教育局", "人民政府", "人民政府办公室"]
    want, years = set(), {}
    for organ in organs:
        chain = [following(maker, maker.base(2020, "枕溪区" + organ))]
        for _ in range(3):
            chain.append(following(maker, chain[-1]))
        chain = [plant(maker, r) for r in chain]
        kept = [r for r in chain if maker.chance.random() > 0.25]
        for r in kept:
            name = maker.chance.choice(["枕溪区", "鹿鸣市枕溪区"]) + organ
            maker.write(r.changed(agency=name, title=r.head["title"].replace(
                "枕溪区" + organ, name)))
        years[organ] = [r.head["year"] for r in kept]
        for a, b in zip(kept, kept[1:]):
            if a.head["year"] + 1 == b.head["year"]:
                want |= {(organ, b.head["year"], *f)
                         for f in crossyear(a, b, False)}
    with open(os.path.join(maker.folder, "bad.txt"), "wb") as file:
        file.write(b"no report\n")
    code, out, _ = run(gkr, "compare", "--by-agency", "--ndjson",
                       maker.folder)
    if code != 4:
        sys.exit("years.py: exit %d of a folder with a bad file" % code)
    found, missing, pairs = set(), set(), set()
    for line in out.splitlines():
        got = loads(line)
        kind = got.get("schema")
        if kind == "gkr-comparison/1":
            organ = got["this"]["agency"].split("枕溪区")[1]
            pairs.add((organ, int(got["this"]["year"])))
            found |= {(organ, int(got["this"]["year"]), *f)
                      for f in taken(got["findings"])}
        elif kind == "gkr-step/1":
            organ = got["agency"].split("枕溪区")[1]
            missing |= {(got["step"], organ, y) for y in range(
                int(got["year"]), int(got["year_to"]) + 1)}
        else:
            same("bad file", {got["error"]["status"]}, {"GKR_E_FOREIGN"})
    there = [y for all_of in years.values() for y in all_of]
    span = range(min(there), max(there) + 1)
    same("pairs", pairs, {(organ, y) for organ, of in years.items()
                          for y in of if y - 1 in of})
    same("gaps", missing, {("missing", organ, y) for organ, of in years.items()
                           if of for y in span if y not in of})
    same("findings of a folder", found, want)


def rollup(gkr, maker):
    children = []
    for i in range(maker.chance.randrange(2, 7)):
        base = maker.base(2022, "枕溪区第%d管理站" % i)
        cells = {at: str(maker.some()) for at in base.values}
        cells["article20_8.fees.amount"] = "%d.%04d" % (
            maker.some(), maker.chance.randrange(10000))
        for at in maker.chance.sample(sorted(cells), maker.chance.choice(
                [0, 0, 3])):
            cells[at] = maker.spoil()
        children.append(base.changed(cells))
    parent = maker.base(2022, "枕溪区人民政府")
    cells = {}
    for at in parent.values:
        numbers = [number(c.values[at], True) or 0 for c in children]
        cells[at] = str(sum(numbers))
    for at in maker.chance.sample(sorted(cells), 5):
        cells[at] = maker.chance.choice([maker.spoil(), "7"])
    parent = parent.changed(cells)
    paths = [maker.write(r) for r in [parent, *children]]
    for zero in (False, True):
        more = ["--blank-as-zero"] if zero else []
        code, out, err = run(gkr, "rollup", "--ndjson", *more, *paths)
        if code:
            sys.exit("years.py: rollup: %d %s" % (code, err))
        got, want, sums = loads(out), set(), {}
        for at, text in parent.values.items():
            terms = [number(c.values[at], zero) for c in children]
            sums[at] = None if None in terms else sum(terms)
            mine = number(text, zero)
            if mine is None or sums[at] is None:
                want.add(("rollup.sum@" + at, "unassessable", "warning",
                          None, None))
            elif mine != sums[at]:
                want.add(("rollup.sum@" + at, "fail", "warning", mine,
                          sums[at]))
        same("rollup %s" % paths, taken(got["findings"]), want)
        for c in got["cells"]:
            if c["sum"] != sums[c["cell"]]:
                sys.exit("years.py: sum of " + c["cell"])
        code, out, err = run(gkr, "rollup", "--no-parent", "--to", "ndjson",
                             *more, *paths[1:])
        tables = loads(out)["tables"]
        for at, total in sums.items():
            table, row, column = at.split(".")
            cell = tables[table][row][column]
            if cell.get("value") != total:
                sys.exit("years.py: %s of the summed report" % at)


def main(args):
    gkr, rounds = args[0], int(args[1])
    seed = int(args[2]) if len(args) > 2 else 1
    planted = 0
    for i in range(rounds):
        for work in (compare, folder, rollup):
            with tempfile.TemporaryDirectory() as place:
                planted += work(gkr, Maker("%d %d" % (seed, i), place)) or 0
    if not planted:
        sys.exit("years.py: nothing was planted")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
