# syntax=docker/dockerfile:1
ARG PYTHON_IMAGE=python:3.11-slim-bookworm

FROM ${PYTHON_IMAGE} AS build
WORKDIR /build
RUN python -m venv /opt/presend
COPY requirements.lock pyproject.toml README.md ./
RUN /opt/presend/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY app ./app
RUN /opt/presend/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM ${PYTHON_IMAGE}
RUN useradd --system --uid 10001 --no-create-home presend \
    && install -d -o 10001 -g 0 -m 0770 /var/lib/presend
COPY --from=build /opt/presend /opt/presend
USER 10001
ENV PATH=/opt/presend/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PRESEND_HOST=0.0.0.0 \
    PRESEND_DATABASE_URL=sqlite:////var/lib/presend/presend.sqlite3 \
    PRESEND_PORT=8000
WORKDIR /var/lib/presend
VOLUME /var/lib/presend
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["presend", "serve"]
