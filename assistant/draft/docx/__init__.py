"""Drafts as Word files: `word.word` writes one.

`sheet` says what is printed, stretch by stretch, and what of it a revision
puts in and takes out; `revising` finds what stood elsewhere before, and
`differing` which words differ; `remarks` words the comments. `template` has
styles, language and margins; `marking` and `writer` put all of it into Word's XML.
"""
