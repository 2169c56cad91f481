"""RDF terms, quads and addresses: how model objects look in the graph."""
