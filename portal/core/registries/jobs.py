"""What apps do by themselves, and when; `run_jobs` runs them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from .registry import Registry


@dataclass(frozen=True)
class Job:
    """A named piece of recurring work.

    `run` is idempotent, and returns a line for the log; `every` is the least time between two runs.
    """

    key: str
    label: str
    every: timedelta
    run: Callable[[], str]


jobs: Registry[Job] = Registry("jobs")
