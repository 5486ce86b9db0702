"""Reading text: folding away disguise, patterns, sentences, emoji and colours; knows no rule."""
