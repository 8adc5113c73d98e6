"""SQS: long polling, cheaper receives, and queue policies in CloudFormation."""

import copy
import json
import re
import string
import time
from collections.abc import Mapping

from flask import request
from moto.core.utils import camelcase_to_underscores
from moto.moto_api._internal import mock_random
from moto.sqs import models
from moto.sqs.exceptions import ReceiptHandleIsInvalid
from moto.sqs.models import Queue, SQSBackend, sqs_backends

from local_aws import ACCOUNT, REGION, call_counter, gate
from local_aws.cloudformation import provides
from local_aws.patching import patches


_boot = time.time() - time.monotonic()

RECEIPT_HANDLE = re.compile("[a-z]{185}")

models.deepcopy = copy.copy
"""A receive selects attributes of the message that it returns; it changes none of them."""


@patches(models)
def generate_receipt_handle(_original):
    """At once; moto chooses each character."""
    return "".join(mock_random.choices(string.ascii_lowercase, k=185))


@patches(models)
def unix_time_millis(original):
    """A clock that is never set back: with one that is, moto hides new messages until it has caught up."""
    return (_boot + time.monotonic()) * 1000


@patches(SQSBackend)
def receive_message(original, backend, queue_name, count, wait_seconds, visibility_timeout, attributes=None):
    """A long poll returns as soon as a message arrives, and two receivers never get the same message.

    moto checks once a second, and two requests may take the same message.
    """
    queue = backend.get_queue(queue_name)
    deadline = time.monotonic() + (wait_seconds or 0)
    number = len(queue._messages)
    with queue._messages_lock:
        while True:
            messages = original(backend, queue_name, count, 0, visibility_timeout, attributes)
            remaining = deadline - time.monotonic()
            if messages or remaining <= 0:
                break
            with gate.outside():
                queue._messages_lock.wait(min(remaining, _until_next_is_visible(queue)))
            if request.environ["waitress.client_disconnected"]():
                break  # a killed consumer must not hide the message for its visibility timeout
    if not messages:
        call_counter.count_empty()
        if len(queue._messages) == number:  # none was moved to the dead-letter queue
            gate.only_reads()
    return messages


def _until_next_is_visible(queue):
    hidden = [max(message.visible_at, message.delayed_until) for message in queue._messages]
    if not hidden:
        return 20
    return min(max(min(hidden) - models.unix_time_millis(), 0) / 1000 + 0.01, 20)


@patches(Queue)
def delete_message(_original, queue, receipt_handle):
    """Returns the message that it deleted. It looks at messages until it finds the one.

    moto copies the list, and keeps each handle that it ever deleted.
    """
    if not RECEIPT_HANDLE.fullmatch(receipt_handle):
        raise ReceiptHandleIsInvalid()
    with queue._messages_lock:
        for position, message in enumerate(queue._messages):
            if message.had_receipt_handle(receipt_handle):
                del queue._messages[position]
                queue.pending_messages.discard(message)
                queue._messages_lock.notify_all()
                return message
    return None


def _hidden(queue):
    """Only a message that was received is hidden."""
    now = models.unix_time_millis()
    with queue._messages_lock:
        return sum(message.visible_at > now for message in queue._pending_messages)


@patches(Queue)
def add_message(original, queue, message):
    """Notes which messages were delayed, so that they can be counted."""
    if message.delayed_until:
        queue.delayed_messages = [*queue.delayed_messages, message]
    original(queue, message)


@patches(SQSBackend)
def purge_queue(original, backend, queue_name):
    original(backend, queue_name)
    backend.get_queue(queue_name).delayed_messages = []


Queue.delayed_messages = []


def _delayed(queue):
    now = models.unix_time_millis()
    queue.delayed_messages = [message for message in queue.delayed_messages if message.delayed_until > now]
    return len(queue.delayed_messages)


Queue.approximate_number_of_messages_not_visible = property(_hidden)
Queue.approximate_number_of_messages_delayed = property(_delayed)
Queue.approximate_number_of_messages = property(lambda queue: len(queue._messages) - _hidden(queue) - _delayed(queue))
"""moto asks the clock twice for each message."""


@patches(SQSBackend)
def change_message_visibility(original, backend, queue_name, receipt_handle, visibility_timeout):
    """Wakes a waiting receiver when a message becomes visible."""
    lock = backend.get_queue(queue_name)._messages_lock
    with lock:
        original(backend, queue_name, receipt_handle, visibility_timeout)
        lock.notify_all()


@patches(SQSBackend)
def is_message_valid_based_on_retention_period(original, backend, queue_name, message):
    """Reads only the retention period; moto counts the whole queue for each received message."""
    retention = backend.get_queue(queue_name).message_retention_period
    return message.sent_timestamp / 1000 + retention > time.time()


class QueueAttributes(Mapping):
    """Counts the messages of a queue on access; moto counts them on each send."""

    def __init__(self, queue):
        self._queue = queue

    def __getitem__(self, name):
        if name not in self._names():
            raise KeyError(name)
        value = getattr(self._queue, camelcase_to_underscores(name))
        if name == "RedrivePolicy" and value:
            return json.dumps(value)
        return str(value).lower() if isinstance(value, bool) else value

    def __iter__(self):
        return iter(self._names())

    def __len__(self):
        return len(self._names())

    def _names(self):
        names = list(Queue.BASE_ATTRIBUTES)
        if self._queue.fifo_queue:
            names += Queue.FIFO_ATTRIBUTES
        if self._queue.kms_master_key_id:
            names += Queue.KMS_ATTRIBUTES
        return names


Queue.attributes = property(QueueAttributes)


def _set_policy(_reference, properties):
    for queue in properties["Queues"]:
        attributes = {"Policy": json.dumps(properties["PolicyDocument"])}
        sqs_backends[ACCOUNT][REGION].set_queue_attributes(queue.split("/")[-1], attributes)


@provides("AWS::SQS::QueuePolicy", attributes=("Id",), update=_set_policy)
def queue_policy(properties, name):
    _set_policy(name, properties)
    return name, {"Id": name}
