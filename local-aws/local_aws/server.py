"""The HTTP endpoint: our own paths first, then moto's services."""

import re
from urllib.parse import quote

import waitress
from moto.core import responses
from moto.moto_server import werkzeug_app
from waitress.channel import HTTPChannel
from waitress.task import WSGITask

from local_aws import (  # noqa: F401  (importing a module patches its service)
    REGION,
    access,
    call_counter,
    cloudformation,
    cloudfront,
    cloudfront_cloudformation,
    cloudfront_edge,
    cloudwatch,
    cognito,
    cognito_cloudformation,
    cognito_cors,
    cognito_identity,
    cognito_passwords,
    cognito_sign_in,
    cognito_tokens,
    cognito_totp,
    container_credentials,
    dynamodb,
    dynamodb_expressions,
    dynamodb_streams,
    events,
    gate,
    iam,
    oauth,
    performance,
    request,
    s3,
    s3_cloudformation,
    s3_content,
    s3_cors,
    s3_events,
    s3_listing,
    s3_missing,
    s3_multipart,
    s3_permissions,
    ses,
    sigv4,
    sns,
    sqs,
    sqs_fair_queues,
    sts,
)
from local_aws.patching import patches
from local_aws.responses import Response

THREADS = 48
"""Each long poll occupies a thread for up to 20 s."""
METADATA = re.compile(rb"\r\nX-Amz-Meta-[^:]*")


@patches(WSGITask)
def build_response_header(original, task):
    """Returns metadata names in lower case; waitress capitalises every header.

    A response that has no body, such as to a deletion, does not end its connection; waitress closes it.
    """
    is_last = task.close_on_finish or task.version != "1.1" or task.request.headers.get("CONNECTION", "").lower() == "close"
    header = METADATA.sub(lambda name: name[0].lower(), original(task))
    if not is_last and not task.has_body:
        task.close_on_finish = False
        header = header.replace(b"\r\nConnection: close", b"", 1)
    return header


@patches(HTTPChannel)
def _flush_some(original, channel, do_close=True):
    """Two threads never send at once; waitress loses a connection when both send `100 Continue`."""
    with channel.outbuf_lock:
        return original(channel, do_close)


@patches(HTTPChannel)
def send_continue(original, channel):
    """A body that is empty or too large needs no `100 Continue`; waitress waits for it forever."""
    if channel.request.completed:
        channel.request.expect_continue = False
    else:
        original(channel)


class Server:
    """Listens as soon as it is created; handles requests once `serve` is called. `tls` is a `tls.Listener` or None."""

    def __init__(self, host, port, tls=None):
        application = Application()
        listeners = [(host, port), ("127.0.0.1", 0)] if tls else [(host, port)]
        self._waitress = waitress.create_server(
            application,
            listen=" ".join(f"[{host}]:{port}" if ":" in host else f"{host}:{port}" for host, port in listeners),
            threads=THREADS,
            connection_limit=1000,
            asyncore_use_poll=True,
            channel_timeout=300,
            channel_request_lookahead=1,  # notices that the client of a long poll has disconnected
            ident=None,
        )
        if tls:
            (_, self.port), (_, relay) = self._waitress.effective_listen
            application.use_tls(tls, relay)
            tls.relay_to(relay)
        else:
            self.port = self._waitress.effective_port

    def serve(self):
        self._waitress.run()


def use_our_region():
    """Unsigned requests (sign-up, sign-in, identity pools) name no region; moto assumes us-east-1."""
    responses.BaseResponse.default_region = REGION
    for known in (werkzeug_app.UNSIGNED_REQUESTS, werkzeug_app.UNSIGNED_ACTIONS):
        known.update({call: (service, REGION) for call, (service, _) in known.items()})


class Application:
    """Handles /_local/..., the edge of CloudFront, /oauth2/token and invalid signatures; moto handles the rest."""

    def __init__(self):
        use_our_region()
        self._moto = performance.Dispatcher()
        self._tls = self._relay_port = None

    def use_tls(self, tls, relay_port):
        """What arrives at this port of ours came by HTTPS."""
        self._tls, self._relay_port = tls, str(relay_port)

    def __call__(self, environ, start_response):
        with gate.request():
            return self._respond(environ, start_response)

    def _respond(self, environ, start_response):
        is_public = environ["SERVER_PORT"] == self._relay_port
        if is_public:
            environ["wsgi.url_scheme"] = "https"
            environ["REMOTE_ADDR"] = environ["REMOTE_HOST"] = self._tls.peer(environ["REMOTE_PORT"])
        environ["RAW_URI"] = _raw_uri(environ)
        refusal = access.refusal(environ, is_public)
        if refusal:
            return refusal.send(start_response)
        request.set_current(environ)
        if _only_reads(environ):
            gate.only_reads()
        if cloudfront_edge.matches(environ):
            return cloudfront_edge.serve(environ, start_response, self._moto)
        response = (
            _local_response(environ)
            or container_credentials.respond(environ)
            or oauth.respond(environ)
            or cognito_cors.preflight(environ)
            or s3_cors.preflight(environ)
        )
        if response:
            return response.send(start_response)
        start_response = cognito_cors.with_headers(environ, s3_cors.with_headers(environ, start_response))
        rejection = sigv4.verify(environ)
        if rejection:
            return rejection.send(start_response)
        call_counter.count_s3()
        s3_content.prepare_body(environ)
        return self._moto(environ, start_response)


READS = re.compile(r"(DynamoDB|DynamoDBStreams|AmazonSQS)(_\d+)?\.(Get|BatchGet|TransactGet|List|Describe|Query|Scan)")
"""By X-Amz-Target. Whether receiving messages changes a queue is known afterwards."""


def _only_reads(environ):
    """Whether a request changes nothing that is saved: such requests come all the time, also when nobody uses the system."""
    if "HTTP_X_AMZ_TARGET" in environ:
        return READS.match(environ["HTTP_X_AMZ_TARGET"]) is not None
    path, is_get = environ["PATH_INFO"], environ["REQUEST_METHOD"] in ("GET", "HEAD")
    if path.startswith(access.TOOLS):
        return path != container_credentials.PATH
    return is_get and (sigv4.is_for_s3(environ) or path.endswith(access.PUBLIC_DOCUMENTS))


def _raw_uri(environ):
    """The URL as it was signed; WSGI decodes it. moto reads RAW_URI too."""
    path = quote(environ["PATH_INFO"].encode("latin-1"), safe="/-_.~")
    query = environ["QUERY_STRING"]
    return f"{path}?{query}" if query else path


def _local_response(environ):
    path = environ["PATH_INFO"]
    if path == "/_local/health":
        return Response.json({"status": "UP"})
    if path == "/_local/signing-key":
        return Response.json(cognito.signing_key())
    if path == "/_local/calls":
        if environ["REQUEST_METHOD"] == "DELETE":
            call_counter.reset()
        return Response.json(call_counter.counts())
    if path == "/_local/mails":
        return Response.json(ses.mails(environ.get("QUERY_STRING", "")))
    return None
