"""Tools for maintainers: they stand beside the package and are no part of it."""
