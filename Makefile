# `make demo` and `make test` need nothing but Python 3.11 (or later) and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHELL := /bin/bash

.PHONY: demo test lint check types imports train-short bench fuzz clean

$(VENV)/.installed: pyproject.toml hatch_build.py $(wildcard visualizations/web/package-lock.json)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "newsgraph needs Python 3.11 or later; set PYTHON=/path/to/it"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.test-installed: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	touch $@

demo: $(VENV)/.installed ## build the graph of the bundled articles, serve the explorer, print its address
	$(BIN)/kg demo

test: $(VENV)/.test-installed ## everything: linting, types, layers, tests, browser tests
	@bash tests/browser/ensure-chromium.sh
	$(MAKE) --no-print-directory lint types imports
	$(BIN)/python -m pytest -n 2 -q

lint: $(VENV)/.test-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test-installed
	$(BIN)/mypy

imports: $(VENV)/.test-installed
	$(BIN)/lint-imports

check: lint types imports ## without the tests

bench: $(VENV)/.test-installed ## measurements that fail below their floors; minutes
	$(BIN)/python tests/benchmarks/reading/measure_reprints.py
	$(BIN)/python tests/benchmarks/reading/measure_streams.py

SECONDS_TO_FUZZ ?= 3600
fuzz: $(VENV)/.test-installed ## nightly: coverage-guided fuzzing of every reader, an hour unless SECONDS_TO_FUZZ says otherwise
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[fuzz]'
	$(BIN)/python tests/fuzz/fuzz_readers.py -max_total_time=$(SECONDS_TO_FUZZ) -max_len=65536

train-short: $(VENV)/.test-installed ## a short training run that shows the recipe works (needs torch: pip install -e '.[train]')
	$(BIN)/python -m pytest -q tests/training -m torch

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache visualizations/web/dist visualizations/web/node_modules
