"""SQS fair queues: messages of a standard queue that have a MessageGroupId.

A group is a noisy neighbour while it has more than a tenth of the messages in flight, and 30 at least, or more than a
tenth of the recent processing time. Messages of other groups are received first; of noisy groups, those of the group
with the fewest messages in flight. A group whose messages are all deleted is quiet again.
"""

import time
from collections import Counter, deque
from weakref import WeakKeyDictionary

from moto.sqs.models import Queue, SQSBackend

from local_aws.patching import patches

RECENT = 300  # seconds
NOISY_SHARE = 0.1
NOISY_IN_FLIGHT = 30


class _ProcessingTimes:
    """The processing time of each group: from a receive to its deletion."""

    def __init__(self):
        self._ended = deque()  # when, group, seconds
        self._received = {}  # message id: (group, when)

    def received(self, message):
        self._received[message.id] = message.group_id, time.monotonic()

    def deleted(self, message):
        if message.id in self._received:
            group, when = self._received.pop(message.id)
            now = time.monotonic()
            self._ended.append((now, group, now - when))

    def by_group(self, in_flight, groups):
        now = time.monotonic()
        ids = {message.id for message in in_flight}
        self._received = {id: it for id, it in self._received.items() if id in ids}
        while self._ended and (self._ended[0][0] < now - RECENT or self._ended[0][1] not in groups):
            self._ended.popleft()
        times = Counter()
        for _, group, seconds in self._ended:
            if group in groups:
                times[group] += seconds
        for group, when in self._received.values():
            times[group] += now - when
        return times


_times = WeakKeyDictionary()


def _times_of(queue):
    return _times.setdefault(queue, _ProcessingTimes())


def _in_order_of_delivery(queue):
    visible = [message for message in queue._messages if message.visible and not message.delayed]
    if queue.fifo_queue or not any(message.group_id for message in visible):
        return visible
    in_flight = [message for message in queue._messages if message.group_id and not message.visible]
    count = Counter(message.group_id for message in in_flight)
    groups = {message.group_id for message in queue._messages}
    noisy = _noisy(count, _times_of(queue).by_group(in_flight, groups))
    # A stable sort: the order within a group stays.
    return sorted(
        visible, key=lambda message: 1 + count[message.group_id] if message.group_id in noisy else 0
    )


def _noisy(in_flight, times):
    whole, whole_time = in_flight.total(), times.total()
    return {
        group
        for group in in_flight.keys() | times.keys()
        if (in_flight[group] >= NOISY_IN_FLIGHT and in_flight[group] > NOISY_SHARE * whole)
        or times[group] > NOISY_SHARE * whole_time
    }


Queue.messages = property(_in_order_of_delivery)


@patches(SQSBackend)
def receive_message(original, backend, queue_name, *arguments):
    messages = original(backend, queue_name, *arguments)
    for message in messages:
        if message.group_id:
            _times_of(backend.get_queue(queue_name)).received(message)
    return messages


@patches(Queue)
def delete_message(original, queue, receipt_handle):
    deleted = [it for it in queue._messages if it.group_id and it.had_receipt_handle(receipt_handle)]
    original(queue, receipt_handle)
    for message in deleted:
        _times_of(queue).deleted(message)
