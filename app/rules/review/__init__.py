"""Asking for reviews: of every buyer alike, once, and for nothing in return."""
