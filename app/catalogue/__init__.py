"""From a rule to its page: what the catalogue, the docs and the OpenAPI document show."""
