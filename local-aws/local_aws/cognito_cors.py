"""CORS of Cognito: pages of any origin may call it, and may read its responses."""

from local_aws.responses import Response

ALLOWED = ("AWSCognitoIdentityProviderService.", "AWSCognitoIdentityService.")
ANY_ORIGIN = ("Access-Control-Allow-Origin", "*")
EXPOSED = "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date"


def preflight(environ):
    """The response to a preflight request of an AWS client; None for every other request."""
    requested = environ.get("HTTP_ACCESS_CONTROL_REQUEST_HEADERS", "")
    if environ["REQUEST_METHOD"] != "OPTIONS" or environ["PATH_INFO"] != "/" or "x-amz-target" not in requested.lower():
        return None
    headers = [
        ANY_ORIGIN,
        ("Access-Control-Allow-Methods", "POST"),
        ("Access-Control-Allow-Headers", requested),
        ("Access-Control-Max-Age", "172800"),
    ]
    return Response("200 OK", "text/plain", b"", headers)


def is_allowed(environ):
    return environ.get("HTTP_X_AMZ_TARGET", "").startswith(ALLOWED)


def with_headers(environ, start_response):
    if "HTTP_ORIGIN" not in environ or not is_allowed(environ):
        return start_response

    def start(status, headers, *args):
        added = [ANY_ORIGIN, ("Access-Control-Expose-Headers", EXPOSED)]
        return start_response(status, [*headers, *added], *args)

    return start
