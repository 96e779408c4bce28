"""The portfolio's pages as people read them: tabs, the line above each page, figures with their lines and reasons."""
