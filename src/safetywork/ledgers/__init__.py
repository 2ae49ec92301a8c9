"""Ledgers: a clerk's table read as it stands, taken into a book, and given back.

Holds: the rooms below, in the order of the flow: tables → headings → statuses → cells → layouts → reading → claims →
    entries → attendance → intake, and back: sheets → writeback.
Never: knows a file format (`adapters.tables` and `adapters.workbooks` do), or makes up what a ledger does not say.
"""
