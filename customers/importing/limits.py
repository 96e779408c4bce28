"""How much of a file is taken. Beyond these bounds a file is refused, or a row rejected, with the bound in the message."""

RECORD_CHARACTERS = 1_000_000
RECORD_LINES = 1_000
COLUMNS = 1_000
HEADER_SEARCH = 10

UNPACKED_BYTES = 100 * 1024 * 1024
UNPACKED_RATIO = 100
# Small files may be packed better than the ratio allows: nobody is hurt by one megabyte.
RATIO_FROM_BYTES = 1024 * 1024
ZIP_ENTRIES = 200

SHEET_ROWS = 1_048_576
SHEET_CELLS = 5_000_000
CELL_CHARACTERS = 32_767
WORKBOOK_MEMORY = 1024 * 1024 * 1024
WORKBOOK_SECONDS = 60

UPLOAD_BYTES = 100 * 1024 * 1024
SAMPLE_ROWS = 2_000
