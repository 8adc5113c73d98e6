"""python -m local_aws --port 4566: runs the local AWS until it is stopped."""

import argparse
import os
import signal
import sys
import threading

from local_aws import moto_setup


def main():
    options = _options()
    moto_setup.apply()
    from local_aws import server

    try:
        local_aws = server.Server(options.host, options.port)
    except OSError as error:
        sys.exit(f"local AWS: cannot listen on {options.host}:{options.port}: {error.strerror}")
    for stop_signal in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop_signal, lambda *_: os._exit(0))
    if options.exit_with_stdin:
        threading.Thread(target=_exit_with_stdin, daemon=True).start()
    print(f"local AWS at http://{options.host}:{local_aws.port}", flush=True)
    local_aws.serve()


def _options():
    parser = argparse.ArgumentParser(prog="local_aws", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="the address to bind (default: %(default)s)")
    parser.add_argument("--port", type=int, default=4566, help="0: any free port (default: %(default)s)")
    parser.add_argument("--exit-with-stdin", action="store_true", help="end when standard input closes")
    return parser.parse_args()


def _exit_with_stdin():
    while sys.stdin.buffer.read(4096):
        pass
    os._exit(0)


if __name__ == "__main__":
    main()
