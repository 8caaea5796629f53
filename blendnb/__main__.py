"""Lets `python -m blendnb` stand in for `blendnb` where scripts are not on the path."""

from blendnb.cli import main

main(prog_name="blendnb")
