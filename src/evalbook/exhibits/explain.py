"""A calculation in readable Dutch, with its numbers filled in.

Belongs here: the words and signs of a calculation. Not here: the calculation itself (`measures`).
"""

from __future__ import annotations

from evalbook import rounding
from evalbook.measures.quantity import Quantity

_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_BINDING = {"+": 1, "-": 1, "*": 2, "/": 2}
_LISTED = ("sum", "mean", "min", "max")
_MOST_CELLS = 12


def calculation_of(quantity: Quantity) -> str:
    """Return how a quantity was made, such as `18 ÷ 65`; empty for an input."""
    return _text(quantity, 0) if quantity.operation else ""


def _text(quantity: Quantity, binding: int) -> str:
    if not quantity.operation:
        return _amount(quantity)
    if quantity.operation in _SIGNS:
        own = _BINDING[quantity.operation]
        left, right = quantity.operands
        text = f"{_text(left, own)} {_SIGNS[quantity.operation]} {_text(right, own + 1)}"
        return f"({text})" if own < binding else text
    if quantity.operation == "count":
        return f"geteld: {len(quantity.sources)} cellen"
    if quantity.operation == "wmean":
        half = len(quantity.operands) // 2
        values, weights = quantity.operands[:half], quantity.operands[half:]
        products = " + ".join(
            f"{_text(weight, 2)} × {_text(value, 2)}" for value, weight in zip(values, weights, strict=True)
        )
        return f"({products}) ÷ ({' + '.join(_text(weight, 1) for weight in weights)})"
    if quantity.operation not in _LISTED:
        return f"{quantity.operation} van {len(quantity.operands) or len(quantity.sources)} waarden"
    parts = [_text(part, 1) for part in quantity.operands]
    summed = " + ".join(parts)
    if quantity.operation == "mean":
        return f"({summed}) ÷ {len(parts)}"
    return f"({summed})" if binding > 1 else summed


def _amount(quantity: Quantity) -> str:
    if quantity.value is None:
        return "onbekend"
    if quantity.unit == "aandeel":
        percent = quantity.value * 100
        return f"{rounding.number(percent, rounding.plain_decimals(percent, 1))}%"
    return rounding.number(quantity.value, rounding.plain_decimals(quantity.value, 3))


def cells_of(quantity: Quantity) -> list[str]:
    """Return the source cells; a long list is cut, and says by how much."""
    cells = list(quantity.sources)
    if len(cells) <= _MOST_CELLS:
        return cells
    return [*cells[:_MOST_CELLS], f"en nog {len(cells) - _MOST_CELLS} cellen"]
