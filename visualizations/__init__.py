"""Ways of seeing the graph: the static page, the explorer that the HTTP interface serves, and their view-models."""
