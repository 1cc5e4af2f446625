# Two commands do everything: `make demo` and `make test`. `make install` is the set-up alone.
PYTHON ?= python3
PORT ?= 5000
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
UV := .tools/bin/uv
export UV_PYTHON_DOWNLOADS = never

.PHONY: install demo test lock clean

install: $(STAMP)

$(UV):
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-input --target .tools 'uv>=0.9,<1'

$(STAMP): pyproject.toml requirements.lock $(UV) $(wildcard matchmaker/web/translations/*/LC_MESSAGES/*.po)
	test -x $(BIN)/python || $(UV) venv --quiet --python $(PYTHON) $(VENV)
	VIRTUAL_ENV=$(CURDIR)/$(VENV) $(UV) pip sync --quiet --require-hashes requirements.lock
	VIRTUAL_ENV=$(CURDIR)/$(VENV) $(UV) pip install --quiet --no-deps --editable .
	if ls matchmaker/web/translations/*/LC_MESSAGES/*.po >/dev/null 2>&1; then \
	  $(BIN)/pybabel --quiet compile --directory matchmaker/web/translations; fi
	touch $(STAMP)

demo: install
	$(BIN)/matchmaker demo --port $(PORT)

test: install
	$(BIN)/python -m tests.browser
	$(BIN)/python -m pytest

lock: $(UV)
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --group dev pyproject.toml --output-file requirements.lock

clean:
	rm -rf $(VENV) .tools var
