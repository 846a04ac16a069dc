"""How fast the directory's search is, by engine and number of technicians, beside the engine's own raw query.

    python -m bench.search [--sizes 1000,10000,50000] [--engines sqlite,postgresql,elasticsearch] [--runs 200]
                           [--markdown]

Each engine has a process and a database of its own in a temporary directory, which is removed at the end; PostgreSQL
is started from the system's package. The technicians are invented (bench/crowd_documents.py) and written straight
into the index. For elasticsearch see bench/search_servers.py: it is the tests' small server, up to 300 technicians, or
one that BENCH_SEARCH_ENGINE names. Times are milliseconds of the call to the engine; raw is the engine's own full text
with the same expression: `SELECT rowid ... MATCH ? ORDER BY bm25(...) LIMIT 24`, or the like with ts_rank.
"""

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from bench import search_servers

BATCH = 2000
FIRST_PAGE = "first page, no text"
TEXTS = (
    "microscopy", "micros", "nmr", "chromatography", "mass spectrometry", "laser cutter", "lathe", "teaching",
    "electron microscopy", "chemistry", "welding", "kiln", "senior technician", "aisha", "zoe", "harbourside",
    "mechanical engineering workshops", "safety", "fluorescence microscopy chemistry", '"flow cytometer"', "elm kiln",
    "calibration records", "pcr", "cell culture", "cnc", "3d printing", "photography", "risk assessments", "soil", "l",
)  # fmt: skip


def main() -> int:
    """Run what was asked for and print the tables."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--sizes", default="1000,10000,50000")
    asked.add_argument("--engines", default="sqlite,postgresql")
    asked.add_argument("--runs", type=int, default=200, help="searches of each kind")
    asked.add_argument("--markdown", action="store_true", help="as docs/performance.md has it")
    asked.add_argument("--child", help=argparse.SUPPRESS)
    options = asked.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    if options.child:
        print(json.dumps(measure(search_servers.sizes_for(sizes), options.runs)))
        return 0
    for engine in options.engines.split(","):
        with ExitStack() as stack:
            url = stack.enter_context(ENGINES[engine]())
            run = subprocess.run(
                [sys.executable, "-m", "bench.search", "--child", engine, "--sizes", options.sizes,
                 "--runs", str(options.runs)],
                env={**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "portal.settings.test"},
                stdout=subprocess.PIPE, text=True, check=True,
            )  # fmt: skip
        show(engine, json.loads(run.stdout), markdown=options.markdown)
    return 0


@contextmanager
def sqlite_file() -> Iterator[str]:
    """Give the address of a database file that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/bench.sqlite3"


@contextmanager
def postgresql_server() -> Iterator[str]:
    """Start a PostgreSQL server with its usual settings in a directory that is thrown away."""
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
    user = "postgres"
    plain = os.environ | {"LC_ALL": "C.UTF-8"}
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)
        data = Path(folder) / "data"
        data.mkdir()
        as_user: list[str] = []
        if os.geteuid() == 0:  # the server refuses to run as root
            subprocess.run(["chown", user, str(data)], check=True)
            as_user = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": plain, "cwd": "/"}
        subprocess.run(
            [*as_user, str(binaries / "initdb"), "-D", str(data), "-U", "keeper", "-A", "trust", "-E", "UTF8",
             "--locale=C.UTF-8"], check=True, **quiet,
        )  # fmt: skip
        port = str(_free_port())
        server = subprocess.Popen(
            [*as_user, str(binaries / "postgres"), "-D", str(data), "-k", str(data), "-p", port,
             "-c", "listen_addresses=127.0.0.1"], **quiet,
        )  # fmt: skip
        try:
            ready = [str(binaries / "pg_isready"), "-h", "127.0.0.1", "-p", port]
            while subprocess.run(ready, **quiet, check=False).returncode:
                time.sleep(0.2)
            yield f"postgres://keeper@127.0.0.1:{port}/postgres"
        finally:
            server.terminate()
            server.wait(30)


ENGINES = {"sqlite": sqlite_file, "postgresql": postgresql_server, "elasticsearch": search_servers.elasticsearch_server}


def _free_port() -> int:
    import socket  # noqa: PLC0415 (nothing else needs it)

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# --- in the engine's own process


def measure(sizes: list[int], runs: int) -> dict[str, object]:
    """Fill the index to each size in turn and measure there."""
    import django  # noqa: PLC0415 (the settings are this process's own)

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("load_facts", stdout=sys.stderr)  # other names are looked up for what is typed
    version = ".".join(map(str, connection.get_database_version()))
    if search_servers.is_used():
        version = search_servers.prepare()
    found = []
    filled, spent = 0, 0.0
    for size in sizes:
        spent += _fill(filled, size)
        filled = size
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        found.append({"size": size, "index_s": spent, **_disk(), "times": _times(runs)})
    if search_servers.is_used():
        search_servers.remove()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"version": version, "python": platform.python_version(), "memory_mb": memory, "found": found}


def _fill(start: int, end: int) -> float:
    """Write the technicians from one number to another, and return the seconds that the index took of it."""
    from bench.crowd_documents import Crowd  # noqa: PLC0415
    from profiles.models import Technician  # noqa: PLC0415
    from profiles.search import get_engine  # noqa: PLC0415

    crowd, took = Crowd(), 0.0
    for first in range(start + 1, end + 1, BATCH):
        pks = range(first, min(first + BATCH, end + 1))
        Technician.objects.bulk_create(
            Technician(
                pk=pk, staff_number=f"B{pk}", email=f"b{pk}@wexcombe.example", given_name="B", family_name=f"B{pk}",
                slug=f"b-{pk}",
            )
            for pk in pks
        )  # fmt: skip
        documents = list(crowd.documents(pks))
        before = time.perf_counter()
        get_engine().write(pks, documents)
        took += time.perf_counter() - before
    return took


def _disk() -> dict[str, float]:
    """Return the size in MB of the index on disk, words and sets."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT sum(length(block)) FROM (SELECT block FROM profiles_search_public_data "
                "UNION ALL SELECT block FROM profiles_search_colleagues_data)"
            )
        else:
            cursor.execute(
                "SELECT sum(pg_total_relation_size(t::regclass)) FROM unnest("
                "ARRAY['profiles_search_public', 'profiles_search_colleagues']) t"
            )
        words = cursor.fetchone()[0]
        cursor.execute("SELECT sum(length(people)) FROM profiles_searchset")
        return {"words_mb": float(words) / 1e6, "sets_mb": float(cursor.fetchone()[0]) / 1e6}


def _times(runs: int) -> dict[str, tuple[float, float]]:
    """Return median and 95th percentile of each kind of search, in milliseconds."""
    from profiles.enums import Audience  # noqa: PLC0415
    from profiles.search import Query, Sort, get_engine  # noqa: PLC0415
    from profiles.suggesting import suggest  # noqa: PLC0415

    engine, public = get_engine(), Audience.PUBLIC
    narrow = {"campus": frozenset({"harbourside"}), "offer": frozenset({"mentoring"})}
    raw = _raw(engine)
    kinds: dict[str, Callable[[str], object]] = {
        "raw": lambda text: raw(Query(public, text)),
        "plain": lambda text: engine.search(Query(public, text, wants_facets=False)),
        "faceted": lambda text: engine.search(Query(public, text)),
        "faceted and filtered": lambda text: engine.search(Query(public, text, narrow)),
        "faceted, by name": lambda text: engine.search(Query(public, text, sort=Sort.NAME)),
        "filters, no text": lambda _: engine.search(Query(public, "", narrow)),
        "suggestions": lambda text: suggest(text[: 2 + len(text) % 5], public),
        "suggestions, nobody": lambda text: suggest(f"{text[:2]}qx", public),
        FIRST_PAGE: lambda _: engine.search(Query(public)),
    }
    times: dict[str, list[float]] = {kind: [] for kind in kinds}
    for run in range(-len(TEXTS), runs):  # a round of all texts before it counts; the kinds take turns
        for kind, search in kinds.items():
            took = _milliseconds(partial(search, TEXTS[run % len(TEXTS)]))
            if run >= 0:
                times[kind].append(took)
    # Compared between sizes, and so not right after a search that leaves the processor's caches full of something else
    times[f"{FIRST_PAGE}, by itself"] = [_milliseconds(lambda: engine.search(Query(public))) for _ in range(runs)]
    return {kind: (statistics.median(each), statistics.quantiles(each, n=20)[-1]) for kind, each in times.items()}


def _milliseconds(call: Callable[[], object]) -> float:
    before = time.perf_counter()
    call()
    return (time.perf_counter() - before) * 1000


def _raw(engine: object) -> Callable[[object], object]:
    """Return the engine's own query, as anybody would write it."""
    from django.db import connection  # noqa: PLC0415

    if search_servers.is_used():
        return search_servers.raw(engine)
    if connection.vendor == "sqlite":
        from profiles.engines.sqlite import BM25  # noqa: PLC0415

        table = "profiles_search_public"
        sql = f"SELECT rowid FROM {table} WHERE {table} MATCH %s ORDER BY bm25({table}, {BM25}) LIMIT 24"
    else:
        from profiles.engines.postgresql import WEIGHTS  # noqa: PLC0415

        sql = (
            "SELECT technician_id FROM profiles_search_public, to_tsquery('simple', %s) asked WHERE words @@ asked "
            f"ORDER BY ts_rank('{WEIGHTS}', words, asked) DESC LIMIT 24"
        )

    def search(query: object) -> object:
        with connection.cursor() as cursor:
            cursor.execute(sql, [engine.expression(query.terms)])
            return cursor.fetchall()

    return search


def show(engine: str, measured: dict, *, markdown: bool) -> None:
    """Print a table: a row for each kind of search, a column for each size."""
    found = measured["found"]
    title = f"{engine} {measured['version']}, Python {measured['python']}"
    rows = [["p50 / p95, ms", *(f"{each['size']:,}" for each in found)]]
    for kind in found[0]["times"]:
        rows.append([kind, *(" / ".join(f"{t:.1f}" for t in each["times"][kind]) for each in found)])
    ratios = [each["times"]["faceted"][1] / each["times"]["raw"][1] for each in found]
    rows.append(["faceted by raw, p95", *(f"{ratio:.1f} ×" for ratio in ratios)])
    rows.append(["index made, s", *(f"{each['index_s']:.0f}" for each in found)])
    rows.append(["words on disk, MB", *(f"{each['words_mb']:.1f}" for each in found)])
    rows.append(["sets, MB", *(f"{each['sets_mb']:.2f}" for each in found)])
    rows.append(["most memory, whole process, MB", *([""] * (len(found) - 1)), f"{measured['memory_mb']:.0f}"])
    if markdown:
        print(f"\n### {title}\n")
        for number, row in enumerate(rows):
            print(f"| {' | '.join(row)} |")
            if not number:
                print(f"| --- |{' ---: |' * len(found)}")
        return
    print(f"\n{title}")
    for row in rows:
        print(f"  {row[0]:<32}" + "".join(f"{cell:>18}" for cell in row[1:]))


if __name__ == "__main__":
    sys.exit(main())
