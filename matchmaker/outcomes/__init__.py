"""What came of the meetings, from first contact to acceptance."""
