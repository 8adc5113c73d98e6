"""Sends requests to the gateway at a steady rate, and prints one JSON object: how many failed, and how long they took.

Runs in a pod of ./test kubernetes while services are replaced. A client keeps its connections. One that the gateway has
closed is replaced and the request sent again, as every HTTP client does with a GET (RFC 9110, section 9.2.2).
"""

import argparse
import http.client
import json
import queue
import ssl
import sys
import threading
import time
from collections import Counter
from urllib.parse import urlsplit

PATHS = ["/v1/me", "/v1/albums", "/v1/notifications"]
"""An operation of each service behind the gateway."""
CLOSED = (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError)


class Client:
    def __init__(self, url, authority):
        self._address = urlsplit(url)
        self._tls = ssl.create_default_context(cafile=authority)
        self._connection = None

    def request(self, method, path, headers, body=None):
        """Returns the status, the body and whether a closed connection was replaced."""
        reused = self._connection is not None
        try:
            return *self._send(method, path, headers, body), False
        except CLOSED:
            if not reused or method != "GET":
                raise
            return *self._send(method, path, headers, body), True

    def _send(self, method, path, headers, body):
        if self._connection is None:
            address = self._address.hostname, self._address.port
            self._connection = http.client.HTTPSConnection(*address, timeout=20, context=self._tls)
        try:
            self._connection.request(method, path, body, headers)
            response = self._connection.getresponse()
            content = response.read()
        except Exception:
            self._connection.close()
            self._connection = None
            raise
        if response.will_close:
            self._connection = None
        return response.status, content


class Load:
    def __init__(self, options):
        self._options = options
        self._due = queue.Queue()
        self._lock = threading.Lock()
        self.seconds, self.failures, self.outcomes = [], [], Counter()

    def run(self):
        headers = {"Authorization": f"Bearer {self._sign_in()}"}
        workers = [threading.Thread(target=self._work, args=[headers]) for _ in range(self._options.connections)]
        for worker in workers:
            worker.start()
        start = time.monotonic()
        for number in range(self._options.requests):
            due = start + number / self._options.rate
            time.sleep(max(0, due - time.monotonic()))
            self._due.put((due, PATHS[number % len(PATHS)]))
        for _ in workers:
            self._due.put(None)
        for worker in workers:
            worker.join()
        return self._summary(time.monotonic() - start)

    def _sign_in(self):
        body = json.dumps({"email": self._options.email, "password": self._options.password})
        client = Client(self._options.url, self._options.ca)
        status, content, _ = client.request("POST", "/v1/auth/sign-in", {"Content-Type": "application/json"}, body)
        if status != 200:
            sys.exit(f"the sign-in answered {status}: {content.decode(errors='replace')[:300]}")
        return json.loads(content)["tokens"]["accessToken"]

    def _work(self, headers):
        client = Client(self._options.url, self._options.ca)
        while request := self._due.get():
            due, path = request
            try:
                status, content, replaced = client.request("GET", path, headers)
                failure = None if status == 200 else f"{status} {content.decode(errors='replace')[:200]}"
            except Exception as error:
                failure, replaced = repr(error), False
            with self._lock:
                self.seconds.append(time.monotonic() - due)
                self.outcomes["connections replaced"] += replaced
                if failure:
                    self.failures.append(f"{time.strftime('%H:%M:%S')} {path}: {failure}")

    def _summary(self, duration):
        ordered = sorted(self.seconds)
        return {
            "requests": len(ordered),
            "failed": len(self.failures),
            "rate": round(len(ordered) / duration, 1),
            "connectionsReplaced": self.outcomes["connections replaced"],
            "millis": {f"p{p}": round(ordered[int((len(ordered) - 1) * p / 100)] * 1000) for p in (50, 99, 100)},
            "failures": self.failures[:20],
        }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", required=True)
    parser.add_argument("--ca", required=True, help="the file of the certificate authority")
    parser.add_argument("--email", required=True)
    parser.add_argument("--password", required=True)
    parser.add_argument("--requests", type=int, default=10000)
    parser.add_argument("--rate", type=float, default=50, help="a second")
    parser.add_argument("--connections", type=int, default=32)
    print(json.dumps(Load(parser.parse_args()).run()))


if __name__ == "__main__":
    main()
