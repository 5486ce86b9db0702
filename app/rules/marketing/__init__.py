"""Selling more: what a message about an order does not do."""
