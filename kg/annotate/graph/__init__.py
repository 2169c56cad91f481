"""The learned event graph of a text: triggers, their arcs, mentions, links and stated relations, from the encoder."""
