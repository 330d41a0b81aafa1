"""New York's Freedom of Information Law as pure functions over dates.

Standard library only. Nothing here knows what day it is, and no legal date is made anywhere else.
"""
