"""The workshop's app, begun by `python -m rematch workshop`; why it is so: docs/decisions/0002."""

import gc
import sys
from asyncio import create_task, sleep
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from anyio import to_thread
from starlette.middleware import Middleware

from rematch import rights, texts
from rematch.errors import RematchError
from rematch.incident import log_incident
from rematch.rights import A_FACILITATOR, acting
from rematch.ui.jobs import network
from rematch.ui.shell import trouble
from rematch.ui.workshop import opened, ways
from rematch.ui.workshop.phone import routes

MAIN = Path(__file__).parent / "main.py"
HOUR = 3600
TURN = 0.0005
"""Seconds after which the thread that solves ballots lets one go first that answers a phone."""


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    """Once for all that follow; at the end the workshop's file is let go of."""
    trouble.keep_messages_out_of_the_log()
    gc.collect()
    gc.freeze()
    expiring = create_task(_expire())
    yield
    expiring.cancel()
    opened.here().workshop.close()


async def _expire() -> None:
    """What is kept is deleted on its day, also where nobody starts the program anew."""
    while True:
        await sleep(HOUR)
        with acting(A_FACILITATOR):
            try:
                await to_thread.run_sync(opened.direction().expire)
            except Exception as error:
                log_incident(error, "deletion of workshops")


def on_script_error(error: Exception) -> bool:
    """Plain words and a number instead of a traceback."""
    return trouble.show(error)


sys.setswitchinterval(TURN)
rights.ask(lambda: None)
network.ask_nobody()
try:
    opened.here()
except RematchError as fault:
    words = [texts.problem(fault, lang) for lang in texts.screen_languages()]
    sys.exit("\n".join(f"{said.what} {said.todo}" for said in words))
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
