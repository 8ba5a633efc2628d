"""The app: `streamlit run app.py`. Why it is built so: docs/decisions/0002-entry-script.md."""

import gc
import runpy
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.scriptrunner import get_script_run_ctx

from rematch.ui.direct import route
from rematch.ui.jobs import network, reruns
from rematch.ui.login import own_paths
from rematch.ui.shell import preload, trouble

MAIN = Path(__file__).parent / "rematch" / "ui" / "main.py"


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    """Warm up once, and spare what will stay for good from every later garbage collection."""
    trouble.keep_messages_out_of_the_log()
    reruns.keep_callbacks_whole()
    own_paths.remember_owners()
    preload.up()
    gc.collect()
    gc.freeze()
    yield


def on_script_error(error: Exception) -> bool:
    """Plain words and a number instead of a traceback."""
    return trouble.show(error)


if get_script_run_ctx(suppress_warning=True) is None:
    preload.first_of_all()
    network.ask_nobody()
    app = st.App(
        MAIN,
        lifespan=lifespan,
        on_script_error=on_script_error,
        middleware=[
            Middleware(network.StrictHeaders),
            Middleware(network.KnownHosts),
            Middleware(network.ClosedMetrics),
            Middleware(own_paths.OwnPaths),
        ],
        routes=route.routes(),
    )
else:
    runpy.run_path(str(MAIN), run_name="__main__")
