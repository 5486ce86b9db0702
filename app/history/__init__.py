"""What was sent, reserved, refused and forbidden: remembered, so that no order is asked twice."""
