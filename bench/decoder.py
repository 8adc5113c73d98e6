"""A decoder process; speaks the protocol of media-service (rendition.decoder: Handshake, DecodeRequest, DecodeResponse)."""

import os
import struct
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "media-service" / "target" / "classes"
SHELL = "trap '' HUP INT TERM; ulimit -c 0; ulimit -f 0; ulimit -v 1048576; exec \"$@\""
MACHINE = (
    "-Xmx32m -Xss512k -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=16m"
    " -XX:CompressedClassSpaceSize=16m -XX:+ExitOnOutOfMemoryError -XX:+DisplayVMOutputToStderr"
    " -XX:ErrorFile=/dev/null -XX:-UsePerfData -XX:-UseContainerSupport"
    " --enable-native-access=ALL-UNNAMED"
).split()
ENVIRONMENT = {
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": str(32 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(128 << 20),
    "VIPS_WARNING": "0",
}
FORMATS = {"webp": 0, "jpeg": 1}
TYPES = ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIC"]


class Rejected(Exception):
    """The decoder rejected the original."""


class Decoder:
    def __init__(self, java, library):
        command = ["/bin/sh", "-c", SHELL, "decoder", java, *MACHINE, "-cp", str(CODE)]
        command += ["dev.madang.media.rendition.decoder.Decoder", library]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=ENVIRONMENT,
        )
        if not self._number("?"):
            raise SystemExit(f"the decoder does not start: {self._text()}")
        self.version = self._text()
        self.libheif = self._number("i")
        types = self._number("i")
        self.types = [name for bit, name in enumerate(TYPES) if types & 1 << bit]
        self.open = self._text()

    @property
    def pid(self):
        return self._process.pid

    def render(self, original, sizes, effort=4):
        """Sizes are (edge, square, formats); returns (width, height, bytes) for each size and format."""
        request = struct.pack(">i", len(sizes))
        for number, (edge, square, formats) in enumerate(sizes):
            request += _text(str(number)) + struct.pack(">i?i", edge, square, len(formats))
            request += bytes(FORMATS[each] for each in formats)
        request += struct.pack(">ib", 80, {4: 0, 2: 1}[effort])
        limits = (201_326_592, 50_331_648, 16_384, 24 << 20, 60_000, 60_000)
        request += struct.pack(">qqiiqqi", *limits, len(original))
        self._process.stdin.write(request + original)
        self._process.stdin.flush()
        if self._number("b") == 2:
            raise Rejected(f"{self._text()}: {self._text()}")
        self.preview = (self._number("i"), self._number("i"), self._text(), self._text())
        results = []
        for _, _, formats in sizes:
            for _ in formats:
                width, height, length = (self._number("i") for _ in range(3))
                results.append((width, height, self._read(length)))
        return results

    def cpu_seconds(self):
        """CPU time of all threads of the process so far."""
        return _cpu(self.pid)

    def close(self):
        self._process.stdin.close()
        self._process.wait()

    def _number(self, code):
        return struct.unpack(">" + code, self._read(struct.calcsize(">" + code)))[0]

    def _text(self):
        return self._read(self._number("H")).decode()

    def _read(self, length):
        read = self._process.stdout.read(length)
        if len(read) < length:
            raise EOFError("the decoder died")
        return read


def _text(text):
    return struct.pack(">H", len(text)) + text.encode()


def _cpu(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
