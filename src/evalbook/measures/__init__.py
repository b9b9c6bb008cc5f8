"""The evaluation's calculations: pure functions, tidy tables in, quantities with lineage out."""
