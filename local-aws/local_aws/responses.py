"""An HTTP response that does not come from moto."""

import json
from dataclasses import dataclass, field
from xml.sax.saxutils import escape


@dataclass
class Response:
    status: str
    content_type: str
    body: bytes
    headers: list = field(default_factory=list)

    @staticmethod
    def json(value, status="200 OK"):
        return Response(status, "application/json", json.dumps(value).encode())

    @staticmethod
    def s3_error(status, code, message):
        body = f"<Error><Code>{code}</Code><Message>{escape(message)}</Message></Error>"
        return Response(status, "application/xml", f'<?xml version="1.0" encoding="UTF-8"?>\n{body}'.encode())

    def send(self, start_response):
        length = ("Content-Length", str(len(self.body)))
        start_response(self.status, [("Content-Type", self.content_type), length, *self.headers])
        return [self.body]
