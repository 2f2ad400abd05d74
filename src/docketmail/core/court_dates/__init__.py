"""Hearings and deadlines as a docket text prints them: CM/ECF has no field for them, prose is all there is.

Nothing is computed ("within 14 days" is no date here) and nothing is guessed: what is not one of the forms
that courts print is left to the person who reads the docket text.
"""
