"""A place in a text that is being read, and the error that points at it.

Belongs here: taking signs, words and quoted pieces one after the other. Not here: what they mean
(`grammar`).
"""

from __future__ import annotations

import re

_SPACE = re.compile(r"\s*")


class ExpressionError(Exception):
    """An expression that cannot be read; `at` is the index of the character that is wrong."""

    def __init__(self, what: str, at: int) -> None:
        self.what = what
        self.at = at
        super().__init__(f"{what} (teken {at + 1})")


def pointed(text: str, at: int) -> str:
    """Return the text and, on the line below it, a caret under the character at index `at`."""
    line = re.sub(r"\s", " ", text)
    return f"    {line}\n    {' ' * at}^"


class Reader:
    """The text, how far it was read, and where the last piece began; spaces between pieces are skipped."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.last = 0
        self._place = 0

    @property
    def ended(self) -> bool:
        """Whether nothing but spaces is left."""
        return self._next() >= len(self.text)

    @property
    def following(self) -> str:
        """The character right after the last piece, a space included; empty at the end."""
        return self.text[self._place : self._place + 1]

    def at(self, sign: str) -> bool:
        """Return whether this sign comes next, without taking it."""
        return self.text.startswith(sign, self._next())

    def take(self, sign: str) -> bool:
        """Take this sign when it comes next."""
        place = self._next()
        if not self.text.startswith(sign, place):
            return False
        self._taken(place, place + len(sign))
        return True

    def take_any(self, signs: str) -> str:
        """Take the next character when it is one of these; return it, or nothing."""
        place = self._next()
        sign = self.text[place : place + 1]
        if not sign or sign not in signs:
            return ""
        self._taken(place, place + 1)
        return sign

    def take_word(self, word: str) -> bool:
        """Take this whole word when it comes next."""
        place = self._next()
        found = re.compile(rf"{word}\b").match(self.text, place)
        if found is None:
            return False
        self._taken(place, found.end())
        return True

    def expect(self, sign: str) -> None:
        """Take this sign; `ExpressionError` where another comes next."""
        if not self.take(sign):
            raise self.error(f"hier hoort {sign}")

    def match(self, pattern: re.Pattern[str]) -> str | None:
        """Take what the pattern matches from here, or nothing."""
        place = self._next()
        found = pattern.match(self.text, place)
        if found is None:
            return None
        self._taken(place, found.end())
        return found.group()

    def quoted(self) -> str:
        """Take a piece between quotation marks; a doubled mark inside stands for one."""
        self.expect('"')
        start = self.last
        found = ""
        while True:
            end = self.text.find('"', self._place)
            if end < 0:
                raise ExpressionError("dit aanhalingsteken wordt niet gesloten", start)
            found += self.text[self._place : end]
            self._place = end + 1
            if self.following != '"':
                self.last = start
                return found
            found += '"'
            self._place += 1

    def until(self, ends: str) -> str:
        """Take everything up to one of these signs, without the spaces around it."""
        start = self._next()
        place = start
        while place < len(self.text) and self.text[place] not in ends:
            place += 1
        self._taken(start, place)
        return self.text[start:place].strip()

    def until_word(self, word: str, ends: str) -> str:
        """Take everything up to a word or one of these signs; brackets inside must match."""
        start = self._next()
        place, open_brackets = start, 0
        stop = re.compile(rf"\s{word}\s")
        while place < len(self.text):
            sign = self.text[place]
            if open_brackets == 0 and (sign in ends or stop.match(self.text, place)):
                break
            open_brackets += {"(": 1, ")": -1}.get(sign, 0)
            place += 1
        self._taken(start, place)
        return self.text[start:place].strip()

    def mark(self) -> tuple[int, int]:
        """Return the place, to come back to."""
        return self._place, self.last

    def back_to(self, mark: tuple[int, int]) -> None:
        """Go back to a place that was marked."""
        self._place, self.last = mark

    def error(self, what: str, *, after: bool = False) -> ExpressionError:
        """Return the error of the next character, or of the place right after the last piece."""
        return ExpressionError(what, self._place if after else self._next())

    def _next(self) -> int:
        found = _SPACE.match(self.text, self._place)
        return found.end() if found else self._place

    def _taken(self, start: int, end: int) -> None:
        self.last = start
        self._place = end
