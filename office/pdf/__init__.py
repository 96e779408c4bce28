"""A4 PDF from HTML of our own, with our own Chinese fonts: `rendering.render_pdf` is the only door.

Nothing here imports Django, so that the child process that sets the pages starts quickly.
"""
