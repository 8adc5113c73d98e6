"""The one HTTP endpoint: our own paths first, then moto's services."""

import functools
import re
from urllib.parse import quote

import waitress
from moto.core import responses
from moto.core.common_models import BaseModel
from moto.moto_server import werkzeug_app
from waitress.task import WSGITask

from local_aws import (  # noqa: F401  (to import a module is to mend its service)
    REGION,
    calls,
    cloudformation,
    cloudfront,
    cloudfront_cloudformation,
    cloudfront_edge,
    cloudwatch,
    cognito,
    cognito_cloudformation,
    cognito_identity,
    cognito_passwords,
    cognito_sign_in,
    cognito_tokens,
    cognito_totp,
    container_credentials,
    dynamodb,
    dynamodb_streams,
    events,
    iam,
    oauth,
    request,
    s3,
    s3_cloudformation,
    s3_cors,
    s3_events,
    s3_listing,
    s3_multipart,
    s3_permissions,
    s3_ranges,
    ses,
    sigv4,
    sns,
    sqs,
    sts,
)
from local_aws.answers import Answer
from local_aws.mending import mends

THREADS = 48
"""Each long poll holds one for up to 20 s."""
METADATA = re.compile(rb"\r\nX-Amz-Meta-[^:]*")


@mends(WSGITask)
def build_response_header(original, task):
    """The names of metadata are in lower case; waitress capitalises every header."""
    return METADATA.sub(lambda name: name[0].lower(), original(task))


class Server:
    """Bound as soon as it is made; answers from `serve` on."""

    def __init__(self, host, port):
        self._waitress = waitress.create_server(
            Application(),
            host=host,
            port=port,
            threads=THREADS,
            connection_limit=1000,
            asyncore_use_poll=True,
            channel_timeout=300,
            channel_request_lookahead=1,  # notices that the client of a long poll has disconnected
            ident=None,
        )

    @property
    def port(self):
        return self._waitress.effective_port

    def serve(self):
        self._waitress.run()


def belong_to_our_region():
    """Unsigned calls (sign up, sign in, identity pools) name no region; moto takes them for us-east-1."""
    responses.BaseResponse.default_region = REGION
    for known in (werkzeug_app.UNSIGNED_REQUESTS, werkzeug_app.UNSIGNED_ACTIONS):
        known.update({call: (service, REGION) for call, (service, _) in known.items()})


def forget_dead_instances():
    """moto keeps a reference to every object it ever made, copies too, for its data dump."""
    BaseModel.__new__ = staticmethod(lambda cls, *_, **__: object.__new__(cls))


def look_up_methods_once():
    """moto inspects the handler's class for each request."""
    responses.method_names_from_class = functools.lru_cache(responses.method_names_from_class)


class Dispatcher(werkzeug_app.DomainDispatcherApplication):
    """moto lists its own directory for each request; the answer never changes."""

    def __init__(self, create_app):
        super().__init__(create_app)
        self._backends = {}

    def get_backend_for_host(self, host):
        if host not in self._backends:
            self._backends[host] = super().get_backend_for_host(host)
        return self._backends[host]


class Application:
    """Answers /_local/..., the edge of CloudFront, /oauth2/token and refused signatures; moto answers the rest."""

    def __init__(self):
        belong_to_our_region()
        forget_dead_instances()
        look_up_methods_once()
        self._moto = Dispatcher(werkzeug_app.create_backend_app)

    def __call__(self, environ, start_response):
        environ["RAW_URI"] = _raw_uri(environ)
        request.begin(environ)
        if cloudfront_edge.is_asked(environ):
            return cloudfront_edge.serve(environ, start_response, self._moto)
        answer = (
            _own_path(environ)
            or container_credentials.answer(environ)
            or oauth.answer(environ)
            or s3_cors.preflight(environ)
        )
        if answer:
            return answer.send(start_response)
        start_response = s3_cors.with_headers(environ, start_response)
        refusal = sigv4.refusal(environ)
        if refusal:
            return refusal.send(start_response)
        calls.count_s3()
        return self._moto(environ, start_response)


def _raw_uri(environ):
    """The address as it is signed, which WSGI hands over decoded; moto reads it too."""
    path = quote(environ["PATH_INFO"].encode("latin-1"), safe="/-_.~")
    query = environ["QUERY_STRING"]
    return f"{path}?{query}" if query else path


def _own_path(environ):
    path = environ["PATH_INFO"]
    if path == "/_local/health":
        return Answer.json({"status": "UP"})
    if path == "/_local/signing-key":
        return Answer.json(cognito.signing_key())
    if path == "/_local/calls":
        if environ["REQUEST_METHOD"] == "DELETE":
            calls.forget()
        return Answer.json(calls.made())
    if path == "/_local/mails":
        return Answer.json(ses.mails(environ.get("QUERY_STRING", "")))
    return None
