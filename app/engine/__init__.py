"""Rules in, verdict out: the engine runs the rules, places their hits and decides."""
