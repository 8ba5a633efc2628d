# Everything from a fresh clone with Python 3.11: `make app` opens the dashboard, `make test` proves it.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
TESTS  ?=
# As many processes as there are processors, three at least: some of the time a test waits for a browser.
WORKERS ?= $(shell n=$$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 3); [ $$n -gt 3 ] && echo $$n || echo 3)
# Below tests/unit, what plans again and again, starts programs, or reads the worst files.
SLOW   := bench insight planning whatif optimise synthetic intake/test_hostile.py store/test_process.py \
          store/test_profiles.py test_command_line.py test_command_intake.py test_data.py \
          texts/test_third_language.py

# Some machines ask Python to keep nothing it has compiled: each server, worker and command would compile all anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup app workshop test test-quick mutants check anew house trace bench bench-cpsat bench-screen bench-large soak pictures

setup: $(READY)

# Streamlit and its kin are only fetched again when a pin changes. What is never imported need not be compiled.
$(READY): requirements.txt requirements-dask.txt requirements-dev.txt
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info[:2] == (3, 11) else "Python 3.11 is needed, this is " + sys.version)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check -r requirements-dev.txt
	touch $@

app: setup
	$(BIN)/python -m streamlit run app.py

# Phones of one room, on invented data, in a process of its own; PORT and others: ASKED="--port 8700", see --help.
workshop: setup
	$(BIN)/python -m rematch workshop $(ASKED)

# In the order of the folders, not by number of tests: app and browser, whose modules are long, come first.
test: setup
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m pytest -m "not soak" -n $(WORKERS) --dist loadscope --no-loadscope-reorder $(TESTS)

# The rules, the fit, the words, the files: what tells soon whether a change broke something near.
test-quick: setup
	$(BIN)/python -m pytest tests/unit -m "not soak" -n 2 --dist worksteal $(addprefix --ignore=tests/unit/,$(SLOW))

check: setup
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy
	$(BIN)/python -m tests.audit

# Every screen the browser's tests come to, as a picture in artefacts/.
pictures: setup
	$(BIN)/python -m tests.browser.chromium
	PICTURES=1 $(BIN)/python -m pytest tests/browser -n 2 --dist loadscope

# What is made from code and catalogue and kept here: demo cohorts, docs/interfaces.md, docs/house.svg, and
# data/weightings.json and data/misreporting.json, the figures of the Method page on what weights and misreports do.
anew: setup
	$(BIN)/python -m tests.anew
	$(BIN)/python -m rematch.bench.weightings
	$(BIN)/python -m rematch.bench.misreporting

# docs/house.svg alone: rooms, wings and arrows as the imports have them.
house: setup
	$(BIN)/python -m tests.house

# What one move of a slider enters, in functions and files.
trace: setup
	$(BIN)/python tests/trace_move.py

bench: setup
	$(BIN)/python -m rematch.bench.understanding.headers
	$(BIN)/python -m rematch.bench.held_places
	$(BIN)/python -m rematch bench

# The same beside OR-Tools too, which HiGHS cannot share an environment with.
bench-cpsat: setup .venv-ortools/.ready
	$(BIN)/python -m rematch bench

# What one press on a slider takes until it is seen, beside an empty page; --size land, --moves 15: see --help.
bench-screen: setup
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.browser.bench_screen $(ASKED)

# Many visitors at once, beside one alone.
bench-large: setup
	$(BIN)/python -m tests.browser.bench_visitors

.venv-ortools/.ready: requirements-ortools.txt
	test -x .venv-ortools/bin/python || $(PYTHON) -m venv .venv-ortools
	.venv-ortools/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-ortools.txt
	touch $@

# Small faults put into a copy of the code: each must be noticed by the tests near by.
mutants: setup
	$(BIN)/python tests/mutants.py

# What takes longer than a test run may: most chunks of seeds, ten times the examples, land size, the worst files.
soak: setup
	$(BIN)/python -m tests.browser.firefox
	$(BIN)/python -m pytest -m soak -n 2 --dist worksteal $(TESTS)
	$(BIN)/python -m pytest -m "hypothesis and not soak" -n 2 --dist worksteal --hypothesis-profile=many $(TESTS)
