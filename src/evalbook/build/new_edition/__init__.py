"""Laying down a new edition: its settings, templates, texts, and the synthetic example.

Belongs here: everything that is written once, before people fill it. Not here: reading it back
(`tables`), or building its book (`workspace`).
"""
