"""Rules about readers who see or use a message in another way."""
