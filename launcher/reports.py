"""Totals of the test reports of Maven, Node and our own checks."""

from dataclasses import dataclass, field
from xml.etree import ElementTree

from launcher.settings import ROOT

REPORTS = "*/target/*-reports/TEST-*.xml"


@dataclass
class Result:
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    failures: list = field(default_factory=list)


def since(begun):
    """Counts the reports written after `begun`, in seconds since 1970."""
    result = Result()
    for report in sorted([*ROOT.glob(REPORTS), *ROOT.glob(f"*/{REPORTS}")]):
        if report.stat().st_mtime >= begun:
            for case in cases(report):
                _count(case, result)
    return result


def cases(report):
    return list(ElementTree.parse(report).getroot().iter("testcase"))


def _count(case, result):
    outcomes = {child.tag for child in case}
    if outcomes & {"failure", "error"}:
        result.failed += 1
        result.failures.append(".".join(filter(None, [case.get("classname"), case.get("name")])))
    elif "skipped" in outcomes:
        result.skipped += 1
    else:
        result.passed += 1


def write(report, name, cases, skipped):
    """Writes the report of checks that have none of their own; a failed check fails its stage."""
    suite = ElementTree.Element("testsuite", name=name)
    for each in cases:
        case = ElementTree.SubElement(suite, "testcase", classname=name, name=each)
        if each in skipped:
            ElementTree.SubElement(case, "skipped", message=skipped[each])
    report.parent.mkdir(parents=True, exist_ok=True)
    ElementTree.ElementTree(suite).write(report, encoding="utf-8", xml_declaration=True)
