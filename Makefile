# Two commands: `make run` and `make test`. See README.md; for whoever changes the program also `make check`: CONTRIBUTING.md.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.installed-run
TEST_STAMP := $(VENV)/.installed-test
NODE_STAMP := node_modules/.installed

# Where this is set, Python keeps nothing of what it compiled, and every process of a run compiles the whole program anew: twice the time.
unexport PYTHONDONTWRITEBYTECODE

# What `make test` runs: everything, or a part: `make test T=tests/web`. Each of WORKERS processes takes tests as it becomes free.
T ?= tests
WORKERS ?= auto
ACROSS := --numprocesses $(WORKERS) --maxprocesses 4 --dist loadgroup --no-loadscope-reorder

# What the quick tests have no use for, and is asked at each of thousands: hypothesis works without its plugin.
NOT_ASKED := -p no:anyio -p no:hypothesispytest -p no:rerunfailures

# Where the quick tests write: in memory, where the system has a place for that with 2 GB free, else on the disk.
IN_MEMORY = $(shell test -w /dev/shm && test "$$(df -Pk /dev/shm | awk 'NR == 2 {print $$4}')" -gt 2000000 && echo /dev/shm)

.PHONY: run check test test-server test-on-server test-all ready debian lint types quick-tests bench lock audit clean
.DEFAULT_GOAL := run

run: $(RUN_STAMP)
	@exec $(BIN)/reader serve --sample --narrate --port $(PORT)

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "Python 3.11 or newer is needed: install it, or name it with PYTHON=… (Python 3.11 以上を入れてください)" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is too old: Python 3.11 or newer is needed, name it with PYTHON=… (Python 3.11 以上が要ります)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null || { rm -rf $(VENV); echo "$(PYTHON) cannot make a virtual environment: install its venv module (Debian: apt install python3-venv)" >&2; exit 1; }

$(RUN_STAMP): requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the reader needs (once; a few minutes) …" >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-build.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/reader voices --prepare >&2 || echo "The reader speaks with Open JTalk's voices (Open JTalk の声で読みます)" >&2
	@touch $@

$(TEST_STAMP): requirements-dev.lock $(RUN_STAMP)
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# Lint, types, and the tests that need neither a browser nor a voice nor long; ends at the first that fails.
check: $(TEST_STAMP)
	@$(MAKE) --no-print-directory --jobs 2 quick-tests lint types

quick-tests: $(TEST_STAMP)
	QUICK_TESTS=1 PYTEST_DEBUG_TEMPROOT=$(IN_MEMORY) $(BIN)/python -m pytest -q -x $(ACROSS) $(NOT_ASKED) -o tmp_path_retention_count=1 --ignore tests/browser -m "not browser and not voice and not slow and not server" $(T)

# What checks scripts and styles; its Node.js is one of the Python packages for tests, and running the reader needs none.
$(NODE_STAMP): package-lock.json $(TEST_STAMP)
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm ci --silent
	@touch $@

test: ready
	$(BIN)/python -m pytest $(ACROSS) $(T)

# What comes before the tests, side by side: Debian's packages are fetched while pip and npm are at work, and types are checked on one core
# while the other lints. Then what is there is told, and what goes without what is not.
ready:
	@$(MAKE) --no-print-directory --jobs 3 debian lint types
	@$(BIN)/python -m tests.chromium
	@$(BIN)/python -m tests.screen_reader
	@$(BIN)/python -m tests.validators
	@$(BIN)/python -m tests.engines
	@$(BIN)/python -m tests.hosting

debian: | $(VENV)/bin/python
	@$(BIN)/python -m tests.packages

# What needs servers, which it starts itself: a PostgreSQL and S3 stores, on two cores in a few minutes. Part of `make test`.
test-server: $(TEST_STAMP)
	@$(BIN)/python -m tests.hosting
	$(BIN)/python -m pytest -q $(ACROSS) -m server $(T)

# The tests of pages, with every library on a PostgreSQL in place of the file: as many minutes as the pages' own; `make test` does a share of them.
test-on-server: $(TEST_STAMP)
	$(BIN)/python -m pytest -q $(ACROSS) --on-server tests/web

# The whole, and axe on every page in every look; writes the figures that /accessibility shows, with their date.
test-all: ready
	$(BIN)/python -m pytest $(ACROSS) --every-look

lint: $(NODE_STAMP)
	$(BIN)/ruff check reader tests bench
	$(BIN)/ruff format --check reader tests bench
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/node node_modules/@biomejs/biome/bin/biome lint --error-on-warnings

types: $(NODE_STAMP)
	$(BIN)/mypy
	$(BIN)/node node_modules/typescript/bin/tsc --project .

bench: $(TEST_STAMP)
	$(BIN)/python -m bench

# Asks the advisory services about every locked package; wants a network, and fails where one could not be asked.
audit:
	@for lock in requirements.lock requirements-dev.lock requirements-build.lock; do \
		uvx pip-audit --strict --require-hashes --disable-pip --progress-spinner off -r $$lock || exit 1; \
	done

lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --extra natural pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header requirements-build.in -o requirements-build.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --extra server -c requirements.lock pyproject.toml -o requirements-server.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --extra dev --extra natural --extra passkeys --extra server -c requirements.lock -c requirements-server.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) build dist *.egg-info
