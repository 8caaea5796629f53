"""Values only: the brief, the plan, the edits and the catalogue, and the words they are spelled in.

Nothing here reads a file, looks at the clock or draws a number.
"""
