"""Strategies by the noun that they draw; `safetywork.testing.strategies` hands all of them on.

Holds: nothing by itself: one room a family of nouns.
Never: is where a user imports from.
"""
