"""What the text says and how it is written: order id, language, spelling, placeholders."""
