#!/usr/bin/env python3
"""Checks SARIF logs of gkr check.

  sarif.py [--source DIR] FILE...

What a viewer relies on is checked by hand: rules and their indices, levels,
regions against the lines and bytes of the files in DIR (default: here),
fingerprints, suppressions, and that each fix, made in the file's bytes, is a
file.  The schema of OASIS is used as well where it is found: in
GKR_SARIF_SCHEMA, or in an npm package that ships it.  Exit 0: valid, 1: not.
"""
import glob
import json
import os
import re
import sys
import urllib.parse

from schema import Invalid, Validator, values

PLACES = ("/usr/lib/node_modules", "/usr/local/lib/node_modules",
          "node_modules", "/usr/share/nodejs")
PACKAGE = "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0*.json"
LEVELS = {"error", "warning", "note"}


class Official(Validator):
    """The keywords that this schema uses beside those of ours."""

    def __init__(self, schema):
        super().__init__(schema, False)

    def on_definitions(self, *_):
        pass

    on_id = on_default = on_format = on_definitions

    def on_additionalProperties(self, value, rest, schema, path):
        if rest is not False:
            super().on_additionalProperties(value, rest, schema, path)
            return
        for key in value if isinstance(value, dict) else ():
            if key not in schema.get("properties", {}):
                raise Invalid(f"{path}: unexpected key {key}")

    def on_type(self, value, name, _schema, path):
        names = name if isinstance(name, list) else [name]
        if not any(_fits(value, one) for one in names):
            raise Invalid(f"{path}: {value!r:.40} is no {name}")

    def on_minItems(self, value, least, _schema, path):
        if isinstance(value, list) and len(value) < least:
            raise Invalid(f"{path}: fewer than {least} items")

    def on_uniqueItems(self, value, on, _schema, path):
        if on and isinstance(value, list):
            texts = [json.dumps(v, sort_keys=True) for v in value]
            if len(set(texts)) < len(texts):
                raise Invalid(f"{path}: the same item twice")

    def on_maximum(self, value, most, _schema, path):
        if isinstance(value, (int, float)) and value > most:
            raise Invalid(f"{path}: {value} is above {most}")

    def on_not(self, value, schema, _schema, path):
        if None in self.fits(value, [schema], path):
            raise Invalid(f"{path}: must not fit {schema}")

    def on_allOf(self, value, schemas, _schema, path):
        for schema in schemas:
            self.check(value, schema, path, branch=True)

    def on_dependencies(self, value, needs, _schema, path):
        for key, others in needs.items():
            for other in others if key in value else ():
                if other not in value:
                    raise Invalid(f"{path}: {key} needs {other}")


def _fits(value, name):
    from schema import TYPES
    return TYPES[name](value)


def official():
    named = os.environ.get("GKR_SARIF_SCHEMA")
    found = [named] if named else [
        path for place in PLACES
        for path in glob.glob(os.path.join(place, PACKAGE))]
    if not found:
        print("there is no schema of SARIF here: only what is known of it "
              "was checked", file=sys.stderr)
        return None
    with open(found[0], encoding="utf-8-sig") as file:
        return json.load(file)


def need(condition, what):
    if not condition:
        raise Invalid(what)


class Source:
    """A file that results point into."""

    def __init__(self, folder, uri):
        path = urllib.parse.unquote(uri)
        self.path = path[7:] if path.startswith("file://") else os.path.join(
            folder, path)
        with open(self.path, "rb") as file:
            self.data = file.read()

    def check(self, region):
        """Lines and bytes name the same place, in UTF-8 without BOM."""
        at, n = region["byteOffset"], region["byteLength"]
        need(0 <= at <= at + n <= len(self.data), f"bytes {at}+{n}")
        try:
            before = self.data[:at].decode("utf-8")
        except UnicodeDecodeError:
            return
        if before.startswith("\ufeff") or "\r" in before:
            return
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        need((region["startLine"], region["startColumn"]) == (line, column),
             f"{region} is at {line}:{column}")
        if "endColumn" in region and n and not self.path.endswith("html"):
            need(region["endColumn"] - column == len(
                self.data[at:at + n].decode("utf-8")), f"{region} is {n} long")

    def fix(self, replacements):
        data = self.data
        for one in sorted(replacements, reverse=True,
                          key=lambda r: r["deletedRegion"]["byteOffset"]):
            region = one["deletedRegion"]
            at, n = region["byteOffset"], region["byteLength"]
            text = one["insertedContent"]["text"]
            need(re.fullmatch("[0-9]+", text), f"{text} is no number")
            need(n and re.fullmatch(rb"[!-~]+", self.data[at:at + n]),
                 f"{self.data[at:at + n]} is to be replaced")
            data = data[:at] + text.encode() + data[at + n:]
        need(data != self.data, "a fix that changes nothing")


def check_rules(rules):
    names = [rule["id"] for rule in rules]
    need(len(set(names)) == len(names) > 40, "rules")
    for rule in rules:
        need(rule["shortDescription"]["text"], rule["id"])
        need(rule["help"]["text"], rule["id"])
        need(rule["defaultConfiguration"]["level"] in LEVELS, rule["id"])
        need(rule["properties"]["basis"] in "TRLDM", rule["id"])


def check_location(location, sources, folder):
    place = location.get("physicalLocation")
    if not place:
        return
    uri = place["artifactLocation"]["uri"]
    need(re.fullmatch(r"(file://)?([-A-Za-z0-9._~/]|%[0-9A-F]{2})+", uri), uri)
    if uri not in sources:
        sources[uri] = Source(folder, uri)
    if "region" in place:
        sources[uri].check(place["region"])


def check_result(result, rules, sources, folder):
    need(rules[result["ruleIndex"]]["id"] == result["ruleId"], "ruleIndex")
    if result["kind"] == "fail":
        need(result["level"] in LEVELS, result["level"])
    else:
        need((result["kind"], result["level"]) == ("open", "none"), "kind")
    need(result["message"]["text"], "message")
    need(re.fullmatch("[0-9a-f]{16}",
                      result["partialFingerprints"]["gkr/v1"]), "print")
    for one in result["suppressions"]:
        need((one["kind"], one["status"]) == ("external", "accepted"), "kind")
        need(isinstance(one["justification"], str), "justification")
    for location in result["locations"]:
        check_location(location, sources, folder)
    for fix in result.get("fixes", ()):
        need(fix["description"]["text"], "a fix without description")
        for change in fix["artifactChanges"]:
            uri = change["artifactLocation"]["uri"]
            sources[uri].fix(change["replacements"])


def check(log, folder):
    need(log["version"] == "2.1.0" and len(log["runs"]) == 1, "version")
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    need(run["columnKind"] == "unicodeCodePoints", "columnKind")
    check_rules(rules)
    sources, prints = {}, []
    for result in run["results"]:
        check_result(result, rules, sources, folder)
        prints.append((json.dumps(result["locations"][0].get(
            "physicalLocation", {}).get("artifactLocation")),
            result["partialFingerprints"]["gkr/v1"]))
    need(len(set(prints)) == len(prints), "the same fingerprint twice")
    notes = run["invocations"][0].get("toolExecutionNotifications", [])
    need(run["invocations"][0]["executionSuccessful"] == (not notes), "notes")


def main(args):
    folder = "."
    if args[:1] == ["--source"]:
        folder, args = args[1], args[2:]
    schema, failed = official(), False
    for name in args:
        try:
            with open(name, encoding="utf-8") as file:
                logs = list(values(file.read()))
            need(len(logs) == 1, "not one log")
            if schema:
                Official(schema).check(logs[0], schema)
            check(logs[0], folder)
        except (Invalid, ValueError, KeyError, OSError) as fault:
            print(f"{name}: {fault!r}", file=sys.stderr)
            failed = True
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
