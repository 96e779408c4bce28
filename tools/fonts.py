"""Makes the Chinese fonts for PDF in `fonts/`, once, by a developer; the result is committed.

Source: the variable Noto Sans SC and TC (SIL Open Font License 1.1) inside the wheel `justmytype-intl-cjk`:

    pip download --no-deps --dest DIR justmytype-intl-cjk
    python tools/fonts.py DIR/justmytype_intl_cjk-*.whl

Variable fonts are instanced anew on every PDF (3 s instead of 0.5 s) and web font slices print wrong characters, so each
weight becomes a plain TrueType file of its own. Simplified: every Chinese character of the source, the 20,902 of
Unicode's first block and extension A with its rare names. Traditional: Big5 with Hong Kong's supplement. Both: Latin,
kana, punctuation, numbers in circles, arrows, box drawing, geometric shapes.
"""

import argparse
import io
import zipfile
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FOLDER = Path(__file__).resolve().parent.parent / "fonts"
WEIGHTS = {"Regular": 400, "Bold": 700}
SYMBOLS = [
    (0x20, 0x17F), (0x1CD, 0x1DC), (0x1F8, 0x1F9), (0x2C6, 0x2DD), (0x391, 0x3C9), (0x401, 0x451),
    (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF),
    (0x2300, 0x23FF), (0x2460, 0x24FF), (0x2500, 0x257F), (0x2580, 0x259F), (0x25A0, 0x25FF), (0x2600, 0x27BF),
    (0x3000, 0x30FF), (0x3105, 0x312F), (0x3200, 0x33FF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF),
]  # fmt: skip
HAN = [(0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF)]


def spread(ranges: list[tuple[int, int]]) -> set[int]:
    return {code for first, last in ranges for code in range(first, last + 1)}


def big5_with_hong_kong() -> set[int]:
    pairs = (bytes([lead, trail]) for lead in range(0x87, 0xFF) for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    return {ord(sign) for pair in pairs for sign in pair.decode("big5hkscs", errors="ignore")}


def build(source: bytes, characters: set[int], weight: int, target: Path) -> None:
    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    font = instantiateVariableFont(font, {"wght": weight}, updateFontNames=True)
    options = Options()
    options.drop_tables += ["vhea", "vmtx", "VORG"]  # nothing is set vertically
    options.layout_features = ["ccmp", "locl", "kern", "mark", "mkmk", "halt", "palt", "chws", "calt", "liga"]
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.hinting = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font.save(target)
    print(f"{target.name}: {len(font.getBestCmap()):,} characters, {target.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path)
    wheel = zipfile.ZipFile(parser.parse_args().wheel)
    folder = "justmytype_intl_cjk/fonts/ofl/notosans"
    for region, characters in (("sc", spread(SYMBOLS + HAN)), ("tc", spread(SYMBOLS) | big5_with_hong_kong())):
        source = wheel.read(f"{folder}{region}/NotoSans{region.upper()}[wght].ttf")
        for style, weight in WEIGHTS.items():
            build(source, characters, weight, FOLDER / f"NotoSans{region.upper()}-{style}.ttf")
    (FOLDER / "OFL.txt").write_bytes(wheel.read(f"{folder}sc/OFL.txt"))


if __name__ == "__main__":
    main()
