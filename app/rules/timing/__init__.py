"""Rules about when a message may go; they judge at the moment of sending."""
