"""A client of the REST API that trusts the local certificate authority."""

import json
import re
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request

from launcher.settings import TLS, Unusable, local_aws_url, own_gateway_url

AUTHORITY = TLS / "ca.pem"


class RequestFailed(Unusable):
    def __init__(self, request, status, problem):
        super().__init__(
            f"{request} returned {status}: {problem.get('detail') or problem.get('title') or problem}"
        )
        self.status = status


class ChallengeRequired(Unusable):
    """The password alone does not sign in."""


class Api:
    def __init__(self, url=None, authority=AUTHORITY):
        self._url = url or own_gateway_url()
        self._tls = _trusting(authority)
        self._headers = {"Content-Type": "application/json", "Accept": "application/json"}

    def sign_in(self, email, password):
        response = self.post("/v1/auth/sign-in", {"email": email, "password": password})
        if response["type"] != "signed-in":
            raise ChallengeRequired(f"the sign-in of {email} needs a {response['challenge']} challenge")
        tokens = response["tokens"]
        self.authorize(tokens["accessToken"])
        return tokens

    def authorize(self, token):
        self._headers["Authorization"] = f"Bearer {token}"

    def get(self, path):
        return self._request("GET", path)

    def post(self, path, body):
        return self._request("POST", path, body)

    def _request(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._url + path, data, self._headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30, context=self._tls) as response:
                return json.loads(response.read() or "null")
        except urllib.error.HTTPError as error:
            raise RequestFailed(f"{method} {path}", error.code, _problem(error)) from None
        except OSError as error:
            raise Unusable(
                f"{self._url} does not respond ({getattr(error, 'reason', error)}): ./run status"
            ) from None


def put(upload, photo, authority=AUTHORITY):
    """Sends the presigned request to S3."""
    request = urllib.request.Request(upload["url"], photo, upload["headers"], method=upload["method"])
    try:
        urllib.request.urlopen(request, timeout=60, context=_trusting(authority)).close()
    except urllib.error.HTTPError as error:
        raise RequestFailed(
            "PUT to S3", error.code, {"detail": error.read().decode(errors="replace")[:300]}
        ) from None


def download(url, session):
    """Downloads a rendition, with the cookies of the CDN session if there are any."""
    cookies = "; ".join(f"{name}={value}" for name, value in session.get("cookies", {}).items())
    request = urllib.request.Request(url, headers={"Cookie": cookies} if cookies else {})
    with urllib.request.urlopen(request, timeout=60, context=_trusting(AUTHORITY)) as response:
        return response.read()


def _trusting(authority):
    return ssl.create_default_context(cafile=str(authority))


def mails(address):
    query = urllib.parse.urlencode({"to": address})
    with urllib.request.urlopen(f"{local_aws_url()}/_local/mails?{query}", timeout=10) as response:
        return json.load(response)


def code_from(mail):
    return re.search(r"\b\d{6}\b", mail["text"]).group()


def eventually(what, get, seconds=60):
    """Calls get() until it returns something; returns that."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if result := get():
            return result
        time.sleep(0.1)
    raise Unusable(f"{what} did not arrive within {seconds} s: the logs may say why")


def _problem(error):
    text = error.read().decode(errors="replace")
    try:
        return json.loads(text)
    except ValueError:
        return {"detail": text[:300] or error.reason}
