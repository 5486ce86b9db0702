"""The HTTP face: requests in, answers and problems out."""
