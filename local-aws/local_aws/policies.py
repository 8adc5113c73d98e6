"""Evaluates IAM policies: principals, actions, resources and conditions."""

import functools
import ipaddress
import json
import re
from dataclasses import dataclass, field

ALLOW, DENY, NO_MATCH = "allow", "deny", "no match"


@dataclass
class Caller:
    principal: str
    """An ARN, `Federated:...`, or `*` for an anonymous caller."""

    context: dict = field(default_factory=dict)
    """The condition context: the values of condition keys and policy variables."""


def evaluate(documents, caller, action, resource):
    """An explicit deny overrides every allow. Without a resource (trust policies) resources are not compared."""
    decision = NO_MATCH
    for document in documents:
        for statement in _statements(document):
            if not _applies(statement, caller, action, resource):
                continue
            if statement["Effect"] == "Deny":
                return DENY
            decision = ALLOW
    return decision


@functools.lru_cache(maxsize=512)
def _parsed(document):
    return json.loads(document)


def _statements(document):
    policy = _parsed(document) if isinstance(document, (str, bytes)) else document
    return _list(policy.get("Statement", []))


def _applies(statement, caller, action, resource):
    return (
        _matches_principal(statement, caller)
        and _matches_any_action(statement, action)
        and _matches_resource(statement, resource, caller.context)
        and all(
            _condition_holds(operator, expected, caller.context)
            for operator, expected in statement.get("Condition", {}).items()
        )
    )


def _matches_principal(statement, caller):
    if "NotPrincipal" in statement:
        return not _includes_principal(statement["NotPrincipal"], caller.principal)
    return "Principal" not in statement or _includes_principal(statement["Principal"], caller.principal)


def _includes_principal(principals, caller):
    if principals == "*":
        return True
    for kind, names in principals.items():
        for name in _list(names):
            if name == "*" and kind == "AWS":
                return True
            if kind == "AWS" and caller.startswith("arn:") and (name == caller or _is_account_of(name, caller)):
                return True
            if caller == f"{kind}:{name}":
                return True
    return False


def _is_account_of(name, caller):
    account = caller.split(":")[4]
    return name in (account, f"arn:aws:iam::{account}:root")


def _matches_any_action(statement, action):
    if "NotAction" in statement:
        return not any(_matches_action(pattern, action) for pattern in _list(statement["NotAction"]))
    return any(_matches_action(pattern, action) for pattern in _list(statement["Action"]))


@functools.lru_cache(maxsize=8192)
def _matches_action(pattern, action):
    return _matches(pattern.lower(), action.lower())


def _matches_resource(statement, resource, context):
    if resource is None:
        return True
    negated = "NotResource" in statement
    patterns = _list(statement.get("NotResource", statement.get("Resource", [])))
    return negated != any(_matches(_expand(pattern, context), resource) for pattern in patterns)


def _expand(pattern, context):
    """Replaces ${aws:PrincipalTag/sub} and the like; a pattern with an unknown variable matches nothing."""

    def value(variable):
        name = variable.group(1)
        if name in ("*", "?", "$"):
            return f"[{name}]"
        known = _context_values(context, name)
        return _escape(known[0]) if known else "\0"

    return re.sub(r"\$\{([^}]+)}", value, pattern)


def _escape(text):
    return re.sub(r"([*?\[])", r"[\1]", text)


@functools.lru_cache(maxsize=4096)
def _pattern(pattern):
    """`*` and `?` are wild, `[*]` and `[?]` are the characters themselves, nothing else is special."""
    parts = re.split(r"(\[[*?$\[]]|\*|\?)", pattern)
    wild = {"*": ".*", "?": "."}
    return re.compile(
        "".join(wild.get(part) or re.escape(part[1] if re.fullmatch(r"\[.]", part) else part) for part in parts),
        re.DOTALL,
    )


def _matches(pattern, text):
    return _pattern(pattern).fullmatch(text) is not None


def _context_values(context, key):
    """The values of a condition key, whose name is case-insensitive; empty if the request does not have it."""
    wanted = key.lower()
    for name, value in context.items():
        if name.lower() == wanted:
            return [str(one) for one in _list(value)]
    return []


def _condition_holds(operator, expected, context):
    quantifier, _, plain = operator.rpartition(":")
    if_exists = plain.endswith("IfExists")
    test = TESTS[plain.removesuffix("IfExists")]
    for key, values in expected.items():
        actual = _context_values(context, key)
        if plain == "Null":
            if (not actual) != (str(_list(values)[0]).lower() == "true"):
                return False
            continue
        if not actual and (if_exists or quantifier == "ForAllValues"):
            continue
        wanted = [_expand(str(value), context) for value in _list(values)]
        if not _quantified(quantifier, test, actual, wanted):
            return False
    return True


def _quantified(quantifier, test, actual, wanted):
    if quantifier == "ForAllValues":
        return all(test(value, wanted) for value in actual)
    if quantifier == "ForAnyValue":
        return any(test(value, wanted) for value in actual)
    if not actual:
        # A missing key equals nothing, so the negated operators are true.
        return test("\0absent", wanted)
    return any(test(value, wanted) for value in actual)


def _any_of(compare):
    return lambda actual, wanted: any(compare(actual, value) for value in wanted)


def _none_of(compare):
    return lambda actual, wanted: not any(compare(actual, value) for value in wanted)


def _unescape(text):
    return re.sub(r"\[([*?$\[])]", r"\1", text)


def _equals(actual, wanted):
    return actual == _unescape(wanted)


def _equals_ignoring_case(actual, wanted):
    return actual.lower() == _unescape(wanted).lower()


def _like(actual, wanted):
    return _matches(wanted, actual)


def _arn_like(actual, wanted):
    """Each of the six parts of an ARN is compared on its own."""
    parts, patterns = actual.split(":", 5), wanted.split(":", 5)
    return len(parts) == len(patterns) and all(map(_matches, patterns, parts))


def _number(compare):
    def test(actual, wanted):
        try:
            return compare(float(actual), float(wanted))
        except ValueError:
            return False

    return test


def _in_network(actual, wanted):
    try:
        return ipaddress.ip_address(actual) in ipaddress.ip_network(wanted, strict=False)
    except ValueError:
        return False


TESTS = {
    "StringEquals": _any_of(_equals),
    "StringNotEquals": _none_of(_equals),
    "StringEqualsIgnoreCase": _any_of(_equals_ignoring_case),
    "StringNotEqualsIgnoreCase": _none_of(_equals_ignoring_case),
    "StringLike": _any_of(_like),
    "StringNotLike": _none_of(_like),
    "ArnEquals": _any_of(_arn_like),
    "ArnLike": _any_of(_arn_like),
    "ArnNotEquals": _none_of(_arn_like),
    "ArnNotLike": _none_of(_arn_like),
    "Bool": _any_of(_equals_ignoring_case),
    "NumericEquals": _any_of(_number(lambda actual, wanted: actual == wanted)),
    "NumericNotEquals": _none_of(_number(lambda actual, wanted: actual == wanted)),
    "NumericLessThan": _any_of(_number(lambda actual, wanted: actual < wanted)),
    "NumericLessThanEquals": _any_of(_number(lambda actual, wanted: actual <= wanted)),
    "NumericGreaterThan": _any_of(_number(lambda actual, wanted: actual > wanted)),
    "NumericGreaterThanEquals": _any_of(_number(lambda actual, wanted: actual >= wanted)),
    "IpAddress": _any_of(_in_network),
    "NotIpAddress": _none_of(_in_network),
    "Null": None,
}


def _list(value):
    return value if isinstance(value, list) else [value]
