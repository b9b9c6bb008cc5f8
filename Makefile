# Two commands: `make report` builds the book, `make test` runs every test. Both set up what they need.
.DEFAULT_GOAL := help
.PHONY: help setup report test test-cluster check lock clean browser office pango

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HAS_PANGO = $(BIN)/python -c 'import weasyprint' >/dev/null 2>&1

help:
	@echo "make report   set up and build the book into _build/html/, with PDF and Word document"
	@echo "make test     set up and run every test, in a browser and in LibreOffice too"
	@echo "make check    linter, formatter and type checker"
	@echo "make clean    remove what was built"

setup: $(VENV)/.installed

# python3-venv is a package of its own on Debian; as root it is installed where it is missing.
# --no-deps: the lock is complete, and older pips look past it for a newer `coverage[toml]`.
$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || ./tools/install-system python3-venv
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# The PDF needs Pango, which belongs to the system. Where it is not there and cannot be installed, as for
# who is not root, the book and the Word document are built all the same.
report: setup
	@$(MAKE) --no-print-directory pango || true
	@if $(HAS_PANGO); then pdf=--pdf; else pdf=; echo "Pango ontbreekt: het boek komt er zonder PDF." >&2; fi; \
		echo $(BIN)/evalbook build $$pdf --docx; $(BIN)/evalbook build $$pdf --docx

pango: setup
	@$(HAS_PANGO) || ./tools/install-system libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0

browser:
	@./tools/find-browser >/dev/null 2>&1 || ./tools/install-system chromium

office:
	@command -v soffice >/dev/null || ./tools/install-system libreoffice-calc

# Two at a time, each with a browser of its own; a class or module stays whole, since its tests share what
# is dear to make. The built book is only read: what changes it works in a copy.
test: setup browser office pango
	$(BIN)/evalbook build --pdf --docx
	$(BIN)/python -m pytest -n 2 --dist loadscope --cov=evalbook --cov-report=term --cov-report=html:_build/coverage

# Scenarios on processes of their own, one of them killed: minutes, so not part of every run.
test-cluster: setup
	$(BIN)/python -m pytest -m cluster tests/test_matrix.py

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy src

lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--extra dev pyproject.toml --output-file requirements.lock

clean:
	rm -rf _build data/processed book/executed
