"""How single cells are read: credit codes, phones, money, dates, and names of official codes."""
