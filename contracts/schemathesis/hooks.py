"""How Schemathesis signs its users in, and the check that a request which fits the schema is not refused for its form."""

import os
import re

import schemathesis
from schemathesis import Case, CheckContext, Response

from launcher import client

ENDS_SESSIONS = {"signOut", "signOutEverywhere", "changePassword", "revokeAllSessions", "revokeSession"}
"""Their own user calls them: a session that is over would hide what the other operations answer."""

SCHEMA_COULD_SAY = {"invalid-request", "unknown-field", "read-only-field", "unsupported-media-type"}
"""Problem types of a request that has the wrong form. For each the schema must say what the right form is."""

CANNOT_BE_SAID = {
    ("listUsers", ""): "OpenAPI has no word for parameters that exclude each other",
    ("createUserImport", "body"): "no column twice: a pattern of the header line cannot count",
    ("createShareLink", "expiresAt"): "it is in the future, at most a year ahead and not beside validDays",
    ("moveFile", "to"): "it differs from the field `from`",
    ("presignUploadParts", "parts[].number"): "how many parts the file of this upload has",
    ("updateMe", "locale"): "the language exists",
    ("updateMe", "timeZone"): "the time zone exists",
}
"""By operation and field, what no schema can describe. A problem without `errors` has no field."""


@schemathesis.auth(refresh_interval=240)
class AccessToken:
    def get(self, case, context):
        return {user: sign_in(user) for user in ("USER", "SESSIONS", "ADMIN")}

    def set(self, case, data, context):
        raw = context.operation.definition.raw
        if raw.get("security") == []:
            return
        ends_session = raw.get("operationId") in ENDS_SESSIONS
        user = "ADMIN" if "/v1/admin/" in context.operation.path else "SESSIONS" if ends_session else "USER"
        case.headers["Authorization"] = f"Bearer {data[user]}"


def sign_in(user):
    email, password = os.environ[f"SCHEMATHESIS_{user}"].split(" ")
    return client.Api().sign_in(email, password)["accessToken"]


@schemathesis.check
def schema_valid_request_is_accepted(ctx: CheckContext, response: Response, case: Case) -> None:
    if case.meta is None or not case.meta.generation.mode.is_positive or response.status_code not in (400, 415, 422):
        return
    problem = response.json() if "json" in response.headers.get("content-type", [""])[0] else {}
    name = problem.get("type", "").rpartition(":")[2]
    fields = {re.sub(r"\[\d+\]", "[]", error["field"]) for error in problem.get("errors", [])} or {""}
    unsaid = {(case.operation.definition.raw.get("operationId"), field) for field in fields}
    if name in SCHEMA_COULD_SAY and not unsaid <= CANNOT_BE_SAID.keys():
        raise AssertionError(f"A request that fits the schema is refused: {name}: {problem.get('detail')}")
