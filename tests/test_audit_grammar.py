"""Expressions: what can be read, what comes back when written, and where an error points."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evalbook.audit.grammar import (
    Call,
    CellOf,
    ClaimOf,
    ColumnOf,
    ExpressionError,
    Negative,
    Number,
    Operation,
    digits_of,
    parse,
    parts,
    text_of,
)
from evalbook.audit.reader import pointed


def test_a_cell_has_a_table_a_column_and_a_key():
    assert parse("export.firms[2016]") == CellOf("export", "firms", ("2016",))


def test_a_cell_can_have_two_keys():
    assert parse("case_figures.value[gulf-tulip, budget_rvo]") == CellOf(
        "case_figures", "value", ("gulf-tulip", "budget_rvo")
    )


@pytest.mark.parametrize(
    "key",
    [
        "Hightech Systemen & Materialen",
        "(nog) niet",
        "Indonesië",
        "2016-2020",
        "overige thema's",
        "Agri&Food",
    ],
)
def test_a_key_may_hold_spaces_signs_brackets_and_accents(key):
    assert parse(f"t.c[{key}]") == CellOf("t", "c", (key,))


def test_a_key_with_a_comma_or_a_bracket_stands_between_quotation_marks():
    found = parse('t.c["Vertegenwoordiging, coördinatie & ondersteuning","a ""b"" [c]"]')
    assert found == CellOf("t", "c", ("Vertegenwoordiging, coördinatie & ondersteuning", 'a "b" [c]'))


def test_products_bind_tighter_than_sums_and_the_left_goes_first():
    one, two, three = (Number(Fraction(value)) for value in (1, 2, 3))
    assert parse("1 + 2 * 3") == Operation("+", one, Operation("*", two, three))
    assert parse("1 - 2 - 3") == Operation("-", Operation("-", one, two), three)
    assert parse("(1 + 2) * 3") == Operation("*", Operation("+", one, two), three)


def test_a_minus_sign_may_stand_before_anything():
    assert parse('-claim("a") * 2') == Operation("*", Negative(ClaimOf("a")), Number(Fraction(2)))


def test_decimal_numbers_are_exact():
    assert parse("0.1") == Number(Fraction(1, 10))


def test_a_condition_runs_up_to_and_or_the_end():
    found = parse("count(o.name where case=gulf-tulip and kind=niet (meer) actief) + 1")
    assert isinstance(found, Operation)
    where = (("case", "gulf-tulip"), ("kind", "niet (meer) actief"))
    assert found.left == Call("count", (ColumnOf("o", "name", where),))


def test_a_value_with_and_in_it_stands_between_quotation_marks():
    found = parse('count(o.name where kind="zand and grind")')
    assert found == Call("count", (ColumnOf("o", "name", (("kind", "zand and grind"),)),))


def test_a_function_takes_columns_and_values_together():
    assert parse("max(a.b, c.d[1], 2)") == Call(
        "max", (ColumnOf("a", "b"), CellOf("c", "d", ("1",)), Number(Fraction(2)))
    )


def test_rounding_to_hundreds_has_minus_two_decimals():
    found = parse("round(a.b[1], -2)")
    assert isinstance(found, Call)
    assert digits_of(found) == -2


WRONG = [
    ("a.b[1] / / 2", 9, "hier hoort een getal, een cel"),
    ("a.b[1] 2", 7, "hier hoort een rekenteken"),
    ("a.b[2016", 8, "hier hoort ]"),
    ("a.b[]", 4, "de sleutel van een rij"),
    ("(1 + 2", 6, "hier hoort )"),
    ("a.b / 2", 3, "een hele kolom kan alleen in een functie staan"),
    ("sum(a.b / 2)", 8, "een komma of een haakje sluiten"),
    ("median(a.b)", 0, "de functie 'median' bestaat niet"),
    ("1 + claim(c3.liaisons)", 10, "tussen aanhalingstekens"),
    ('claim("c3.liaisons)', 6, "wordt niet gesloten"),
    ("1.000.000", 5, "zonder punten voor duizendtallen"),
    ("wmean(a.b, 2)", 0, "wmean vraagt twee kolommen"),
    ("count(a.b[1])", 0, "count vraagt één kolom"),
    ("ratio(1)", 0, "ratio vraagt twee waarden"),
    ("round(a.b[1], 0.5)", 0, "een geheel aantal decimalen"),
    ("count(a.b where )", 16, "de naam van een kolom"),
    ("count(a.b where c=)", 18, "hier hoort een waarde"),
    ("export", 6, "een punt en een kolom"),
    ("", 0, "hier hoort een getal"),
    ("__import__('os')", 10, "bestaat niet"),
]


@pytest.mark.parametrize(("text", "at", "what"), WRONG)
def test_an_error_points_at_the_character(text, at, what):
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert what in caught.value.what
    if text != "__import__('os')":
        assert caught.value.at == at


def test_the_caret_stands_under_the_character():
    assert pointed("a / / 2", 4) == "    a / / 2\n        ^"


def test_endless_nesting_and_endless_sums_are_refused_not_run():
    with pytest.raises(ExpressionError, match="te diep genest"):
        parse("(" * 10_000 + "1")
    with pytest.raises(ExpressionError, match="gebruik sum"):
        parse("+".join(["1"] * 10_000))


NAMES = st.from_regex(r"[a-z_][a-z0-9_]{0,5}", fullmatch=True).filter(
    lambda name: name not in ("where", "and")
)
TEXTS = st.text(alphabet="abé &()[],\"-'=.2 ", min_size=1, max_size=12).map(str.strip).filter(bool)
CELLS = st.builds(CellOf, NAMES, NAMES, st.lists(TEXTS, min_size=1, max_size=2).map(tuple))
COLUMNS = st.builds(ColumnOf, NAMES, NAMES, st.lists(st.tuples(NAMES, TEXTS), max_size=2).map(tuple))
NUMBERS = st.builds(Number, st.decimals(0, 10**9, places=3).map(Fraction))


def combined(inner: st.SearchStrategy) -> st.SearchStrategy:
    """Return all that can be made of smaller expressions."""
    return st.one_of(
        st.builds(Negative, inner),
        st.builds(Operation, st.sampled_from("+-*/"), inner, inner),
        st.builds(
            Call,
            st.sampled_from(["sum", "mean", "min", "max"]),
            st.lists(st.one_of(inner, COLUMNS), min_size=1, max_size=3).map(tuple),
        ),
        st.builds(Call, st.just("count"), st.tuples(COLUMNS)),
        st.builds(Call, st.just("wmean"), st.tuples(COLUMNS, COLUMNS)),
        st.builds(Call, st.just("ratio"), st.tuples(inner, inner)),
        st.builds(Call, st.just("round"), st.tuples(inner, st.integers(0, 6).map(Fraction).map(Number))),
    )


EXPRESSIONS = st.recursive(st.one_of(NUMBERS, CELLS, st.builds(ClaimOf, TEXTS)), combined, max_leaves=8)


@settings(deadline=None)
@given(EXPRESSIONS)
def test_what_is_written_reads_back_the_same(expression):
    assert parse(text_of(expression)) == expression


@settings(deadline=None)
@given(st.text(max_size=30))
def test_any_text_is_an_expression_or_an_error_that_points_into_it(text):
    try:
        parse(text)
    except ExpressionError as error:
        assert 0 <= error.at <= len(text)


def test_all_parts_are_found_from_left_to_right():
    found = [
        part.id
        for part in parts(parse('claim("a") / (claim("b") - claim("a"))'))
        if isinstance(part, ClaimOf)
    ]
    assert found == ["a", "b", "a"]
