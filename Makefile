# `make demo` and `make test` need nothing but Python 3.11 (or later) and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHELL := /bin/bash

.PHONY: bench-search screenshots bench-explorer walk-explorer bench-store faults bench-api fuzz-api trial-jobs openapi demo test lint check types imports train-short bench bench-extraction bench-resolution fuzz clean

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

ENTITIES ?= 200000
bench-explorer: $(VENV)/.test-installed ## the explorer's budgets on a generated graph of ENTITIES entities, in headless Chromium; minutes
	@bash tests/browser/ensure-chromium.sh
	$(BIN)/python tests/benchmarks/explorer/measure_explorer.py $(ENTITIES)

walk-explorer: $(VENV)/.test-installed ## every flow of the explorer on a generated graph of ENTITIES entities; a quarter of an hour
	@bash tests/browser/ensure-chromium.sh
	$(BIN)/python tests/benchmarks/explorer/walk_explorer.py $(ENTITIES)

screenshots: $(VENV)/.test-installed ## pictures of every page, light, dark and on a phone, into build/screenshots
	@bash tests/browser/ensure-chromium.sh
	$(BIN)/python tests/browser/screenshots.py build/screenshots

bench-resolution: $(VENV)/.test-installed ## resolution of generated worlds: precision, recall, the cost of one more article; minutes, 8 GB
	$(BIN)/python tests/benchmarks/resolution/measure_trial.py
	$(BIN)/python tests/benchmarks/resolution/measure_growth.py

NAMES ?= 1000000
bench-search: $(VENV)/.test-installed ## searches by name among NAMES names, beside a plain FTS5 prefix query; minutes
	$(BIN)/python tests/benchmarks/search/measure_typeahead.py $(NAMES)

bench-api: $(VENV)/.test-installed ## the REST interface at a million quads, beside a constant route, and while articles are added; minutes
	$(BIN)/python tests/benchmarks/api/measure_api.py
	$(BIN)/python tests/benchmarks/api/measure_adding.py

fuzz-api: $(VENV)/.test-installed ## 20,000 requests generated from the OpenAPI document; half an hour
	$(BIN)/python -m tests.api.fuzzing 20000

trial-jobs: $(VENV)/.test-installed ## kills the server in the middle of 1,000 articles; minutes
	KG_TRIAL_ARTICLES=1000 $(BIN)/python -m pytest -q tests/api/test_interruption.py

openapi: $(VENV)/.test-installed ## writes the OpenAPI document that tests compare
	$(BIN)/python -m tests.api.test_openapi

QUADS ?= 1000000
RDFLIB ?= --rdflib
bench-store: $(VENV)/.test-installed ## the store beside Oxigraph's server and rdflib-endpoint, on QUADS generated quads; a quarter of an hour
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	@failed=0; \
	$(BIN)/python tests/benchmarks/store/measure_queries.py 100000 --rdflib || failed=1; \
	$(BIN)/python tests/benchmarks/store/measure_queries.py $(QUADS) $(RDFLIB) || failed=1; \
	$(BIN)/python tests/benchmarks/store/measure_writing.py $(QUADS) || failed=1; \
	$(BIN)/python tests/benchmarks/store/measure_disturbance.py 100000 || failed=1; \
	$(BIN)/python tests/benchmarks/store/measure_following.py 100000 $(QUADS) || failed=1; \
	exit $$failed

faults: $(VENV)/.test-installed ## a writing process killed fifty times, full disks, damaged files
	KG_KILLS=50 $(BIN)/python -m pytest -q tests/store/test_faults.py

bench-extraction: $(VENV)/.test-installed ## articles a second, words a processor second, memory, start-up, time by stage
	$(BIN)/python tests/benchmarks/extraction/measure_extraction.py

SECONDS_TO_FUZZ ?= 3600
fuzz: $(VENV)/.test-installed ## nightly: coverage-guided fuzzing of every reader, an hour unless SECONDS_TO_FUZZ says otherwise
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[fuzz]'
	$(BIN)/python tests/fuzz/fuzz_readers.py -max_total_time=$(SECONDS_TO_FUZZ) -max_len=65536

train-short: $(VENV)/.test-installed ## a short training run that shows the recipe works (needs torch: pip install -e '.[train]')
	$(BIN)/python -m pytest -q tests/training -m torch

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache visualizations/web/dist visualizations/web/node_modules
