"""A message, parsed once: tree, styles, visible text, links, images, language."""
