"""The HTTP interface: SPARQL, REST, linked data, and the explorer's page.

`api.app.create_app(settings)` makes the application; `kg serve` runs it.
"""
