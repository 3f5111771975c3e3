"""Rules about numbers, dates, times and amounts of money in the form of another language."""
