# What one does with Training Desk: `make` lists it. Every target first installs what it needs.

PYTHON := .venv/bin/python
OFFSCREEN := QT_QPA_PLATFORM=offscreen
unexport PYTHONDONTWRITEBYTECODE   # compiling everything anew in every process takes longest

.DEFAULT_GOAL := help
.PHONY: help run demo demo-report test thorough laws coverage red check format screenshots bench freeze sample ready clean

help:  ## list what make can do
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | awk -F'|' '{ printf "  make %-13s %s\n", $$1, $$2 }'

run:  ## open the window, on the desk last used
	@packaging/ready run
	@$(PYTHON) main.py

demo:  ## open the window on a copy of the sample programme
	@packaging/ready run
	@$(PYTHON) main.py --demo

demo-report:  ## without a screen: the sample year's report and certificates, in demo-report/
	@packaging/ready report
	@PYTHONPATH=. $(PYTHON) packaging/demo_report.py demo-report

test:  ## run the tests, on PostgreSQL too where a server is installed
	@packaging/ready test
	@packaging/scratch packaging/postgres $(PYTHON) -m pytest -n auto --dist loadfile -m "not thorough"

thorough:  ## run the tests that take long: walks over every page and record, histories, kills
	@packaging/ready test
	@EXAMPLES=all packaging/scratch packaging/postgres $(PYTHON) -m pytest -n auto --dist loadfile -m thorough

laws:  ## hold the waiting list to its laws through ten thousand random histories on each database
	@packaging/ready test
	@HISTORIES=$(or $(HISTORIES),10000) packaging/scratch packaging/postgres $(PYTHON) -m pytest -n auto --timeout=0 tests/domain/test_waiting_list.py tests/services/test_waiting_laws.py

coverage:  ## run every test and hold what they reached against what they must reach
	@packaging/ready test
	@$(PYTHON) -m coverage erase
	@EXAMPLES=all packaging/scratch packaging/postgres $(PYTHON) -m coverage run -m pytest -n auto --dist loadfile
	@$(PYTHON) -m coverage combine -q
	@$(PYTHON) -m coverage json -q -o coverage.json
	@$(PYTHON) packaging/coverage_gate.py coverage.json

red:  ## break what each test runs, until it fails; name the tests that never do
	@packaging/ready test
	@$(OFFSCREEN) PYTHONPATH=. packaging/scratch packaging/postgres $(PYTHON) packaging/red/red.py $(TESTS)

check:  ## what needs no run: style, types, layers, the lock
	@packaging/ready offscreen
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy .
	$(PYTHON) -m pytest -q tests/test_architecture.py tests/test_setup.py

format:  ## put the code into its usual form
	@packaging/ready report
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

screenshots:  ## take the pictures of the manual
	@packaging/ready offscreen
	@$(OFFSCREEN) PYTHONPATH=. $(PYTHON) packaging/screenshots.py

bench:  ## time the program against bare figures; LARGE=1 on a million bookings
	@packaging/ready offscreen
	@$(OFFSCREEN) PYTHONPATH=. $(PYTHON) packaging/bench/bench.py $(if $(LARGE),--large)

freeze:  ## build the program into dist/TrainingDesk, and start it once
	@packaging/ready freeze
	$(PYTHON) -m PyInstaller --noconfirm --log-level ERROR packaging/trainingdesk.spec
	$(OFFSCREEN) dist/TrainingDesk/TrainingDesk --self-check
	@echo "dist/TrainingDesk holds the program; its self-check passed."

sample:  ## make the sample programme's workbooks anew
	@packaging/ready report
	@$(PYTHON) packaging/sample/make.py resources/sample

ready:  ## only install what is missing
	@packaging/ready test

clean:  ## remove what was built, but not .venv
	rm -rf build dist demo-report coverage.json red.jsonl .coverage .*_cache
