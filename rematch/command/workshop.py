"""A workshop's server, begun in this process: what it opens, where phones find it, and the key to lead it."""

import argparse
import os
import runpy
import secrets
import socket
import sys
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path

from rematch.command.output import Output
from rematch.errors import RematchError
from rematch.rights import A_FACILITATOR, acting
from rematch.service.workshop import LeadKey, Premises, open_workshop, settle

ROOT = Path(__file__).parents[2]
ENTRY = Path("rematch", "ui", "workshop", "entry.py")
INVENTED = ROOT / "data" / "session"
PORT = 8600
ANY_ADDRESS = "0.0.0.0"
LOOPBACK = "127.0.0.1"
FAR_AWAY = ("192.0.2.1", 9)
"""An address nobody has (RFC 5737): a datagram socket is bound for it, and nothing is sent."""
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Those nobody mistakes for another."""
PARTS, LONG = 2, 4


def workshop(args: argparse.Namespace, output: Output) -> None:
    """Open the workshop, show its addresses and its key here alone, and serve it until it is ended.

    Raises workshop.real_people, workshop.port_taken, or RematchError as reading and opening do.
    """
    _free(args.address, args.port)
    name = args.name or lan_address(args.address)
    host = f"[{name}]" if ":" in name else name
    here, key = f"http://{host}:{args.port}", new_key()
    with acting(A_FACILITATOR):
        opened = open_workshop(args.data.resolve(), args.file.resolve())
        settle(Premises(opened, LeadKey(key), f"{here}/join"))
    print(output.text("cli.begun.join", address=f"{here}/join"))
    print(output.text("cli.begun.room", address=f"{here}/"))
    print(output.text("cli.begun.lead", address=f"{here}/lead"))
    print(output.text("cli.begun.key", key=key), flush=True)
    os.chdir(ROOT)
    sys.argv = ["streamlit", "run", str(ENTRY), *_options(args, name)]
    runpy.run_module("streamlit", run_name="__main__")


def lan_address(bound: str = ANY_ADDRESS) -> str:
    """The address under which others in this network reach what is bound there; nobody is asked for it."""
    with suppress(ValueError):
        if not ip_address(bound).is_unspecified:
            return bound
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way, suppress(OSError):
        way.connect(FAR_AWAY)
        return str(way.getsockname()[0])
    return LOOPBACK


def new_key() -> str:
    """A key short enough to type, and too long to guess where wrong ones are slowed: 31^8."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(LONG)) for _ in range(PARTS))


def _free(address: str, port: int) -> None:
    """The framework would take another port by itself, and the address to join would lead nowhere."""
    try:
        with socket.create_server((address, port)):
            return
    except OSError as error:
        raise RematchError("workshop.port_taken", port=str(port)) from error


def _options(args: argparse.Namespace, name: str) -> list[str]:
    """The framework's, in place of those for the office's app: other addresses, no file to bring."""
    names = dict.fromkeys((name, lan_address(args.address), "localhost", LOOPBACK))
    return [
        "--server.headless=true",
        f"--server.address={args.address}",
        f"--server.port={args.port}",
        "--server.fileWatcherType=none",
        "--server.enableStaticServing=false",
        "--browser.serverAddress=" + name,
        *(f"--server.allowedHosts={one}" for one in names),
    ]
