"""Fill a set of templates knowing only what stands in them: headers, notes, drop-downs and limits.

What a person does who opens the workbooks: three rows a sheet, or as many as its longest list has choices,
so that every choice is made once. Nothing here knows the tables of the code.
"""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl

ROWS = 3
_TAKEN = re.compile(r"kolom ‘(?P<header>[^’]+)’ van blad ‘(?P<sheet>[^’]+)’ in (?P<workbook>\S+\.xlsx)")
_WHOLE = re.compile(r"Niet hoger dan ‘([^’]+)’")
_LATER = re.compile(r"Niet voor ‘([^’]+)’")
_UNIQUE = re.compile(r"Elke waarde van ‘([^’]+)’ komt één keer voor")
_PANEL = re.compile(r"minstens (\d+) bedrijven met steun.* en minstens (\d+) zonder")
_YEARS = range(2021, 2026)


class Templates:
    """All workbooks of a folder, filled in memory until `save`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.books = {path.name: openpyxl.load_workbook(path) for path in sorted(folder.glob("*.xlsx"))}
        self.values: dict[tuple[str, str, str], list[object]] = {}

    def fill(self) -> None:
        """Fill every sheet that holds a table."""
        for name, book in self.books.items():
            for sheet in book.worksheets:
                if sheet.title not in ("leeswijzer", "toelichting"):
                    self._fill_sheet(name, sheet)

    def save(self) -> None:
        for name, book in self.books.items():
            book.save(self.folder / name)

    def _fill_sheet(self, name: str, sheet) -> None:
        headers = [cell.value for cell in sheet[1]]
        asked = _PANEL.search(" ".join(cell.comment.text for cell in sheet[1]))
        if asked:
            self._fill_panel(sheet, int(asked[1]), int(asked[2]))
            return
        for column, header in enumerate(headers, 1):
            for place, value in enumerate(self._column(name, sheet.title, header), 2):
                sheet.cell(place, column).value = value

    def _fill_panel(self, sheet, supported: int, others: int) -> None:
        """Fill one row for every firm and year: as many firms as are asked for, with support halfway."""
        rows = [(firm, year) for firm in range(supported + others) for year in _YEARS]
        for place, (firm, year) in enumerate(rows, 2):
            helped = firm < supported
            for column, cell in enumerate(sheet[1], 1):
                note = cell.comment.text
                if "niet tot het bedrijf is te herleiden" in note:
                    value = f"{firm + 1}"
                elif "eerste jaar met steun" in note:
                    value = _YEARS[2] if helped else None
                elif "Een jaartal" in note:
                    value = year
                elif "bedrag" in note:  # some more each year, some more with support, and some noise
                    value = 1000.0 * (
                        20 + firm + year % 2000 + 5 * (helped and year >= _YEARS[2]) + place % 7
                    )
                else:
                    value = f"{cell.value} {place}"
                sheet.cell(place, column).value = value

    def _column(self, name: str, title: str, header: str) -> list[object]:
        key = (name, title, header)
        if key not in self.values:
            sheet = self.books[name][title]
            count = self._count(name, sheet)
            self.values[key] = [self._value(name, sheet, header, place) for place in range(count)]
        return self.values[key]

    def _count(self, name: str, sheet) -> int:
        """As many rows as the longest list has choices; a key's own list, where it offers one."""
        headers = [cell.value for cell in sheet[1]]
        unique = _UNIQUE.findall(" ".join(cell.comment.text for cell in sheet[1]))
        lengths = {}
        for column, header in enumerate(headers, 1):
            rule = self._rule(sheet, column)
            if (
                rule is not None
                and rule.type == "list"
                and not _TAKEN.search(sheet.cell(1, column).comment.text)
            ):
                lengths[header] = len(self._choices(name, rule))
        keys = [lengths[header] for header in unique if header in lengths]
        return min(keys) if keys else max((ROWS, *lengths.values()))

    def _value(self, name: str, sheet, header: str, place: int) -> object:
        headers = [cell.value for cell in sheet[1]]
        column = headers.index(header) + 1
        note = sheet.cell(1, column).comment.text
        for taken in list(_TAKEN.finditer(note))[-1:]:  # the last sheet named is the nearest one
            source = self._column(taken["workbook"], taken["sheet"], taken["header"])
            return source[place % len(source)]
        rule = self._rule(sheet, column)
        notes = " ".join(cell.comment.text for cell in sheet[1])
        step = (
            place + 1 + (10 if header in _WHOLE.findall(notes) + [header] * bool(_LATER.search(note)) else 0)
        )
        if rule is None:
            if "Een periode" in note:
                return f"{2021 + step}-0{place % ROWS + 1}"
            return step + 0.5 if "Een getal" in note else f"{header} {place + 1}"
        if rule.type == "list":
            choices = self._choices(name, rule)
            return choices[place % len(choices)]
        if rule.type == "textLength":
            return f"{2021 + step}-0{place % ROWS + 1}"
        low, high = float(rule.formula1), float(rule.formula2 or "inf")
        if "percentage" in note:
            return 0.1 * (place % ROWS + 1)
        if rule.type == "whole":
            return int(2020 + step) if low > 1000 else int(min(max(low, step), high))
        return float(1000 * step) if "bedrag" in note else min(max(low, step + 0.5), high)

    @staticmethod
    def _rule(sheet, column: int):
        letter = openpyxl.utils.get_column_letter(column)
        found = [rule for rule in sheet.data_validations.dataValidation if f"{letter}2" in rule.sqref]
        return found[0] if found else None

    def _choices(self, name: str, rule) -> list[object]:
        title, area = rule.formula1.lstrip("=").rsplit("!", 1)
        sheet = self.books[name][title.strip("'").replace("''", "'")]
        return [row[0].value for row in sheet[area.replace("$", "")] if row[0].value is not None]
