"""Every figure about a customer that pages show, and what stands behind it: formula, inputs, gaps, freshness, rows.

`registry.find(name)` gives the definition, `reading.read(…)` its value for a customer as of a day, within what the reader
may see. Upper apps add their own to `customers.extensions.figures`.
"""
