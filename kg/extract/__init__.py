"""Extraction: an annotated article to its record. Events and relations, by lexicon and grammar, with their evidence."""
