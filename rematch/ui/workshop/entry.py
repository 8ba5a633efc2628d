"""The workshop's app, begun by `python -m rematch workshop`; why it is so: docs/decisions/0002."""

import gc
import sys
from asyncio import create_task
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from rematch import rights
from rematch.errors import RematchError
from rematch.ui.jobs import network
from rematch.ui.shell import trouble
from rematch.ui.workshop import expiring, opened, ways
from rematch.ui.workshop.phone import routes

MAIN = Path(__file__).parent / "main.py"
TURN = 0.0005
"""Seconds after which the thread that solves ballots lets one go first that answers a phone."""


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    """Once for all that follow; at the end the workshop's file is let go of."""
    trouble.keep_messages_out_of_the_log()
    gc.collect()
    gc.freeze()
    looking = create_task(expiring.every())
    yield
    looking.cancel()
    opened.here().workshop.close()


def on_script_error(error: Exception) -> bool:
    """Plain words and a number instead of a traceback."""
    return trouble.show(error)


sys.setswitchinterval(TURN)
rights.ask(lambda: None)
network.ask_nobody()
try:
    opened.here()
except RematchError as fault:
    trouble.end(fault)
app = st.App(
    MAIN,
    lifespan=lifespan,
    on_script_error=on_script_error,
    middleware=[
        Middleware(ways.OnlyTheWorkshop),
        Middleware(network.StrictHeaders),
        Middleware(network.KnownHosts),
    ],
    routes=routes.routes(),
)
