"""The words of the product: plain types that every other room speaks in."""
