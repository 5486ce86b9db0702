"""What the message is for, and whether that is a reason to write to a buyer."""
