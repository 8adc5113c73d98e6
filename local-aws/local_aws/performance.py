"""Caches what moto computes again for each request, and keeps no references for moto's data dump."""

import functools
import string

from moto.core import responses, serialize
from moto.core.common_models import BaseModel
from moto.core.responses import BaseResponse
from moto.core.serialize import XFormedAttributePicker
from moto.moto_api._internal.moto_random import MotoRandom
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

from local_aws import sigv4
from local_aws.patching import patches

BaseModel.__new__ = staticmethod(lambda cls, *_, **__: object.__new__(cls))
"""moto keeps a reference to every object that it ever made, copies too."""

responses.method_names_from_class = functools.lru_cache(responses.method_names_from_class)
"""moto inspects the handler's class for each request."""

_names = {}


@patches(XFormedAttributePicker)
def get_possible_keys(original, picker, context):
    """The possible names of a member depend only on the member and the class of the result."""
    member = (context.shape, context.key, type(context.obj))
    names = _names.get(member)
    if names is None:
        names = _names[member] = list(dict.fromkeys(original(picker, context)))
    return names


@patches(serialize)
def parse_to_aware_datetime(original, value):
    """moto stores times in S3 as text and parses them with dateutil."""
    return _parsed_time(original, value) if isinstance(value, str) else original(value)


@functools.lru_cache(maxsize=4096)
def _parsed_time(parse, text):
    return parse(text)


@patches(BaseResponse)
def _enrich_response(original, headers, body):
    """Only XML contains a request id; moto searches every JSON response for one."""
    holds_id = isinstance(body, str) and "<RequestId>" in body
    headers, enriched = original(headers, body if holds_id else "")
    return headers, enriched if holds_id else body


@patches(MotoRandom)
def get_random_string(original, random, length=20, include_digits=True, lower_case=False):
    pool = string.ascii_letters + (string.digits if include_digits else "")
    text = "".join(random.choices(pool, k=length))
    return text.lower() if lower_case else text


class Dispatcher(DomainDispatcherApplication):
    """moto lists its own directory to find a service; the result never changes."""

    CLOSED = ("moto_api", "instance_metadata")
    """No service of AWS at an endpoint: moto's own API, and the metadata of an EC2 instance."""

    def __init__(self):
        super().__init__(_create_app)
        self._backends = {}

    def get_backend_for_host(self, host):
        if host not in self._backends:
            backend = super().get_backend_for_host(host)
            self._backends[host] = None if backend in self.CLOSED else backend
        return self._backends[host]

    def infer_service_region_host(self, environ, path):
        """A presigned URL names its service; moto guesses it from the body and the path, which may be of any object."""
        credential = sigv4.query(environ).get("X-Amz-Credential")
        if credential and "HTTP_AUTHORIZATION" not in environ:
            environ = {**environ, "HTTP_AUTHORIZATION": f"{sigv4.ALGORITHM} Credential={credential}"}
        return super().infer_service_region_host(environ, path)

    def _get_body(self, environ):
        """Only a query has its action in the body; moto loses any other body that is declared as a form and is no text."""
        is_query = environ["REQUEST_METHOD"] == "POST" and environ["PATH_INFO"] == "/"
        return super()._get_body(environ) if is_query else None


def _create_app(service):
    """In debug mode each request belongs to a reference cycle, so that its body stays in memory for long."""
    app = create_backend_app(service)
    app.debug = False
    app.config["PROPAGATE_EXCEPTIONS"] = True
    return app
