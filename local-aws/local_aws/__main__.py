"""python -m local_aws --port 4566: runs the local AWS until it is stopped."""

import argparse
import os
import signal
import sys
import threading
from pathlib import Path

from local_aws import moto_setup


def main():
    options = _options()
    moto_setup.apply()
    from local_aws import access, server, tls

    access.names.update(options.name)
    try:
        listener = options.tls_certificate and tls.Listener(
            options.tls_host or [options.host], options.tls_port, options.tls_certificate, options.tls_key
        )
        local_aws = server.Server(options.host, options.port, listener)
    except OSError as error:
        addresses = f"{options.host}:{options.port}"
        if options.tls_certificate:
            addresses += f" and port {options.tls_port} of {', '.join(options.tls_host or [options.host])}"
        sys.exit(f"local AWS: cannot listen on {addresses}: {error.strerror}")
    end = _keep_state(options) if options.state else lambda: os._exit(0)
    for stop_signal in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop_signal, lambda *_: threading.Thread(target=end).start())
    if options.exit_with_stdin:
        threading.Thread(target=_end_with_stdin, args=[end], daemon=True).start()
    print(f"local AWS at http://{options.host}:{local_aws.port}", flush=True)
    if listener:
        print(f"clients reach it by HTTPS at port {listener.port}", flush=True)
    local_aws.serve()


def _keep_state(options):
    """Loads the state; returns the function that saves it and ends the process."""
    from local_aws import state

    try:
        folder = state.State(options.state)
    except (state.Unusable, OSError) as error:
        sys.exit(f"local AWS: cannot keep the state: {error}")
    folder.load()
    folder.save_regularly(options.save_interval)
    return folder.save_and_exit


def _options():
    parser = argparse.ArgumentParser(prog="local_aws", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="the address to bind (default: %(default)s)")
    parser.add_argument("--port", type=int, default=4566, help="0: any free port (default: %(default)s)")
    parser.add_argument(
        "--name", action="append", default=[], help="a name of this server beside localhost; others are refused"
    )
    parser.add_argument("--tls-certificate", type=Path, metavar="FILE", help="adds HTTPS: AWS and the CDN, for clients")
    parser.add_argument("--tls-key", type=Path, metavar="FILE")
    parser.add_argument("--tls-host", action="append", metavar="ADDRESS", help="to bind; may be repeated (default: --host)")
    parser.add_argument("--tls-port", type=int, default=4567, help="0: any free port (default: %(default)s)")
    parser.add_argument("--state", metavar="FOLDER", help="keep all data there; without it a restart loses them")
    parser.add_argument(
        "--save-interval", type=float, default=30, metavar="SECONDS", help="between two saves (default: %(default)s)"
    )
    parser.add_argument("--exit-with-stdin", action="store_true", help="end when standard input closes")
    return parser.parse_args()


def _end_with_stdin(end):
    while sys.stdin.buffer.read(4096):
        pass
    end()


if __name__ == "__main__":
    main()
