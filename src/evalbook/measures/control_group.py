"""Export of supported firms compared with firms without support: difference in differences.

Belongs here: the estimate and its event study, through the panel models of linearmodels. Not here: the
microdata (they stay with the statistical office) and which firms are comparable (matching is done
there). Every cohort of supported firms is compared with firms that were never supported, within its
own years; so firms supported earlier never serve as controls, which would bias a plain two-way model
when effects grow over time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

COLUMNS = ("firm", "year", "first_year", "value")
"""A panel: one row a firm and year; `first_year` is the first year of support, missing for controls;
`value` is the outcome, such as the logarithm of export in euros."""

FEWEST = 10
"""Firms with and firms without support below which no standard error by firm means anything."""

_REFERENCE = -1  # the year before support: every effect is measured from there


@dataclass(frozen=True)
class Estimate:
    """An estimated effect in the unit of the outcome, with its 95% confidence interval.

    Standard errors are clustered by firm. `firms` and `supported` count the firms that were used.
    """

    value: float
    low: float
    high: float
    standard_error: float
    firms: int
    supported: int
    observations: int


def logged(panel: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Return a panel in euros as logarithms, and how many firms and years that leaves out.

    A year without export has no logarithm; adding a little to it would let the amount added decide the
    outcome. So the effect is on how much firms export, not on whether they do.
    """
    euros = panel["value"].astype("float64")
    kept = panel[euros > 0].assign(value=np.log(euros[euros > 0]))
    kept["first_year"] = kept["first_year"].astype("float64")
    return kept, len(panel) - len(kept)


def enough(panel: pd.DataFrame) -> bool:
    """Tell whether at least `FEWEST` firms with and without support are there; supported ones from before."""
    supported = panel[panel["first_year"].notna()]
    before = supported.loc[supported["year"] < supported["first_year"], "firm"]
    since = supported.loc[supported["year"] >= supported["first_year"], "firm"]
    others = panel.loc[panel["first_year"].isna(), "firm"]
    return min(len(set(before) & set(since)), others.nunique()) >= FEWEST


def effect_of_support(panel: pd.DataFrame, *, before: int = 3, after: int = 3) -> Estimate:
    """Return the mean effect of support over the years from its start, in the unit of `value`.

    Parameters
    ----------
    panel
        Columns `COLUMNS`; one row a firm and year.
    before, after
        Years before and after the first year of support that each cohort is followed.

    Raises
    ------
    ValueError
        Where columns are missing, a firm has two rows in a year, or there is nobody to compare.
    """
    stacked = _stacked(panel, before, after)
    stacked["supported_now"] = (stacked["treated"] & (stacked["since"] >= 0)).astype(float)
    result = _fitted(stacked, ["supported_now"])
    return _estimate(result, "supported_now", stacked)


def event_study(panel: pd.DataFrame, *, before: int = 3, after: int = 3) -> pd.DataFrame:
    """Return the effect by year since the start of support; the year before it is 0 by definition.

    One row a year from `-before` to `after` that supported firms have: `since`, `value`, `low`, `high`.
    Values before the start that differ from 0 say that the groups were already drifting apart: the
    comparison is then unsound.
    """
    stacked = _stacked(panel, before, after)
    seen = set(stacked.loc[stacked["treated"], "since"])
    years = [year for year in range(-before, after + 1) if year != _REFERENCE and year in seen]
    names = {year: f"since_{'m' if year < 0 else 'p'}{abs(year)}" for year in years}
    for year, name in names.items():
        stacked[name] = (stacked["treated"] & (stacked["since"] == year)).astype(float)
    result = _fitted(stacked, list(names.values()))
    rows = {_REFERENCE: (0.0, 0.0, 0.0)}
    for year, name in names.items():
        one = _estimate(result, name, stacked)
        rows[year] = (one.value, one.low, one.high)
    return pd.DataFrame(
        [(year, *rows[year]) for year in sorted(rows)], columns=["since", "value", "low", "high"]
    )


def _stacked(panel: pd.DataFrame, before: int, after: int) -> pd.DataFrame:
    """Return one block of rows for each cohort: its firms and all controls, in the years around its start.

    A control firm stands in each block under a name of its own; standard errors are clustered by the
    firm itself, so that its repetition adds no certainty.
    """
    _require_sound(panel)
    controls = panel[panel["first_year"].isna()]
    blocks = []
    for cohort in sorted(panel["first_year"].dropna().unique()):
        start = int(cohort)
        members = pd.concat(
            [panel[panel["first_year"] == cohort].assign(treated=True), controls.assign(treated=False)]
        )
        near = members["year"].between(start - before, start + after)
        block = members[near].assign(since=lambda rows, start=start: rows["year"] - start)
        block["unit"] = [f"{firm}@{start}" for firm in block["firm"]]
        block["period"] = [f"{year}@{start}" for year in block["year"]]
        blocks.append(block)
    stacked: pd.DataFrame = pd.concat(blocks, ignore_index=True)
    return stacked


def _require_sound(panel: pd.DataFrame) -> None:
    missing = [name for name in COLUMNS if name not in panel.columns]
    if missing:
        raise ValueError(f"the panel lacks the columns {', '.join(missing)}")
    if panel.duplicated(["firm", "year"]).any():
        raise ValueError("a firm has more than one row in a year")
    if panel["value"].isna().any():
        raise ValueError("an outcome is missing; leave that firm and year out, and say how many there are")
    if panel["first_year"].isna().all() or panel["first_year"].notna().all():
        raise ValueError("a comparison needs supported firms and firms without support")


def _fitted(stacked: pd.DataFrame, effects: list[str]) -> object:
    from linearmodels.panel import PanelOLS

    indexed = stacked.set_index(["unit", "year"])
    periods = pd.DataFrame({"period": indexed["period"].astype("category")})
    model = PanelOLS(indexed["value"], indexed[effects], entity_effects=True, other_effects=periods)
    clusters = pd.DataFrame({"firm": indexed["firm"].astype("category").cat.codes})
    return model.fit(cov_type="clustered", clusters=clusters)


def _estimate(result: object, name: str, stacked: pd.DataFrame) -> Estimate:
    bounds = result.conf_int().loc[name]  # type: ignore[attr-defined]
    return Estimate(
        value=float(result.params[name]),  # type: ignore[attr-defined]
        low=float(bounds["lower"]),
        high=float(bounds["upper"]),
        standard_error=float(result.std_errors[name]),  # type: ignore[attr-defined]
        firms=int(stacked["firm"].nunique()),
        supported=int(stacked.loc[stacked["treated"], "firm"].nunique()),
        observations=len(stacked),
    )
