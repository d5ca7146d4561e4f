"""Example class specifications of two invented agencies, Marlow County and Tern Harbor Port District.

The documents beside this module are what `make demo` reads. Agencies, codes, grades, pay, dates and people are
made up; the layouts are those that real agencies use: two columns of labels, bold headings, a tab-separated header
on every page, recruitment bulletins, a notice that a class was abolished. Some are kept in cp1252 with CRLF line
ends on purpose, as such files are found.
"""
