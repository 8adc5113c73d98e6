"""What ./run promises about processes and ports. Run by ./test, or alone: python3 -m unittest launcher.tests"""

import json
import os
import signal
import socket
import sys
import tempfile
import unittest
from collections import defaultdict
from pathlib import Path
from unittest import mock

from launcher import archives, local_aws, logs, environment, processes, services, settings

SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]
WILL_NOT_STOP = [
    sys.executable, "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)",
]  # fmt: skip


def enter(test, context):
    test.addCleanup(context.__exit__, None, None, None)
    return context.__enter__()


class Processes(unittest.TestCase):
    def setUp(self):
        folder = Path(enter(self, tempfile.TemporaryDirectory()))
        enter(self, mock.patch.multiple(processes, STATE=folder, LOGS=folder))
        self.folder = folder

    def start(self, command):
        running = processes.start("part", command, dict(os.environ))
        self.addCleanup(running.signal, signal.SIGKILL)
        return running

    def test_one_that_was_started_is_found_again(self):
        self.assertEqual(self.start(SLEEPS).pid, processes.find("part").pid)

    def test_one_that_was_killed_is_not_found(self):
        processes.stop([self.start(SLEEPS)], 10, signal.SIGKILL)
        self.assertIsNone(processes.find("part"))

    def test_a_stranger_with_a_recycled_pid_is_neither_found_nor_killed(self):
        stranger = self.start(SLEEPS)
        (self.folder / "part.pid").write_text(json.dumps({"pid": stranger.pid, "started": "an earlier time"}))
        self.assertIsNone(processes.find("part"))
        processes.stop([processes.Running("part", stranger.pid, "an earlier time")], 1)
        self.assertTrue(stranger.is_alive())

    def test_one_that_will_not_stop_is_killed_and_said_to_be(self):
        stubborn, told = self.start(WILL_NOT_STOP), []
        while "up" not in processes.log("part").read_text():
            pass
        processes.stop([stubborn], 0.2, ended=lambda running, how: told.append(how))
        self.assertEqual(["killed"], told)


class Machine(unittest.TestCase):
    def test_a_port_in_use_is_named_with_the_way_out(self):
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            taken = str(other.getsockname()[1])
            with mock.patch.dict(os.environ, MADANG_LOCAL_AWS_PORT=taken):
                with self.assertRaisesRegex(settings.Unusable, f"{taken} is in use.*MADANG_LOCAL_AWS_PORT="):
                    environment.check_ports("local-aws")


class Credentials(unittest.TestCase):
    def of(self, service):
        made = mock.patch.object(local_aws, "outputs", return_value=defaultdict(lambda: "made", CdnUrl="made"))
        own = mock.patch.dict(os.environ, AWS_PROFILE="own", AWS_ACCESS_KEY_ID="own")
        with made, own:
            environment = services.environment_variables(service)
        return {name for name in environment if name.startswith(("AWS_", "MADANG_CDN_"))}

    def test_a_service_runs_under_its_role_and_not_as_the_account_or_the_person(self):
        self.assertIn("AWS_CONTAINER_CREDENTIALS_FULL_URI", self.of("media-service"))
        self.assertFalse({"AWS_ACCESS_KEY_ID", "AWS_PROFILE"} & self.of("media-service"))

    def test_only_media_service_signs_for_the_cdn(self):
        self.assertIn("MADANG_CDN_PRIVATE_KEY", self.of("media-service"))
        for other in ("gateway", "user-service", "notification-service"):
            self.assertFalse({name for name in self.of(other) if "CDN" in name})

    def test_the_gateway_has_none(self):
        self.assertEqual({"AWS_ENDPOINT_URL"}, self.of("gateway"))


class Archives(unittest.TestCase):
    def setUp(self):
        folder = Path(enter(self, tempfile.TemporaryDirectory()))
        enter(self, mock.patch.multiple(archives, ARCHIVES=folder, HOME=settings.ROOT / ".local"))
        self.jars = enter(self, mock.patch.object(archives, "_jars", return_value="first"))
        self.archive = folder / "gateway.jsa"

    def options(self):
        return " ".join(archives.options("gateway"))

    def test_written_at_first_then_read(self):
        self.assertIn("ArchiveClassesAtExit", self.options())
        self.archive.touch()
        self.assertIn("SharedArchiveFile", self.options())

    def test_after_a_change_of_the_jars_written_at_the_second_start(self):
        self.options()
        self.archive.touch()
        self.jars.return_value = "second"
        self.assertEqual("", self.options())
        self.assertIn("ArchiveClassesAtExit", self.options())


class Logs(unittest.TestCase):
    def test_a_json_line_becomes_a_short_one(self):
        entry = {
            "@timestamp": "2026-01-01T10:11:12.345678Z",
            "log": {"level": "WARN", "logger": "a.b.C"},
            "message": "careful",
        }
        self.assertEqual("10:11:12.345 WARN  C: careful", logs.readable(json.dumps(entry)))

    def test_any_other_line_stays(self):
        self.assertEqual("hello {", logs.readable("hello {"))
