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

    def deleted(self, message, messages):
        group, when = self._received.pop(message.id, (None, None))
        if any(each.group_id == message.group_id for each in messages):
            if group:
                now = time.monotonic()
                self._ended.append((now, group, now - when))
        else:
            self._ended = deque(it for it in self._ended if it[1] != message.group_id)

    def by_group(self, in_flight):
        now = time.monotonic()
        ids = {message.id for message in in_flight}
        self._received = {id: it for id, it in self._received.items() if id in ids}
        while self._ended and self._ended[0][0] < now - RECENT:
            self._ended.popleft()
        times = Counter()
        for _, group, seconds in self._ended:
            times[group] += seconds
        for group, when in self._received.values():
            times[group] += now - when
        return times


_times = WeakKeyDictionary()


def _times_of(queue):
    return _times.setdefault(queue, _ProcessingTimes())


def _in_order_of_delivery(queue):
    """A receive looks at messages until it has enough; moto makes a list of all."""
    count, noisy = _noisy(queue)
    ranks = {group: 1 + count[group] for group in noisy}
    for rank in sorted({0, *ranks.values()}):
        for message in queue._messages:
            if ranks.get(message.group_id, 0) == rank and message.visible and not message.delayed:
                yield message


def _noisy(queue):
    """The number of messages in flight of each group, and the noisy groups."""
    in_flight = [message for message in queue._pending_messages if _is_fair(queue, message) and not message.visible]
    count = Counter(message.group_id for message in in_flight)
    times = _times_of(queue).by_group(in_flight)
    whole, whole_time = count.total(), times.total()
    return count, {
        group
        for group in count.keys() | times.keys()
        if (count[group] >= NOISY_IN_FLIGHT and count[group] > NOISY_SHARE * whole)
        or times[group] > NOISY_SHARE * whole_time
    }


def _is_fair(queue, message):
    return message.group_id and not queue.fifo_queue


Queue.messages = property(_in_order_of_delivery)


@patches(SQSBackend)
def receive_message(original, backend, queue_name, *arguments):
    messages = original(backend, queue_name, *arguments)
    queue = backend.get_queue(queue_name)
    with queue._messages_lock:
        for message in messages:
            if _is_fair(queue, message):
                _times_of(queue).received(message)
    return messages


@patches(Queue)
def delete_message(original, queue, receipt_handle):
    with queue._messages_lock:
        deleted = original(queue, receipt_handle)
        if deleted and _is_fair(queue, deleted):
            _times_of(queue).deleted(deleted, queue._messages)
