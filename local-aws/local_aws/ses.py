"""SES: sent mails can be read, and identities in CloudFormation."""

import email
import email.policy
import threading
from collections import defaultdict
from datetime import datetime, timezone
from urllib.parse import parse_qs

from moto.ses.models import SESBackend, ses_backends
from moto.ses.responses import EmailResponse
from moto.sesv2.responses import SESV2Response

from local_aws import ACCOUNT, REGION
from local_aws.cloudformation import provides
from local_aws.patching import patches

_sent = []
_lock = threading.Lock()
_request = threading.local()


def mails(query):
    """The mails sent to an address, newest last; all mails if the query has no `to`."""
    wanted = parse_qs(query).get("to", [None])[0]
    if wanted is None:
        return list(_sent)
    with _lock:
        for mail in _sent[_by_address.number :]:
            _by_address.add(mail)
        return list(_by_address.mails.get(wanted.lower(), ()))


class _Index:
    """The mails by their addresses in lower case, for the first `number` mails."""

    def __init__(self):
        self.mails = defaultdict(list)
        self.number = 0

    def add(self, mail):
        for address in {address.lower() for address in mail["to"]}:
            self.mails[address].append(mail)
        self.number += 1


_by_address = _Index()


def deliver(message_id, sender, to, subject, text):
    sent_at = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    mail = {"id": message_id, "from": sender, "to": to, "subject": subject, "text": text, "sentAt": sent_at}
    _sent.append(mail)


@patches(SESBackend)
def send_email(original, backend, source, subject, body, destinations):
    """Records a simple mail; the plain text is kept if the mail has HTML too."""
    message = original(backend, source, subject, body, destinations)
    to = [address for addresses in destinations.values() for address in addresses]
    deliver(message.id, source, to, subject, getattr(_request, "text", None) or body)
    backend.sent_messages.clear()  # they would be kept, and saved, a second time
    return message


@patches(EmailResponse, "send_email")
def send_email_v1(original, response):
    """moto drops the plain text of a mail that has HTML too."""
    return _with_text(response._get_param("Message.Body.Text.Data"), original, response)


@patches(SESV2Response, "send_email")
def send_email_v2(original, response):
    """moto drops the plain text of a mail that has HTML too."""
    content = response._get_param("Content") or {}
    body = content.get("Simple", {}).get("Body", {})
    return _with_text(body.get("Text", {}).get("Data"), original, response)


def _with_text(text, original, response):
    _request.text = text
    try:
        return original(response)
    finally:
        _request.text = None


@patches(SESBackend)
def send_raw_email(original, backend, source, destinations, raw_data):
    """Records a raw mail with the subject and text of its MIME parts."""
    message = original(backend, source, destinations, raw_data)
    parsed = email.message_from_string(raw_data, policy=email.policy.default)
    body = parsed.get_body(preferencelist=("plain", "html"))
    text = body.get_content() if body else ""
    to = list(dict.fromkeys(message.destinations))
    deliver(message.id, source or parsed["from"], to, parsed["subject"], text)
    backend.sent_messages.clear()
    return message


@provides("AWS::SES::EmailIdentity")
def email_identity(properties, _name):
    identity = properties["EmailIdentity"]
    ses_backends[ACCOUNT][REGION].create_email_identity_v2(identity, None, None, None)
    return identity, {}


@provides("AWS::SES::ConfigurationSet", name="Name")
def configuration_set(_properties, name):
    ses_backends[ACCOUNT][REGION].create_configuration_set(name)
    return name, {}
