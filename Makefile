# Thin on purpose: each line also runs by hand. GNU make 4.3.
SHELL := /bin/bash
PYTHON_IN := .venv/bin/python
UV := $(shell command -v uv 2>/dev/null || echo $(PYTHON_IN) -m uv)

.PHONY: demo test test-window test-long fuzz run lint setup setup-tests lock case readme bench long-days pictures sbom audit app app-archive app-test test-chroot start changes

demo: setup ## the headless job on the sample case
	.venv/bin/optopcheck demo --out out

run: setup ## the window
	.venv/bin/optopcheck

test: setup-tests ## lint is part of it: tests/house; the window's tests come last, on real X screens where they can
	$(PYTHON_IN) -m pytest -n auto --maxprocesses 2 --dist loadfile --ignore tests/gui
	bash packaging/window_tests.sh

test-window: setup-tests ## the window's tests alone
	bash packaging/window_tests.sh

test-long: setup-tests ## what takes minutes: large models, double runs
	$(PYTHON_IN) -m pytest -m long

fuzz: setup-tests ## mutants of models, city models, papers, bundles and dossiers; go on with FUZZ="--start 40 --seconds 600"
	$(PYTHON_IN) -m tests.fuzz $(FUZZ)

ROUNDS ?= 3
bench: setup-tests ## the program against its peers, which it installs; writes tests/bench/*.md; medians of ROUNDS=3
	$(PYTHON_IN) -m pytest -m bench
	OPENBLAS_NUM_THREADS=1 $(PYTHON_IN) -m tests.bench --rounds $(ROUNDS)
	OPENBLAS_NUM_THREADS=1 $(PYTHON_IN) -m tests.bench.sun
	$(PYTHON_IN) -m tests.bench.hosted_rules
	$(PYTHON_IN) -m tests.bench.frames
	QT_QPA_PLATFORM=offscreen $(PYTHON_IN) -m tests.bench.heartbeat
	OPENBLAS_NUM_THREADS=1 $(PYTHON_IN) -m tests.bench.loading --rounds $(ROUNDS)
	$(PYTHON_IN) -m tests.bench.agreement
	$(PYTHON_IN) -m tests.bench.child_cost

long-days: setup-tests ## fifty models, a thousand drags, two hundred assessments; writes tests/bench/LONG_DAYS.md
	$(PYTHON_IN) -m tests.bench.long_days

pictures: setup-tests ## the pictures of the manual, taken in the window itself on a screen of its own
	bash packaging/on_xvfb.sh $(PYTHON_IN) resources/manual/make_pictures.py

sbom: setup ## bill of materials (CycloneDX) and licences of what is shipped, in out/
	$(PYTHON_IN) packaging/sbom.py out $(wildcard dist/optopcheck/licences/of-the-system.tsv)

audit: setup ## known vulnerabilities of what is locked; says so where nobody can be asked
	bash packaging/audit.sh

app: setup ## the application: dist/optopcheck, with optopcheck (window) and optopcheck-cli (console)
	bash packaging/app/build.sh

app-archive: ## packs dist/optopcheck for Linux, with its installer
	bash packaging/linux/archive.sh

app-test: setup-tests ## the application of `make app`: another folder, no environment, answers as from source
	$(PYTHON_IN) -m pytest -m app tests/app

changes: setup-tests ## what changed since the last version, as its users will read it; writes nothing
	.venv/bin/towncrier build --draft --version unreleased

test-chroot: setup ## the archive of `make app-archive` in a bare Debian with only what packaging/linux/needs.txt names; as root
	bash packaging/linux/try_in_chroot.sh

start: setup ## how fast source and application start; writes tests/bench/START.md; another build beside it: OPTOPCHECK_APP_BEFORE=...
	bash packaging/on_xvfb.sh $(PYTHON_IN) -m tests.bench.start

lint: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

setup:
	@bash packaging/setup.sh

setup-tests:
	@bash packaging/setup.sh tests

case: setup ## remakes the sample case and what is known of it
	$(PYTHON_IN) resources/cases/make_portiekflat.py

readme: setup ## puts the help and the example pack into the README, and makes the page of the API
	$(PYTHON_IN) packaging/readme_help.py
	$(PYTHON_IN) packaging/api_page.py

lock: setup ## after a change of dependencies; keeps what may stay (add U=--upgrade for newer ones)
	@$(UV) --version >/dev/null 2>&1 || $(PYTHON_IN) -m pip install --quiet uv
	$(UV) pip compile pyproject.toml --group dev --extra scan --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --quiet $(U) \
	  --default-index https://pypi.org/simple --output-file packaging/requirements.lock
	$(UV) pip compile --group audit --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --quiet $(U) \
	  --default-index https://pypi.org/simple --output-file packaging/audit.lock
	$(UV) pip compile pyproject.toml --group app --universal --python-version 3.11 \
	  --constraints packaging/requirements.lock \
	  --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --quiet $(U) \
	  --default-index https://pypi.org/simple --output-file packaging/app/requirements.lock
