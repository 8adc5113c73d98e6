"""The services' logs, readable: each JSON line as a short one, with the cause of its error."""

import json

from launcher import processes


def last(name, count=12):
    """The last lines of a part's log; an empty list if there is no log."""
    try:
        lines = processes.log(name).read_text(errors="replace").splitlines()
    except FileNotFoundError:
        return []
    return [readable(text) for text in lines[-count:]]


def readable(text):
    try:
        entry = json.loads(text)
        time, level = entry["@timestamp"][11:23], entry["log"]["level"]
        short = f"{time} {level:<5} {entry['log']['logger'].rpartition('.')[2]}: {entry['message'].strip()}"
    except (ValueError, KeyError, TypeError):
        return text
    # It begins with the root cause; a line that continues one begins with a frame.
    cause = entry.get("error", {}).get("stack_trace", "").partition("\n")[0].strip()
    return f"{short}\n      {cause}" if cause else short
