"""From an address to an archived, readable page: pure steps, and the one place that touches the network.

Nothing here knows Django or Celery; policies, clocks, the Redis client and the signing key are passed in.
Read in this order: `address` (may we go there at all?), `robots` (are we asked not to?), `politeness`
(when is it our turn?), `http` (one GET), `archive` (what came, provable), `readable` (what it says).
"""
