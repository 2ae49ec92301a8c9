"""Where the library meets the world: files, the command line.

Holds: the only rooms that read or write anything.
Never: a rule; an adapter carries values over, it does not judge them.
"""
