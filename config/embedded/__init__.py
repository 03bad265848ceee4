"""PostgreSQL and Valkey from PyPI wheels, and the supervisor of everything that ./run starts."""
