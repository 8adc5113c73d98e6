"""The one HTTP endpoint: our own paths first, then moto's services."""

import logging
import os
import warnings

from local_aws import ACCOUNT, REGION, footprint

os.environ.update(
    MOTO_ACCOUNT_ID=ACCOUNT,
    MOTO_DISABLE_GLOBAL_CORS="true",
    MOTO_ALLOW_NONEXISTENT_REGION="false",
    MOTO_COGNITO_IDP_USER_POOL_ID_STRATEGY="HASH",
    MOTO_COGNITO_IDP_USER_POOL_CLIENT_ID_STRATEGY="HASH",
    # Asked for at import only; nothing calls out.
    AWS_ACCESS_KEY_ID="local",
    AWS_SECRET_ACCESS_KEY="local",
    AWS_DEFAULT_REGION=REGION,
)
warnings.simplefilter("ignore")

from cheroot import wsgi  # noqa: E402
from moto.core.responses import BaseResponse  # noqa: E402
from moto.moto_server import werkzeug_app  # noqa: E402

from local_aws.answers import Answer  # noqa: E402
from local_aws import (  # noqa: E402, F401  (each import mends its service)
    cloudformation,
    cloudwatch,
    cognito,
    cognito_cloudformation,
    cognito_identity,
    cognito_srp,
    dynamodb,
    dynamodb_streams,
    iam,
    oauth,
    request,
    s3,
    s3_cloudformation,
    s3_cors,
    s3_events,
    ses,
    sigv4,
    sns,
    sqs,
    sts,
)

THREADS = 48
"""Each long poll holds one for up to 20 s."""

footprint.forget_dead_instances()
logging.getLogger("werkzeug").setLevel(logging.ERROR)

# Unsigned calls (sign up, sign in, identity pools) name no region: they belong to ours.
BaseResponse.default_region = REGION
for target, (service, _) in werkzeug_app.UNSIGNED_REQUESTS.items():
    werkzeug_app.UNSIGNED_REQUESTS[target] = (service, REGION)
for action, (service, _) in werkzeug_app.UNSIGNED_ACTIONS.items():
    werkzeug_app.UNSIGNED_ACTIONS[action] = (service, REGION)


class Server:
    def __init__(self, host, port):
        self._wsgi = wsgi.Server(
            (host, port), Application(), numthreads=THREADS, timeout=75, request_queue_size=512
        )
        self._wsgi.error_log = _log

    @property
    def port(self):
        return self._wsgi.bind_addr[1]

    def listen(self):
        self._wsgi.prepare()

    def serve(self):
        self._wsgi.serve()


class Application:
    """Answers /_local/..., /oauth2/token and refused signatures; moto answers the rest."""

    def __init__(self):
        self._moto = werkzeug_app.DomainDispatcherApplication(werkzeug_app.create_backend_app)

    def __call__(self, environ, start_response):
        environ["RAW_URI"] = environ["REQUEST_URI"]
        request.begin(environ)
        answer = _own_path(environ) or oauth.answer(environ) or s3_cors.preflight(environ)
        if answer:
            return answer.send(start_response)
        start_response = s3_cors.with_headers(environ, start_response)
        refusal = sigv4.refusal(environ)
        if refusal:
            return refusal.send(start_response)
        return self._moto(environ, start_response)


def _own_path(environ):
    path = environ["PATH_INFO"]
    if path == "/_local/health":
        return Answer.json({"status": "UP"})
    if path == "/_local/mails":
        return Answer.json(ses.mails(environ.get("QUERY_STRING", "")))
    return None


def _log(message="", level=logging.INFO, traceback=False):
    if level >= logging.ERROR or traceback:
        logging.getLogger("local_aws").error(message, exc_info=traceback)
