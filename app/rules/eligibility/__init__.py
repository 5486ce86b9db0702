"""Rules about whether a message may go at all: to this buyer, from this account, by this way."""
