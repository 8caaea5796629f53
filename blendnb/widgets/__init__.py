"""Widgets: the design session in a notebook, on top of everything else.

The browser draws and listens, Python decides. A control sends a *command* ("set audience.size to
400"), Python applies it to the `Workspace`, one frozen value, and answers with *state* as plain
data. Nothing is mirrored back and forth, so nothing can echo, and undo is a list of values.
"""
