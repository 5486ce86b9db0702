"""Rules about ways round Amazon's messaging service."""
