"""HTTPS in front of the server, for what clients reach: AWS and the CDN, not the tools below /_local/.

It decrypts, and relays to an address of the server on loopback that nothing else uses.
"""

import asyncio
import socket
import ssl
import sys
import threading
from contextlib import suppress

CONNECTIONS = 256
"""More are closed at once."""
HANDSHAKE_WITHIN = 10
CHECKED_EVERY = 1
"""In seconds: the certificate is loaded when its files appear, and again when they change."""
UNKNOWN = "0.0.0.0"


class Listener:
    """Is bound as soon as it is created; accepts connections once there is a certificate."""

    def __init__(self, hosts, port, certificate, key):
        self._sockets = [_bound(host, port) for host in hosts]
        self._certificate, self._key = certificate, key
        self._seen, self._is_loaded = None, False
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._connections = 0
        self._peers = {}

    @property
    def port(self):
        return self._sockets[0].getsockname()[1]

    def peer(self, relay_port):
        """The address of the client behind a port of the relay."""
        return self._peers.get(relay_port, UNKNOWN)

    def relay_to(self, port):
        self._target = port
        threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True).start()

    async def _serve(self):
        while not self._load():
            await asyncio.sleep(CHECKED_EVERY)
        for each in self._sockets:
            options = {"ssl": self._context, "ssl_handshake_timeout": HANDSHAKE_WITHIN}
            await asyncio.start_server(self._relay, sock=each, **options)
        while True:
            await asyncio.sleep(CHECKED_EVERY)
            self._load()

    def _load(self):
        """Whether there is a certificate."""
        try:
            times = [path.stat().st_mtime_ns for path in (self._certificate, self._key)]
            if times != self._seen:
                self._seen = times
                self._context.load_cert_chain(self._certificate, self._key)
                self._is_loaded = True
        except FileNotFoundError:
            pass
        except (OSError, ssl.SSLError) as error:  # it may be half written
            print(f"local AWS: the certificate cannot be read, retrying when it changes. {error}", file=sys.stderr, flush=True)
        return self._is_loaded

    async def _relay(self, reader, writer):
        if self._connections >= CONNECTIONS:
            writer.transport.abort()
            return
        self._connections += 1
        relay_port = server = None
        try:
            from_server, server = await asyncio.open_connection("127.0.0.1", self._target)
            relay_port = str(server.get_extra_info("sockname")[1])
            self._peers[relay_port] = writer.get_extra_info("peername")[0]
            copies = [asyncio.create_task(_copy(reader, server)), asyncio.create_task(_copy(from_server, writer))]
            await asyncio.wait(copies, return_when=asyncio.FIRST_COMPLETED)
            for copy in copies:
                copy.cancel()
        except OSError:
            pass
        finally:
            self._connections -= 1
            self._peers.pop(relay_port, None)
            for each in filter(None, (server, writer)):
                each.close()


async def _copy(reader, writer):
    with suppress(OSError):
        while block := await reader.read(1 << 16):
            writer.write(block)
            await writer.drain()


def _bound(host, port):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)
