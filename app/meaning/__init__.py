"""What a message says: concepts read in its sentences, and the acts and purposes they make up."""
