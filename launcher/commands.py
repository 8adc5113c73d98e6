"""./run and its commands."""

import os
import sys

from launcher import client_config, contracts, demo, local_aws, log_follow, setup, system
from launcher.settings import DEFAULT_PORTS, SERVICES, Unusable, port_variable

PORTS = "\n".join(f"  {port_variable(part):<34}{number}" for part, number in DEFAULT_PORTS.items())
HELP = f"""\
./run [--host HOST]     sets up and starts the whole system; HOST is a name or address of this machine by which phones
                        and other machines reach it, instead of this machine only: docs/devices.md
./run demo              plays the main use case with a real photo
./run config            prints what a client needs, as JSON: ids, endpoints, the bucket; --format amplify prints
                        amplify_outputs.json, --format env environment variables: docs/amplify.md
./run status            what runs, where, with how much memory
./run logs SERVICE      follows the log of a service
./run stop [SERVICE]    stops the whole system, or one service, gracefully; all data is kept
./run reset             stops the whole system and deletes all data: users, files, tables, messages
./run start SERVICE     starts one service and waits until it is ready
./run restart SERVICE   stops and starts one service
./run kill SERVICE      kills a service at once; after a crash of its own it would be restarted
./run build             builds the services
./run spec              joins the services' public specs to contracts/openapi/madang.yaml
./run redrive QUEUE     moves the messages of a dead-letter queue back, such as media-service-originals

SERVICE is one of {", ".join(SERVICES)}.

Environment variables
  JAVA_HOME     the JDK; searched for if not set
  MADANG_PYTHON the Python of the local AWS; searched for if not set
  MADANG_HOME   the folder with the state of this system, by default .local; with another folder and other ports a
                second system runs beside the first
  MADANG_HOST   as --host

Ports and their defaults; the management port of a service, with its health, is 1000 above
{PORTS}
"""


def join_specs():
    setup.install_python()
    contracts.join()


COMMANDS = {
    "up": system.up,
    "demo": demo.play,
    "reset": system.reset,
    "status": log_follow.status,
    "build": system.build,
    "spec": join_specs,
    "help": lambda: print(HELP, end=""),
}
COMMANDS_FOR_A_SERVICE = {
    "stop": system.stop,
    "start": system.start,
    "restart": system.restart,
    "kill": system.kill,
    "logs": log_follow.follow,
}


def main(arguments):
    try:
        parse(*with_host(arguments) or ["up"])()
    except Unusable as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted. ./run continues, ./run stop stops what has started.", file=sys.stderr)
        return 130
    return 0


def with_host(arguments):
    """The other arguments; every part of ./run reads the host from the environment, as it does the ports."""
    if arguments[:1] != ["--host"]:
        return arguments
    if len(arguments) != 2:
        raise Unusable("./run --host needs one name or address, and no command")
    os.environ["MADANG_HOST"] = arguments[1]
    return []


def parse(name, service=None, *rest):
    name = {"-h": "help", "--help": "help"}.get(name, name)
    if name == "config":
        if service not in (None, "--format") or len(rest) != (service is not None):
            raise Unusable("./run config takes no other option than --format")
        return lambda: client_config.show(*rest)
    if rest or service and name in COMMANDS:
        raise Unusable(f"too many arguments for ./run {name}: see ./run help")
    if name in COMMANDS:
        return COMMANDS[name]
    if name == "redrive":
        if service is None:
            raise Unusable("./run redrive needs a queue, such as media-service-originals")
        return lambda: print(f"{local_aws.redrive(service)} messages moved back to {service}")
    if name not in COMMANDS_FOR_A_SERVICE:
        raise Unusable(f"there is no ./run {name}: see ./run help")
    if service is None and name == "stop":
        return system.stop_all
    if service not in SERVICES:
        raise Unusable(f"./run {name} needs a service: {', '.join(SERVICES)}")
    return lambda: COMMANDS_FOR_A_SERVICE[name](service)
