"""How names are found and ordered: 华为 = 華為 = huawei = hw, and 曾 is filed under z as a surname reads (decision 57).

Framework-free. Services write what these functions return beside the names; nothing computes it at query time.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from customers.folding.characters import SIMPLIFIED, TRADITIONAL
from customers.folding.surnames import COMPOUND_SURNAMES, SURNAMES

T = TypeVar("T")
SORT_KEY_LENGTH = 240
SEARCHED_LENGTH = 100
SHORT_KEY_LENGTH = 2

_SIMPLER = str.maketrans(TRADITIONAL, SIMPLIFIED)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_WORD = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]|[^\W_]+")


class Keys(NamedTuple):
    """What is stored beside a name: `sort_key` orders, `search_text` is searched by parts of three characters and
    more, `short_keys` by one or two."""

    sort_key: str
    search_text: str
    short_keys: frozenset[str]


def clean(text: str) -> str:
    """A name as it is kept: composed, one space between words, nothing invisible or turning the reading direction."""
    return " ".join(_UNSEEN.sub(" ", unicodedata.normalize("NFC", text)).split())


def fold(text: str) -> str:
    """Half width, lower case, simplified, single spaces: 華為（ＡＢＣ） → 华为(abc)."""
    return clean(unicodedata.normalize("NFKC", text).casefold().translate(_SIMPLER))


def full_name(family_name: str, given_name: str) -> str:
    """Surname first; no space between Chinese characters: 林 + 知夏 → 林知夏, Schmitt + Carine → Schmitt Carine."""
    family_name, given_name = clean(family_name), clean(given_name)
    joined = family_name and given_name and _HAN.search(family_name[-1]) and _HAN.search(given_name[0])
    return f"{family_name}{given_name}" if joined else f"{family_name} {given_name}".strip()


def split_name(name: str) -> tuple[str, str]:
    """Surname and given name of a name written surname first: 欧阳修 → (欧阳, 修), Schmitt Carine → (Schmitt, Carine)."""
    name = clean(name)
    if " " in name:
        family_name, _, given_name = name.partition(" ")
        return family_name, given_name
    if not _HAN.match(name):
        return name, ""
    length = 2 if len(name) > 2 and fold(name[:2]) in COMPOUND_SURNAMES else 1
    return name[:length], name[length:]


def of_customer(name: str, short_name: str = "", english_name: str = "", numbers: Iterable[str] = ()) -> Keys:
    """Keys of a company; `numbers` are its codes, found by parts of three characters and more."""
    names = _distinct(fold(each)[:SEARCHED_LENGTH] for each in (name, short_name, english_name))
    readings = [_reading(each) for each in names]
    leading = readings[0] if readings else ()
    return _keys(names, readings, leading, _distinct(fold(number) for number in numbers))


def of_person(family_name: str, given_name: str = "") -> Keys:
    """Keys of a person: the surname's own reading leads, the common one is found too."""
    family, given = fold(family_name), fold(given_name)
    name = fold(full_name(family_name, given_name))[:SEARCHED_LENGTH]
    turned = f"{given} {family}" if given and not _HAN.search(name) else ""
    surname = (*_surname_reading(family), *_reading(given))
    return _keys(_distinct((name, turned)), _distinct((surname, _reading(name))), surname, ())


def queries(text: str) -> list[str]:
    """The parts of what somebody typed, each of which must be found; at most six of at most forty characters."""
    return _distinct(part[:40] for part in fold(text[:200]).split(" "))[:6]


def _keys(names: Sequence[str], readings: Sequence[Sequence[str]], leading: Sequence[str], more: Sequence[str]) -> Keys:
    full = _distinct("".join(reading) for reading in readings)
    initials = _distinct("".join(syllable[0] for syllable in reading) for reading in readings)
    lines = _distinct((*names, *full, *initials, *more))
    short = set(chain.from_iterable(_pairs(line) for line in (*names, *initials)))
    short.update(syllable[:SHORT_KEY_LENGTH] for reading in readings for syllable in reading)
    sort_key = f"{' '.join(leading)}\t{names[0] if names else ''}"[:SORT_KEY_LENGTH]
    return Keys(sort_key, "\n".join(lines) + "\n", frozenset(key for key in short if key.isalnum()))


def _pairs(text: str) -> Iterable[str]:
    """Each two neighbours, and the last character alone, so that a prefix search finds every single character."""
    return (text[at : at + SHORT_KEY_LENGTH] for at in range(len(text)))


def _words(text: str) -> Any:
    """What is no Chinese character stays a word; the library takes lists here, though its types say text."""
    return _WORD.findall(text)


@lru_cache(maxsize=4096)
def _reading(text: str) -> tuple[str, ...]:
    """Syllables of Chinese characters, other words as they are: 上海abc → (shang, hai, abc)."""
    if not _HAN.search(text):  # nothing to look up: most English names
        return tuple(folded for folded in map(fold, _WORD.findall(text)) if folded)
    from pypinyin import lazy_pinyin  # its dictionary takes 55 MB: only in processes that read names

    syllables: list[str] = []
    for word in lazy_pinyin(text, v_to_u=False, errors=_words):
        syllables.extend([word] if isinstance(word, str) else word)
    return tuple(fold(syllable) for syllable in syllables if syllable.strip())


def _surname_reading(family: str) -> tuple[str, ...]:
    known = COMPOUND_SURNAMES.get(family) or SURNAMES.get(family)
    if known:
        return tuple(known.split())
    return _reading(family)


def _distinct(items: Iterable[T]) -> list[T]:
    return [item for item in dict.fromkeys(items) if item]
