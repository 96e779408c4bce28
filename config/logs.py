"""One JSON object per line, so that a name with a line break cannot forge a second entry."""

import json
import logging
import re
from datetime import UTC, datetime

# Public addresses are rights by themselves: whoever reads the log must not gain them.
TOKENS = re.compile(r"(/(?:confirm|calendar|s|say|share|wall/display)/)[^/\s\"']+")


def without_tokens(text: str) -> str:
    return TOKENS.sub(r"\1…", text)


class LineFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": without_tokens(record.getMessage()),
        }
        if record.exc_info:
            entry["trace"] = without_tokens(self.formatException(record.exc_info))
        return json.dumps(entry, ensure_ascii=False)
