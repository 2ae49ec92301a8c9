"""What an authority does about an issue, beside its rectification: flat machines, and what ties them to it.

Holds: the rooms below: assurances → verifications → duties → listings, enforcement, stoppages → supervised.
Never: changes the stock issue workflows.
"""
