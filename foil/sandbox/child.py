"""The other side of `foil.sandbox.run`: takes its limits, then calls what it was told to call."""

import ctypes
import importlib
import json
import sys
from contextlib import suppress

from foil.errors import FoilError

MIB = 1 << 20
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000  # CLONE_NEWUSER, CLONE_NEWNET of Linux


def main() -> None:
    """Read the task, do it, write what came of it: one JSON object each way."""
    task = json.load(sys.stdin)
    take(**task["limits"])
    try:
        called = getattr(importlib.import_module(task["module"]), task["name"])
        said = json.dumps({"returned": called(*task["given"])})
    except FoilError as error:
        said = json.dumps({"refused": str(error)})
    except MemoryError:
        said = json.dumps({"failed": f"it takes more than {task['limits']['memory']} MiB to read"})
    except Exception as error:  # noqa: BLE001 - whatever a hostile file breaks is told, not raised
        said = json.dumps({"failed": f"it is damaged ({type(error).__name__})"})
    sys.stdout.write(said)


def take(*, memory: int, seconds: int, output: int) -> None:
    """Take the limits of this process, for good; and leave the network, where the kernel lets."""
    try:
        import resource
    except ImportError:  # Windows has none of these
        return
    for what, most in (
        (resource.RLIMIT_AS, memory * MIB),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, (output + 1) * MIB),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # the system's own limit is lower still
            resource.setrlimit(what, (most, most))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).unshare(NEW_USER | NEW_NETWORK)


if __name__ == "__main__":
    main()
