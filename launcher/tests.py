"""Tests processes and ports of ./run. Run by ./test, or alone: python3 -m unittest launcher.tests"""

import json
import os
import signal
import socket
import sys
import tempfile
import unittest
import urllib.request
from collections import defaultdict
from pathlib import Path
from unittest import mock

from launcher import (
    archives,
    client_config,
    commands,
    environment,
    local_aws,
    logs,
    processes,
    services,
    settings,
    supervisor,
    system,
)

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


class State(unittest.TestCase):
    """What is in the local AWS when `./run stop` ends it is there after the next start."""

    @unittest.skipUnless(settings.PYTHON.exists(), "needs local-aws/install")
    def test_data_survives_stop_and_start(self):
        folder = Path(enter(self, tempfile.TemporaryDirectory()))
        enter(self, mock.patch.multiple(processes, STATE=folder, LOGS=folder))
        enter(self, mock.patch.multiple(system.settings, STATE=folder))
        enter(self, mock.patch.multiple(local_aws, AWS_STATE=folder / "state", TLS=folder))
        ports = {settings.port_variable(part): str(free_port()) for part in ("local-aws", "local-aws-tls")}
        enter(self, mock.patch.dict(os.environ, ports))
        self.start()
        self.request("PUT", "/bucket")
        self.request("PUT", "/bucket/photo", b"yesterday")
        system._end([processes.find(local_aws.NAME)])
        self.start()
        self.assertEqual(b"yesterday", self.request("GET", "/bucket/photo"))

    def start(self):
        running = local_aws.start()
        self.addCleanup(running.signal, signal.SIGKILL)
        local_aws.wait(running)

    @staticmethod
    def request(method, path, body=None):
        scope = "Credential=local/20300101/us-east-1/s3/aws4_request"
        headers = {"Authorization": f"AWS4-HMAC-SHA256 {scope}, SignedHeaders=host, Signature=0"}
        request = urllib.request.Request(settings.local_aws_url() + path, body, headers, method=method)
        with urllib.request.urlopen(request, timeout=10) as response:
            return response.read()


def free_port():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return unused.getsockname()[1]


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


class Host(unittest.TestCase):
    def setUp(self):
        folder = Path(enter(self, tempfile.TemporaryDirectory()))
        enter(self, mock.patch.object(settings, "STATE", folder))
        enter(self, mock.patch.dict(os.environ))
        for name in list(os.environ):
            if name.startswith("MADANG_"):
                del os.environ[name]

    def choose(self, host):
        self.assertEqual([], commands.with_host(["--host", host]))

    def test_by_default_only_this_machine_reaches_it(self):
        self.assertEqual("127.0.0.1", settings.bind_address())
        self.assertEqual("https://localhost:8443", settings.gateway_url())
        self.assertEqual("http://localhost:4566", settings.public_aws_url())
        self.assertEqual("https://localhost:4567", settings.local_aws_tls_url())

    def test_address_of_this_machine_is_bound(self):
        self.choose("127.0.0.2")
        self.assertEqual("127.0.0.2", settings.bind_address())
        self.assertEqual("https://127.0.0.2:8443", settings.gateway_url())
        self.assertEqual("https://127.0.0.2:4567", settings.public_aws_url())
        self.assertEqual("http://localhost:4566", settings.local_aws_url())
        self.assertEqual("https://127.0.0.2:8443", settings.own_gateway_url())

    def test_address_that_only_clients_know_is_not_bound(self):
        self.choose("10.0.2.2")
        self.assertEqual("127.0.0.1", settings.bind_address())
        self.assertEqual("https://10.0.2.2:8443", settings.gateway_url())
        self.assertEqual("https://localhost:8443", settings.own_gateway_url())

    def test_version_6_address_is_in_brackets(self):
        self.choose("::1")
        self.assertEqual("https://[::1]:8443", settings.gateway_url())

    def test_unknown_name_is_reported(self):
        self.choose("no-such-machine.invalid")
        with self.assertRaisesRegex(settings.Unusable, "does not know the name"):
            settings.bind_address()

    def test_neither_name_nor_address_is_refused(self):
        for host in ("https://laptop", "laptop:8443", "-laptop", "a b", "laptop/x", "0.0.0.0", "::", "fe80::1%eth0"):
            self.choose(host)
            with self.assertRaisesRegex(settings.Unusable, "neither a host name nor an address"):
                settings.host()

    def test_host_is_kept_until_the_system_stops(self):
        self.choose("127.0.0.2")
        settings.store_addresses()
        del os.environ["MADANG_HOST"]
        self.assertEqual("127.0.0.2", settings.host())
        self.assertFalse(settings.addresses_have_changed())
        self.choose("127.0.0.3")
        self.assertTrue(settings.addresses_have_changed())
        del os.environ["MADANG_HOST"]
        settings.delete_addresses()
        self.assertEqual("localhost", settings.host())

    def test_only_the_gateway_is_bound_to_it(self):
        self.choose("127.0.0.2")
        with mock.patch.object(local_aws, "outputs", return_value=defaultdict(lambda: "made")):
            bound = {each: services.environment_variables(each)["SERVER_ADDRESS"] for each in settings.SERVICES}
            media = services.environment_variables("media-service")
        self.assertEqual({"gateway"}, {each for each in bound if bound[each] != "127.0.0.1"})
        self.assertEqual("https://127.0.0.2:4567", media["MADANG_PUBLIC_S3_ENDPOINT"])
        self.assertEqual("https://127.0.0.2:8443/v1/shared/", media["MADANG_SHARE_BASE_URL"])
        self.assertEqual("http://localhost:4566", media["AWS_ENDPOINT_URL"])


class ClientConfig(unittest.TestCase):
    def setUp(self):
        made = defaultdict(lambda: "made", UserPoolId="eu-central-1_a")
        enter(self, mock.patch.object(local_aws, "outputs", return_value=made))
        enter(self, mock.patch.object(client_config, "public_aws_url", return_value="https://10.0.2.2:4567"))

    def test_amplify_gets_the_ids_and_the_endpoints(self):
        outputs = json.loads(client_config.as_amplify(client_config.config()))
        self.assertEqual("eu-central-1_a", outputs["auth"]["user_pool_id"])
        self.assertEqual("https://10.0.2.2:4567", outputs["custom"]["madang"]["cognitoUrl"])

    def test_environment_variables_are_safe_in_a_shell(self):
        text = client_config.as_environment({"userPoolId": "a b", "s3PathStyle": True})
        self.assertEqual("MADANG_USER_POOL_ID='a b'\nMADANG_S3_PATH_STYLE=true", text)

    def test_no_secret_is_printed(self):
        self.assertNotIn("secret", client_config.as_json(client_config.config()).lower())

    def test_unknown_format_is_reported(self):
        with self.assertRaisesRegex(settings.Unusable, "json, amplify, env, not xml"):
            commands.parse("config", "--format", "xml")()
        with self.assertRaisesRegex(settings.Unusable, "no other option"):
            commands.parse("config", "--format")


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
