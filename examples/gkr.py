"""Reports on open government information (政府信息公开工作年度报告) by libgkr.

    import gkr

    with gkr.parse("report.txt") as report:
        print(report.title, report.year, report.form)
        cell = report["applications.granted.total"]
        print(cell.state, cell.value, cell.line)
        print(report.applications.granted.total.value)   # the same
        for finding in report.check():
            print(finding.line, finding.rule, finding.message.en)
        print(report.export("json"))

    with gkr.Tokenizer() as tokenizer:               # many, quickly
        for path in paths:
            with gkr.parse(path, tokenizer=tokenizer) as report:
                for address, cell in report.items(): ...

    for token in gkr.tokens(open("page.html", "rb")):
        print(token.kind, token.address, token.value)

A number is a decimal.Decimal with the digits of the source.  A cell without
a number has the value None and says in its state why; nothing is taken for 0.

Every error of the library is an exception of its own class with status,
offset, line and limit; all of them are gkr.Error.

Threads: calls into the library let other threads run.  A tokenizer, findings
or an exporter is used by one thread at a time; a report that is no longer
changed may be read by many.  Cells, tokens and findings are plain copies.

Word documents (.docx) are read where libgkr-docx is beside libgkr: see Docx.

The library is looked for in $GKR_LIBRARY, in ../build beside this file, in
../../lib and ../../lib64 beside it (where make install puts both), and where
the system keeps its libraries.  Python 3.7 or later; nothing else is needed.
"""
from __future__ import annotations

import ctypes
import ctypes.util
import datetime
import decimal
import functools
import itertools
import json
import os
import weakref
from collections.abc import Mapping, Sequence
from typing import (Any, BinaryIO, Callable, Dict, ItemsView, Iterator, List,
                    NamedTuple, Optional, Tuple, Union, ValuesView)

Decimal = decimal.Decimal
Source = Union[bytes, bytearray, memoryview, str, "os.PathLike[str]", BinaryIO]

# ---------------------------------------------------------------------------
# The library and its functions

_P, _S, _SIZE = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t
_I32, _U32 = ctypes.c_int32, ctypes.c_uint32
_I64, _U64 = ctypes.c_int64, ctypes.c_uint64
_OUT, _LEN = ctypes.POINTER(_P), ctypes.POINTER(_SIZE)
_PLACE = ctypes.POINTER(_U64)
_ALLOC = ctypes.CFUNCTYPE(_P, _P, _P, _SIZE, _SIZE)
_ABI = 1

# What is returned, what is taken, and the functions of which this is true.
# Text with a length is a pointer (_P), for it may hold NUL.
_PROTOTYPES = (
    (_S, (), "gkr_version"),
    (_U32, (), "gkr_version_number gkr_abi gkr_form_count gkr_rule_count"),
    (_S, (_S,), "gkr_dependency_version"),
    (_U32, (_S,), """gkr_form_from_name gkr_table_from_name
        gkr_encoding_from_name gkr_limit_from_name gkr_rule_from_name
        gkr_format_from_name gkr_cell_from_address"""),
    (_U32, (_U32, _S), "gkr_row_from_name gkr_column_from_name"),
    (_S, (_I32,), "gkr_status_name"),
    (_S, (_I32, _U32), "gkr_status_message"),
    (_I32, (_U32,), "gkr_status_at"),
    (_U32, (_U32,), """gkr_has_feature gkr_form_at gkr_form_table_count
        gkr_form_cell_count gkr_cell_table gkr_cell_row gkr_cell_column
        gkr_rule_severity"""),
    (_U32, (_U32, _U32), """gkr_form_table_at gkr_form_row_count
        gkr_form_column_count gkr_form_cell_at gkr_form_has_cell"""),
    (_U32, (_U32, _U32, _U32), """gkr_form_row_at gkr_form_column_at
        gkr_form_column_kind gkr_cell"""),
    (_U64, (_U32,), "gkr_limit_default"),
    (_S, (_U32,), """gkr_feature_name gkr_form_name gkr_form_document
        gkr_table_name gkr_cell_address gkr_state_name gkr_certainty_name
        gkr_section_name gkr_section_title gkr_encoding_name gkr_layout_name
        gkr_limit_name gkr_token_name gkr_finding_status_name
        gkr_severity_name gkr_suggestion_kind_name gkr_rule_name gkr_rule_basis gkr_format_name
        gkr_format_media_type"""),
    (_S, (_U32, _U32), """gkr_row_name gkr_column_name gkr_form_table_label
        gkr_rule_text gkr_rule_advice"""),
    (_S, (_U32, _U32, _U32), """gkr_form_row_label gkr_form_column_label
        gkr_form_column_unit"""),
    (_S, (_U32, _U32, _U32, _U32), "gkr_form_row_group"),
    # making and freeing
    (_I32, (_OUT,), """gkr_tokenizer_new gkr_report_new gkr_findings_new
        gkr_buffer_new"""),
    (_I32, (_ALLOC, _P, _OUT), """gkr_tokenizer_new_with gkr_report_new_with
        gkr_findings_new_with gkr_buffer_new_with"""),
    (_I32, (_U32, _OUT), "gkr_exporter_new"),
    (_I32, (_U32, _ALLOC, _P, _OUT), "gkr_exporter_new_with"),
    (None, (_P,), """gkr_tokenizer_free gkr_report_free gkr_findings_free
        gkr_buffer_free gkr_exporter_free gkr_buffer_clear
        gkr_findings_accept_none"""),
    # a handle alone
    (_I32, (_P,), """gkr_tokenizer_reset gkr_tokenizer_finish
        gkr_tokenizer_end_row gkr_tokenizer_end_table gkr_tokenizer_next
        gkr_tokenizer_error gkr_report_clear gkr_report_error"""),
    (_U32, (_P,), """gkr_tokenizer_encoding gkr_tokenizer_position_kind
        gkr_tokenizer_error_limit gkr_token_kind gkr_token_table gkr_token_row
        gkr_token_column gkr_token_cell gkr_token_section gkr_token_number
        gkr_token_form gkr_token_layout gkr_token_state gkr_token_certainty
        gkr_token_scale gkr_report_error_limit gkr_report_form gkr_report_year
        gkr_report_encoding gkr_report_position_kind gkr_report_layout_count
        gkr_report_section_count gkr_report_count_inferred
        gkr_report_loose_count gkr_findings_count gkr_accepted_count"""),
    (_U64, (_P,), """gkr_tokenizer_replaced gkr_token_offset gkr_token_length
        gkr_token_line gkr_token_column_number gkr_tokenizer_error_offset
        gkr_tokenizer_error_line gkr_tokenizer_memory
        gkr_tokenizer_memory_peak gkr_tokenizer_work_bytes
        gkr_tokenizer_work_cells gkr_report_error_offset
        gkr_report_error_line gkr_report_source_bytes gkr_report_replaced"""),
    (_I64, (_P,), "gkr_token_mantissa"),
    (_S, (_P,), """gkr_report_title gkr_report_agency gkr_report_signed_by
        gkr_report_date gkr_report_source_name"""),
    (_P, (_P, _LEN), """gkr_token_text gkr_token_note gkr_token_unit
        gkr_report_preamble gkr_buffer_data"""),
    # a handle and an id or index
    (_I32, (_P, _U32), """gkr_tokenizer_set_encoding
        gkr_tokenizer_set_cell_layout gkr_report_unset_cell
        gkr_report_set_form gkr_report_set_year"""),
    (_U32, (_P, _U32), """gkr_report_layout_at gkr_report_section_id
        gkr_report_section_number gkr_report_state gkr_report_certainty
        gkr_report_has_table gkr_report_count_state gkr_report_loose_kind
        gkr_report_loose_table gkr_report_loose_row
        gkr_report_loose_value_count gkr_findings_count_severity
        gkr_finding_rule gkr_finding_status gkr_finding_severity
        gkr_finding_cell_count gkr_finding_suggestion_kind gkr_finding_choices
        gkr_finding_change_count gkr_finding_accepted
        gkr_accepted_matches"""),
    (_U64, (_P, _U32), """gkr_tokenizer_limit gkr_report_limit
        gkr_report_section_line gkr_report_section_offset
        gkr_report_loose_line gkr_finding_line gkr_finding_column
        gkr_finding_offset gkr_finding_length gkr_accepted_line"""),
    (_S, (_P, _U32), """gkr_tokenizer_error_message gkr_report_error_message
        gkr_finding_at gkr_finding_left gkr_finding_right
        gkr_finding_fingerprint gkr_finding_reason gkr_accepted_fingerprint
        gkr_accepted_reason"""),
    (_P, (_P, _U32, _LEN), """gkr_report_section_heading
        gkr_report_section_text gkr_report_raw gkr_report_note gkr_report_unit
        gkr_report_loose_label"""),
    (_U32, (_P, _U32, _U32), """gkr_report_has_row gkr_report_has_column
        gkr_finding_cell gkr_finding_change_cell"""),
    (_S, (_P, _U32, _U32), """gkr_finding_message gkr_finding_suggestion
        gkr_finding_change_from gkr_finding_change_to"""),
    (_I32, (_P, _U32, _U32), """gkr_findings_set_severity
        gkr_findings_set_off"""),
    (_I32, (_P, _U32, _P), "gkr_finding_apply"),
    (_I32, (_P, _S, _S, _SIZE), "gkr_findings_accept"),
    (_I32, (_P, _S, _SIZE, ctypes.POINTER(_U64)), "gkr_findings_accept_list"),
    (_I32, (_P, _OUT), "gkr_report_copy"),
    (_I32, (_P, _ALLOC, _P, _OUT), "gkr_report_copy_with"),
    (_P, (_P, _U32, _U32, _LEN), """gkr_report_row_label
        gkr_report_column_label gkr_report_loose_value"""),
    (_I32, (_P, _U32, _U64), """gkr_tokenizer_set_limit gkr_report_set_limit
        gkr_findings_set_limit gkr_buffer_set_limit"""),
    (_I32, (_P, _U32, _I64), """gkr_tokenizer_set_option
        gkr_findings_set_policy gkr_exporter_set_option"""),
    # feeding, reading, setting
    (_I32, (_P, _P, _SIZE), "gkr_tokenizer_feed"),
    (_I32, (_P, _S, _SIZE), """gkr_tokenizer_feed_paragraph
        gkr_report_set_title gkr_report_set_agency gkr_report_set_signed_by
        gkr_report_set_date gkr_report_set_source_name"""),
    (_I32, (_P, _S, _SIZE, _U32, _U32), "gkr_tokenizer_feed_cell"),
    (_I32, (_P, _I32, _U32, _S, _S), "gkr_tokenizer_fail"),
    (_I32, (_P, _P), "gkr_report_read gkr_check gkr_exporter_finish"),
    (_I32, (_P, _P, _P, _SIZE), "gkr_report_parse"),
    (_I32, (_P, _U32, _SIZE, _PLACE, _PLACE, _PLACE),
     "gkr_report_section_place"),
    (_I32, (_P, _U32, ctypes.POINTER(_I64), ctypes.POINTER(_U32)),
     "gkr_report_number"),
    (_I32, (_P, _U32, _P, _SIZE), "gkr_report_value"),
    (_I32, (_P, _U32, _PLACE, _PLACE, _PLACE, _PLACE), "gkr_report_place"),
    (_I32, (_P, _U32, _P, _P, _P, _SIZE, _LEN), "gkr_report_table"),
    (_I32, (_P, _U32, _S, _SIZE), "gkr_report_set_cell"),
    (_I32, (_P, _U32, _I64, _U32), "gkr_report_set_number"),
    # facts
    (_U32, (), "gkr_concept_count"),
    (_U32, (_S,), "gkr_concept_from_name"),
    (_S, (_U32,), "gkr_concept_name gkr_scope_name"),
    (_S, (_U32, _U32), "gkr_concept_label"),
    (_U32, (_U32, _U32), "gkr_concept_cell_count"),
    (_U32, (_U32, _U32, _U32), "gkr_concept_cell"),
    (_I32, (_OUT,), "gkr_facts_new"),
    (_I32, (_ALLOC, _P, _OUT), "gkr_facts_new_with"),
    (None, (_P,), "gkr_facts_free"),
    (_I32, (_P, _U32, _U64), "gkr_facts_set_limit"),
    (_I32, (_P, _P), "gkr_facts_read"),
    (_I32, (_P, _S, _SIZE), "gkr_facts_read_text"),
    (_U64, (_P,), "gkr_facts_work"),
    (_U32, (_P,), "gkr_facts_count"),
    (_U32, (_P, _U32), """gkr_fact_concept gkr_fact_also gkr_fact_scope
        gkr_fact_certain gkr_fact_negative gkr_fact_section"""),
    (_S, (_P, _U32), "gkr_fact_value gkr_fact_applicant"),
    (_I32, (_P, _U32, ctypes.POINTER(_I64), ctypes.POINTER(_U32)),
     "gkr_fact_number"),
    (_P, (_P, _U32, _LEN), "gkr_fact_text gkr_fact_printed"),
    (_U64, (_P, _U32), """gkr_fact_offset gkr_fact_length gkr_fact_line
        gkr_fact_column"""),
    (_I32, (_P, _P, _P, _P), "gkr_exporter_write_facts"),
    # writing
    (_I32, (_P, _P, _P, _P), """gkr_exporter_write gkr_exporter_write_findings
        gkr_exporter_write_comparison gkr_exporter_write_rollup gkr_compare"""),
    (_I32, (_P, _S, _I32, _S, _U64, _U64, _P), "gkr_exporter_write_error"),
    (_I32, (_P, _SIZE, _U32, _P), "gkr_convert"),
    # years, parts
    (_U32, (_S, _SIZE, _S, _SIZE), "gkr_agency_same"),
    (_S, (_U32,), "gkr_step_name"),
    (_I32, (_OUT,), "gkr_comparison_new gkr_series_new gkr_rollup_new"),
    (_I32, (_ALLOC, _P, _OUT), """gkr_comparison_new_with gkr_series_new_with
        gkr_rollup_new_with"""),
    (None, (_P,), "gkr_comparison_free gkr_series_free gkr_rollup_free"),
    (_I32, (_P,), "gkr_rollup_clear gkr_series_arrange"),
    (_U32, (_P,), """gkr_comparison_cell_count gkr_series_count
        gkr_series_step_count gkr_series_agency_count gkr_rollup_form
        gkr_rollup_year gkr_rollup_parent_form"""),
    (_U64, (_P,), "gkr_rollup_count gkr_rollup_repeated"),
    (_S, (_P,), "gkr_rollup_parent_agency"),
    (_I32, (_P, _U32, _I64), """gkr_comparison_set_option
        gkr_rollup_set_option"""),
    (_I32, (_P, _U32, _U64), "gkr_series_set_limit"),
    (_U32, (_P, _U32), """gkr_comparison_form gkr_comparison_year
        gkr_comparison_cell_at gkr_series_step_kind gkr_series_step_year
        gkr_series_step_year_to gkr_series_step_last gkr_series_step_this
        gkr_rollup_parent_state"""),
    (_U64, (_P, _U32), """gkr_finding_other_line gkr_finding_other_column
        gkr_finding_other_offset gkr_finding_other_length gkr_rollup_numbers
        gkr_rollup_blanks gkr_rollup_others"""),
    (_S, (_P, _U32), """gkr_comparison_error_message gkr_comparison_agency
        gkr_comparison_source_name gkr_finding_other_source
        gkr_series_step_agency gkr_series_source_name
        gkr_rollup_error_message"""),
    (_U32, (_P, _U32, _U32), "gkr_comparison_state"),
    (_I32, (_P, _U32, _U32, _P, _SIZE), "gkr_comparison_value"),
    (_I32, (_P, _U32, _P, _SIZE), """gkr_comparison_change gkr_rollup_sum
        gkr_rollup_parent_value gkr_rollup_difference"""),
    (_I32, (_P, _U32, ctypes.POINTER(_I64), ctypes.POINTER(_U32)),
     "gkr_comparison_change_number gkr_rollup_sum_number"),
    (_I32, (_P, _P), "gkr_series_add"),
    (_I32, (_P, _U32, _P), "gkr_series_load"),
    (_I32, (_P, _P, _PLACE), "gkr_rollup_add"),
    (_I32, (_P, _P, _P), "gkr_rollup_check gkr_rollup_report"),
    (_I32, (_P, _P, _U32, _P), "gkr_exporter_write_step"),
)

# The same of libgkr-docx.
_DOCX_PROTOTYPES = (
    (_S, (), "gkr_docx_version"),
    (_S, (_S,), "gkr_docx_dependency_version"),
    (_I32, (_OUT,), "gkr_docx_new"),
    (_I32, (_ALLOC, _P, _OUT), "gkr_docx_new_with"),
    (None, (_P,), "gkr_docx_free"),
    (_I32, (_P, _U32, _U64), "gkr_docx_set_limit"),
    (_U64, (_P, _U32), "gkr_docx_limit"),
    (_U32, (_P, _SIZE), "gkr_docx_is_docx"),
    (_I32, (_P, _P, _SIZE), "gkr_docx_open"),
    (_I32, (_P, _P), "gkr_docx_feed"),
    (_I32, (_P, _P, _P, _P, _SIZE), "gkr_docx_read"),
    (_I32, (_P,), "gkr_docx_error"),
    (_S, (_P, _U32), "gkr_docx_error_message"),
    (_U32, (_P,), "gkr_docx_error_limit"),
    (_U64, (_P,), "gkr_docx_memory gkr_docx_memory_peak"),
)


def _candidates() -> Iterator[str]:
    here = os.path.dirname(os.path.abspath(__file__))
    for folder in ("../build", "../../lib", "../../lib64"):
        for name in ("libgkr.so", "libgkr.so.%d" % _ABI, "libgkr.dylib"):
            path = os.path.normpath(os.path.join(here, folder, name))
            if os.path.exists(path):
                yield path
    yield "libgkr.so.%d" % _ABI
    found = ctypes.util.find_library("gkr")
    if found:
        yield found


def _open_library() -> ctypes.CDLL:
    named = os.environ.get("GKR_LIBRARY")
    tried = []
    for path in [named] if named else _candidates():
        try:
            return ctypes.CDLL(path)
        except OSError as error:
            tried.append(str(error))
    raise ImportError("libgkr was not found: %s.  Build it with make, or set "
                      "GKR_LIBRARY to its path." % "; ".join(tried))


def _declare(library: ctypes.CDLL, prototypes: Any) -> None:
    for returns, takes, names in prototypes:
        for name in names.split():
            function = getattr(library, name)
            function.restype = returns
            function.argtypes = takes


def _load() -> Any:
    library = _open_library()
    _declare(library, _PROTOTYPES)
    if library.gkr_abi() != _ABI:
        raise ImportError("%s has ABI %d, not %d" % (
            library._name, library.gkr_abi(), _ABI))
    return library


def _load_docx(core: ctypes.CDLL) -> Any:
    """libgkr-docx from where libgkr is, or None: not everyone builds it."""
    folder, name = os.path.split(core._name)
    try:
        library = ctypes.CDLL(os.path.join(
            folder, name.replace("libgkr", "libgkr-docx")))
    except OSError:
        return None
    _declare(library, _DOCX_PROTOTYPES)
    return library


_c = _load()
_d = _load_docx(_c)

# The numbers of codes are permanent; their names are asked for below.
_OK, _MORE, _END = 0, 1, 2
_ZH, _EN = 1, 2
_CELLS = 2  # positions count cells
_PIECE = 1 << 16


# ---------------------------------------------------------------------------
# Text and names

class Message(NamedTuple):
    """The same said in Chinese and in English."""
    zh: str
    en: str

    def __str__(self) -> str:
        return self.en


def _text(value: Optional[bytes]) -> Optional[str]:
    return None if value is None else value.decode("utf-8")


def _sure(value: Optional[bytes]) -> str:
    return (value or b"").decode("utf-8")


@functools.lru_cache(maxsize=4096)
def _name(function: str, *ids: int) -> str:
    """A name that never changes."""
    return _sure(getattr(_c, function)(*ids))


def _run(function: Callable[..., Any], *arguments: Any) -> Optional[str]:
    """The text of a function that also answers its length."""
    length = _SIZE()
    pointer = function(*arguments, ctypes.byref(length))
    if pointer is None:
        return None
    return ctypes.string_at(pointer, length.value).decode("utf-8")


def _both(function: Callable[..., Any], *arguments: Any) -> Optional[Message]:
    zh, en = function(*arguments, _ZH), function(*arguments, _EN)
    return None if zh is None and en is None else Message(_sure(zh), _sure(en))


def _names(function: Callable[[int], Optional[bytes]],
           first: int = 1) -> List[str]:
    """The names of codes, which count on until there is none."""
    found = []
    name = function(first)
    while name is not None:
        found.append(name.decode("utf-8"))
        name = function(first + len(found))
    return found


def _id(function: Callable[..., int], what: str, *name: Any) -> int:
    """The id of a name, which is the last argument."""
    number = function(*name[:-1], name[-1].encode("utf-8"))
    if not number:
        raise KeyError("no %s has the name %r" % (what, name[-1]))
    return number


# ---------------------------------------------------------------------------
# Errors

class Error(Exception):
    """An error of the library.

    status    its number, and name, such as "GKR_E_LIMIT"
    message   what it means, in Chinese and in English
    offset    where in the input it was met, in bytes
    line      the line, from 1; 0 where it has no place
    limit     the name of the limit that was hit, or None
    report    what was read before the error, where it came from parse
    source    the name of the input, where there was one
    """
    status = 0

    def __init__(self, message: Message, offset: int = 0, line: int = 0,
                 limit: Optional[str] = None):
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.line = line
        self.limit = limit
        self.report: Optional[Report] = None
        self.source: Optional[str] = None

    @property
    def name(self) -> str:
        return _sure(_c.gkr_status_name(self.status))

    def __str__(self) -> str:
        text = self.message.en.rstrip(".")
        if self.limit:
            text += ": %s" % self.limit
        if self.line:
            text += " (line %d, byte %d)" % (self.line, self.offset)
        return "%s: %s" % (self.source, text) if self.source else text


class ArgumentError(Error, ValueError):
    """An argument is out of range."""
    status = -1


class StateError(Error, RuntimeError):
    """The call does not fit here: see the order of calls."""
    status = -2


class OutOfMemory(Error, MemoryError):
    """There was not enough memory."""
    status = -3


class LimitError(Error):
    """A limit was hit; `limit` names it."""
    status = -4


class EncodingError(Error, ValueError):
    """Bytes that the encoding does not have."""
    status = -5


class IconvError(Error):
    """The iconv of this machine cannot convert from the encoding."""
    status = -6


class NulError(Error, ValueError):
    """There is a NUL character in the text."""
    status = -7


class ForeignError(Error):
    """Readable, but not such a report."""
    status = -8


class FormatError(Error):
    """The bytes are of a file format that is not read."""
    status = -9


class NotFoundError(Error, LookupError):
    """There is no such thing."""
    status = -10


class EmptyError(Error):
    """The input is empty."""
    status = -11


class AgencyError(Error):
    """The reports are of different organs, or an organ is not known."""
    status = -12


class YearError(Error):
    """The years of the reports do not fit, or a year is not known."""
    status = -13


class FormError(Error):
    """The forms of the reports do not fit, or have no cells."""
    status = -14


class DigitsError(Error, ArithmeticError):
    """The result has more than 18 digits."""
    status = -15


class UnshownError(Error):
    """The report has cells that the format cannot show as they are."""
    status = -16


ERRORS = {of.status: of for of in (
    ArgumentError, StateError, OutOfMemory, LimitError, EncodingError,
    IconvError, NulError, ForeignError, FormatError, NotFoundError,
    EmptyError, AgencyError, YearError, FormError, DigitsError,
    UnshownError)}


def _error(status: int, message: Optional[Message] = None, offset: int = 0,
           line: int = 0, limit: int = 0) -> Error:
    if message is None:
        message = _both(_c.gkr_status_message, status) or Message("", "")
    return ERRORS.get(status, Error)(
        message, offset, line, _text(_c.gkr_limit_name(limit)))


def _check(status: int) -> int:
    if status < 0:
        raise _error(status)
    return status


# ---------------------------------------------------------------------------
# Memory and handles

class Memory:
    """Gives handles their memory, counts it, and refuses where told to.

    Pass it as `memory` to any handle.  `held` is what the handles hold,
    `count` how often memory was asked for; `refuse(n)`, where given, decides
    whether request n (from 0) fails.
    """

    def __init__(self, refuse: Optional[Callable[[int], bool]] = None):
        self.held = self.peak = self.count = 0
        self._refuse = refuse
        self._blocks: Dict[int, Tuple[Any, int]] = {}
        self._callback = _ALLOC(self._resize)

    def _resize(self, _context: Optional[int], old: Optional[int],
                _old_size: int, size: int) -> Optional[int]:
        if size == 0:
            self._drop(old)
            return None
        self.count += 1
        if self._refuse and self._refuse(self.count - 1):
            return None
        block = ctypes.create_string_buffer(size + 15)
        address = ctypes.addressof(block) + 15 & ~15
        if old is not None:
            ctypes.memmove(address, old, min(self._blocks[old][1], size))
            self._drop(old)
        self._blocks[address] = (block, size)
        self.held += size
        self.peak = max(self.peak, self.held)
        return address

    def _drop(self, address: Optional[int]) -> None:
        if address is not None:
            self.held -= self._blocks.pop(address)[1]


def _release(free: Callable[[Any], None], pointer: Any,
             _memory: Optional[Memory]) -> None:
    free(pointer)


class _Handle:
    """Something that the library made; freed by close, with or the end."""
    _free: Callable[[Any], None]

    def _make(self, plain: Callable[..., int], with_memory: Callable[..., int],
              free: Callable[[Any], None], memory: Optional[Memory],
              *first: Any) -> None:
        out = _P()
        if memory is None:
            _check(plain(*first, ctypes.byref(out)))
        else:
            _check(with_memory(
                *first, memory._callback, None, ctypes.byref(out)))
        self._pointer = out
        self._finalizer = weakref.finalize(self, _release, free, out, memory)

    @property
    def _h(self) -> Any:
        if not self._finalizer.alive:
            raise ValueError("%s is closed" % type(self).__name__)
        return self._pointer

    @property
    def closed(self) -> bool:
        return not self._finalizer.alive

    def close(self) -> None:
        """Frees the memory; may be called again."""
        self._finalizer()

    def __reduce__(self) -> Any:
        raise TypeError("a %s lives in this process alone; of a report, "
                        "as_dict() can be sent" % type(self).__name__)

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_exception: Any) -> None:
        self.close()


def _set_limits(function: Callable[..., int], handle: Any,
                limits: Optional[Mapping[str, int]]) -> None:
    for name, value in (limits or {}).items():
        _check(function(handle, _id(
            _c.gkr_limit_from_name, "limit", name), value))


# ---------------------------------------------------------------------------
# Tokens

class Token(NamedTuple):
    """A piece of a report; what its kind does not have is None, 0 or "".

    kind is "section", "cell", ...: see token_kinds().  address is as much
    of table.row.column as the token has.  Positions are bytes of the input
    and lines and columns (in characters) from 1.
    """
    kind: str
    table: Optional[str]
    row: Optional[str]
    column: Optional[str]
    section: Optional[str]
    number: int
    form: Optional[str]
    layout: Optional[str]
    state: Optional[str]
    value: Optional[Decimal]
    certainty: Optional[str]
    text: str
    note: Optional[str]
    unit: Optional[str]
    offset: int
    length: int
    line: int
    column_number: int
    cell: int

    @property
    def address(self) -> Optional[str]:
        names = (self.table, self.row, self.column)
        return ".".join(name for name in names if name) or None


_KINDS = dict(enumerate(_names(_c.gkr_token_name), 1))
_VALUES = ("cell", "unplaced", "unknown-value")


class Tokenizer(_Handle):
    """Bytes (or cells) go in, tokens come out.

        with gkr.Tokenizer() as tokenizer:
            for piece in iter(lambda: file.read(4096), b""):
                tokenizer.feed(piece)
                for token in tokenizer: ...
            tokenizer.finish()
            for token in tokenizer: ...

    How the input is cut into pieces never changes what comes out.
    gkr.tokens() does all this by itself.
    """

    def __init__(self, *, encoding: Optional[str] = None,
                 replace_invalid: bool = False,
                 limits: Optional[Mapping[str, int]] = None,
                 memory: Optional[Memory] = None):
        self._lent: Optional[bytes] = None
        self.ended = False
        self._make(_c.gkr_tokenizer_new, _c.gkr_tokenizer_new_with,
                   _c.gkr_tokenizer_free, memory)
        _set_limits(_c.gkr_tokenizer_set_limit, self._h, limits)
        if encoding is not None:
            self.set_encoding(encoding)
        if replace_invalid:
            self.replace_invalid(True)

    def set_encoding(self, name: Optional[str]) -> None:
        """The encoding by any usual name; None finds it out."""
        number = 0 if name is None else _id(
            _c.gkr_encoding_from_name, "encoding", name)
        self._check(_c.gkr_tokenizer_set_encoding(self._h, number))

    def replace_invalid(self, on: bool) -> None:
        """Invalid bytes become U+FFFD and are counted (`replaced`)."""
        self._check(_c.gkr_tokenizer_set_option(self._h, 1, int(on)))

    def set_limit(self, name: str, value: int) -> None:
        """Before the first byte; names and defaults: gkr.limits()."""
        _set_limits(_c.gkr_tokenizer_set_limit, self._h, {name: value})

    def limit(self, name: str) -> int:
        return _c.gkr_tokenizer_limit(
            self._h, _id(_c.gkr_limit_from_name, "limit", name))

    def set_cell_layout(self, name: str) -> None:
        """What layout to report for cells that are fed."""
        number = layouts().index(name) + 1 if name in layouts() else 0
        self._check(_c.gkr_tokenizer_set_cell_layout(self._h, number))

    def feed(self, data: Union[bytes, bytearray, memoryview]) -> None:
        """Lends bytes; take all tokens before the next piece."""
        data = bytes(data)
        self._check(_c.gkr_tokenizer_feed(self._h, data, len(data)))
        if data:  # the library reads them until there are no more tokens
            self._lent = data

    def finish(self) -> None:
        """The input is complete; further tokens may follow."""
        self._check(_c.gkr_tokenizer_finish(self._h))

    def reset(self) -> None:
        """Ready for the next report, with the same settings and memory."""
        self._check(_c.gkr_tokenizer_reset(self._h))
        self._settle(_OK)

    def paragraph(self, text: str) -> None:
        """Feeds a paragraph, where there are cells instead of bytes."""
        data = text.encode("utf-8")
        self._check(_c.gkr_tokenizer_feed_paragraph(self._h, data, len(data)))

    def cell(self, text: str, rowspan: int = 1, colspan: int = 1) -> None:
        """Feeds a table's next cell; one that a span covers is left out."""
        data = text.encode("utf-8")
        self._check(_c.gkr_tokenizer_feed_cell(
            self._h, data, len(data), rowspan, colspan))

    def end_row(self) -> None:
        self._check(_c.gkr_tokenizer_end_row(self._h))

    def end_table(self) -> None:
        self._check(_c.gkr_tokenizer_end_table(self._h))

    def fail(self, error: Error) -> None:
        """What is fed ends in this error, which comes behind all tokens."""
        limit = _id(_c.gkr_limit_from_name, "limit",
                    error.limit) if error.limit else 0
        self._check(_c.gkr_tokenizer_fail(
            self._h, error.status, limit, error.message.zh.encode(),
            error.message.en.encode()))

    def row(self, *texts: str) -> None:
        """Feeds a whole row of plain cells."""
        for text in texts:
            self.cell(text)
        self.end_row()

    def __iter__(self) -> Iterator[Token]:
        """The tokens that are ready; afterwards see `ended`."""
        while True:
            status = _c.gkr_tokenizer_next(self._h)
            if status != _OK:
                self._settle(status)
                return
            yield self.token

    def _settle(self, status: int) -> None:
        """No token is left, so nothing that was lent is looked at again."""
        self._lent = None
        self.ended = status == _END
        self._check(status)

    def _check(self, status: int) -> None:
        if status >= 0:
            return
        if status == _c.gkr_tokenizer_error(self._h):
            raise self.error
        raise _error(status)

    @property
    def error(self) -> Any:
        """The error with which the input ended, or None."""
        status = _c.gkr_tokenizer_error(self._h)
        if status >= 0:
            return None
        return _error(status, _both(_c.gkr_tokenizer_error_message, self._h),
                      _c.gkr_tokenizer_error_offset(self._h),
                      _c.gkr_tokenizer_error_line(self._h),
                      _c.gkr_tokenizer_error_limit(self._h))

    @property
    def token(self) -> Token:
        """The token that was last stepped to."""
        t = self._h
        table, row = _c.gkr_token_table(t), _c.gkr_token_row(t)
        column = _c.gkr_token_column(t)
        kind = _KINDS.get(_c.gkr_token_kind(t), "")
        state = certainty = value = None
        if kind in _VALUES:
            state = _text(_c.gkr_state_name(_c.gkr_token_state(t)))
            certainty = _text(_c.gkr_certainty_name(
                _c.gkr_token_certainty(t)))
            if state == "number":
                value = _decimal(
                    _c.gkr_token_mantissa(t), _c.gkr_token_scale(t))
        form = _c.gkr_token_form(t)
        ends = kind in ("table-end", "report-end")
        return Token(
            kind, _text(_c.gkr_table_name(table)),
            _text(_c.gkr_row_name(table, row)),
            _text(_c.gkr_column_name(table, column)),
            _text(_c.gkr_section_name(_c.gkr_token_section(t))),
            _c.gkr_token_number(t),
            _text(_c.gkr_form_name(form)) if ends else None,
            _text(_c.gkr_layout_name(_c.gkr_token_layout(t))),
            state, value, certainty, _run(_c.gkr_token_text, t) or "",
            _run(_c.gkr_token_note, t), _run(_c.gkr_token_unit, t),
            _c.gkr_token_offset(t), _c.gkr_token_length(t),
            _c.gkr_token_line(t), _c.gkr_token_column_number(t),
            _c.gkr_token_cell(t))

    @property
    def encoding(self) -> Optional[str]:
        """The encoding in use, None while it is not known."""
        return _text(_c.gkr_encoding_name(_c.gkr_tokenizer_encoding(self._h)))

    @property
    def replaced(self) -> int:
        """How many invalid sequences became U+FFFD."""
        return _c.gkr_tokenizer_replaced(self._h)

    @property
    def counts_cells(self) -> bool:
        """True where positions count paragraphs, rows and cells."""
        return _c.gkr_tokenizer_position_kind(self._h) == _CELLS

    @property
    def memory(self) -> Tuple[int, int]:
        """Bytes held now, and at most so far."""
        return (_c.gkr_tokenizer_memory(self._h),
                _c.gkr_tokenizer_memory_peak(self._h))

    @property
    def work(self) -> Tuple[int, int]:
        """Bytes scanned and cells touched, counted with repetition."""
        return (_c.gkr_tokenizer_work_bytes(self._h),
                _c.gkr_tokenizer_work_cells(self._h))


def _decimal(mantissa: int, scale: int) -> Decimal:
    """Exact, whatever precision the decimal context has."""
    return Decimal((int(mantissa < 0), tuple(map(int, str(abs(mantissa)))),
                    -scale))


def _pieces(source: Source, size: int) -> Iterator[bytes]:
    if isinstance(source, (bytes, bytearray, memoryview)):
        data = bytes(source)
        for at in range(0, len(data), size):
            yield data[at:at + size]
    elif isinstance(source, (str, os.PathLike)):
        with open(source, "rb") as file:
            yield from _pieces(file, size)
    else:
        piece = source.read(size)
        while piece:
            if not isinstance(piece, bytes):
                raise TypeError("the file must be opened in binary mode")
            yield piece
            piece = source.read(size)


def _name_of(source: Source) -> Optional[str]:
    name = source if isinstance(source, (str, os.PathLike)) else getattr(
        source, "name", None)
    if isinstance(name, (str, bytes, os.PathLike)):  # not all are UTF-8
        return os.fsencode(name).decode("utf-8", "replace")
    return None


def tokens(source: Source, *, chunk: int = _PIECE,
           tokenizer: Optional[Tokenizer] = None,
           **settings: Any) -> Iterator[Token]:
    """The tokens of bytes, of a file by its path, or of a binary file.

    Never holds more than a table of the source.  settings are those of
    Tokenizer; errors are raised where the source ends with them, after all
    tokens that were read before.
    """
    own = tokenizer or Tokenizer(**settings)
    try:
        pieces = _pieces(source, chunk)
        first = next(pieces, b"")
        if first.startswith(b"PK"):  # an archive is needed whole
            first += b"".join(pieces)
        if is_docx(first):
            with Docx() as docx:
                yield from docx.tokens(first, own)
            return
        for piece in itertools.chain([first], pieces):
            own.feed(piece)
            yield from own
        own.finish()
        yield from own
    finally:
        if tokenizer is None:
            own.close()


# ---------------------------------------------------------------------------
# What a report consists of

class Cell(NamedTuple):
    """A cell of a report.

    state      "number", "blank", "nil", "text", "missing", "unplaced"
    value      the number, exact; None in every other state
    raw        what is printed
    certainty  "read", "inferred", "set" or "none"
    note, unit what else stands in the cell; None where nothing does
    offset, length, line, column
               where it stands; None for a cell without a place
    """
    address: str
    state: str
    value: Optional[Decimal]
    raw: str
    certainty: str
    note: Optional[str]
    unit: Optional[str]
    offset: Optional[int]
    length: Optional[int]
    line: Optional[int]
    column: Optional[int]

    def __int__(self) -> int:
        """The number; ValueError where it is none, or no integer."""
        if self.value is None or self.value != int(self.value):
            raise ValueError("%s is %s: %r" % (
                self.address, "no integer" if self.value else self.state,
                self.raw))
        return int(self.value)


def _cell_of(address: str, *, state: str,
             value: Union[int, Decimal, None] = None, raw: str = "",
             certainty: str = "none", note: Optional[str] = None,
             unit: Optional[str] = None, offset: Optional[int] = None,
             length: Optional[int] = None, line: Optional[int] = None,
             column: Optional[int] = None, **_newer: Any) -> Cell:
    """The cell that an object of the JSON is."""
    number = None if value is None else Decimal(value)
    return Cell(address, state, number, raw, certainty, note, unit, offset,
                length, line, column)


class Section(NamedTuple):
    """A section as it stands in the source; id None where it is not known."""
    id: Optional[str]
    number: int
    heading: str
    text: str
    line: int
    offset: int


class LooseRow(NamedTuple):
    """A row whose values have no cell: kind "unplaced" or "unknown"."""
    kind: str
    table: Optional[str]
    row: Optional[str]
    label: str
    line: int
    values: Tuple[str, ...]


class Row(Mapping):  # type: ignore[type-arg]
    """A row of a report: row["total"] and row.total are its cells."""

    def __init__(self, report: Report, table: int, row: int):
        self._report, self._table, self._row = report, table, row

    name = property(lambda self: _sure(
        _c.gkr_row_name(self._table, self._row)), doc="as in addresses")

    @property
    def label(self) -> Optional[str]:
        """The label as the form prints it."""
        return _text(_c.gkr_form_row_label(
            self._report._form, self._table, self._row))

    @property
    def printed(self) -> Optional[str]:
        """The label that the source prints; None where it has no such row."""
        return _run(_c.gkr_report_row_label, self._report._h, self._table,
                    self._row)

    @property
    def present(self) -> bool:
        return bool(_c.gkr_report_has_row(
            self._report._h, self._table, self._row))

    def __getitem__(self, column: str) -> Cell:
        number = _id(_c.gkr_column_from_name, "column", self._table, column)
        cell = _c.gkr_cell(self._table, self._row, number)
        if not _c.gkr_form_has_cell(self._report._form, cell):
            raise KeyError(column)
        return self._report._cell(cell)

    def __getattr__(self, name: str) -> Cell:
        if not name.startswith("_") and name in list(self):
            return self[name]
        raise AttributeError("a row of %s has no column %r" % (
            _name("gkr_table_name", self._table), name))

    def __repr__(self) -> str:
        return "<gkr.Row %s.%s>" % (
            _name("gkr_table_name", self._table), self.name)

    def __iter__(self) -> Iterator[str]:
        return iter(_columns(self._report._form, self._table))

    def __len__(self) -> int:
        return _c.gkr_form_column_count(self._report._form, self._table)


class Table(Mapping):  # type: ignore[type-arg]
    """A table of a report: table["granted"] and table.granted are rows."""

    def __init__(self, report: Report, table: int):
        self._report, self._table = report, table

    name = property(lambda self: _sure(_c.gkr_table_name(self._table)),
                    doc="as in addresses")

    @property
    def label(self) -> Optional[str]:
        return _text(_c.gkr_form_table_label(
            self._report._form, self._table))

    @property
    def present(self) -> bool:
        """Whether the source has the table."""
        return bool(_c.gkr_report_has_table(self._report._h, self._table))

    def has_column(self, name: str) -> bool:
        """Whether the source's header has the column."""
        return bool(_c.gkr_report_has_column(self._report._h, self._table, _id(
            _c.gkr_column_from_name, "column", self._table, name)))

    def printed_column(self, name: str) -> Optional[str]:
        """The column's label that the source prints, or None."""
        return _run(_c.gkr_report_column_label, self._report._h, self._table,
                    _id(_c.gkr_column_from_name, "column", self._table, name))

    def numbers(self) -> List[List[Optional[Decimal]]]:
        """All numbers, row by row, in one call; None where there is none."""
        size, width = _SIZE(), _c.gkr_form_column_count(
            self._report._form, self._table)
        most = width * len(self)
        states = (ctypes.c_uint8 * most)()
        mantissas, scales = (_I64 * most)(), (ctypes.c_uint8 * most)()
        _check(_c.gkr_report_table(
            self._report._h, self._table, states, mantissas, scales, most,
            ctypes.byref(size)))
        flat = [_decimal(mantissas[i], scales[i]) if states[i] == 1 else None
                for i in range(size.value)]
        return [flat[i:i + width] for i in range(0, len(flat), width or 1)]

    def __getitem__(self, row: str) -> Row:
        number = _id(_c.gkr_row_from_name, "row", self._table, row)
        if _c.gkr_form_row_label(
                self._report._form, self._table, number) is None:
            raise KeyError(row)
        return Row(self._report, self._table, number)

    def __getattr__(self, name: str) -> Row:
        if not name.startswith("_") and name in list(self):
            return self[name]
        raise AttributeError("table %s has no row %r" % (self.name, name))

    def __repr__(self) -> str:
        return "<gkr.Table %s>" % self.name

    def __iter__(self) -> Iterator[str]:
        return iter(_rows(self._report._form, self._table))

    def __len__(self) -> int:
        return _c.gkr_form_row_count(self._report._form, self._table)


# ---------------------------------------------------------------------------
# The report

class Report(_Handle, Mapping):  # type: ignore[type-arg]
    """A report: a mapping of addresses ("table.row.column") to cells.

    It has every cell of its form.  report[address] = "1,075.178" sets a cell
    to what a clerk would type, an int or Decimal sets a number, and del
    report[address] makes the cell missing.  report.applications is a Table,
    report.as_dict() the whole as plain dicts and lists.
    """

    def __init__(self, *, limits: Optional[Mapping[str, int]] = None,
                 memory: Optional[Memory] = None):
        self._make(_c.gkr_report_new, _c.gkr_report_new_with,
                   _c.gkr_report_free, memory)
        _set_limits(_c.gkr_report_set_limit, self._h, limits)

    def copy(self, memory: Optional[Memory] = None) -> "Report":
        """A report of its own with all that this one holds."""
        made = Report.__new__(Report)
        made._make(_c.gkr_report_copy, _c.gkr_report_copy_with,
                   _c.gkr_report_free, memory, self._h)
        return made

    # reading

    def parse(self, data: Union[bytes, bytearray, memoryview],
              tokenizer: Optional[Tokenizer] = None) -> None:
        """Reads a whole report in place of what was here.

        Keep a tokenizer and a report for many files: once warm, nothing is
        allocated.
        """
        own = tokenizer or Tokenizer()
        data = bytes(data)
        own._lent = data  # should reading break off, it is still lent
        try:
            self._settle(_c.gkr_report_parse(
                self._h, own._h, data, len(data)))
            own._lent = None
        finally:
            if tokenizer is None:
                own.close()

    def read(self, tokenizer: Tokenizer) -> bool:
        """Takes the tokens that are ready; True once it is complete."""
        status = _c.gkr_report_read(self._h, tokenizer._h)
        self._settle(status)
        tokenizer._lent = None
        return status == _END

    def clear(self) -> None:
        """Empties the report; limits and memory stay."""
        _check(_c.gkr_report_clear(self._h))

    def set_limit(self, name: str, value: int) -> None:
        _set_limits(_c.gkr_report_set_limit, self._h, {name: value})

    def limit(self, name: str) -> int:
        return _c.gkr_report_limit(
            self._h, _id(_c.gkr_limit_from_name, "limit", name))

    def _settle(self, status: int) -> None:
        if status >= 0:
            return
        error = self.error if status == _c.gkr_report_error(self._h) else None
        error = error or _error(status)
        error.report = self
        raise error

    @property
    def error(self) -> Any:
        """The error with which reading ended, or None."""
        status = _c.gkr_report_error(self._h)
        if status >= 0:
            return None
        return _error(status, _both(_c.gkr_report_error_message, self._h),
                      _c.gkr_report_error_offset(self._h),
                      _c.gkr_report_error_line(self._h),
                      _c.gkr_report_error_limit(self._h))

    # the whole

    @property
    def _form(self) -> int:
        return _c.gkr_report_form(self._h)

    @property
    def form(self) -> str:
        """ "2019", "2021", "hybrid", "pre2019" or "unknown"."""
        return _sure(_c.gkr_form_name(self._form))

    @form.setter
    def form(self, name: str) -> None:
        number = 0 if name == "unknown" else _id(
            _c.gkr_form_from_name, "form", name)
        _check(_c.gkr_report_set_form(self._h, number))

    @property
    def year(self) -> Optional[int]:
        """The year that is reported on."""
        return _c.gkr_report_year(self._h) or None

    @year.setter
    def year(self, year: Optional[int]) -> None:
        _check(_c.gkr_report_set_year(self._h, year or 0))

    def _set(self, function: Callable[..., int], text: Optional[str]) -> None:
        data = (text or "").encode("utf-8")
        _check(function(self._h, data, len(data)))

    @property
    def title(self) -> Optional[str]:
        return _text(_c.gkr_report_title(self._h))

    @title.setter
    def title(self, text: Optional[str]) -> None:
        self._set(_c.gkr_report_set_title, text)

    @property
    def agency(self) -> Optional[str]:
        """The organ that the title names."""
        return _text(_c.gkr_report_agency(self._h))

    @agency.setter
    def agency(self, text: Optional[str]) -> None:
        self._set(_c.gkr_report_set_agency, text)

    @property
    def signed_by(self) -> Optional[str]:
        return _text(_c.gkr_report_signed_by(self._h))

    @signed_by.setter
    def signed_by(self, text: Optional[str]) -> None:
        self._set(_c.gkr_report_set_signed_by, text)

    @property
    def date(self) -> Optional[datetime.date]:
        """The date under the report."""
        text = _text(_c.gkr_report_date(self._h))
        if text is None:
            return None
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()

    @date.setter
    def date(self, day: Union[datetime.date, str, None]) -> None:
        self._set(_c.gkr_report_set_date, str(day) if day else None)

    @property
    def source_name(self) -> Optional[str]:
        return _text(_c.gkr_report_source_name(self._h))

    @source_name.setter
    def source_name(self, text: Optional[str]) -> None:
        self._set(_c.gkr_report_set_source_name, text)

    @property
    def source_bytes(self) -> int:
        return _c.gkr_report_source_bytes(self._h)

    @property
    def encoding(self) -> Optional[str]:
        return _text(_c.gkr_encoding_name(_c.gkr_report_encoding(self._h)))

    @property
    def replaced(self) -> int:
        return _c.gkr_report_replaced(self._h)

    @property
    def counts_cells(self) -> bool:
        """True where positions count paragraphs, rows and cells."""
        return _c.gkr_report_position_kind(self._h) == _CELLS

    @property
    def layouts(self) -> List[str]:
        """How its tables are laid out, in the order in which they were met."""
        return [_sure(_c.gkr_layout_name(_c.gkr_report_layout_at(self._h, i)))
                for i in range(_c.gkr_report_layout_count(self._h))]

    # sections and prose

    @property
    def preamble(self) -> str:
        """What stands before the first section."""
        return _run(_c.gkr_report_preamble, self._h) or ""

    @property
    def sections(self) -> List[Section]:
        """The sections as they stand in the source."""
        r = self._h
        return [Section(
            _text(_c.gkr_section_name(_c.gkr_report_section_id(r, i))),
            _c.gkr_report_section_number(r, i),
            _run(_c.gkr_report_section_heading, r, i) or "",
            _run(_c.gkr_report_section_text, r, i) or "",
            _c.gkr_report_section_line(r, i),
            _c.gkr_report_section_offset(r, i),
        ) for i in range(_c.gkr_report_section_count(r))]

    def text_place(self, section: int, at: int) -> Tuple[int, int, int]:
        """Byte offset, line and column of character `at` of a section's
        text; sections count from 0."""
        text = _run(_c.gkr_report_section_text, self._h, section) or ""
        offset, line, column = _U64(), _U64(), _U64()
        _check(_c.gkr_report_section_place(
            self._h, section, len(text[:at].encode("utf-8")),
            ctypes.byref(offset), ctypes.byref(line), ctypes.byref(column)))
        return offset.value, line.value, column.value

    # cells

    def _id(self, address: str) -> int:
        return _id(_c.gkr_cell_from_address, "cell", address)

    def _value(self, cell: int) -> Optional[Decimal]:
        text = ctypes.create_string_buffer(24)
        status = _c.gkr_report_value(self._h, cell, text, len(text))
        return Decimal(text.value.decode("ascii")) if status == _OK else None

    def _cell(self, cell: int) -> Cell:
        r, place = self._h, [_U64(), _U64(), _U64(), _U64()]
        found = _c.gkr_report_place(
            r, cell, *[ctypes.byref(number) for number in place]) == _OK
        bytes_known = found and not self.counts_cells
        offset, length, line, column = [number.value for number in place]
        return Cell(
            _name("gkr_cell_address", cell),
            _name("gkr_state_name", _c.gkr_report_state(r, cell)),
            self._value(cell), _run(_c.gkr_report_raw, r, cell) or "",
            _name("gkr_certainty_name", _c.gkr_report_certainty(r, cell)),
            _run(_c.gkr_report_note, r, cell),
            _run(_c.gkr_report_unit, r, cell),
            offset if bytes_known else None, length if bytes_known else None,
            line if found else None, column if found else None)

    def cell(self, address: str) -> Cell:
        """The cell of any form; missing where this report's form lacks it."""
        return self._cell(self._id(address))

    def number(self, address: str) -> Tuple[int, int]:
        """mantissa and scale: value = mantissa / 10 ** scale.

        NotFoundError where the cell holds no number.
        """
        mantissa, scale = _I64(), _U32()
        _check(_c.gkr_report_number(self._h, self._id(address),
                                    ctypes.byref(mantissa),
                                    ctypes.byref(scale)))
        return mantissa.value, scale.value

    def __getitem__(self, address: str) -> Cell:
        cell = self._id(address)
        if not _c.gkr_form_has_cell(self._form, cell):
            raise KeyError("form %s has no cell %r" % (self.form, address))
        return self._cell(cell)

    def __setitem__(self, address: str,
                    value: Union[str, int, Decimal, None]) -> None:
        cell = self._id(address)
        if value is None:
            _check(_c.gkr_report_unset_cell(self._h, cell))
        elif isinstance(value, str):
            data = value.encode("utf-8")
            _check(_c.gkr_report_set_cell(self._h, cell, data, len(data)))
        else:
            _check(_c.gkr_report_set_number(self._h, cell, *_split(value)))

    def __delitem__(self, address: str) -> None:
        self[address] = None

    def update(self, cells: Mapping[str, Union[str, int, Decimal, None]]
               ) -> None:
        """Sets several cells, as report[address] = value does."""
        for address, value in cells.items():
            self[address] = value

    @property
    def edits(self) -> Dict[str, str]:
        """The cells that were set, and their text, as update takes them.

        With the bytes it was read from, they bring an edited report back.
        """
        return {address: cell.raw for address, cell in self.items()
                if cell.certainty == "set"}

    def __iter__(self) -> Iterator[str]:
        form = self._form
        for i in range(_c.gkr_form_cell_count(form)):
            yield _name("gkr_cell_address", _c.gkr_form_cell_at(form, i))

    def cells(self) -> Dict[str, Cell]:
        """All cells as they are now, many times as fast as one by one."""
        text = self.export("ndjson", prose=False)
        tables = json.loads(text, parse_float=Decimal)["tables"]
        return {
            address: _cell_of(address, **cell)
            for table, rows in tables.items()
            for row, columns in rows.items()
            for column, cell in columns.items()
            for address in [".".join((table, row, column))]}

    def items(self) -> ItemsView[str, Cell]:
        """Those of cells(): what is changed meanwhile is not in them."""
        return self.cells().items()

    def values(self) -> ValuesView[Cell]:
        return self.cells().values()

    def __len__(self) -> int:
        return _c.gkr_form_cell_count(self._form)

    def __bool__(self) -> bool:
        return True

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    @property
    def tables(self) -> Dict[str, Table]:
        """The tables of the report's form by name."""
        return {name: Table(self, number)
                for number, name in _tables(self._form)}

    def __getattr__(self, name: str) -> Table:
        if not name.startswith("_") and name in self.tables:
            return self.tables[name]
        raise AttributeError("a report of form %s has no table %r" % (
            self.form, name))

    def __dir__(self) -> List[str]:
        return [*super().__dir__(), *self.tables]

    def counts(self) -> Dict[str, int]:
        """How many cells have each state, and how many were inferred."""
        found = {name: _c.gkr_report_count_state(self._h, i)
                 for i, name in enumerate(states())}
        found["inferred"] = _c.gkr_report_count_inferred(self._h)
        return found

    @property
    def loose_rows(self) -> List[LooseRow]:
        """Rows whose values have no cell, and rows that no form has."""
        return [self._loose(i)
                for i in range(_c.gkr_report_loose_count(self._h))]

    def _loose(self, i: int) -> LooseRow:
        r = self._h
        table = _c.gkr_report_loose_table(r, i)
        values = [_run(_c.gkr_report_loose_value, r, i, at) or ""
                  for at in range(_c.gkr_report_loose_value_count(r, i))]
        return LooseRow(
            "unplaced" if _c.gkr_report_loose_kind(r, i) == 1 else "unknown",
            _text(_c.gkr_table_name(table)),
            _text(_c.gkr_row_name(table, _c.gkr_report_loose_row(r, i))),
            _run(_c.gkr_report_loose_label, r, i) or "",
            _c.gkr_report_loose_line(r, i), tuple(values))

    # what can be done with it

    def check(self, *, blank_as_zero: bool = False,
              limits: Optional[Mapping[str, int]] = None,
              memory: Optional[Memory] = None) -> Findings:
        """Applies every rule."""
        found = Findings(
            blank_as_zero=blank_as_zero, limits=limits, memory=memory)
        found.check(self)
        return found

    def export(self, format: str = "json",
               findings: Optional[Findings] = None, **options: Any) -> str:
        """The report as text; formats() names the formats.

        options are those of Exporter.  Findings are in JSON where they are
        given.
        """
        return self.export_bytes(format, findings, **options).decode("utf-8")

    def export_bytes(self, format: str = "json",
                     findings: Optional[Findings] = None,
                     **options: Any) -> bytes:
        with Exporter(format, **options) as exporter:
            return exporter.write(self, findings)

    def as_dict(self, findings: Optional[Findings] = None) -> Dict[str, Any]:
        """The JSON object as a dict; numbers with a point are Decimals.

        For JSON as text see export.
        """
        return json.loads(self.export("ndjson", findings),
                          parse_float=Decimal)

    def __repr__(self) -> str:
        if self.closed:
            return "<gkr.Report, closed>"
        return "<gkr.Report %r, form %s>" % (self.title, self.form)


def _split(value: Union[int, Decimal]) -> Tuple[int, int]:
    """A number as mantissa and scale; binary floats are not exact."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise TypeError("a cell is set to a str, an int or a Decimal, not %r"
                        % type(value).__name__)
    sign, digits, scale = Decimal(value).as_tuple()
    if not isinstance(scale, int):
        raise ValueError("%s is no number that a cell can hold" % value)
    if scale > 18 or len(digits) > 18:
        raise ValueError("%s has more than 18 digits" % value)
    number = int("".join(map(str, digits))) * 10 ** max(scale, 0)
    if number >= 10 ** 18 or scale < -18:
        raise ValueError("%s has more than 18 digits" % value)
    return -number if sign else number, max(-scale, 0)


def parse(source: Source, *, name: Optional[str] = None,
          report: Optional[Report] = None,
          tokenizer: Optional[Tokenizer] = None, **settings: Any) -> Report:
    """The report of bytes, of a file by its path, or of a binary file.

    name is kept as its source_name (a path by default); settings are those
    of Tokenizer.  An error that is raised has what was read as `report`.

    For many files keep a tokenizer, with its settings, and give it to each
    call: it reads tables like those before several times as fast.  A report
    that is given is read into and returned; its cells, sections and so on are
    copies and stay.
    """
    if tokenizer is not None:
        if settings:
            raise TypeError("settings are the tokenizer's own")
        return _parse(source, name, report, tokenizer)
    with Tokenizer(**settings) as tokenizer:
        return _parse(source, name, report, tokenizer)


def _parse(source: Source, name: Optional[str], report: Optional[Report],
           tokenizer: Tokenizer) -> Report:
    made = report if report is not None else Report()
    name = name if name is not None else _name_of(source)
    try:
        data = b"".join(_pieces(source, _PIECE))
        if is_docx(data):
            with Docx() as docx:
                docx.read(data, made, tokenizer)
        else:
            made.parse(data, tokenizer)
    except Error as error:
        error.source = name
        raise
    made.source_name = name
    return made


# ---------------------------------------------------------------------------
# Word documents

def is_docx(data: bytes) -> bool:
    """Whether the bytes, all of a file, are a document that Docx reads."""
    return _d is not None and bool(_d.gkr_docx_is_docx(data, len(data)))


def docx_version(name: Optional[str] = None) -> Optional[str]:
    """The version of libgkr-docx, of "zlib" or "expat"; None without it."""
    if _d is None:
        return None
    return _text(_d.gkr_docx_version() if name is None else
                 _d.gkr_docx_dependency_version(name.encode()))


class Docx(_Handle):
    """Reads Word documents; parse and tokens do it by themselves.

    limits may name "input", "depth" and "memory".  Positions count
    paragraphs, rows and cells.
    """

    def __init__(self, memory: Optional[Memory] = None,
                 limits: Optional[Mapping[str, int]] = None):
        if _d is None:
            raise ImportError("libgkr-docx was not found beside libgkr")
        self._data = b""
        self._make(_d.gkr_docx_new, _d.gkr_docx_new_with, _d.gkr_docx_free,
                   memory)
        _set_limits(_d.gkr_docx_set_limit, self._h, limits)

    def limit(self, name: str) -> int:
        return _d.gkr_docx_limit(
            self._h, _id(_c.gkr_limit_from_name, "limit", name))

    @property
    def memory(self) -> Tuple[int, int]:
        """Bytes held now, and at most so far."""
        return (_d.gkr_docx_memory(self._h), _d.gkr_docx_memory_peak(self._h))

    @property
    def error(self) -> Any:
        """The error with which the last document ended, or None."""
        status = _d.gkr_docx_error(self._h)
        if status >= 0:
            return None
        return _error(status, _both(_d.gkr_docx_error_message, self._h),
                      limit=_d.gkr_docx_error_limit(self._h))

    def read(self, data: bytes, report: Report,
             tokenizer: Optional[Tokenizer] = None) -> None:
        """Reads a whole file into the report, in place of what was there."""
        own = tokenizer or Tokenizer()
        data = bytes(data)
        try:
            report._settle(_d.gkr_docx_read(
                self._h, report._h, own._h, data, len(data)))
        finally:
            if tokenizer is None:
                own.close()

    def tokens(self, data: bytes, tokenizer: Tokenizer) -> Iterator[Token]:
        """The tokens of a whole file, while it is read."""
        self._data = bytes(data)
        tokenizer.reset()
        _d.gkr_docx_open(self._h, self._data, len(self._data))
        fed = _MORE
        while fed == _MORE:
            fed = _d.gkr_docx_feed(self._h, tokenizer._h)
            yield from tokenizer


# ---------------------------------------------------------------------------
# Findings

class Change(NamedTuple):
    """A cell that a suggestion changes, what it prints and has to hold."""
    cell: str
    before: str
    after: str


class Accepted(NamedTuple):
    """A finding that somebody accepted; matches: how often it was met."""
    fingerprint: str
    reason: str
    line: int
    matches: int


class OtherPlace(NamedTuple):
    """Where the other of two compared reports has the number."""
    source: Optional[str]
    line: int
    column: int
    offset: int
    length: int


class Finding(NamedTuple):
    """What a rule found.

    status is "fail", or "unassessable" where a cell it needs holds no
    number.  left and right are the sides of a comparison as text.  line,
    column, offset and length are 0 where it has no place.  kind and changes
    are those of the suggestion; choices is how many single corrections would
    do.  reason is not None where the finding is accepted.  other is the place
    in last year's report, where two were compared.
    """
    rule: str
    at: Optional[str]
    status: str
    severity: str
    left: Optional[str]
    right: Optional[str]
    cells: Tuple[str, ...]
    line: int
    column: int
    offset: int
    length: int
    message: Message
    suggestion: Optional[Message]
    kind: Optional[str]
    changes: Tuple[Change, ...]
    choices: int
    fingerprint: str
    reason: Optional[str]
    other: Optional[OtherPlace] = None


class Findings(_Handle, Sequence):  # type: ignore[type-arg]
    """The findings of a check, a sequence of Finding."""

    def __init__(self, *, blank_as_zero: bool = False,
                 limits: Optional[Mapping[str, int]] = None,
                 memory: Optional[Memory] = None):
        self._make(_c.gkr_findings_new, _c.gkr_findings_new_with,
                   _c.gkr_findings_free, memory)
        _set_limits(_c.gkr_findings_set_limit, self._h, limits)
        self.blank_as_zero(blank_as_zero)

    def blank_as_zero(self, on: bool) -> None:
        """Whether blank and nil cells count as 0 in sums."""
        _check(_c.gkr_findings_set_policy(self._h, 1, int(on)))

    def set_severity(self, rule: str, severity: Optional[str]) -> None:
        """Of all findings of the rule; None: the rule's own again."""
        names = [None] + _names(_c.gkr_severity_name)  # type: ignore
        if severity not in names:
            raise KeyError("no severity has the name %r" % severity)
        _check(_c.gkr_findings_set_severity(
            self._h, _id(_c.gkr_rule_from_name, "rule", rule),
            names.index(severity)))

    def set_off(self, rule: str, off: bool = True) -> None:
        """The rule makes no findings any more."""
        _check(_c.gkr_findings_set_off(
            self._h, _id(_c.gkr_rule_from_name, "rule", rule), int(off)))

    def accept(self, fingerprint: str, reason: str = "") -> None:
        """A finding of that fingerprint may stay."""
        data = reason.encode("utf-8")
        _check(_c.gkr_findings_accept(
            self._h, fingerprint.encode("utf-8"), data, len(data)))

    def accept_list(self, text: str) -> None:
        """The same of a list, a finding a line; see gkr(5)."""
        data, line = text.encode("utf-8"), _U64()
        status = _c.gkr_findings_accept_list(
            self._h, data, len(data), ctypes.byref(line))
        if status < 0:
            error = _error(status)
            error.line = line.value
            raise error

    def accept_none(self) -> None:
        _c.gkr_findings_accept_none(self._h)

    @property
    def accepted(self) -> List[Accepted]:
        """All that is accepted, and how often each was met."""
        f = self._h
        return [Accepted(_sure(_c.gkr_accepted_fingerprint(f, i)),
                         _sure(_c.gkr_accepted_reason(f, i)),
                         _c.gkr_accepted_line(f, i),
                         _c.gkr_accepted_matches(f, i))
                for i in range(_c.gkr_accepted_count(f))]

    def apply(self, which: Union[int, Finding], report: Report) -> None:
        """Makes the changes that a finding, or the one at that index,
        suggests."""
        if isinstance(which, Finding):
            which = self.index(which)
        _check(_c.gkr_finding_apply(self._h, which, report._h))

    def check(self, report: Report) -> None:
        """Applies every rule; what an earlier check found is dropped."""
        _check(_c.gkr_check(self._h, report._h))

    def failures(self, severity: str = "error") -> int:
        """How many fail and have at least this severity."""
        names = _names(_c.gkr_severity_name)
        if severity not in names:
            raise KeyError("no severity has the name %r" % severity)
        return _c.gkr_findings_count_severity(
            self._h, names.index(severity) + 1)

    def __len__(self) -> int:
        return _c.gkr_findings_count(self._h)

    def __bool__(self) -> bool:
        return len(self) > 0

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self._at(i) for i in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError(index)
        return self._at(index)

    def __repr__(self) -> str:
        if self.closed:
            return "<gkr.Findings, closed>"
        return "<gkr.Findings, %d, of which %d errors>" % (
            len(self), self.failures())

    def _at(self, i: int) -> Finding:
        f = self._h
        return Finding(
            _name("gkr_rule_name", _c.gkr_finding_rule(f, i)),
            _text(_c.gkr_finding_at(f, i)),
            _name("gkr_finding_status_name", _c.gkr_finding_status(f, i)),
            _name("gkr_severity_name", _c.gkr_finding_severity(f, i)),
            _text(_c.gkr_finding_left(f, i)),
            _text(_c.gkr_finding_right(f, i)),
            tuple(_name("gkr_cell_address", _c.gkr_finding_cell(f, i, n))
                  for n in range(_c.gkr_finding_cell_count(f, i))),
            _c.gkr_finding_line(f, i), _c.gkr_finding_column(f, i),
            _c.gkr_finding_offset(f, i), _c.gkr_finding_length(f, i),
            _both(_c.gkr_finding_message, f, i) or Message("", ""),
            _both(_c.gkr_finding_suggestion, f, i),
            _text(_c.gkr_suggestion_kind_name(
                _c.gkr_finding_suggestion_kind(f, i))),
            tuple(Change(
                _name("gkr_cell_address",
                      _c.gkr_finding_change_cell(f, i, n)),
                _sure(_c.gkr_finding_change_from(f, i, n)),
                _sure(_c.gkr_finding_change_to(f, i, n)))
                  for n in range(_c.gkr_finding_change_count(f, i))),
            _c.gkr_finding_choices(f, i),
            _sure(_c.gkr_finding_fingerprint(f, i)),
            _text(_c.gkr_finding_reason(f, i))
            if _c.gkr_finding_accepted(f, i) else None, self._other(i))

    def _other(self, i: int) -> Optional[OtherPlace]:
        f = self._h
        place = OtherPlace(
            _text(_c.gkr_finding_other_source(f, i)),
            _c.gkr_finding_other_line(f, i),
            _c.gkr_finding_other_column(f, i),
            _c.gkr_finding_other_offset(f, i),
            _c.gkr_finding_other_length(f, i))
        return place if place.source or place.line else None


# ---------------------------------------------------------------------------
# Facts

class Fact(NamedTuple):
    """What the prose states; value is exact, in pieces or yuan.

    also and applicant are None where there is none; certain is True where a
    difference from the table would be a mistake.
    """
    concept: str
    value: Decimal
    also: Optional[str]
    applicant: Optional[str]
    scope: str
    certain: bool
    negative: bool
    section: Optional[str]
    text: str
    printed: str
    offset: int
    length: int
    line: int
    column: int


class Facts(_Handle, Sequence):  # type: ignore[type-arg]
    """The facts of a report's prose or of a text, a sequence of Fact."""

    def __init__(self, source: Union[Report, str, None] = None, *,
                 limits: Optional[Mapping[str, int]] = None,
                 memory: Optional[Memory] = None):
        self._make(_c.gkr_facts_new, _c.gkr_facts_new_with,
                   _c.gkr_facts_free, memory)
        _set_limits(_c.gkr_facts_set_limit, self._h, limits)
        if source is not None:
            self.read(source)

    def read(self, source: Union[Report, str]) -> None:
        """Takes the facts of a report or text; earlier ones are dropped."""
        if isinstance(source, str):
            data = source.encode("utf-8")
            _check(_c.gkr_facts_read_text(self._h, data, len(data)))
        else:
            _check(_c.gkr_facts_read(self._h, source._h))

    @property
    def work(self) -> int:
        """Work done by the last reading."""
        return _c.gkr_facts_work(self._h)

    def number(self, index: int) -> Decimal:
        """A fact's value with the decimals that are printed."""
        mantissa, scale = _I64(), _U32()
        _check(_c.gkr_fact_number(
            self._h, index, ctypes.byref(mantissa), ctypes.byref(scale)))
        return _decimal(mantissa.value, scale.value)

    def __len__(self) -> int:
        return _c.gkr_facts_count(self._h)

    def __bool__(self) -> bool:
        return len(self) > 0

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self._at(i) for i in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError(index)
        return self._at(index)

    def _at(self, i: int) -> Fact:
        f = self._h
        return Fact(
            _sure(_c.gkr_concept_name(_c.gkr_fact_concept(f, i))),
            Decimal(_sure(_c.gkr_fact_value(f, i))),
            _text(_c.gkr_concept_name(_c.gkr_fact_also(f, i))),
            _text(_c.gkr_fact_applicant(f, i)),
            _sure(_c.gkr_scope_name(_c.gkr_fact_scope(f, i))),
            bool(_c.gkr_fact_certain(f, i)),
            bool(_c.gkr_fact_negative(f, i)),
            _text(_c.gkr_section_name(_c.gkr_fact_section(f, i))),
            _run(_c.gkr_fact_text, f, i) or "",
            _run(_c.gkr_fact_printed, f, i) or "",
            _c.gkr_fact_offset(f, i), _c.gkr_fact_length(f, i),
            _c.gkr_fact_line(f, i), _c.gkr_fact_column(f, i))


# ---------------------------------------------------------------------------
# Exports

class _Buffer(_Handle):
    """Bytes that the library writes."""

    def __init__(self, limits: Optional[Mapping[str, int]],
                 memory: Optional[Memory]):
        self._make(_c.gkr_buffer_new, _c.gkr_buffer_new_with,
                   _c.gkr_buffer_free, memory)
        _set_limits(_c.gkr_buffer_set_limit, self._h, limits)

    def take(self) -> bytes:
        """The bytes, which are then forgotten."""
        length = _SIZE()
        pointer = _c.gkr_buffer_data(self._h, ctypes.byref(length))
        data = ctypes.string_at(pointer, length.value)
        _c.gkr_buffer_clear(self._h)
        return data


_LANGUAGES = {"zh": _ZH, "en": _EN}


class Exporter(_Handle):
    """Writes reports in one format, one after the other.

    bom, header, findings, prose and lang ("zh" or "en") are the options of
    the format; a header line and BOM come before the first report alone.
    "sarif" is one log of all reports, complete with what finish returns.
    "markdown" refuses a report with cells that it cannot show.
    """

    def __init__(self, format: str = "json", *, bom: bool = False,
                 header: bool = True, findings: bool = True,
                 prose: bool = True, lang: str = "zh",
                 limits: Optional[Mapping[str, int]] = None,
                 memory: Optional[Memory] = None):
        self._make(_c.gkr_exporter_new, _c.gkr_exporter_new_with,
                   _c.gkr_exporter_free, memory,
                   _id(_c.gkr_format_from_name, "format", format))
        self._buffer = _Buffer(limits, memory)
        for option, value in enumerate((bom, header, findings, prose,
                                        _LANGUAGES[lang]), 1):
            _check(_c.gkr_exporter_set_option(self._h, option, int(value)))

    def close(self) -> None:
        self._buffer.close()
        super().close()

    def write(self, report: Report,
              findings: Optional[Findings] = None) -> bytes:
        """The report, with its findings where they are given (JSON)."""
        _check(_c.gkr_exporter_write(
            self._h, report._h, findings._h if findings is not None else None,
            self._buffer._h))
        return self._buffer.take()

    def write_error(self, name: Optional[str], error: Error) -> bytes:
        """What stands for a report that could not be read."""
        _check(_c.gkr_exporter_write_error(
            self._h, name.encode("utf-8") if name is not None else None,
            error.status, error.message.zh.encode("utf-8"), error.offset,
            error.line, self._buffer._h))
        return self._buffer.take()

    def finish(self) -> bytes:
        """What closes the log of all reports (SARIF)."""
        _check(_c.gkr_exporter_finish(self._h, self._buffer._h))
        return self._buffer.take()

    def write_findings(self, report: Report, findings: Findings) -> bytes:
        """Only the findings (JSON, SARIF)."""
        _check(_c.gkr_exporter_write_findings(
            self._h, report._h, findings._h, self._buffer._h))
        return self._buffer.take()

    def write_facts(self, facts: Facts,
                    report: Optional[Report] = None) -> bytes:
        """Only the facts (JSON), with the report's source where given."""
        _check(_c.gkr_exporter_write_facts(
            self._h, report._h if report is not None else None, facts._h,
            self._buffer._h))
        return self._buffer.take()


    def write_comparison(self, comparison: Comparison,
                         findings: Optional[Findings] = None) -> bytes:
        """Two years side by side (JSON, CSV)."""
        _check(_c.gkr_exporter_write_comparison(
            self._h, comparison._h,
            findings._h if findings is not None else None, self._buffer._h))
        return self._buffer.take()

    def write_rollup(self, rollup: Rollup,
                     findings: Optional[Findings] = None) -> bytes:
        """Parts and their whole (JSON, CSV)."""
        _check(_c.gkr_exporter_write_rollup(
            self._h, rollup._h, findings._h if findings is not None else None,
            self._buffer._h))
        return self._buffer.take()

    def write_step(self, series: Series, step: int) -> bytes:
        """What there is between two reports of a series (JSON)."""
        _check(_c.gkr_exporter_write_step(
            self._h, series._h, step, self._buffer._h))
        return self._buffer.take()


# ---------------------------------------------------------------------------
# Years and parts

def same_agency(a: str, b: str) -> bool:
    """Whether two names are one organ's."""
    one, two = a.encode("utf-8"), b.encode("utf-8")
    return bool(_c.gkr_agency_same(one, len(one), two, len(two)))


def _exact(function: Callable[..., int], *arguments: Any) -> Optional[Decimal]:
    """The number that a function writes as text; None where there is none."""
    text = ctypes.create_string_buffer(64)
    status = function(*arguments, text, 64)
    if status == NotFoundError.status:
        return None
    _check(status)
    return Decimal(text.value.decode("ascii"))


def _small(function: Callable[..., int], *arguments: Any) -> Tuple[int, int]:
    mantissa, scale = _I64(), _U32()
    _check(function(*arguments, ctypes.byref(mantissa), ctypes.byref(scale)))
    return mantissa.value, scale.value


def _said(status: int, why: Optional[Message]) -> None:
    if status < 0:
        raise _error(status, why)


class Side(NamedTuple):
    """One of the two reports of a comparison."""
    form: str
    year: Optional[int]
    agency: Optional[str]
    source: Optional[str]


class YearChange(NamedTuple):
    """A cell in both years; change is None where one has no number."""
    address: str
    last_state: str
    last: Optional[Decimal]
    this_state: str
    this: Optional[Decimal]
    change: Optional[Decimal]


class Comparison(_Handle):
    """An organ's reports for two years, side by side.

    any_agency and any_year let it take what it would refuse with AgencyError
    and YearError.
    """

    def __init__(self, *, any_agency: bool = False, any_year: bool = False,
                 memory: Optional[Memory] = None):
        self._make(_c.gkr_comparison_new, _c.gkr_comparison_new_with,
                   _c.gkr_comparison_free, memory)
        for option, value in enumerate((any_agency, any_year), 1):
            _check(_c.gkr_comparison_set_option(self._h, option, int(value)))

    def compare(self, last: Report, this: Report,
                findings: Optional[Findings] = None) -> Findings:
        """By the rules crossyear.*; findings may be given for their policy."""
        found = findings if findings is not None else Findings()
        _said(_c.gkr_compare(self._h, found._h, last._h, this._h),
              _both(_c.gkr_comparison_error_message, self._h))
        return found

    def _side(self, side: int) -> Side:
        return Side(
            _sure(_c.gkr_form_name(_c.gkr_comparison_form(self._h, side))),
            _c.gkr_comparison_year(self._h, side) or None,
            _text(_c.gkr_comparison_agency(self._h, side)),
            _text(_c.gkr_comparison_source_name(self._h, side)))

    @property
    def last(self) -> Side:
        return self._side(1)

    @property
    def this(self) -> Side:
        return self._side(2)

    def __len__(self) -> int:
        return _c.gkr_comparison_cell_count(self._h)

    def __iter__(self) -> Iterator[YearChange]:
        """Every comparable cell."""
        for i in range(len(self)):
            yield self._change(_c.gkr_comparison_cell_at(self._h, i))

    def __getitem__(self, address: str) -> YearChange:
        """A cell of any form; missing in both where it is not comparable."""
        return self._change(_id(_c.gkr_cell_from_address, "cell", address))

    def _change(self, cell: int) -> YearChange:
        h = self._h
        return YearChange(
            _name("gkr_cell_address", cell),
            _name("gkr_state_name", _c.gkr_comparison_state(h, 1, cell)),
            _exact(_c.gkr_comparison_value, h, 1, cell),
            _name("gkr_state_name", _c.gkr_comparison_state(h, 2, cell)),
            _exact(_c.gkr_comparison_value, h, 2, cell),
            _exact(_c.gkr_comparison_change, h, cell))

    def change(self, address: str) -> Tuple[int, int]:
        """mantissa and scale of a cell's change."""
        return _small(_c.gkr_comparison_change_number, self._h, _id(
            _c.gkr_cell_from_address, "cell", address))


class Step(NamedTuple):
    """What there is between an organ's reports: kind is pair, missing, double,
    differing or ambiguous; last and this are numbers of reports or None."""
    kind: str
    agency: str
    year: int
    year_to: int
    last: Optional[int]
    this: Optional[int]


class Series(_Handle):
    """Many reports of many organs and years."""

    def __init__(self, *, limits: Optional[Mapping[str, int]] = None,
                 memory: Optional[Memory] = None):
        self._make(_c.gkr_series_new, _c.gkr_series_new_with,
                   _c.gkr_series_free, memory)
        _set_limits(_c.gkr_series_set_limit, self._h, limits)

    def add(self, report: Report) -> int:
        """Its number, from 0."""
        _check(_c.gkr_series_add(self._h, report._h))
        return len(self) - 1

    def __len__(self) -> int:
        return _c.gkr_series_count(self._h)

    def load(self, number: int, report: Optional[Report] = None) -> Report:
        """What was kept of a report."""
        made = report if report is not None else Report()
        _check(_c.gkr_series_load(self._h, number, made._h))
        return made

    def source_name(self, number: int) -> Optional[str]:
        return _text(_c.gkr_series_source_name(self._h, number))

    @property
    def agencies(self) -> int:
        """How many organs there are, after steps()."""
        return _c.gkr_series_agency_count(self._h)

    def steps(self) -> List[Step]:
        """Sorted by organ and year."""
        h = self._h
        _check(_c.gkr_series_arrange(h))
        none = 2 ** 32 - 1
        found = []
        for i in range(_c.gkr_series_step_count(h)):
            last, this = (_c.gkr_series_step_last(h, i),
                          _c.gkr_series_step_this(h, i))
            found.append(Step(
                _sure(_c.gkr_step_name(_c.gkr_series_step_kind(h, i))),
                _sure(_c.gkr_series_step_agency(h, i)),
                _c.gkr_series_step_year(h, i),
                _c.gkr_series_step_year_to(h, i),
                None if last == none else last,
                None if this == none else this))
        return found


class Sum(NamedTuple):
    """What the children have in a cell; total is that of the numbers."""
    total: Optional[Decimal]
    numbers: int
    blanks: int
    others: int


class Rollup(_Handle):
    """Parts that are added up, one by one, and their whole."""

    def __init__(self, *, any_year: bool = False,
                 memory: Optional[Memory] = None):
        self._make(_c.gkr_rollup_new, _c.gkr_rollup_new_with,
                   _c.gkr_rollup_free, memory)
        _check(_c.gkr_rollup_set_option(self._h, 1, int(any_year)))

    def _why(self) -> Optional[Message]:
        return _both(_c.gkr_rollup_error_message, self._h)

    def add(self, child: Report) -> Optional[int]:
        """The number, from 1, of an earlier child of the same organ."""
        same = _U64()
        status = _c.gkr_rollup_add(self._h, child._h, ctypes.byref(same))
        _said(status, self._why())
        return same.value or None

    def clear(self) -> None:
        _check(_c.gkr_rollup_clear(self._h))

    def __len__(self) -> int:
        return _c.gkr_rollup_count(self._h)

    @property
    def repeated(self) -> int:
        """How many children were of an organ that was there already."""
        return _c.gkr_rollup_repeated(self._h)

    @property
    def form(self) -> str:
        return _sure(_c.gkr_form_name(_c.gkr_rollup_form(self._h)))

    @property
    def year(self) -> Optional[int]:
        return _c.gkr_rollup_year(self._h) or None

    def _id(self, address: str) -> int:
        return _id(_c.gkr_cell_from_address, "cell", address)

    def __getitem__(self, address: str) -> Sum:
        h, cell = self._h, self._id(address)
        return Sum(_exact(_c.gkr_rollup_sum, h, cell),
                   _c.gkr_rollup_numbers(h, cell),
                   _c.gkr_rollup_blanks(h, cell),
                   _c.gkr_rollup_others(h, cell))

    def number(self, address: str) -> Tuple[int, int]:
        """mantissa and scale of a sum."""
        return _small(_c.gkr_rollup_sum_number, self._h, self._id(address))

    def check(self, parent: Report,
              findings: Optional[Findings] = None) -> Findings:
        """By the rule rollup.sum."""
        found = findings if findings is not None else Findings()
        status = _c.gkr_rollup_check(self._h, found._h, parent._h)
        _said(status, self._why())
        return found

    @property
    def parent(self) -> Tuple[str, Optional[str]]:
        """Form and organ of the checked parent."""
        return (_sure(_c.gkr_form_name(_c.gkr_rollup_parent_form(self._h))),
                _text(_c.gkr_rollup_parent_agency(self._h)))

    def difference(
            self, address: str) -> Tuple[str, Optional[Decimal],
                                         Optional[Decimal]]:
        """The parent's state and number, and how much more it is."""
        h, cell = self._h, self._id(address)
        return (_names(_c.gkr_state_name, 0)[
                    _c.gkr_rollup_parent_state(h, cell)],
                _exact(_c.gkr_rollup_parent_value, h, cell),
                _exact(_c.gkr_rollup_difference, h, cell))

    def report(self, report: Optional[Report] = None,
               findings: Optional[Findings] = None) -> Report:
        """The sum as a report; findings are its cells without a sum."""
        made = report if report is not None else Report()
        found = findings if findings is not None else Findings()
        status = _c.gkr_rollup_report(self._h, found._h, made._h)
        _said(status, self._why())
        return made


def convert(data: Union[bytes, bytearray, memoryview],
            format: str = "json") -> bytes:
    """Reads, checks and writes a report in one call."""
    data = bytes(data)
    with _Buffer(None, None) as buffer:
        _check(_c.gkr_convert(data, len(data), _id(
            _c.gkr_format_from_name, "format", format), buffer._h))
        return buffer.take()


# ---------------------------------------------------------------------------
# What the library knows

class Column(NamedTuple):
    """kind is "count", "signed" or "money"."""
    name: str
    label: str
    kind: str
    unit: Optional[str]


class FormRow(NamedTuple):
    """groups are the labels that stand above the row, outermost first."""
    name: str
    label: str
    groups: Tuple[str, ...]


class FormTable(NamedTuple):
    name: str
    label: str
    rows: Tuple[FormRow, ...]
    columns: Tuple[Column, ...]


class Form(NamedTuple):
    """A form, with the document that ordered it and its cells' addresses."""
    name: str
    document: Optional[str]
    tables: Tuple[FormTable, ...]
    cells: Tuple[str, ...]


class Rule(NamedTuple):
    """basis: T official text, R published reports, L local habit, D follows
    from the form, M believed."""
    name: str
    severity: str
    basis: str
    text: Message
    advice: Message


_COLUMN_KINDS = {1: "count", 2: "signed", 3: "money"}


@functools.lru_cache(maxsize=None)
def _tables(form: int) -> List[Tuple[int, str]]:
    ids = [_c.gkr_form_table_at(form, i)
           for i in range(_c.gkr_form_table_count(form))]
    return [(table, _sure(_c.gkr_table_name(table))) for table in ids]


@functools.lru_cache(maxsize=None)
def _rows(form: int, table: int) -> Dict[str, int]:
    ids = [_c.gkr_form_row_at(form, table, i)
           for i in range(_c.gkr_form_row_count(form, table))]
    return {_sure(_c.gkr_row_name(table, row)): row for row in ids}


@functools.lru_cache(maxsize=None)
def _columns(form: int, table: int) -> Dict[str, int]:
    ids = [_c.gkr_form_column_at(form, table, i)
           for i in range(_c.gkr_form_column_count(form, table))]
    return {_sure(_c.gkr_column_name(table, column)): column
            for column in ids}


def _groups(form: int, table: int, row: int) -> Tuple[str, ...]:
    return tuple(_names(
        lambda depth: _c.gkr_form_row_group(form, table, row, depth), 0))


def _form_table(form: int, table: int, name: str) -> FormTable:
    return FormTable(
        name, _sure(_c.gkr_form_table_label(form, table)),
        tuple(FormRow(row, _sure(_c.gkr_form_row_label(form, table, i)),
                      _groups(form, table, i))
              for row, i in _rows(form, table).items()),
        tuple(Column(column, _sure(_c.gkr_form_column_label(form, table, i)),
                     _COLUMN_KINDS[_c.gkr_form_column_kind(form, table, i)],
                     _text(_c.gkr_form_column_unit(form, table, i)))
              for column, i in _columns(form, table).items()))


def _form(form: int) -> Form:
    return Form(
        _sure(_c.gkr_form_name(form)), _text(_c.gkr_form_document(form)),
        tuple(_form_table(form, table, name)
              for table, name in _tables(form)),
        tuple(_sure(_c.gkr_cell_address(_c.gkr_form_cell_at(form, i)))
              for i in range(_c.gkr_form_cell_count(form))))


def forms() -> List[Form]:
    """The forms that are known."""
    return [_form(_c.gkr_form_at(i)) for i in range(_c.gkr_form_count())]


def form(name: str) -> Form:
    return _form(_id(_c.gkr_form_from_name, "form", name))


def split_address(address: str) -> Tuple[str, str, str]:
    """table, row and column of an address; KeyError where no form has it."""
    cell = _id(_c.gkr_cell_from_address, "cell", address)
    table = _id(_c.gkr_table_from_name, "table", address.split(".")[0])
    assert table == _c.gkr_cell_table(cell)
    return (_sure(_c.gkr_table_name(table)),
            _sure(_c.gkr_row_name(table, _c.gkr_cell_row(cell))),
            _sure(_c.gkr_column_name(table, _c.gkr_cell_column(cell))))


def _rule(i: int) -> Rule:
    return Rule(_sure(_c.gkr_rule_name(i)),
                _sure(_c.gkr_severity_name(_c.gkr_rule_severity(i))),
                _sure(_c.gkr_rule_basis(i)),
                _both(_c.gkr_rule_text, i) or Message("", ""),
                _both(_c.gkr_rule_advice, i) or Message("", ""))


def rules() -> List[Rule]:
    """The rules that a check applies."""
    return [_rule(i) for i in range(1, _c.gkr_rule_count() + 1)]


def rule(name: str) -> Rule:
    return _rule(_id(_c.gkr_rule_from_name, "rule", name))


class Concept(NamedTuple):
    """What facts are about; cells are addresses by form."""
    name: str
    label: Message
    cells: Dict[str, Tuple[str, ...]]


def _concept_cells(concept: int, form: int) -> Tuple[str, ...]:
    return tuple(
        _sure(_c.gkr_cell_address(_c.gkr_concept_cell(concept, form, i)))
        for i in range(_c.gkr_concept_cell_count(concept, form)))


def concepts() -> List[Concept]:
    """All concepts, by their ids."""
    ids = [_c.gkr_form_at(i) for i in range(_c.gkr_form_count())]
    return [Concept(
        _sure(_c.gkr_concept_name(i)),
        _both(_c.gkr_concept_label, i) or Message("", ""),
        {_sure(_c.gkr_form_name(form)): _concept_cells(i, form)
         for form in ids})
        for i in range(1, _c.gkr_concept_count() + 1)]


def concept(name: str) -> Concept:
    """The concept of that name."""
    return concepts()[
        _id(_c.gkr_concept_from_name, "concept", name) - 1]


def version() -> str:
    return _sure(_c.gkr_version())


def version_info() -> Tuple[int, int, int]:
    number = _c.gkr_version_number()
    return number // 10000, number // 100 % 100, number % 100


def dependency_version(name: str) -> Optional[str]:
    """The version of "utf8proc" or "iconv"."""
    return _text(_c.gkr_dependency_version(name.encode("utf-8")))


def features() -> Dict[str, bool]:
    """What the library that runs here can do."""
    return {name: bool(_c.gkr_has_feature(i))
            for i, name in enumerate(_names(_c.gkr_feature_name), 1)}


def statuses() -> Dict[str, Tuple[int, Message]]:
    """The status codes by name: number and meaning."""
    found, i = {}, 0
    while _c.gkr_status_at(i) != -1 << 31:
        status = _c.gkr_status_at(i)
        found[_sure(_c.gkr_status_name(status))] = (
            status, _both(_c.gkr_status_message, status) or Message("", ""))
        i += 1
    return found


def limits() -> Dict[str, int]:
    """The limits' names and defaults."""
    return {name: _c.gkr_limit_default(i)
            for i, name in enumerate(_names(_c.gkr_limit_name), 1)}


def formats() -> Dict[str, str]:
    """The formats of exports with their media types."""
    return {name: _sure(_c.gkr_format_media_type(i))
            for i, name in enumerate(_names(_c.gkr_format_name), 1)}


def sections() -> Dict[str, str]:
    """The sections' ids with their official titles."""
    return {name: _sure(_c.gkr_section_title(i))
            for i, name in enumerate(_names(_c.gkr_section_name), 1)}


def encodings() -> List[str]:
    return _names(_c.gkr_encoding_name)


def layouts() -> List[str]:
    return _names(_c.gkr_layout_name)


def states() -> List[str]:
    return _names(_c.gkr_state_name, 0)


def token_kinds() -> List[str]:
    return _names(_c.gkr_token_name)
