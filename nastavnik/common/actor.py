"""Who acts: what the journal keeps of a user and the hat worn, as plain text that outlives both."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """The user's key, the role worn and the path of the organisation it is worn in."""

    user: str
    role: str
    organisation_path: str


def system(organisation_path: str) -> Actor:
    """The actor of jobs and commands."""
    return Actor(user="", role="system", organisation_path=organisation_path)
