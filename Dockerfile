# Builds the book and shows it, with nothing installed but a container engine:
#   docker build --tag evalbook .
#   docker run --rm --publish 8000:8000 evalbook        then open http://localhost:8000/
# Build it again on your own workbooks (mount their folder, and a folder for the result):
#   docker run --rm --volume "$PWD/data/raw:/home/evalbook/boek/data/raw:ro" \
#     --volume "$PWD/uitkomst:/home/evalbook/boek/_build" evalbook make report
FROM python:3.11-slim

RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        git libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 make \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home evalbook

USER evalbook
WORKDIR /home/evalbook/boek

# The packages first: they change seldom, so that a change of text or data does not install them again.
COPY --chown=evalbook requirements.lock ./
RUN python -m venv .venv \
    && .venv/bin/python -m pip install --no-cache-dir --quiet --no-deps --require-hashes --requirement requirements.lock

COPY --chown=evalbook . .
RUN make report

EXPOSE 8000
CMD [".venv/bin/python", "-m", "http.server", "8000", "--directory", "_build/html"]
