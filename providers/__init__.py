"""What providers offer: firms, offerings, cases, files, and the pools they enter. A plain register."""
