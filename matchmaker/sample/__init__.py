"""The sample region: invented firms, needs, people and events, brought in through the acts that people use."""
