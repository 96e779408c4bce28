"""From a file that somebody sent to rows that were checked: reading, matching columns, parsing cells.

Nothing here knows the database. A row that cannot be taken leaves with a reason and a cure for each cell; none is dropped.
"""
