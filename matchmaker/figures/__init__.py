"""The figures an office reports, always recomputed from the rows."""
