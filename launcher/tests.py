"""Tests processes and ports of ./run. Run by ./test, or alone: python3 -m unittest launcher.tests"""

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

from launcher import archives, local_aws, logs, environment, processes, services, settings, supervisor

SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]
IGNORES_SIGTERM = [
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

    def test_started_process_is_found(self):
        self.assertEqual(self.start(SLEEPS).pid, processes.find("part").pid)

    def test_killed_process_is_not_found(self):
        processes.stop([self.start(SLEEPS)], 10, signal.SIGKILL)
        self.assertIsNone(processes.find("part"))

    def test_other_process_with_a_reused_pid_is_neither_found_nor_killed(self):
        other = self.start(SLEEPS)
        (self.folder / "part.pid").write_text(json.dumps({"pid": other.pid, "started": "an earlier time"}))
        self.assertIsNone(processes.find("part"))
        processes.stop([processes.Running("part", other.pid, "an earlier time")], 1)
        self.assertTrue(other.is_alive())

    def test_process_that_ignores_sigterm_is_killed_and_reported(self):
        process, outcomes = self.start(IGNORES_SIGTERM), []
        while "up" not in processes.log("part").read_text():
            pass
        processes.stop([process], 0.2, ended=lambda running, how: outcomes.append(how))
        self.assertEqual(["killed"], outcomes)


class Supervision(unittest.TestCase):
    def setUp(self):
        folder = Path(enter(self, tempfile.TemporaryDirectory()))
        enter(self, mock.patch.multiple(processes, STATE=folder, LOGS=folder))
        enter(self, mock.patch.multiple(settings, STATE=folder))
        enter(self, mock.patch.object(services, "start", self.start))
        self.output = enter(self, mock.patch("builtins.print"))
        self.now = 0
        self.supervisor = supervisor.Supervisor(lambda: self.now)

    def start(self, service, restarts=0):
        running = processes.start(service, SLEEPS, dict(os.environ), restarts)
        self.addCleanup(running.signal, signal.SIGKILL)
        return running

    def crash(self, running):
        os.kill(running.pid, signal.SIGKILL)
        while running.is_alive():
            pass

    def check_after(self, seconds):
        self.supervisor.check()
        self.now += seconds
        self.supervisor.check()
        return processes.find("gateway")

    def test_crashed_service_is_restarted_and_reported(self):
        self.crash(self.start("gateway"))
        self.assertEqual(1, self.check_after(0.5).restarts)
        printed = " ".join(call.args[0] for call in self.output.call_args_list)
        self.assertIn("gateway restarted", printed)

    def test_stopped_service_is_not_restarted(self):
        processes.stop([self.start("gateway")], 10)
        self.assertIsNone(self.check_after(60))

    def test_crashed_service_that_is_stopped_before_its_restart_is_not_restarted(self):
        self.crash(self.start("gateway"))
        self.supervisor.check()
        processes.forget("gateway")
        self.assertIsNone(self.check_after(60))

    def test_each_crash_doubles_the_delay(self):
        self.crash(self.start("gateway"))
        self.crash(self.check_after(0.5))
        self.assertIsNone(self.check_after(0.9))
        self.assertEqual(2, self.check_after(0.1).restarts)

    def test_failed_restart_is_retried(self):
        self.crash(self.start("gateway"))
        with mock.patch.object(services, "start", side_effect=settings.Unusable("the port is in use")):
            self.assertIsNone(self.check_after(0.5))
        self.assertEqual(1, self.check_after(1).restarts)

    def test_it_waits_while_a_run_works_on_the_system(self):
        self.crash(self.start("gateway"))
        with settings.exclusive():
            self.assertIsNone(self.check_after(0.5))
        self.assertIsNotNone(self.check_after(1))


class Environment(unittest.TestCase):
    def test_port_in_use_is_reported_with_a_remedy(self):
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

    def test_service_runs_under_its_role_only(self):
        self.assertIn("AWS_CONTAINER_CREDENTIALS_FULL_URI", self.of("media-service"))
        self.assertFalse({"AWS_ACCESS_KEY_ID", "AWS_PROFILE"} & self.of("media-service"))

    def test_only_media_service_signs_for_the_cdn(self):
        self.assertIn("MADANG_CDN_PRIVATE_KEY", self.of("media-service"))
        for other in ("gateway", "user-service", "notification-service"):
            self.assertFalse({name for name in self.of(other) if "CDN" in name})

    def test_gateway_has_no_credentials(self):
        self.assertEqual({"AWS_ENDPOINT_URL"}, self.of("gateway"))


class Archives(unittest.TestCase):
    def setUp(self):
        folder = Path(enter(self, tempfile.TemporaryDirectory()))
        enter(self, mock.patch.multiple(archives, ARCHIVES=folder, HOME=settings.ROOT / ".local"))
        self.jars = enter(self, mock.patch.object(archives, "_jars", return_value="first"))
        self.archive = folder / "gateway.jsa"

    def options(self):
        return " ".join(archives.options("gateway"))

    def test_archive_is_written_at_the_first_start_then_read(self):
        self.assertIn("ArchiveClassesAtExit", self.options())
        self.archive.touch()
        self.assertIn("SharedArchiveFile", self.options())

    def test_archive_is_rewritten_after_a_change_of_the_jars(self):
        self.options()
        self.archive.touch()
        self.jars.return_value = "second"
        self.assertEqual("", self.options())
        self.assertIn("ArchiveClassesAtExit", self.options())


class Logs(unittest.TestCase):
    def test_json_line_is_shortened(self):
        entry = {
            "@timestamp": "2026-01-01T10:11:12.345678Z",
            "log": {"level": "WARN", "logger": "a.b.C"},
            "message": "careful",
        }
        self.assertEqual("10:11:12.345 WARN  C: careful", logs.readable(json.dumps(entry)))

    def test_other_lines_stay(self):
        self.assertEqual("hello {", logs.readable("hello {"))
