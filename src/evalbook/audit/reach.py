"""All values that a calculation can have, when each input is only known up to its rounding.

Belongs here: inputs that occur more than once. Not here: the arithmetic of intervals (`intervals`).

The method. Where every rounded input occurs once, interval arithmetic is exact. Where one occurs
more often, as a does in a / (a + b), it would give too much; then the sign of the slope in that
input is bounded over the whole range of all inputs (interval arithmetic on the derivative). Is it
nowhere negative or nowhere positive, then the extremes lie at the ends of that input, and it is held
there: with all repeated inputs held, what is left is exact again. Is the sign not certain, then the
range of that input is halved, up to sixty-four pieces, and the pieces are taken together; what is
still uncertain after that is taken too wide, never too narrow. So a claim is never called
contradicted because of this method.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from evalbook.audit import intervals
from evalbook.audit.calculation import Leaf, Node, Tree, leaves
from evalbook.audit.intervals import point
from evalbook.rounding import Interval

MOST_HALVINGS = 6

_NONE = point(Fraction(0))
Held = Mapping[str, Interval]
"""Inputs of which the range was narrowed, by name."""


def reach(tree: Tree) -> Interval:
    """Return all values that a calculation can have, given what its inputs can stand for."""
    if isinstance(tree, Leaf):
        return tree.interval
    rough = [leaf for leaf in leaves(tree) if leaf.name and not intervals.is_point(leaf.interval)]
    boxes = {leaf.name: leaf.interval for leaf in rough}
    if len(boxes) == len(rough):
        return _natural(tree, {})
    counts = Counter(leaf.name for leaf in rough)
    return _extremes(tree, {name: box for name, box in boxes.items() if counts[name] > 1}, MOST_HALVINGS)


def _extremes(tree: Tree, boxes: Held, halvings: int) -> Interval:
    """Return the values over these ranges of the repeated inputs."""
    low: dict[str, Interval] = dict(boxes)
    high: dict[str, Interval] = dict(boxes)
    low_reached = high_reached = True
    unsure: list[str] = []
    for name, box in boxes.items():
        _, slope = _slope(tree, name, boxes)
        rising = slope.low is not None and slope.low >= 0
        falling = slope.high is not None and slope.high <= 0
        if not (rising or falling) or box.low is None or box.high is None:
            unsure.append(name)
            continue
        flat = Fraction(0) in slope  # then an open end may be matched by a value inside
        ends = (point(box.low), point(box.high))
        closed = (box.low_closed or flat, box.high_closed or flat)
        low[name], high[name] = ends if rising else ends[::-1]
        low_reached &= closed[0] if rising else closed[1]
        high_reached &= closed[1] if rising else closed[0]
    halved = max(unsure, key=lambda name: _width(boxes[name]), default=None)
    if halved is not None and halvings and _width(boxes[halved]) > 0:
        return intervals.hull(
            _extremes(tree, {**boxes, halved: half}, halvings - 1) for half in _halves(boxes[halved])
        )
    lowest, highest = _natural(tree, low), _natural(tree, high)
    return Interval(
        lowest.low, highest.high, lowest.low_closed and low_reached, highest.high_closed and high_reached
    )


def _natural(tree: Tree, held: Held) -> Interval:
    """Return the outcome of interval arithmetic: exact where each input occurs once or is held."""
    if isinstance(tree, Leaf):
        return held.get(tree.name, tree.interval)
    below = [_natural(each, held) for each in tree.below]
    return _outcome(tree, below)


def _outcome(node: Node, below: list[Interval]) -> Interval:
    if node.kind == "sum":
        total = _NONE
        for each in below:
            total = intervals.add(total, each)
        return total
    if node.kind == "min":
        return intervals.least(below)
    if node.kind == "max":
        return intervals.greatest(below)
    if node.kind == "round":
        return intervals.rounded(below[0], node.digits)
    left, right = below
    if node.kind == "+":
        return intervals.add(left, right)
    if node.kind == "-":
        return intervals.subtract(left, right)
    return intervals.multiply(left, right) if node.kind == "*" else intervals.divide(left, right)


def _slope(tree: Tree, name: str, held: Held) -> tuple[Interval, Interval]:
    """Return the values of a calculation and of its slope in one input, over all ranges."""
    if isinstance(tree, Leaf):
        return held.get(tree.name, tree.interval), point(Fraction(1)) if tree.name == name else _NONE
    pairs = [_slope(each, name, held) for each in tree.below]
    values, slopes = [value for value, _ in pairs], [slope for _, slope in pairs]
    value = _outcome(tree, values)
    if all(slope is _NONE for slope in slopes):
        return value, _NONE
    if tree.kind in ("min", "max"):
        return value, intervals.hull(slopes)
    if tree.kind == "round":
        return value, intervals.multiply(slopes[0], Interval(Fraction(0), None))
    if tree.kind in ("+", "-", "sum"):
        return value, _outcome(tree, slopes)
    if tree.kind == "*":
        mixed = (intervals.multiply(slopes[0], values[1]), intervals.multiply(values[0], slopes[1]))
        return value, intervals.add(*mixed)
    upper = intervals.subtract(
        intervals.multiply(slopes[0], values[1]), intervals.multiply(values[0], slopes[1])
    )
    return value, intervals.divide(upper, _square(values[1]))


def _square(interval: Interval) -> Interval:
    """Return the squares of the values of an interval, which are never below nought."""
    product = intervals.multiply(interval, interval)
    if Fraction(0) in interval:
        return Interval(Fraction(0), product.high, True, product.high_closed)
    return product


def _width(box: Interval) -> Fraction:
    return Fraction(0) if box.low is None or box.high is None else box.high - box.low


def _halves(box: Interval) -> tuple[Interval, Interval]:
    if box.low is None or box.high is None:
        raise ValueError("an endless range cannot be halved")
    middle = (box.low + box.high) / 2
    return (
        Interval(box.low, middle, box.low_closed, True),
        Interval(middle, box.high, True, box.high_closed),
    )
