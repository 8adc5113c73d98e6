"""./run and its commands."""

import sys

from launcher import demo, local_aws, system, log_follow
from launcher.settings import DEFAULT_PORTS, SERVICES, Unusable, port_variable

PORTS = "\n".join(f"  {port_variable(part):<34}{number}" for part, number in DEFAULT_PORTS.items())
HELP = f"""\
./run                   sets all up that is missing, and starts what does not run
./run demo              plays the main job with a real photo
./run status            what runs, where, with how much memory
./run logs SERVICE      follows a service's log
./run stop [SERVICE]    ends everything, or one service, gracefully
./run start SERVICE     starts one service and waits until it is ready
./run restart SERVICE   both
./run kill SERVICE      ends a service at once, as a crash would
./run build             builds the services
./run redrive QUEUE     moves the dead letters of a queue back into it, such as media-service-uploads

SERVICE is one of {", ".join(SERVICES)}.

Environment variables
  JAVA_HOME     the JDK; else one is looked for
  PYTHON        the Python of the local AWS; else one is looked for
  MADANG_HOME   the folder of this system's state, usually .local; with other ports a second one runs beside

Ports, and what they usually are; a service tells its health on the port 1000 above
{PORTS}
"""

COMMANDS = {
    "up": system.up,
    "demo": demo.play,
    "status": log_follow.status,
    "build": system.build,
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
        understand(*arguments or ["up"])()
    except Unusable as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted. ./run goes on where it was, ./run stop ends what has started.", file=sys.stderr)
        return 130
    return 0


def understand(name, service=None, *rest):
    name = {"-h": "help", "--help": "help"}.get(name, name)
    if rest or service and name in COMMANDS:
        raise Unusable(f"too many words after ./run {name}: see ./run help")
    if name in COMMANDS:
        return COMMANDS[name]
    if name == "redrive":
        if service is None:
            raise Unusable("./run redrive needs a queue, such as media-service-uploads")
        return lambda: print(f"{local_aws.redrive(service)} dead letters are back in {service}")
    if name not in COMMANDS_FOR_A_SERVICE:
        raise Unusable(f"there is no ./run {name}: see ./run help")
    if service is None and name == "stop":
        return system.stop_all
    if service not in SERVICES:
        raise Unusable(f"./run {name} needs a service: {', '.join(SERVICES)}")
    return lambda: COMMANDS_FOR_A_SERVICE[name](service)
