#!/usr/bin/env python3
"""Validates JSON against a JSON Schema.

  schema.py [--schema FILE] [--def NAME] [--open] FILE...

A file may hold several values one after the other (a stream, or a line each);
- is standard input.  The schema is lib/gkr-report.schema.json unless another
is named, --def picks one of its $defs.  Keys that the schema does not name
are errors unless --open is given: the schema lets readers expect new keys,
but what is exported today has no others.

Only the keywords below are known; any other in the schema is an error, as
are duplicate keys, NaN and text that is not UTF-8.  Exit 0: all valid, 1: not,
2: usage.
"""
import argparse
import decimal
import json
import os
import re
import sys

BLANKS = re.compile(r"[ \t\r\n]*")
ANNOTATIONS = {"$schema", "$id", "$defs", "title", "description"}
TYPES = {
    "object": lambda v: isinstance(v, dict),
    "array": lambda v: isinstance(v, list),
    "string": lambda v: isinstance(v, str),
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "number": lambda v: isinstance(v, (int, decimal.Decimal))
    and not isinstance(v, bool),
    "boolean": lambda v: isinstance(v, bool),
    "null": lambda v: v is None,
}


class Invalid(Exception):
    pass


def same(a, b):
    return type(a) is type(b) and a == b


class Validator:
    def __init__(self, schema, closed):
        self.root = schema
        self.closed = closed

    def resolve(self, ref):
        if not ref.startswith("#/"):
            raise SystemExit(f"schema: cannot follow {ref}")
        at = self.root
        for part in ref[2:].split("/"):
            at = at[part]
        return at

    def check(self, value, schema, path="$", branch=False):
        """branch: a part of a schema that names only some of the keys."""
        if isinstance(schema, bool):
            if not schema:
                raise Invalid(f"{path}: must not be there")
            return
        for keyword, argument in schema.items():
            if keyword in ANNOTATIONS:
                continue
            method = getattr(self, "on_" + keyword.strip("$"), None)
            if method is None:
                raise SystemExit(f"schema: unknown keyword {keyword}")
            method(value, argument, schema, path)
        if self.closed and not branch and "properties" in schema:
            self.no_others(value, schema, path)

    def no_others(self, value, schema, path):
        if not isinstance(value, dict) or "additionalProperties" in schema:
            return
        for key in value:
            if key not in schema["properties"]:
                raise Invalid(f"{path}: unexpected key {key}")

    def on_ref(self, value, ref, _schema, path):
        self.check(value, self.resolve(ref), path)

    def on_type(self, value, name, _schema, path):
        if not TYPES[name](value):
            raise Invalid(f"{path}: {value!r:.40} is no {name}")

    def on_const(self, value, want, _schema, path):
        if not same(value, want):
            raise Invalid(f"{path}: {value!r:.40} is not {want!r}")

    def on_enum(self, value, wants, _schema, path):
        if not any(same(value, want) for want in wants):
            raise Invalid(f"{path}: {value!r:.40} is none of {wants}")

    def on_pattern(self, value, pattern, _schema, path):
        if isinstance(value, str) and not re.search(pattern, value):
            raise Invalid(f"{path}: {value!r:.40} does not match {pattern}")

    def on_minimum(self, value, least, _schema, path):
        if TYPES["number"](value) and value < least:
            raise Invalid(f"{path}: {value} is below {least}")

    def on_required(self, value, keys, _schema, path):
        for key in keys:
            if isinstance(value, dict) and key not in value:
                raise Invalid(f"{path}: lacks {key}")

    def on_properties(self, value, properties, _schema, path):
        for key, schema in properties.items():
            if isinstance(value, dict) and key in value:
                self.check(value[key], schema, f"{path}.{key}")

    def on_additionalProperties(self, value, rest, schema, path):
        for key in value if isinstance(value, dict) else ():
            if key not in schema.get("properties", {}):
                self.check(value[key], rest, f"{path}.{key}")

    def on_propertyNames(self, value, schema, _schema, path):
        for key in value if isinstance(value, dict) else ():
            self.check(key, schema, f"{path}: key {key}")

    def on_items(self, value, schema, _schema, path):
        for i, item in enumerate(value if isinstance(value, list) else ()):
            self.check(item, schema, f"{path}[{i}]")

    def fits(self, value, schemas, path):
        faults = []
        for schema in schemas:
            try:
                self.check(value, schema, path, branch=True)
                faults.append(None)
            except Invalid as fault:
                faults.append(str(fault))
        return faults

    def on_anyOf(self, value, schemas, _schema, path):
        faults = self.fits(value, schemas, path)
        if None not in faults:
            raise Invalid("; or ".join(faults))

    def on_oneOf(self, value, schemas, _schema, path):
        faults = self.fits(value, schemas, path)
        if faults.count(None) == 0:
            raise Invalid("; or ".join(faults))
        if faults.count(None) > 1:
            raise Invalid(f"{path}: fits more than one of the schemas")


def refuse(name):
    raise ValueError(f"{name} is no JSON")


def no_duplicates(pairs):
    keys = [key for key, _ in pairs]
    if len(set(keys)) < len(keys):
        raise ValueError(f"duplicate keys among {keys}")
    return dict(pairs)


def values(text):
    """The values in the text, one after the other."""
    decoder = json.JSONDecoder(
        strict=True, parse_float=decimal.Decimal, parse_constant=refuse,
        object_pairs_hook=no_duplicates)
    at = 0
    while True:
        at = BLANKS.match(text, at).end()
        if at == len(text):
            return
        value, at = decoder.raw_decode(text, at)
        yield value


def check_file(name, validator, schema):
    """Returns how many values the file holds."""
    if name == "-":
        data = sys.stdin.buffer.read()
    else:
        with open(name, "rb") as file:
            data = file.read()
    count = 0
    for value in values(data.decode("utf-8")):
        validator.check(value, schema)
        count += 1
    if not count:
        raise ValueError("no value in it")
    return count


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    usual = os.path.join(here, "..", "lib", "gkr-report.schema.json")
    options = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--schema", default=usual)
    options.add_argument("--def", dest="definition")
    options.add_argument("--open", action="store_true")
    options.add_argument("file", nargs="+")
    given = options.parse_args()
    with open(given.schema, encoding="utf-8") as file:
        root = json.load(file)
    schema = root["$defs"][given.definition] if given.definition else root
    validator = Validator(root, not given.open)
    failed = False
    for name in given.file:
        try:
            check_file(name, validator, schema)
        except (Invalid, ValueError) as fault:
            print(f"{name}: {fault}", file=sys.stderr)
            failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
