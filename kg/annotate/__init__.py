"""Annotation: an article to a spaCy Doc with tags, parse, names, entities, times, quantities and quotes."""
