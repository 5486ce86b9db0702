"""GET /rules, /rules/{id} and /policy: what is checked, and what it rests on."""

from fastapi import APIRouter
from starlette.requests import Request

from app.api.json_route import service_of
from app.api.mapping import Json, clause_json
from app.api.problems import NotFoundError
from app.api.responses import PolicyAnswer, RuleOut, RulesAnswer
from app.api.service import RULESET_VERSION
from app.catalogue.entry import Entry, entries

router = APIRouter(tags=["catalogue"])


@router.get("/rules", operation_id="listRules")
async def list_rules(request: Request) -> RulesAnswer:
    """Give the catalogue of rules."""
    engine = service_of(request).engine
    rules = [RuleOut.model_validate(_rule_json(e)) for e in entries(engine.rules, engine.book)]
    return RulesAnswer(rules=rules, ruleset_version=RULESET_VERSION)


@router.get("/rules/{rule_id}", operation_id="getRule")
async def get_rule(request: Request, rule_id: str) -> RuleOut:
    """Give one rule: what it flags, why, with sources and examples."""
    engine = service_of(request).engine
    wanted = tuple(rule for rule in engine.rules if rule.id == rule_id)
    for entry in entries(wanted, engine.book):
        return RuleOut.model_validate(_rule_json(entry))
    message = "There is no rule of this id."
    raise NotFoundError(message)


@router.get("/policy", operation_id="getPolicy")
async def get_policy(request: Request) -> PolicyAnswer:
    """Give the editions of the policy and all clauses with their sources."""
    book = service_of(request).engine.book
    return PolicyAnswer.model_validate(
        {
            "editions": [
                {"name": e.name, "effective_from": e.effective_from, "summary": e.summary}
                for e in book.editions
            ],
            "clauses": [clause_json(clause) for clause in book.clauses.values()],
            "consequences": list(book.consequences),
        }
    )


def _rule_json(entry: Entry) -> Json:
    return {
        "id": entry.id,
        "family": entry.family,
        "severities": list(entry.severities),
        "sentence": entry.sentence,
        "page": entry.page,
        "stage": entry.stage,
        "effective_from": entry.effective_from,
        "since": entry.since,
        "clauses": [clause_json(clause) for clause in entry.clauses],
        "consequences": list(entry.consequences),
        "needs": list(entry.needs),
        "settings": [f"PRESEND_{name.upper()}" for name in entry.settings],
        "examples": [
            {
                "body": example.body,
                "is_flagged": example.is_flagged,
                "spans": list(example.spans),
                "why": example.why,
                "given": example.given,
            }
            for example in entry.examples
        ],
        "docs_url": f"/rules/{entry.id}",
    }
