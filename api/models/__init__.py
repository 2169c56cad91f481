"""The JSON resources of the REST interface."""
