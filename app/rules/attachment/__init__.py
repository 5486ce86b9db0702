"""The files that go with the message: their kind, size, number and purpose."""
