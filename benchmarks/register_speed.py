"""How long all measures of a large register take, and how much memory: Parquet files through DuckDB.

    python benchmarks/register_speed.py                     1.000.000 clusters, 10.000.000 activities
    python benchmarks/register_speed.py --clusters 10000    smaller, with the same shape

Makes the register once (by chance with a fixed seed, in DuckDB), then measures `derived_tables` in a
process of its own: seconds on the clock, and the most memory that process ever held. With at most 20.000
clusters it also calculates the same from pandas frames and compares.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import pandas as pd

from evalbook.build.derive import file_part, sheet_part
from evalbook.measures.register import Part, derived_tables
from evalbook.tables import Table
from evalbook.tables import pib_register as register

BAR_SECONDS, BAR_GIB = 60, 4
ACTIVITIES = 10  # a cluster
MOST_IN_FRAMES = 20_000


def choice(values: tuple[str, ...], salt: int) -> str:
    """Return SQL that chooses one of these values by the row's number."""
    listed = ", ".join("'" + value.replace("'", "''") + "'" for value in values)
    return f"([{listed}])[1 + (hash(i * 100 + {salt}) % {len(values)})::BIGINT]"


def within(low: int, high: int, salt: int) -> str:
    """Return SQL for a whole number between two bounds, by the row's number."""
    return f"({low} + (hash(i * 100 + {salt}) % {high - low + 1})::BIGINT)"


def queries(clusters: int) -> dict[str, str]:
    """Return the SQL of every sheet, under the sheet's own headers."""
    cluster = "'c' || lpad((i // {per})::VARCHAR, 9, '0') AS cluster"
    number = "i % {per} + 1 AS nummer"

    def rows(per: int, *columns: str) -> str:
        parts = ", ".join((cluster.format(per=per), *columns, "'bron' AS bron"))
        return f"SELECT {parts} FROM range({clusters * per}) t(i)"

    def numbered(per: int, *columns: str) -> str:
        return rows(per, number.format(per=per), *columns)

    categories = tuple(name for name in register.CATEGORIES if name != "geen")
    amount = within(0, 9_000_000, 31)
    return {
        "clusters": rows(
            1,
            "'naam ' || i AS naam",
            f"{within(2016, 2020, 1)} AS startjaar",
            '2024 AS "laatste jaar"',
            f'{within(365, 2500, 2)} AS "looptijd in dagen"',
            f"{choice(register.STATES, 3)} AS staat",
            "'nee' AS casestudie",
            f'{choice(register.YES_NO, 4)} AS "verlenging aangevraagd"',
            f'{choice(register.MARKET_TYPES, 5)} AS "soort markt"',
            f'{within(40_000, 420_000, 6)} AS "PIB-financiering"',
            f"{within(205_000, 1_008_000, 7)} AS clusterfinanciering",
            'NULL::DOUBLE AS "inzet publieke partijen in dagen"',
            'NULL::DOUBLE AS "jaarlijkse contributie deelnemers"',
        ),
        "landen": rows(1, f"{choice(tuple(f'land {n:02d}' for n in range(40)), 8)} AS land"),
        "topsectoren": rows(1, f"{choice(tuple(f'sector {n}' for n in range(11)), 9)} AS topsector"),
        "deelnemers": numbered(
            9,
            f"{choice(register.ROLES, 10)} AS rol",
            f"{choice(register.PARTICIPANTS, 11)} AS soort",
            f'{choice(register.FOLLOW_UP, 12)} AS "vervolgstappen gezet"',
        ),
        "activiteiten": numbered(
            ACTIVITIES,
            "NULL::BIGINT AS knelpunt",
            f"{choice(register.MODULES, 13)} AS module",
            f"{choice(categories, 14)} AS categorie",
            f"{within(1, 3, 15)} AS impactroute",
            f'{choice(register.YES_NO, 16)} AS "in actieplan"',
            f"{choice(register.REALISATION, 17)} AS realisatie",
        ),
        "doelen": numbered(
            2,
            f'{choice(register.OBJECTIVES, 18)} AS "soort doel"',
            "NULL::DOUBLE AS streefwaarde",
            "NULL::VARCHAR AS eenheid",
            f"{choice(register.OUTCOMES, 19)} AS uitkomst",
        ),
        "resultaten": numbered(
            3,
            "NULL::BIGINT AS activiteit",
            "'impact' AS niveau",
            f'{choice(register.RESULTS, 20)} AS "soort resultaat"',
            f"{within(1, 9, 21)} AS aantal",
            f'{amount} AS "bedrag laag"',
            f'{amount} + 1000 AS "bedrag hoog"',
            f"{choice(register.CERTAINTIES, 22)} AS zekerheid",
            "NULL::BIGINT AS jaar",
        ),
        "sdg's": rows(1, f"{within(1, 17, 23)} AS sdg"),
        "export": numbered(3, f'{within(0, 90_000, 24)} AS "exporttoename in drie jaar"'),
    }


def generate(folder: Path, clusters: int) -> None:
    """Write the register as Parquet files."""
    connection = duckdb.connect()
    for sheet, query in queries(clusters).items():
        path = str(folder / f"{sheet}.parquet").replace("'", "''")
        connection.execute(f"COPY ({query} ORDER BY i) TO '{path}' (FORMAT parquet)")


def part_of(folder: Path, table: Table) -> Part:
    """Return the file of a table as a part; a table without rows where none was generated."""
    path = folder / f"{table.sheet}.parquet"
    if path.is_file():
        return file_part(table, path)
    return sheet_part(table, pd.DataFrame({name: [] for name in (*(c.name for c in table.columns), "row")}))


def measure(folder: Path) -> dict[str, float]:
    """Return seconds and GiB of all measures; run in a process of its own."""
    parts = {table.name: part_of(folder, table) for table in register.TABLES}
    began, worked = time.perf_counter(), time.process_time()
    found = derived_tables(parts)
    seconds, work = time.perf_counter() - began, time.process_time() - worked
    unit = 1 if sys.platform == "darwin" else 1024  # bytes on macOS, KiB on Linux
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return {"seconds": seconds, "work": work, "gib": peak / 2**30, "tables": len(found)}


def same_from_frames(folder: Path) -> bool:
    """Tell whether pandas frames of the same register give the same tables."""
    files = {table.name: part_of(folder, table) for table in register.TABLES}
    frames = {}
    for table in register.TABLES:
        path = folder / f"{table.sheet}.parquet"
        if not path.is_file():
            frames[table.name] = files[table.name]
            continue
        frame = duckdb.connect().execute("SELECT * FROM read_parquet(?)", [str(path)]).df()
        frame = frame.rename(columns={column.header: column.name for column in table.columns})
        frames[table.name] = sheet_part(table, frame.assign(row=range(2, len(frame) + 2)))
    one, other = derived_tables(files), derived_tables(frames)
    for name, frame in one.items():
        values = [column for column in frame if not column.endswith("_source")]
        pd.testing.assert_frame_equal(frame[values], other[name][values])
    return set(one) == set(other)


def main() -> None:
    """Generate, measure, report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clusters", type=int, default=1_000_000)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measure(given.measure)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        began = time.perf_counter()
        generate(folder, given.clusters)
        size = sum(path.stat().st_size for path in folder.iterdir()) / 2**20
        print(
            f"register: {given.clusters:,} clusters, {given.clusters * ACTIVITIES:,} activities, "
            f"{size:.0f} MiB of Parquet, made in {time.perf_counter() - began:.0f} s"
        )
        command = [sys.executable, __file__, "--measure", str(folder)]
        found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        print(
            f"all measures: {found['seconds']:.1f} s (bar {BAR_SECONDS}), {found['gib']:.2f} GiB "
            f"(bar {BAR_GIB}), {found['work']:.1f} s of processor time over all cores, "
            f"{found['tables']} tables"
        )
        if given.clusters <= MOST_IN_FRAMES:
            print(f"same from pandas frames: {'yes' if same_from_frames(folder) else 'no'}")
    sys.exit(found["seconds"] > BAR_SECONDS or found["gib"] > BAR_GIB)


if __name__ == "__main__":
    main()
