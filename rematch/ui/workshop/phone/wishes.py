"""What a phone may send, checked: nothing longer, nothing else."""

from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request

from rematch.errors import RematchError
from rematch.service.workshop import LONGEST_REASON, GuestRole, Importance

MOST_BYTES = 4096
"""A ballot of seven groups needs a tenth of it, the longest reason a third."""
MOST_GROUPS = 40
MOST_STEPS = 1_000_000_000
GroupId = Annotated[str, Field(min_length=1, max_length=40)]


class Wish(BaseModel):
    """What stands in a body, and nothing beside it."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class JoinWish(Wish):
    """To come in by the code."""

    code: str = Field(pattern=r"^[0-9]{6}$")
    role: GuestRole | None = None


class BallotWish(Wish):
    """To keep this importance of groups; `step` counts the phone's changes."""

    round: int = Field(ge=1, le=1000)
    swings: dict[GroupId, Importance] = Field(max_length=MOST_GROUPS)
    step: int = Field(ge=1, le=MOST_STEPS)
    sent: bool


class ReasonWish(Wish):
    """To say why one stands apart on a group."""

    topic: GroupId
    text: str = Field(min_length=1, max_length=LONGEST_REASON, pattern=r"\S")


W = TypeVar("W", bound=Wish)


async def read(request: Request, kind: type[W]) -> W:
    """What was sent; raises workshop.malformed where it is too long or says something else."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise RematchError("workshop.malformed")
    try:
        return kind.model_validate_json(body)
    except (ValidationError, RecursionError) as error:
        raise RematchError("workshop.malformed") from error
