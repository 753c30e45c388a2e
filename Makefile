# What a person types. Every target sees first to what it needs; a second run is quick.

BIN = $(shell test -d .venv/Scripts && echo .venv/Scripts || echo .venv/bin)

.PHONY: forms test data messages reference picture bench wheel constraints clean help setup setup-test

forms: setup ## Make the forms of questions.yaml in output/ (the default)
	@$(BIN)/intake build questions.yaml
	@echo
	@echo "Open or print:"
	@printf '  %s\n' "$$PWD"/output/*.html "$$PWD"/output/*.pdf

test: setup-test ## Run every check: ruff, mypy, pytest
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist worksteal

data: setup ## Write the data files in intake/ anew, after a change of models or fonts
	$(BIN)/python .ci/data.py

messages: setup ## Bring intake/locale/*.po in line with the templates
	$(BIN)/python .ci/messages.py

reference: setup-test ## Write docs/questions.md and its pictures anew
	$(BIN)/python .ci/reference.py

picture: setup-test ## Write the pictures of the README and of docs/editions.md anew
	$(BIN)/python .ci/picture.py
	$(BIN)/python .ci/editions.py

bench: setup-test ## Measure how long the forms take, beside others
	test -d .venv/akvo || $(BIN)/python -m venv .venv/akvo
	.venv/akvo/bin/python -m pip install --quiet --disable-pip-version-check AkvoFormPrint==0.1.0b8
	$(BIN)/python bench/run.py --akvo .venv/akvo/bin/python --write
	$(BIN)/python bench/regenerate.py --write
	$(BIN)/python bench/pdf.py --write
	$(BIN)/python bench/portal.py .venv/rivals --write

wheel: setup ## Build the wheel in dist/
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
	@printf '%s\n' "$$PWD"/dist/*.whl

constraints: ## Write .ci/constraints.txt anew, with the newest versions
	rm -rf .venv
	.ci/setup newest
	{ grep '^#' .ci/constraints.txt; $(BIN)/python -m pip freeze --exclude-editable; } >.venv/new
	mv .venv/new .ci/constraints.txt

clean: ## Remove .venv, dist/ and the caches; the forms in output/ stay
	rm -rf .venv dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

help: ## Show this list
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/\1	\2/p' Makefile | expand -t 14

setup:
	@.ci/setup forms

setup-test:
	@.ci/setup test
