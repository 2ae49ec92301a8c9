"""What users test their own rules with: strategies that draw values which collide.

Holds: nothing by itself; `strategies` is the room to import (it needs the `testing` extra, hypothesis).
Never: is imported by the core, or loads hypothesis before a room of it is asked for.
"""
