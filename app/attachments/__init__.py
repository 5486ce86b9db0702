"""Opening the files of a message: what they are, what they say, and what in them acts."""
