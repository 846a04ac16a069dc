"""Races: OS processes at work at the same moment on a database of their own, on whichever vendor the tests run.

A test's rows are in a transaction that no other process sees, so a race has a database in which everything is
committed: a copy of the migrated one, made in a moment and thrown away. The processes are forked from the test's own,
which has the portal loaded already; no connection is open while that happens, and each opens one for itself.
"""

import gc
import multiprocessing
import shutil
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path
from threading import BrokenBarrierError
from typing import Any
from uuid import uuid4

from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from tests import template_database

WITHIN = 60  # seconds: a racer that waits longer for the others, or for a lock, has failed
Start = Callable[[], Any]
Racer = Callable[[Start], Any]
processes = multiprocessing.get_context("fork")


@contextmanager
def scratch_database(folder: Path) -> Iterator[None]:
    """Let everything in this context read and write a migrated database of its own; SQLite's file is in the folder.

    The transaction that every test is in ends here, and what was written in it is gone.
    """
    own = connections["default"]
    own.close()  # nobody else may be using a database of PostgreSQL's while it is copied
    scratch = connections.create_connection("default")
    scratch.settings_dict = own.settings_dict | {"NAME": _make(own, folder)}
    connections["default"] = scratch
    try:
        yield
    finally:
        connections["default"] = own
        scratch.close()
        _drop(own, scratch)


def _make(own: BaseDatabaseWrapper, folder: Path) -> str:
    """Copy the migrated database, and return the copy's name."""
    if own.vendor == "sqlite":
        return str(shutil.copy(template_database.migrated_file(), folder / "race.sqlite3"))
    name = f"race_{uuid4().hex}"
    with own._nodb_cursor() as cursor:  # the tests' database holds what the migrations made, and nothing else
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{own.settings_dict["NAME"]}"')
    return name


def _drop(own: BaseDatabaseWrapper, scratch: BaseDatabaseWrapper) -> None:
    """End what is left of our own connections, and drop the database, for which PostgreSQL ends its own cleaning.

    WITH (FORCE) would do the first in one go, but refuses where the cleaning is at work there just then, which belongs
    to a superuser.
    """
    if own.vendor == "sqlite":
        return
    name = scratch.settings_dict["NAME"]
    with own._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = current_user",
            [name],
        )
        cursor.execute(f'DROP DATABASE "{name}"')


def race(*racers: Racer) -> list[Any]:
    """Run each racer in a process of its own, and return their answers in order. One that raises fails the test.

    A racer is given a function that waits until every racer has called it: the start, and each further lap.
    """
    connection.close()
    gc.collect()  # else a fork may clear away what others have left, and its own process finds the file gone
    start = processes.Barrier(len(racers))
    ends = [processes.Pipe(duplex=False) for _ in racers]
    running = [
        processes.Process(target=_run, args=(racer, start, told), daemon=True)
        for racer, (_, told) in zip(racers, ends, strict=True)
    ]
    try:
        for process in running:
            process.start()
        answers = [_answer_of(heard) for heard, _ in ends]
    finally:
        for process in running:
            process.join(timeout=5)
            process.kill()
    failures = [answer for finished, answer in answers if not finished]
    assert not failures, "\n".join(failures)
    return [answer for _, answer in answers]


def _answer_of(heard: Connection) -> tuple[bool, Any]:
    if not heard.poll(WITHIN):
        return False, f"A racer was not done after {WITHIN} seconds."
    answer: tuple[bool, Any] = heard.recv()
    return answer


def _run(racer: Racer, start: Barrier, told: Connection) -> None:
    try:
        connection.ensure_connection()
        told.send((True, racer(lambda: start.wait(WITHIN))))
    except BrokenBarrierError:
        told.send((False, "It waited in vain for the others."))
    except BaseException:
        start.abort()  # the others would wait in vain
        told.send((False, traceback.format_exc()))
    finally:
        connection.close()
