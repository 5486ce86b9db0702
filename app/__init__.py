"""Presend: checks a message to an Amazon buyer before it is sent."""

__version__ = "0.1.0"
