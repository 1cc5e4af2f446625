"""What factories need: their profiles, their needs, and the way of a need from draft to acceptance."""
