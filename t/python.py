#!/usr/bin/env python3
"""Tests of examples/gkr.py and examples/folder2csv.py.

GKR_BUILD is the directory of libgkr.so and of the command gkr (../build).
Every function of t/exported.list must have been called when all is over.
"""
import csv
import ctypes
import datetime
import gc
import io
import json
import os
import pickle
import re
import resource
import subprocess
import sys
import tempfile
import threading
import unittest
from decimal import Decimal

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILD = os.environ.get("GKR_BUILD") or os.path.join(TOP, "build")
COMMAND = os.path.join(BUILD, "gkr")
SAMPLES = os.path.join(TOP, "t", "samples")
os.environ["GKR_LIBRARY"] = os.path.join(BUILD, "libgkr.so")
sys.path.insert(0, os.path.join(TOP, "examples"))
import gkr  # noqa: E402  pylint: disable=wrong-import-position

ISSUED = "article20_1.normative_documents.issued"


def json_cells(report):
    return {".".join((table, row, column)): cell
            for table, rows in report["tables"].items()
            for row, columns in rows.items()
            for column, cell in columns.items()}


def names(good):
    """The samples that can be read, or those that cannot."""
    return sorted(name for name in os.listdir(SAMPLES)
                  if not name.endswith(".json") and name != "README"
                  and good != name.startswith("bad-"))


def path_of(name):
    return os.path.join(SAMPLES, name)


def read(name):
    with open(path_of(name), "rb") as file:
        return file.read()


def run(*arguments):
    done = subprocess.run(
        [COMMAND, *arguments], stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    return done.returncode, done.stdout.decode("utf-8")


class Counted:
    """The library's functions, which remember that they were called."""

    def __init__(self, library, prototypes):
        self.calls = {"gkr_abi": 1}  # by the import
        for _, _, words in prototypes:
            for name in words.split():
                setattr(self, name, self._counting(
                    name, getattr(library, name)))

    def _counting(self, name, function):
        def call(*arguments):
            self.calls[name] = self.calls.get(name, 0) + 1
            return function(*arguments)
        return call


def setUpModule():
    gkr._c = Counted(gkr._c, gkr._PROTOTYPES)
    if gkr._d is not None:
        gkr._d = Counted(gkr._d, gkr._DOCX_PROTOTYPES)


# ---------------------------------------------------------------------------

class Prototypes(unittest.TestCase):
    TYPES = {
        "void": None, "int32_t": ctypes.c_int32, "uint32_t": ctypes.c_uint32,
        "int64_t": ctypes.c_int64, "uint64_t": ctypes.c_uint64,
        "size_t": ctypes.c_size_t, "gkr_alloc_fn": gkr._ALLOC,
        "char *": ctypes.c_char_p, "size_t *": ctypes.POINTER(ctypes.c_size_t),
        "uint64_t *": ctypes.POINTER(ctypes.c_uint64),
        "uint32_t *": ctypes.POINTER(ctypes.c_uint32),
        "int64_t *": ctypes.POINTER(ctypes.c_int64),
    }

    def declared(self, header):
        """What a header says: name, type returned, types taken."""
        with open(os.path.join(TOP, "include", header),
                  encoding="utf-8") as file:
            text = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.S)
        text = re.sub("(?m)^ *#.*$", "", text)
        for result, name, takes in re.findall(
                r"GKR_API\s+([^;()]*?)(gkr_\w+)\(([^;]*?)\);", text):
            words = [] if takes.strip() == "void" else takes.split(",")
            yield name, self.bare(result), [
                self.bare(re.sub(r"\w+\s*$", "", word)) for word in words]

    @staticmethod
    def bare(text):
        text = " ".join(text.replace("const", "").replace("*", " * ").split())
        if text.startswith("gkr_") and text.endswith("*"):
            return "gkr *" + text.split("*", 1)[1].replace(" ", "")
        return text

    def type_of(self, text, name, position):
        if text == "gkr **":
            return ctypes.POINTER(ctypes.c_void_p)
        if text in ("gkr *", "void *", "uint8_t *"):
            return ctypes.c_void_p
        if (name, position) in (("gkr_report_table", 3),
                                ("gkr_report_value", 2),
                                ("gkr_comparison_value", 3),
                                ("gkr_comparison_change", 2),
                                ("gkr_rollup_sum", 2),
                                ("gkr_rollup_parent_value", 2),
                                ("gkr_rollup_difference", 2)):
            return ctypes.c_void_p
        return self.TYPES[text]

    def test_they_are_those_of_the_header(self):
        self.compare("gkr.h", gkr._PROTOTYPES, "exported.list")

    def test_those_of_word_documents(self):
        self.compare("gkr-docx.h", gkr._DOCX_PROTOTYPES, "exported-docx.list")

    def compare(self, header, prototypes, exported):
        count = 0
        for name, result, takes in self.declared(header):
            returns, taken = next(
                (r, t) for r, t, words in prototypes if name in words.split())
            wanted = self.type_of(result, name, -1)
            if wanted is ctypes.c_char_p and takes[-1:] == ["size_t *"]:
                wanted = ctypes.c_void_p
            self.assertEqual(returns, wanted, name)
            self.assertEqual(list(taken), [
                self.type_of(of, name, i) for i, of in enumerate(takes)], name)
            count += 1
        with open(os.path.join(TOP, "t", exported),
                  encoding="ascii") as file:
            listed = file.read().split()
        self.assertEqual(count, len(listed))
        known = [name for _, _, words in prototypes
                 for name in words.split()]
        self.assertEqual(sorted(known), sorted(listed))


class Samples(unittest.TestCase):
    def test_json_is_that_of_the_command(self):
        for name in names(True):
            with self.subTest(name), gkr.parse(path_of(name)) as report:
                with report.check() as findings:
                    for form in "json", "ndjson":
                        code, want = run(
                            "convert", "--to", form, path_of(name))
                        self.assertEqual(code, 0)
                        self.assertEqual(report.export(form, findings), want)

    def test_csv_is_that_of_the_command(self):
        for form in "csv", "csv-wide":
            with gkr.Exporter(form, bom=True) as exporter:
                got = b""
                for name in names(True):
                    with gkr.parse(path_of(name)) as report:
                        got += exporter.write(report)
            want = run("convert", "--bom", "--to", form,
                       *map(path_of, names(True)))[1]
            self.assertEqual(got.decode("utf-8"), want)

    def test_findings_are_those_of_the_command(self):
        for name in names(True):
            with self.subTest(name), gkr.parse(path_of(name)) as report:
                with report.check(blank_as_zero=True) as findings, \
                        gkr.Exporter("ndjson") as exporter:
                    got = exporter.write_findings(report, findings)
                    code, want = run("check", "--ndjson", "--blank-as-zero",
                                     path_of(name))
                    self.assertEqual(got.decode("utf-8"), want)
                    self.assertEqual(code, findings.failures() > 0)

    def test_cells_are_those_of_the_json(self):
        for name in names(True):
            with self.subTest(name), gkr.parse(path_of(name)) as report:
                self.compare(report, report.as_dict())

    # A value that has no cell cannot be set: its cell is missing then.
    def test_report_comes_back_from_its_json(self):
        for name in names(True):
            with self.subTest(name), gkr.parse(path_of(name)) as report, \
                    gkr.Report() as again:
                text = report.export("ndjson")
                again.form = json.loads(text)["form"]
                for address, cell in json_cells(json.loads(text)).items():
                    if cell["state"] not in ("missing", "unplaced"):
                        again[address] = cell["raw"]
                got = json.loads(again.export("ndjson"))
                self.assertEqual(self.read_of(json.loads(text)),
                                 self.read_of(got))

    def read_of(self, report):
        kept = "state", "value", "raw", "unit", "note"
        return {address: {key: cell[key] for key in kept if key in cell}
                for address, cell in json_cells(report).items()
                if cell["state"] not in ("missing", "unplaced")}

    def compare(self, report, want):
        cells = json_cells(want)
        self.assertEqual(list(report), list(cells))
        self.assertEqual(list(report.values()), list(map(report.cell, report)))
        for address, cell in report.items():
            got = {key: value for key, value in cell._asdict().items()
                   if value not in (None, "none")}
            self.assertEqual(got.pop("address"), address)
            expected = dict(cells[address])
            expected.setdefault("raw", "")
            self.assertEqual(got, expected)
        for key in "title", "year", "agency", "signed_by", "form":
            self.assertEqual(getattr(report, key), want[key])
        date = report.date and str(report.date)
        self.assertEqual(date, want["date"])
        self.assertEqual([s.text for s in report.sections],
                         [s["text"] for s in want["sections"]])
        self.assertEqual(report.layouts, want["source"]["layouts"])
        self.assertEqual(report.source_bytes, want["source"]["bytes"])
        self.assertEqual(
            [list(row.values) for row in report.loose_rows
             if row.kind == "unplaced"],
            [row["raw"] for row in want["unplaced"]])
        self.assertEqual(
            [row.label for row in report.loose_rows if row.kind == "unknown"],
            [row["label"] for row in want["unknown_rows"]])
        counts = report.counts()
        for state in gkr.states() + ["inferred"]:
            self.assertEqual(counts[state], want["reading"][state])

    def test_tokens_are_those_of_the_command(self):
        for name in names(True) + names(False):
            want = run("tokens", "--lang", "en", path_of(name))[1]
            with self.subTest(name):
                for chunk in 7, 1 << 16:
                    self.assertEqual(self.token_lines(name, chunk), want)

    def token_lines(self, name, chunk):
        lines = []
        with gkr.Tokenizer() as tokenizer:
            try:
                for token in gkr.tokens(
                        read(name), chunk=chunk, tokenizer=tokenizer):
                    lines.append(token_line(token, tokenizer.encoding))
            except gkr.Error as error:
                lines.append("error %s off=%d line=%d %s" % (
                    error.name, error.offset, error.line,
                    quoted(error.message.en)))
        return "".join(line + "\n" for line in lines)

    def test_convert_in_one_call(self):
        data = read("county_tabs.txt")
        with gkr.parse(data) as report, report.check() as findings:
            self.assertEqual(gkr.convert(bytearray(data)),
                             report.export_bytes("json", findings))
            self.assertEqual(gkr.convert(memoryview(data), "csv"),
                             report.export_bytes("csv"))


def quoted(text):
    def escape(match):
        c = match.group()
        letters = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r",
                   "\t": "\\t"}
        if c in letters:
            return letters[c]
        return ("\\x%02X" if c < "\x80" else "\\u%04X") % ord(c)
    hidden = ("[\"\\\\\x00-\x1f\x7f-\xa0\xad\u061c\u2000-\u200f"
              "\u2028-\u202f\u205f-\u206f\ufeff\ufff9-\ufffb]")
    return '"%s"' % re.sub(hidden, escape, text)


def token_line(token, encoding):
    where = (token.section if token.kind in ("section", "prose")
             else token.address)
    words = [token.kind, where or "-"]
    if token.kind == "section":
        words.append("number=%d" % token.number)
    if token.kind == "table":
        words.append("layout=%s" % token.layout)
    if token.kind in ("cell", "unplaced", "unknown-value"):
        value = "-" if token.value is None else "{:f}".format(token.value)
        words += [token.state, value, token.certainty]
    if token.kind in ("table-end", "report-end"):
        words.append("form=%s" % token.form)
    if token.kind == "report-end":
        words.append("encoding=%s" % encoding)
    words += ["off=%d" % token.offset, "len=%d" % token.length,
              "line=%d" % token.line, "col=%d" % token.column_number,
              quoted(token.text)]
    if token.note is not None:
        words.append("note=%s" % quoted(token.note))
    if token.unit is not None:
        words.append("unit=%s" % quoted(token.unit))
    return " ".join(words)


class Reading(unittest.TestCase):
    def test_every_way_in(self):
        name = "water_lines.txt"
        with gkr.parse(read(name)) as report:
            self.assertIsNone(report.source_name)
            want = report.export("ndjson", prose=True)
        with open(path_of(name), "rb") as file, \
                gkr.parse(file, name="") as report:
            self.assertEqual(report.export("ndjson"), want)
        with gkr.parse(io.BytesIO(read(name))) as report:
            self.assertEqual(report.export("ndjson"), want)
        with gkr.parse(path_of(name)) as report:
            self.assertEqual(report.source_name, path_of(name))
        with open(path_of(name), encoding="utf-8") as file:
            with self.assertRaises(TypeError):
                list(gkr.tokens(file))
        with self.assertRaises(FileNotFoundError):
            gkr.parse(path_of("no such file"))

    def test_a_tokenizer_for_many(self):
        with gkr.Tokenizer(encoding="utf-8") as tokenizer:
            for name in "county_tabs.txt", "water_lines.txt":
                with gkr.parse(path_of(name)) as want, gkr.parse(
                        path_of(name), tokenizer=tokenizer) as report:
                    self.assertEqual(report.export(), want.export())
            with self.assertRaises(gkr.EncodingError):
                gkr.parse(path_of("bad-gb18030.txt"), tokenizer=tokenizer)
            with self.assertRaises(TypeError):
                gkr.parse(b"", tokenizer=tokenizer, encoding="gbk")
            gkr.parse(path_of("county_tabs.txt"), tokenizer=tokenizer).close()
            self.assertFalse(tokenizer.closed)

    def test_mapping_and_attributes(self):
        with gkr.parse(path_of("water_lines.txt")) as report:
            cell = report["applications.granted.total"]
            self.assertEqual(report.applications.granted.total, cell)
            self.assertEqual(
                report.tables["applications"]["granted"]["total"], cell)
            self.assertEqual(cell.value, int(cell))
            self.assertEqual(len(report), 200)
            self.assertIn(ISSUED, report)
            self.assertNotIn("article20_9.procurement.total_amount", report)
            with self.assertRaises(KeyError):
                report["applications.granted.nobody"]
            with self.assertRaises(AttributeError):
                report.nothing
            with self.assertRaises(AttributeError):
                report.applications.nothing
            self.assertEqual(len(report.applications), 25)
            row = report.applications.granted
            self.assertEqual((row.name, row.present), ("granted", True))
            self.assertEqual(row.label, row.printed)
            self.assertEqual(len(row), len(list(row)))
            table = report.article20_1
            self.assertEqual(table.printed_column("issued"), "本年制发件数")
            self.assertTrue(table.present and table.has_column("issued"))
            self.assertTrue(table.label.startswith("第二十条"))
            self.assertEqual(
                table.numbers(),
                [[cell.value for cell in of.values()]
                 for of in table.values()])
            self.assertIn("applications", dir(report))

    def test_what_is_said_of_them(self):
        report = gkr.parse(path_of("county_tabs.txt"))
        granted = report.applications.granted
        for of, what in ((report, "form 2019 has no table 'nothing'"),
                         (report.applications, "has no row 'nothing'"),
                         (granted, "has no column 'nothing'")):
            with self.assertRaisesRegex(AttributeError, what):
                getattr(of, "nothing")
        self.assertEqual(repr(granted), "<gkr.Row applications.granted>")
        self.assertEqual(repr(report.applications), "<gkr.Table applications>")
        with self.assertRaisesRegex(TypeError, "as_dict"):
            pickle.dumps(report)
        granted = "applications.granted.total"
        report[granted] = "9999"
        with report.check() as findings:
            self.assertEqual(
                repr(findings), "<gkr.Findings, %d, of which %d errors>" % (
                    len(findings), len(findings)))
        self.assertEqual(repr(findings), "<gkr.Findings, closed>")
        report.close()
        pickle.dumps(gkr.parse(path_of("county_tabs.txt")).as_dict())

    def test_no_name_hides_another(self):
        for form in gkr.forms():
            for table in form.tables:
                self.assertFalse(hasattr(gkr.Report, table.name))
                for row in table.rows:
                    self.assertFalse(hasattr(gkr.Table, row.name), row.name)
                for column in table.columns:
                    self.assertFalse(hasattr(gkr.Row, column.name))

    def test_a_cell_of_another_form(self):
        with gkr.parse(path_of("water_lines.txt")) as report:
            address = gkr.form("2019").cells[2]
            self.assertNotIn(address, report)
            self.assertEqual(report.cell(address).state, "missing")
            with self.assertRaises(KeyError):
                report.cell("applications.granted")

    def test_text_places(self):
        name = "water_lines-gb18030.txt"
        data = read(name)
        with gkr.parse(data) as report:
            self.assertEqual(report.encoding, "GB18030")
            section = report.sections[0]
            at = section.text.index("171")
            offset, line, column = report.text_place(0, at)
            self.assertEqual(data[offset:offset + 3], b"171")
            text = data.decode("gb18030").split("\n")[line - 1]
            self.assertEqual(text[column - 1:column + 2], "171")
            with self.assertRaises(gkr.ArgumentError):
                report.text_place(99, 0)
            self.assertIn("2021", report.preamble)

    def test_feeding_cells(self):
        with gkr.Tokenizer() as tokenizer, gkr.Report() as report:
            tokenizer.set_cell_layout("docx")
            tokenizer.paragraph("青禾县2023年政府信息公开工作年度报告")
            tokenizer.row("第二十条第（一）项")
            tokenizer.row("信息内容", "本年制发件数", "本年废止件数",
                          "现行有效件数")
            tokenizer.row("规章", "0", "0", "/")
            tokenizer.cell("行政规范性文件", 1, 1)
            for text in "15", "1", "22（其中修订 16 件）":
                tokenizer.cell(text)
            tokenizer.end_row()
            tokenizer.end_table()
            tokenizer.finish()
            self.assertTrue(report.read(tokenizer))
            self.assertTrue(report.counts_cells and tokenizer.counts_cells)
            cell = report["article20_1.normative_documents.in_force"]
            self.assertEqual((cell.value, cell.note),
                             (22, "（其中修订 16 件）"))
            self.assertEqual((cell.offset, cell.line, cell.column),
                             (None, 5, 4))
            self.assertEqual(report["article20_1.rules.in_force"].state, "nil")
            self.assertEqual(report.layouts, ["docx"])
            with self.assertRaises(gkr.StateError):
                tokenizer.feed(b"1")

    def test_feeding_ends_in_an_error(self):
        with gkr.Tokenizer() as tokenizer, gkr.Report() as report:
            tokenizer.paragraph("第二十条第（一）项")
            tokenizer.row("规章", "0", "1", "/")
            tokenizer.fail(gkr.LimitError(
                gkr.Message("太深", "too deep"), limit="depth"))
            with self.assertRaises(gkr.LimitError) as caught:
                report.read(tokenizer)
            self.assertEqual(caught.exception.message.en, "too deep")
            self.assertEqual(caught.exception.limit, "depth")
            self.assertEqual(caught.exception.line, 2)
            self.assertEqual(report["article20_1.rules.repealed"].value, 1)

    def test_report_by_pieces(self):
        data = read("city_pipes.md")
        with gkr.parse(data) as whole, gkr.Report() as report, \
                gkr.Tokenizer() as tokenizer:
            for at in range(0, len(data), 100):
                tokenizer.feed(data[at:at + 100])
                self.assertFalse(report.read(tokenizer))
            tokenizer.finish()
            self.assertTrue(report.read(tokenizer))
            self.assertEqual(report.export(), whole.export())
            held, peak = tokenizer.memory
            self.assertLessEqual(held, peak)
            self.assertGreater(min(tokenizer.work), 0)
            report.clear()
            self.assertIsNone(report.title)
            tokenizer.reset()
            self.assertIsNone(tokenizer.encoding)

    def test_lent_bytes_stay(self):
        data = bytearray(read("county_tabs.txt"))
        want = list(gkr.tokens(bytes(data)))
        with gkr.Tokenizer() as tokenizer:
            tokenizer.feed(data)  # a copy: this is changed below
            tokenizer.feed(b"")   # takes nothing back
            data[:] = b"\xff" * len(data)
            del data
            gc.collect()
            noise = [bytes([i % 256]) * 6000 for i in range(200)]
            got = list(tokenizer)
            self.assertFalse(tokenizer.ended)
            tokenizer.finish()
            got += tokenizer
            self.assertTrue(tokenizer.ended)
            self.assertEqual(got, want)
            self.assertEqual(len(noise), 200)

    def test_encodings(self):
        text = read("water_lines.txt").decode("utf-8")
        for name, codec in (("gb2312", "gb18030"), ("UTF-16BE", "utf-16-be"),
                            ("utf8", "utf-8")):
            with gkr.parse(text.encode(codec), encoding=name) as report:
                self.assertEqual(report.sections[0].heading, "一、总体情况")
        with self.assertRaises(KeyError):
            gkr.Tokenizer(encoding="klingon")
        with gkr.Tokenizer(encoding="gbk") as tokenizer:
            tokenizer.set_encoding(None)

    def test_replacing(self):
        data = read("bad-utf8.txt")
        with gkr.parse(data, replace_invalid=True) as report:
            self.assertGreater(report.replaced, 0)
            self.assertIn("\ufffd", report.sections[0].text)
        with gkr.Tokenizer(replace_invalid=True) as tokenizer:
            list(gkr.tokens(data, tokenizer=tokenizer))
            self.assertGreater(tokenizer.replaced, 0)


class Errors(unittest.TestCase):
    def test_every_status_has_a_class(self):
        seen = 0
        for name, (status, message) in gkr.statuses().items():
            if status < 0:
                error = gkr.ERRORS[status](message)
                self.assertEqual(error.name, name)
                self.assertTrue(error.message.zh and error.message.en)
                seen += 1
        self.assertEqual(seen, len(gkr.ERRORS))

    def test_bad_samples(self):
        kinds = {
            "bad-empty.txt": gkr.EmptyError,
            "bad-gb18030.txt": gkr.EncodingError,
            "bad-not-a-report.txt": gkr.ForeignError,
            "bad-nul.txt": gkr.NulError,
            "bad-old-word.doc": gkr.FormatError,
            "bad-utf8.txt": gkr.EncodingError,
        }
        for name in names(False):
            with self.subTest(name):
                with self.assertRaises(kinds.get(name, gkr.Error)) as caught:
                    gkr.parse(path_of(name))
                self.compare(caught.exception, path_of(name))

    def compare(self, error, path):
        _, out = run("convert", "--lang", "zh", "--to", "ndjson", path)
        with gkr.Exporter("ndjson") as exporter:
            got = exporter.write_error(path, error)
        got, want = json.loads(got.decode("utf-8")), json.loads(out)
        # the command may add which of its options helps
        self.assertTrue(
            want["error"].pop("message").startswith(
                got["error"].pop("message")))
        self.assertEqual(got["error"], want["error"])
        self.assertEqual(error.source, path)
        self.assertIn("line %d" % error.line, str(error))
        self.assertIsNone(error.limit)
        self.assertEqual(error.report.error.status, error.status)

    def test_what_was_read_before_stays(self):
        data = read("water_lines.txt") + b"\xff\xfe\xfd"
        with self.assertRaises(gkr.EncodingError) as caught:
            gkr.parse(data)
        error = caught.exception
        self.assertEqual(error.offset, len(data) - 3)
        self.assertEqual(error.report.year, 2021)
        self.assertEqual(error.report["applications.granted.total"].state,
                         "number")
        self.assertIn('"error"', error.report.export())

    def test_limits(self):
        data = read("water_lines.txt")
        for name, value in (("input", 1000), ("table", 300), ("memory", 9000)):
            with self.assertRaises(gkr.LimitError) as caught:
                gkr.parse(data, limits={name: value})
            self.assertEqual(caught.exception.limit, name)
            self.assertIn(name, str(caught.exception))
        with gkr.Report(limits={"prose": 10}) as report:
            with self.assertRaises(gkr.LimitError) as caught:
                report.parse(data)
            self.assertEqual(caught.exception.limit, "prose")
            report.set_limit("prose", 1 << 20)
            self.assertEqual(report.limit("prose"), 1 << 20)
            report.parse(data)
            with self.assertRaises(gkr.LimitError):
                report.export(limits={"output": 100})
        with gkr.parse(path_of("water-faults_lines.txt")) as report:
            with self.assertRaises(gkr.LimitError):
                report.check(limits={"findings": 2})
        with gkr.Tokenizer() as tokenizer:
            tokenizer.set_limit("span", 2)
            self.assertEqual(tokenizer.limit("span"), 2)
            self.assertEqual(tokenizer.limit("cell"), gkr.limits()["cell"])
            with self.assertRaises(gkr.LimitError) as caught:
                tokenizer.cell("1", 1, 3)
            self.assertEqual(caught.exception.limit, "span")
        with self.assertRaises(KeyError):
            gkr.Tokenizer(limits={"nothing": 1})
        with self.assertRaises(gkr.ArgumentError):
            gkr.Tokenizer(limits={"span": 0})

    def test_a_report_limit_and_the_same_tokenizer(self):
        data = read("water_lines.txt")
        with gkr.Tokenizer() as tokenizer, gkr.Report() as good, \
                gkr.Report(limits={"prose": 10}) as small:
            for _ in range(20):
                with self.assertRaises(gkr.LimitError):
                    small.parse(bytearray(data), tokenizer)
                good.parse(bytearray(data), tokenizer)
            self.assertEqual(good.year, 2021)

    def test_order_of_calls(self):
        with gkr.Tokenizer() as tokenizer:
            tokenizer.feed(b"1\n")
            with self.assertRaises(gkr.StateError):
                tokenizer.feed(b"2\n")
            with self.assertRaises(gkr.StateError):
                tokenizer.set_encoding("utf-8")
            self.assertIsNone(tokenizer.error)
        self.assertTrue(tokenizer.closed)
        tokenizer.close()
        with self.assertRaises(ValueError):
            tokenizer.finish()
        self.assertIn("closed", str(self.closed_report()))

    @staticmethod
    def closed_report():
        with gkr.Report() as report:
            pass
        return repr(report)

    def test_a_sticky_error(self):
        with gkr.Tokenizer() as tokenizer:
            with self.assertRaises(gkr.EncodingError):
                list(gkr.tokens(b"\xff\xff\xff\n", tokenizer=tokenizer))
            self.assertEqual(tokenizer.error.status, -5)
            with self.assertRaises(gkr.EncodingError):
                tokenizer.feed(b"1")


class Setting(unittest.TestCase):
    def setUp(self):
        self.report = gkr.parse(path_of("water_lines.txt"))
        self.addCleanup(self.report.close)

    def test_cells(self):
        report = self.report
        for text, state, value in (
                ("1,075", "number", 1075), ("", "blank", None),
                ("/", "nil", None), ("许多", "text", None),
                ("18.8710", "number", Decimal("18.8710"))):
            report[ISSUED] = text
            cell = report[ISSUED]
            self.assertEqual((cell.state, cell.value), (state, value))
            self.assertEqual((cell.raw, cell.certainty), (text, "set"))
            self.assertIsNone(cell.line)
        self.assertEqual(str(report[ISSUED].value), "18.8710")
        self.assertEqual(report.number(ISSUED), (188710, 4))
        for number in 0, -8, 10 ** 18 - 1, Decimal("-0.10"), Decimal("2E+3"):
            report[ISSUED] = number
            self.assertEqual(report[ISSUED].value, number)
        with self.assertRaises(ValueError):
            int(gkr.parse(path_of("blank_lines.txt"))[
                "applications.granted.total"])
        report[ISSUED] = Decimal("2.50")
        with self.assertRaises(ValueError):
            int(report[ISSUED])
        del report[ISSUED]
        self.assertEqual(report[ISSUED].state, "missing")
        with self.assertRaises(gkr.NotFoundError):
            report.number(ISSUED)

    def test_what_is_no_value(self):
        for value, error in ((1.5, TypeError), (True, TypeError),
                             (10 ** 18, ValueError),
                             (Decimal("1e-19"), ValueError),
                             (Decimal("NaN"), ValueError),
                             (Decimal("1E+99"), ValueError),
                             ("a\0b", gkr.ArgumentError)):
            with self.assertRaises(error):
                self.report[ISSUED] = value
        with self.assertRaises(gkr.LimitError):
            self.report[ISSUED] = "1" * 70000
        with self.assertRaises(KeyError):
            self.report["a.b.c"] = 1

    def test_the_rest(self):
        report = self.report
        report.title, report.agency = "标题", "青禾县水务局"
        report.signed_by, report.source_name = "青禾县", "x.txt"
        report.year, report.form = 2020, "2019"
        report.date = datetime.date(2021, 1, 30)
        got = report.as_dict()
        self.assertEqual(
            [got[key] for key in ("title", "agency", "signed_by", "year",
                                  "form", "date")],
            ["标题", "青禾县水务局", "青禾县", 2020, "2019", "2021-01-30"])
        self.assertEqual(got["source"]["name"], "x.txt")
        report.date, report.year, report.form = None, None, "unknown"
        self.assertEqual((report.date, report.year, len(report)),
                         (None, None, 0))
        report.date = "2022-02-28"
        for wrong in "2022-02-30", "gestern":
            with self.assertRaises(gkr.ArgumentError):
                report.date = wrong
        with self.assertRaises(KeyError):
            report.form = "1999"

    def test_checking_again(self):
        report = self.report
        with report.check() as findings:
            self.assertEqual(len(findings), 0)
            self.assertFalse(findings)
            report["applications.granted.total"] = "9,999"
            findings.check(report)
            self.assertTrue(findings)
            rules = {finding.rule for finding in findings}
            self.assertIn("applications.row-total", rules)
            first = findings[0]
            self.assertEqual((first.status, first.severity),
                             ("fail", "error"))
            self.assertTrue(first.left and first.right and first.cells)
            self.assertTrue(first.message.zh and first.message.en)
            self.assertIn("from 9999 to ", first.suggestion.en)
            self.assertIn("9999", first.suggestion.zh)
            self.assertEqual(findings[-1], findings[len(findings) - 1])
            self.assertEqual(findings[:2], [findings[0], findings[1]])
            self.assertEqual(findings.failures(), len(findings))
            self.assertEqual(findings.failures("info"), len(findings))
            with self.assertRaises(IndexError):
                findings[99]
            with self.assertRaises(KeyError):
                findings.failures("fatal")

    def test_suggestion_and_copy(self):
        address, report = "applications.granted.total", self.report
        right = str(report[address].value)
        report[address] = "9999"
        for memory in None, gkr.Memory():
            with report.copy(memory) as copy, copy.check() as findings:
                first = findings[0]
                self.assertEqual(
                    (first.kind, first.choices, first.changes),
                    ("number", 1, ((address, "9999", right),)))
                findings.apply(first, copy)
                self.assertEqual(str(copy[address].value), right)
                with self.assertRaises(gkr.StateError):
                    findings.apply(0, copy)
                findings.check(copy)
                self.assertFalse(findings)
        self.assertEqual(report[address].value, 9999)

    def test_edits_bring_a_report_back(self):
        row = "applications.granted."
        self.report.update({
            row + "natural_person": "１２件", row + "enterprise": -3,
            row + "research": Decimal("18.8710"), row + "welfare": "",
            row + "total": "/"})
        edits = self.report.edits
        self.assertEqual(edits, {
            row + "natural_person": "１２件", row + "enterprise": "-3",
            row + "research": "18.8710", row + "welfare": "",
            row + "total": "/"})
        with gkr.parse(path_of("water_lines.txt")) as again:
            self.assertEqual(again.edits, {})
            again.update(edits)
            self.assertEqual([cell[1:3] for cell in again.values()],
                             [cell[1:3] for cell in self.report.values()])
            with again.check() as findings, self.report.check() as want:
                self.assertEqual(list(findings), list(want))

    def test_accepted(self):
        report = self.report
        report["applications.granted.total"] = "9999"
        with report.check() as findings:
            n = len(findings)
            self.assertTrue(n > 1)
            prints = [finding.fingerprint for finding in findings]
            self.assertEqual(len(set(prints)), n)
            findings.accept(prints[0], "已核实")
            findings.accept_list("# 名单\n\n%s  见批示\n" % prints[1])
            findings.accept("0" * 16)
            findings.check(report)
            self.assertEqual([f.reason for f in findings][:2],
                             ["已核实", "见批示"])
            self.assertEqual(findings.failures(), n - 2)
            self.assertEqual([(a.line, a.matches)
                              for a in findings.accepted],
                             [(0, 1), (3, 1), (0, 0)])
            findings.accept_none()
            self.assertEqual((findings.accepted, findings.failures()),
                             ([], n))
            with self.assertRaises(gkr.ArgumentError) as caught:
                findings.accept_list("#\nnichts\n")
            self.assertEqual(caught.exception.line, 2)
            with self.assertRaises(gkr.ArgumentError):
                findings.accept("0" * 15)

    def test_rules_by_the_caller(self):
        report = self.report
        report["applications.granted.total"] = "9999"
        with report.check() as findings:
            n = len(findings)
            findings.set_severity("applications.row-total", "info")
            findings.check(report)
            self.assertEqual(findings.failures(), n - 1)
            findings.set_severity("applications.row-total", None)
            findings.set_off("applications.row-total")
            findings.check(report)
            self.assertEqual(len(findings), n - 1)
            findings.set_off("applications.row-total", False)
            findings.check(report)
            self.assertEqual((len(findings), findings.failures()), (n, n))
            with self.assertRaises(KeyError):
                findings.set_severity("applications.row-total", "fatal")
            with self.assertRaises(KeyError):
                findings.set_off("applications")

    def test_policy(self):
        with gkr.parse(path_of("blank_lines.txt")) as report:
            with report.check() as findings:
                opened = [f for f in findings if f.status == "unassessable"]
                self.assertTrue(opened)
                findings.blank_as_zero(True)
                findings.check(report)
                self.assertFalse([f for f in findings if f.rule ==
                                  "applications.row-total"
                                  and f.status == "unassessable"])


class Facts(unittest.TestCase):
    SAID = ("２０２２年，我局新收政府信息公开申请36件，上年结转4件，已办结38件，"
            "结转下年度2件。未收取信息处理费。")

    def test_text(self):
        with gkr.Facts(self.SAID) as facts:
            self.assertEqual(
                [(f.concept, int(f.value), f.certain) for f in facts],
                [("new_received", 36, True), ("carried_in", 4, True),
                 ("outcome_total", 38, True), ("carried_out", 2, True),
                 ("fees_info_processing", 0, True)])
            self.assertTrue(facts[-1].negative)
            self.assertEqual(facts[0].printed, "36")
            self.assertEqual(facts[0].scope, "organ")
            self.assertIsNone(facts[0].section)
            said = self.SAID.encode("utf-8")
            for f in facts:
                self.assertEqual(
                    said[f.offset:f.offset + f.length].decode(), f.text)
            self.assertGreater(facts.work, 0)
            with gkr.Exporter("ndjson") as exporter:
                lines = exporter.write_facts(facts).decode().splitlines()
            self.assertEqual(len(lines), 5)
            self.assertEqual(json.loads(lines[1])["value"], 4)
            facts.read("无")
            self.assertFalse(facts)

    def test_money(self):
        memory = gkr.Memory()
        with gkr.Facts("全年收取行政事业性收费18.8710万元。",
                       memory=memory) as facts:
            self.assertEqual(facts[0].concept, "fees_amount")
            self.assertEqual(facts[0].value, 188710)
            self.assertEqual(facts.number(0), 188710)

    def test_report(self):
        with gkr.parse(path_of("water_lines.txt")) as report, \
                gkr.Facts(report, limits={"memory": 1 << 24}) as facts:
            for f in facts:
                self.assertIn(f.section, gkr.sections())
            with gkr.Exporter("json") as exporter:
                self.assertEqual(len(json.loads(
                    exporter.write_facts(facts, report))), len(facts))

    def test_concepts(self):
        concept = gkr.concept("suit_total")
        self.assertEqual(concept.cells["2021"], (
            "review_litigation.suit_direct.total",
            "review_litigation.suit_after_review.total"))
        self.assertEqual(gkr.concept("fees_info_processing").cells["2021"], ())
        self.assertEqual(len({c.name for c in gkr.concepts()}),
                         len(gkr.concepts()))
        with self.assertRaises(KeyError):
            gkr.concept("nothing")


class Exports(unittest.TestCase):
    def test_options(self):
        with gkr.parse(path_of("water-faults_lines.txt")) as report:
            findings = report.check()
            csv_text = report.export("csv", bom=True)
            self.assertTrue(csv_text.startswith("\ufeffsource,"))
            self.assertEqual(report.export("csv", header=False),
                             csv_text.split("\r\n", 1)[1])
            self.assertIn("findings", report.as_dict(findings))
            self.assertNotIn("findings", report.as_dict())
            short = json.loads(report.export("json", prose=False))
            self.assertNotIn("text", short["sections"][0])
            with gkr.Exporter("ndjson", findings=False) as exporter:
                self.assertNotIn(b'"findings"',
                                 exporter.write(report, findings))
            with gkr.Exporter("csv") as exporter:
                with self.assertRaises(gkr.ArgumentError):
                    exporter.write_findings(report, findings)
            with self.assertRaises(KeyError):
                report.export("xls")

    def test_sarif_is_one_log(self):
        with gkr.parse(path_of("water-faults_lines.txt")) as report, \
                gkr.Exporter("sarif", lang="en") as exporter, \
                report.check() as findings:
            findings.accept(findings[0].fingerprint, "so")
            findings.check(report)
            text = exporter.write(report, findings)
            text += exporter.write_findings(report, findings)
            with self.assertRaises(gkr.EmptyError) as caught:
                gkr.parse(b"")
            text += exporter.write_error("x y.txt", caught.exception)
            run = json.loads(text + exporter.finish())["runs"][0]
            self.assertEqual(len(run["results"]), 2 * len(findings))
            first = run["results"][0]
            self.assertEqual(first["suppressions"][0]["justification"], "so")
            self.assertEqual(first["message"]["text"],
                             findings[0].message.en)
            notes = run["invocations"][0]["toolExecutionNotifications"]
            self.assertEqual(
                notes[0]["locations"][0]["physicalLocation"]
                ["artifactLocation"]["uri"], "x%20y.txt")
            # the next one is a log of its own
            run = json.loads(exporter.finish())["runs"][0]
            self.assertEqual(run["results"], [])
            self.assertTrue(run["invocations"][0]["executionSuccessful"])

    def test_csv_header_comes_once(self):
        with gkr.parse(path_of("water_lines.txt")) as report, \
                gkr.Exporter("csv") as exporter:
            rows = list(csv.reader(io.StringIO(
                (exporter.write(report) + exporter.write(report)).decode(
                    "utf-8"), newline="")))
            self.assertEqual(len(rows), 1 + 2 * 200)

    def test_numbers_keep_their_digits(self):
        with gkr.parse(path_of("water_lines.txt")) as report:
            address = [a for a in report if a.startswith("article20_8")][0]
            report[address] = "18.8710"
            table, row, column = gkr.split_address(address)
            value = report.as_dict()["tables"][table][row][column]["value"]
            self.assertEqual(str(value), "18.8710")


class YearsAndParts(unittest.TestCase):
    TOTAL = "applications.carried_in.total"

    def of(self, year, **values):
        report = gkr.parse(path_of("water_lines.txt"))
        report.year, report.source_name = year, "%d.txt" % year
        for row in ("carried_in", "carried_out"):
            for column in report.applications[row]:
                report["applications.%s.%s" % (row, column)] = 0
        for row in ("rules", "normative_documents"):
            report["article20_1.%s.in_force" % row] = 0
            report["article20_1.%s.issued" % row] = 0
            report["article20_1.%s.repealed" % row] = 0
        for address, value in values.items():
            report[address.replace("__", ".")] = value
        return report

    def test_comparing(self):
        last, this = self.of(2021), self.of(
            2022, applications__carried_in__total=3,
            article20_8__fees__amount="7.25")
        last["article20_8.fees.amount"] = "8.5000"
        with gkr.Comparison() as both:
            found = both.compare(last, this)
            self.assertEqual(
                [(f.rule, f.at, f.left, f.right, f.severity) for f in found],
                [("crossyear.carryover", "total", "0", "3", "error")])
            self.assertEqual(found[0].other.source, "2021.txt")
            self.assertEqual(both.last.year, 2021)
            self.assertEqual(both.this.source, "2022.txt")
            self.assertEqual(both.this.form, "2021")
            self.assertTrue(both.last.agency)
            cells = {c.address: c for c in both}
            self.assertEqual(len(cells), len(both))
            fees = cells["article20_8.fees.amount"]
            self.assertEqual(
                tuple(map(str, fees[1:])),
                ("number", "8.5000", "number", "7.25", "-1.25"))
            self.assertEqual(both.change(self.TOTAL), (3, 0))
            self.assertEqual(both[self.TOTAL], cells[self.TOTAL])
            with self.assertRaises(KeyError):
                both["applications.nothing.total"]  # pylint: disable=W0104
            with gkr.Exporter("ndjson") as out:
                got = json.loads(out.write_comparison(both, found))
                self.assertEqual(got["schema"], "gkr-comparison/1")
                self.assertEqual(len(got["cells"]), len(cells))
                self.assertEqual(got["findings"][0]["other"]["source"],
                                 "2021.txt")
            with self.assertRaises(gkr.YearError) as refused:
                both.compare(this, last)
            self.assertIn("2022", str(refused.exception))
        with gkr.Comparison(any_year=True, any_agency=True) as both:
            this.year, this.agency = 2025, "云岭省财政厅"
            self.assertEqual(len(both.compare(last, this)), 1)

    def test_agencies(self):
        self.assertTrue(gkr.same_agency("枕溪区水务局", "鹿鸣市枕溪区水务局"))
        self.assertFalse(gkr.same_agency("枕溪区人民政府",
                                         "枕溪区人民政府办公室"))

    def test_series(self):
        with gkr.Series(limits={"memory": 1 << 20}) as series:
            for year in (2023, 2021, 2022, 2025):
                series.add(self.of(year))
            self.assertEqual(
                [(s.kind, s.year, s.year_to, s.last, s.this)
                 for s in series.steps()],
                [("pair", 2022, 2022, 1, 2), ("pair", 2023, 2023, 2, 0),
                 ("missing", 2024, 2024, 0, 3)])
            self.assertEqual(series.agencies, 1)
            self.assertEqual(series.source_name(3), "2025.txt")
            back = series.load(1)
            self.assertEqual(back.year, 2021)
            self.assertEqual(back.tables["applications"].numbers(),
                             self.of(2021).tables["applications"].numbers())
            with gkr.Exporter("ndjson") as out:
                self.assertEqual(
                    json.loads(out.write_step(series, 2))["step"], "missing")

    def test_parts(self):
        with gkr.Rollup() as parts, gkr.Findings() as findings:
            self.assertIsNone(parts.add(self.of(
                2022, applications__carried_in__total=2)))
            self.assertEqual(parts.add(self.of(
                2022, applications__carried_in__total="")), 1)
            self.assertEqual((len(parts), parts.repeated), (2, 1))
            self.assertEqual((parts.form, parts.year), ("2021", 2022))
            self.assertEqual(parts[self.TOTAL], (2, 1, 1, 0))
            self.assertEqual(parts.number(self.TOTAL), (2, 0))
            whole = parts.report(findings=findings)
            self.assertEqual([f.at for f in findings], [self.TOTAL])
            self.assertEqual(whole[self.TOTAL].state, "missing")
            findings.blank_as_zero(True)
            whole = parts.report(findings=findings)
            self.assertEqual(whole[self.TOTAL].value, 2)
            self.assertEqual(len(parts.check(whole, findings)), 0)
            whole[self.TOTAL] = 7
            parts.check(whole, findings)
            self.assertEqual([(f.left, f.right) for f in findings],
                             [("7", "2")])
            self.assertEqual(parts.difference(self.TOTAL), ("number", 7, 5))
            self.assertEqual(parts.parent, ("2021", None))
            with gkr.Exporter("csv") as out:
                self.assertIn(b",carried_in,total,number,7,2,5,2,1,1,0\r\n",
                              out.write_rollup(parts, findings))
            with self.assertRaises(gkr.YearError):
                parts.add(self.of(2021))
            parts.clear()
            self.assertEqual(len(parts), 0)

    def test_memory(self):
        memory = gkr.Memory()
        with gkr.Comparison(memory=memory), gkr.Series(memory=memory), \
                gkr.Rollup(memory=memory):
            self.assertGreater(memory.held, 0)
        self.assertEqual(memory.held, 0)


class Memory(unittest.TestCase):
    def work(self, memory):
        """Everything with handles from one memory, freed at the end."""
        with gkr.Tokenizer(memory=memory) as tokenizer, \
                gkr.Report(memory=memory) as report, \
                gkr.Findings(memory=memory) as findings, \
                gkr.Exporter("json", memory=memory) as exporter:
            report.parse(self.data, tokenizer)
            findings.check(report)
            report[ISSUED] = "7 件"
            return exporter.write(report, findings)

    def setUp(self):
        self.data = read("water-faults_lines.txt")

    def test_nothing_is_left(self):
        memory = gkr.Memory()
        want = self.work(memory)
        self.assertEqual(memory.held, 0)
        self.assertGreater(memory.peak, 0)
        requests = memory.count
        for n in range(requests + 1):
            memory = gkr.Memory(lambda count, n=n: count == n)
            try:
                got = self.work(memory)
            except gkr.OutOfMemory:
                self.assertLess(n, requests)
            else:
                self.assertEqual((got, n), (want, requests))
            gc.collect()
            self.assertEqual(memory.held, 0)

    def test_handles_that_are_forgotten(self):
        memory = gkr.Memory()
        report = gkr.Report(memory=memory)
        report.parse(self.data)
        self.assertGreater(memory.held, 0)
        del report
        gc.collect()
        self.assertEqual(memory.held, 0)

    def test_many_iterations(self):
        def once():
            with gkr.parse(self.data) as report:
                with report.check() as findings:
                    report.export("ndjson", findings)
            for _ in gkr.tokens(self.data):
                break
            with self.assertRaises(gkr.Error):
                gkr.parse(b"\xff\xff")
        for _ in range(50):
            once()
        gc.collect()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for _ in range(400):
            once()
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        self.assertLess(grown, 2048)  # KiB; a leak of 5 bytes a byte is seen

    def test_threads(self):
        want = gkr.convert(self.data)
        with gkr.parse(self.data) as shared:
            text = shared.export("csv")
            wrong = []

            def work():
                for _ in range(20):
                    if (gkr.convert(self.data) != want
                            or shared.export("csv") != text):
                        wrong.append(1)
            threads = [threading.Thread(target=work) for _ in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self.assertEqual(wrong, [])


class Introspection(unittest.TestCase):
    def test_versions(self):
        major, minor, patch = gkr.version_info()
        self.assertEqual(gkr.version(), "%d.%d.%d" % (major, minor, patch))
        self.assertTrue(gkr.dependency_version("utf8proc"))
        self.assertIsNone(gkr.dependency_version("x"))
        self.assertTrue(gkr.features()["html"])

    def test_forms(self):
        by_name = {form.name: form for form in gkr.forms()}
        self.assertEqual(list(by_name),
                         ["2019", "2021", "hybrid", "pre2019"])
        self.assertEqual(len(by_name["2019"].cells), 198)
        self.assertEqual(len(by_name["2021"].cells), 200)
        form = gkr.form("2021")
        self.assertEqual(form, by_name["2021"])
        self.assertIn("30号", form.document)
        table = form.tables[-2]
        self.assertEqual(table.name, "applications")
        self.assertTrue(table.rows[2].groups)
        money = [column for of in form.tables for column in of.columns
                 if column.kind == "money"]
        self.assertEqual(money[0].unit, "万元")
        code, text = run("forms", "--json")
        self.assertEqual(code, 0)
        for form in gkr.forms():
            self.assertIn('"%s"' % form.name, text)

    def test_rules(self):
        rules = gkr.rules()
        text = run("explain", "--lang", "en")[1]
        self.assertEqual([line.split()[:2] for line in text.splitlines()],
                         [[rule.name, rule.severity] for rule in rules])
        for rule in rules:
            self.assertEqual(gkr.rule(rule.name), rule)
            self.assertIn(rule.basis, "TRLDM")
            self.assertTrue(rule.text.zh and rule.advice.en)

    def test_lists(self):
        self.assertEqual(gkr.states()[0], "missing")
        self.assertIn("cell", gkr.token_kinds())
        self.assertIn("GB18030", gkr.encodings())
        self.assertEqual(gkr.layouts()[0], "lines")
        self.assertEqual(gkr.formats()["json"], "application/json")
        self.assertEqual(len(gkr.sections()), 6)
        self.assertEqual(gkr.limits()["cell"], 65536)
        self.assertEqual(gkr.split_address(ISSUED), tuple(ISSUED.split(".")))


class Folder(unittest.TestCase):
    def tool(self, *arguments):
        done = subprocess.run(
            [sys.executable, "-B",
             os.path.join(TOP, "examples", "folder2csv.py"), *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        return (done.returncode, done.stdout.decode("utf-8"),
                done.stderr.decode("utf-8", "replace"))

    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.folder = place.name
        self.output = os.path.join(self.folder, "out.csv")

    def put(self, name, data):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)
        return path

    def test_good_and_bad(self):
        good = [self.put("a.txt", read("water_lines.txt")),
                self.put("sub/b.HTML", read("market_page.html"))]
        code, out, err = self.tool(self.folder)
        self.assertEqual((code, err), (0, ""))
        self.assertEqual(out, run("convert", "--to", "csv", *good)[1])
        self.put("bad.txt", b"nothing")
        self.put("old.txt", read("unsupported-pre2019.txt"))
        code, wide, err = self.tool("--wide", self.folder, "-o", self.output)
        self.assertEqual((code, wide), (1, ""))
        self.assertIn("bad.txt", err)
        self.assertIn("2 of 4 files", err)
        self.assertIn("form pre2019", err)
        with open(self.output, encoding="utf-8", newline="") as file:
            self.assertEqual(len(list(csv.reader(file))), 4)

    def test_nothing_to_write(self):
        self.assertEqual(self.tool(self.folder)[0], 2)
        self.put("bad.txt", b"nothing")
        with open(self.output, "w", encoding="ascii") as file:
            file.write("before")
        self.assertEqual(self.tool(self.folder, "-o", self.output)[0], 2)
        with open(self.output, encoding="ascii") as file:
            self.assertEqual(file.read(), "before")
        self.assertEqual(sorted(os.listdir(self.folder)),
                         ["bad.txt", "out.csv"])
        missing = os.path.join(self.folder, "no", "out.csv")
        self.assertEqual(self.tool(SAMPLES, "-o", missing)[0], 2)


@unittest.skipIf(gkr._d is None, "built without libgkr-docx")
class WordDocuments(unittest.TestCase):
    PATH = os.path.join(TOP, "t", "docx", "water_word.docx")

    @classmethod
    def setUpClass(cls):
        with open(cls.PATH, "rb") as file:
            cls.data = file.read()

    def test_parse_and_tokens(self):
        with gkr.parse(self.PATH) as report, \
                gkr.parse(path_of("water_lines.txt")) as text:
            self.assertEqual(report.layouts, ["docx"])
            self.assertTrue(report.counts_cells)
            self.assertEqual(report.source_name, self.PATH)
            for address in text:
                self.assertEqual(report[address].value, text[address].value)
        found = list(gkr.tokens(self.data, chunk=100))
        self.assertEqual(found[-1].kind, "report-end")
        self.assertEqual(sum(t.kind == "cell" for t in found), 200)
        self.assertEqual(found, list(gkr.tokens(self.PATH)))
        with gkr.Tokenizer() as tokenizer:
            again = list(gkr.tokens(self.data, tokenizer=tokenizer))
            self.assertEqual(found, again)

    def test_reader(self):
        memory = gkr.Memory()
        with gkr.Docx(memory, {"depth": 99}) as docx, gkr.Report() as report:
            self.assertEqual(docx.limit("depth"), 99)
            docx.read(self.data, report)
            self.assertEqual(report["article20_1.rules.issued"].state,
                             "number")
            self.assertIsNone(docx.error)
            held, peak = docx.memory
            self.assertEqual(held, memory.held)
            self.assertGreaterEqual(peak, held)
            with self.assertRaises(gkr.FormatError) as caught:
                docx.read(self.data[:-9], report)
            self.assertEqual(docx.error.message, caught.exception.message)
            self.assertEqual(list(report.sections), [])
        self.assertEqual(memory.held, 0)
        with gkr.Docx(limits={"depth": 3}) as docx, gkr.Report() as report:
            with self.assertRaises(gkr.LimitError) as caught:
                docx.read(self.data, report)
            self.assertEqual(caught.exception.limit, "depth")

    def test_what_it_is(self):
        self.assertTrue(gkr.is_docx(self.data))
        self.assertFalse(gkr.is_docx(read("water_lines.txt")))
        self.assertEqual(gkr.docx_version(), gkr.version())
        self.assertRegex(gkr.docx_version("expat"), "^2[.]")


class Zuletzt(unittest.TestCase):
    """Runs last: its name sorts behind all others."""

    def test_every_function_was_called(self):
        never = [name for _, _, words in gkr._PROTOTYPES
                 for name in words.split() if name not in gkr._c.calls]
        if gkr._d is not None:
            never += [name for _, _, words in gkr._DOCX_PROTOTYPES
                      for name in words.split() if name not in gkr._d.calls]
        self.assertEqual(never, [])


def main():
    """Says something only where something is wrong."""
    said = io.StringIO()
    done = unittest.main(
        exit=False, testRunner=unittest.TextTestRunner(stream=said)).result
    if done.wasSuccessful():
        return 0
    sys.stderr.buffer.write(said.getvalue().encode("utf-8"))
    return 1


if __name__ == "__main__":
    sys.exit(main())
