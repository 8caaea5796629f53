"""Reports: what there is to say about a value, said once and rendered for every reader.

A report is a value: headings, paragraphs, lists, pairs, tables, figures and charts, in words and
numbers of the language that is spoken. `html` renders it for pages and notebook cells, `terminal`
for the command line, `markdown` for a wiki, `workbook` for a spreadsheet. Whoever adds something
to say adds it to the report of its noun, and every reader gets it.
"""
