# One command each: demo, test, check, audit, audit-certificates, bench, storm, machine, words, lock. `make` alone lists them.
SHELL := /bin/sh
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 5000
RESET ?=
BIN := .venv/bin
WORKERS ?= 2
PYTEST := $(BIN)/python -m pytest -q -n $(WORKERS)
SOURCES := $(shell find portal/assets portal/static -type f -not -path '*/node_modules/*' -not -path '*/build/*')
export PATH := $(CURDIR)/.venv/bin:$(PATH)

.PHONY: help demo test check audit audit-certificates bench storm machine words lock assets tools clean
.DEFAULT_GOAL := help

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 28

demo: export PORTAL_ENV = demo
demo: export PORTAL_URL ?= http://127.0.0.1:$(PORT)
demo: export PORTAL_LOG_LEVEL ?= WARNING
demo: .venv/run.stamp assets ## a full demo on http://127.0.0.1:5000 (PORT=... HOST=..., RESET=1 begins afresh)
	@$(BIN)/python -P portal/serve.py --host $(HOST) --port $(PORT) --check
	@if [ -n "$(RESET)" ]; then rm -rf instance/demo; fi
	@$(BIN)/flask --app wsgi demo
	@exec $(BIN)/python -P portal/serve.py --host $(HOST) --port $(PORT)

test: check ## check, then unit and access tests on SQLite and PostgreSQL, then journeys in Chromium
	@.ci/test $(WORKERS)

check: tools ## style, types, templates, sizes, imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint --lint --quiet portal/templates
	$(BIN)/python -m pytest -q --noconftest tests/checks

audit: tools tests/audit/node_modules/.installed ## axe, Nu, Lighthouse and certificate verifiers over every page
	$(BIN)/python -m pytest -q tests/audit

audit-certificates: tools .cache/verifiers/.installed tests/verifiers/node_modules/.installed ## veraPDF, outloud, poppler, pyHanko, zbar, Digital Bazaar and openbadgeslib over every design and paper
	$(PYTEST) --engine all tests/verifiers

bench: tools ## the portal beside the least its stack can do, into docs/performance.md (PORTAL_BENCH=1000,1000000)
	@.ci/system-packages bench
	$(BIN)/python -m tests.bench

storm: tools ## crowds, two hundred kills and a held database, on SQLite and PostgreSQL
	$(BIN)/python -m pytest -q -s --engine all -m storm tests/storm tests/attack tests/roster

machine: export PORTAL_MACHINE ?= 2000
machine: tools ## everybody does anything in any order, two thousand steps on each engine (PORTAL_MACHINE=...)
	$(BIN)/python -m pytest -q --engine all --show-capture=no tests/machine/test_machine.py

words: .venv/run.stamp ## collect every sentence for translators into portal/translations/messages.pot
	cd portal && ../$(BIN)/pybabel -q extract -F translations/babel.cfg -k _l -o translations/messages.pot .

lock: .venv/run.stamp ## renew the lock files
	.ci/lock $(BIN)

assets: portal/static/build/.made

portal/static/build/.made: $(SOURCES) .venv/run.stamp .venv/node.stamp
	@$(BIN)/python -m portal.assets
	@touch $@

tools: .venv/test.stamp
	@$(BIN)/python -m portal.assets --with-tests

tests/audit/node_modules/.installed: tests/audit/package-lock.json .venv/test.stamp
	cd tests/audit && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

tests/verifiers/node_modules/.installed: tests/verifiers/package-lock.json .venv/test.stamp
	cd tests/verifiers && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

.cache/verifiers/.installed: requirements-verifiers.lock .venv/test.stamp
	@$(PYTHON) -m venv --clear .cache/verifiers
	@.cache/verifiers/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-verifiers.lock
	@touch $@

clean: ## remove what was built, keep the data
	rm -rf .venv .cache portal/static/build portal/certificates/fonts portal/certificates/contexts portal/assets/node_modules tests/audit/node_modules tests/verifiers/node_modules

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed (PYTHON=... names another one)")'
	@.ci/system-packages run
	$(PYTHON) -m venv .venv

.venv/run.stamp: requirements.lock | .venv/bin/python
	@.ci/system-packages run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/node.stamp: requirements-node.lock | .venv/run.stamp
	@command -v npm > /dev/null || $(BIN)/python -m pip install --quiet --require-hashes -r requirements-node.lock
	@touch $@

.venv/test.stamp: requirements-test.lock .ci/system-packages .venv/run.stamp
	@.ci/system-packages tests
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@
