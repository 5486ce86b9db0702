"""What tests share: the composed service, judged messages, and the application over HTTP."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.api.application import create_application
from app.api.mapping import facts_of, submission_of
from app.api.requests import CheckRequest
from app.api.service import Service
from app.engine.engine import Evaluation, RunOptions
from app.main import compose
from app.rules.contract import Stage
from app.settings import Settings

Json = dict[str, Any]
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
Judge = Callable[[Json], Evaluation]


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    path = tmp_path_factory.mktemp("history") / "history.sqlite3"
    url = f"sqlite:///{path}"
    service = compose(Settings(_env_file=None, database_url=url))
    yield service
    service.opener.close()


@pytest.fixture(scope="session")
def client(service: Service) -> Iterator[TestClient]:
    with TestClient(create_application(service)) as client:
        yield client


@pytest.fixture(scope="session")
def judge(service: Service) -> Judge:
    """Judge a request in the contract's shape by all rules; a rule's fault raises."""

    def run(document: Json) -> Evaluation:
        request = CheckRequest.model_validate(document)
        opened = service.opener.open_all(submission_of(request.message).attachments)
        message = service.parse(request, opened)
        options = RunOptions(
            disabled_rules=frozenset(request.options.disable_rules),
            accepted=frozenset(request.options.accepted_findings),
            stages=tuple(Stage),
        )
        evaluation = service.engine.evaluate(message, facts_of(request, NOW), options)
        failed = [n.rule_id for n in evaluation.not_evaluated if n.reason == "rule_failed"]
        assert not failed, f"rules raised: {failed}"
        return evaluation

    return run
