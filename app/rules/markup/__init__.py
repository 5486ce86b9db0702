"""Rules about what the HTML of a message is made of."""
