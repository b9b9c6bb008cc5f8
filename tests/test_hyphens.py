"""Soft hyphens: long words may break where Dutch breaks them, short words nowhere."""

from evalbook.sphinx_ext.hyphens import hyphenated


def test_a_long_word_may_break_between_its_syllables():
    # Dutch breaks sa-men-wer-kings-part-ners; the first and last three letters stay together here.
    assert hyphenated("samenwerkingspartners").replace("\N{SOFT HYPHEN}", "-") == "samen-wer-kings-part-ners"
    assert hyphenated("handelsbelemmeringen").replace("\N{SOFT HYPHEN}", "-") == "han-dels-be-lem-me-rin-gen"


def test_short_words_numbers_and_signs_stay_as_they_are():
    text = "Tabel 12: mkb-bedrijven & cellen 2016-2020"
    assert hyphenated(text) == text


def test_nothing_is_lost():
    text = "Realisatie van activiteiten: overheidsfinanciering"
    assert hyphenated(text).replace("\N{SOFT HYPHEN}", "") == text != hyphenated(text)
