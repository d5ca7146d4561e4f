"""Show an original: the pages of a PDF as pictures, the content of a web page as plain structure.

Whatever is opened is opened in a process apart (`worker`), since it is the
very file that somebody sent; `pictures` and `markup` ask that process, and
`wire` is what goes between.
"""
