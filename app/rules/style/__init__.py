"""Rules about how a message may look."""
