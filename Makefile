PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test check format lock rule openapi bench quality docs clean

run: $(READY)  ## Set up and start the service
	$(BIN)/presend serve

test: $(READY) check  ## Set up and run every check and test
	$(BIN)/python -m pytest

$(READY): requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $(READY)

check: $(READY)  ## Linters, types, architecture, generated files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/presend openapi | diff -u openapi/openapi.json - || (echo 'run: make openapi' && false)

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

openapi: $(READY)  ## Regenerate the OpenAPI document
	$(BIN)/presend openapi --output openapi/openapi.json

rule: $(READY)  ## Start a new rule: make rule FAMILY=link NAME=shortened
	$(BIN)/python tools/new_rule.py $(FAMILY) $(NAME)

bench: $(READY)  ## Measure, side by side in one run
	$(BIN)/python -m benchmarks

quality: $(READY)  ## Precision, recall and F1 on the labelled corpus
	$(BIN)/python tools/quality.py

docs: $(READY)  ## Write the generated tables of the documentation
	$(BIN)/python -m tools.make_operations

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --extra=build

lock: $(READY)  ## Write the lock files anew
	$(LOCK) --output-file=requirements.lock pyproject.toml
	$(LOCK) --extra=dev --output-file=requirements-dev.lock pyproject.toml

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
