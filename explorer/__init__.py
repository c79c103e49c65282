"""Pathway Explorer's engine: YAML career ladders and Markdown guidance in, a static site out.

The way from source to page is one function, `explorer.site.build`: read, check, link, render, write.
"""

__version__ = "0.1.0"
