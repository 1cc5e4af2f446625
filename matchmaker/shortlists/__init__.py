"""Who suits whom: the registers of needs and providers brought to the ranking engine."""
