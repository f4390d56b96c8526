#!/usr/bin/env python3
"""Compares what the command reads with what is true.

  truth.py [-v] [--min-right PERCENT] GKR DIR [TEXTS]

Every TEXTS/NAME_* (TEXTS is DIR where it is not given) is converted and
compared with DIR/NAME.truth.json: each
cell's state, value (digit by digit), note and place in the file; title, year,
organ, signatory, date; and the findings.  A cell that is said to be missing
or unplaced was missed, which is honest and counted; anything else that is not
the truth is a fault.  Exit 0: no fault, and enough was read, 1: not.  Says
what it saw with -v, or where it does not exit 0.
"""
import fnmatch
import html
import json
import os
import re
import subprocess
import sys

HEAD = ("form", "year", "agency", "title", "signed_by", "date")
HONEST = ("missing", "unplaced")


def convert(gkr, path):
    done = subprocess.run([gkr, "convert", "--to", "json", path],
                          capture_output=True, timeout=60, check=False)
    if done.returncode:
        return None, f"exit {done.returncode}: {done.stderr.decode()[:200]}"
    return json.loads(done.stdout, parse_int=str, parse_float=str), None


def cells_of(report):
    return {f"{table}.{row}.{column}": cell
            for table, rows in report["tables"].items()
            for row, cells in rows.items()
            for column, cell in cells.items()}


def is_there(cell, data, encoding):
    """The cell's text stands where the cell says."""
    if encoding is None:  # paragraphs, rows and cells were counted
        return int(cell["line"]) > 1 and int(cell["column"]) > 0
    at, length = int(cell["offset"]), int(cell["length"])
    found = data[at:at + length].decode(encoding)
    found = re.sub(r"\[([^]]*)\]\{[^}]*\}", r"\1", found)
    found = html.unescape(re.sub(r"<[^>]*>", "", found))
    return "\n" in found or found.strip(" 　\xa0") == cell["raw"]


def judge_cells(truth, report, data):
    """Addresses that were missed; what is wrong."""
    found = cells_of(report)
    missed, wrong = [], []
    for at, want in truth["cells"].items():
        got = found.pop(at, None)
        if got is None:
            wrong.append(f"{at} is not in the report")
        elif got["state"] != want["state"]:
            if got["state"] in HONEST:
                missed.append(at)
            else:
                wrong.append(f"{at}: {got['state']} for {want['state']}")
        elif [got.get(key) for key in ("value", "note", "unit")] != [
                want.get(key) for key in ("value", "note", "unit")]:
            wrong.append(f"{at}: {got} for {want}")
        elif got["state"] not in HONEST and not is_there(
                got, data, report["source"]["encoding"]):
            wrong.append(f"{at}: is not at its offset")
    wrong += [f"{at}: no such cell" for at in found]
    return missed, wrong


def judge_findings(truth, report, missed):
    found = {}
    for f in report["findings"]:
        found[f"{f['rule']}@{f['at']}"] = f
    failed = {n for n, f in found.items() if f["status"] == "fail"}
    want = truth["findings"]
    wrong = []
    if not missed:
        wrong += [f"lacks {n}" for n in want["must"] if n not in failed]
        wrong += [f"should not judge {n}" for n in want["must_unassessable"]
                  if n not in found or n in failed]
    rules = {n.split("@")[0] for n in want["must"]}
    for name in sorted(failed - set(want["must"])):
        rule, error = name.split("@")[0], found[name]["severity"] == "error"
        if rule in rules or error and not (
                missed and rule.startswith("cell.")) and any(
                    fnmatch.fnmatch(rule, p) for p in want["must_not_error"]):
            wrong.append(f"false {name}")
    return wrong


def judge_head(truth, report):
    return [f"{key}: {report.get(key)} for {truth[key]}" for key in HEAD
            if report.get(key) != (
                truth[key] if truth[key] is None else str(truth[key]))]


def judge(gkr, truth, path):
    report, error = convert(gkr, path)
    if report is None:
        return [], [error]
    with open(path, "rb") as file:
        data = file.read()
    missed, wrong = judge_cells(truth, report, data)
    wrong += judge_findings(truth, report, missed)
    return missed, wrong + judge_head(truth, report)


def judge_all(gkr, directory, texts_in=None):
    """Texts, cells, cells missed, what is wrong, what to say."""
    texts_in = texts_in or directory
    names = sorted(os.listdir(texts_in))
    texts = cells = all_missed = 0
    faults, said = [], []
    for truth_name in sorted(os.listdir(directory)):
        if not truth_name.endswith(".truth.json"):
            continue
        path = os.path.join(directory, truth_name)
        with open(path, encoding="utf-8") as file:
            truth = json.load(file)
        base = truth_name[:-len(".truth.json")] + "_"
        for name in (n for n in names if n.startswith(base)):
            missed, wrong = judge(gkr, truth, os.path.join(texts_in, name))
            texts += 1
            cells += len(truth["cells"])
            all_missed += len(missed)
            faults += [f"{name}: {line}" for line in wrong]
            if missed:
                said.append(f"{name}: missed {len(missed)}: {missed[0]} ...")
    return texts, cells, all_missed, faults, said


def main(args):
    least, verbose = 100.0, False
    while args and args[0].startswith("-"):
        if args[0] == "-v":
            verbose = True
        elif args[0] == "--min-right" and len(args) > 1:
            least = float(args.pop(1))
        else:
            sys.exit(__doc__)
        args = args[1:]
    if len(args) not in (2, 3):
        sys.exit(__doc__)
    texts, cells, missed, faults, said = judge_all(*args)
    right = 100 * (cells - missed) / max(cells, 1)
    failed = texts == 0 or bool(faults) or right < least
    said.append(f"{texts} reports, {cells} cells, {right:.2f} % read, "
                f"{len(faults)} faults")
    for line in faults + said if failed or verbose else []:
        print(f"truth: {line}", file=sys.stderr)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
