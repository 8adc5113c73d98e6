"""The progress of ./run: one line for each part, updated in place on a terminal."""

import sys
import time

WIDTH = 22


class Progress:
    def __init__(self):
        self._lines = {}
        self._started = {}
        self._live = sys.stdout.isatty()

    def start(self, part, doing):
        self._started[part] = time.monotonic()
        self._show(part, f"{doing} …")

    def end(self, part, outcome):
        doing = self._lines[part]
        self._show(part, f"{doing} {outcome} in {self.seconds(part):.1f} s", final=True)

    def fail(self, part, why):
        self._show(part, f"{self._lines.get(part, '')} {why}".strip(), final=True)

    def show(self, part, text):
        self._show(part, text, final=True)

    def seconds(self, part):
        return time.monotonic() - self._started[part]

    def _show(self, part, text, final=False):
        known = part in self._lines
        self._lines[part] = text
        if not self._live:
            if final:
                print(line(part, text), flush=True)
            return
        if not known:
            print(line(part, text), flush=True)
            return
        up = len(self._lines) - list(self._lines).index(part)
        print(f"\033[{up}A\r\033[2K{line(part, text)}\033[{up}B\r", end="", flush=True)


def line(part, text):
    return f"{part:<{WIDTH}}{text}"
