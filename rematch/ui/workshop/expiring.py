"""Workshops deleted on their day while the program runs on, not only when it starts."""

from asyncio import sleep

from anyio import to_thread

from rematch.incident import log_incident
from rematch.rights import A_FACILITATOR, acting
from rematch.ui.workshop import opened

HOUR = 3600.0


async def every(seconds: float = HOUR) -> None:
    """Look again and again, so many seconds apart; what fails is logged and tried again."""
    while True:
        await sleep(seconds)
        with acting(A_FACILITATOR):
            try:
                await to_thread.run_sync(opened.direction().expire)
            except Exception as error:
                log_incident(error, "deletion of workshops")
