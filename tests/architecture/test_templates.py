"""What every template must keep: the content policy, explained components, closed includes."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(ROOT.rglob("*.html"))
# Paper has no content policy and no browser; mails know no stylesheets.
SCREEN = [path for path in TEMPLATES if not {"pdf", "mail"} & set(path.relative_to(ROOT).parts)]
COMPONENTS = sorted((ROOT / "components").glob("*.html"))

COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}|{#.*?#}", re.DOTALL)
INLINE = re.compile(r"""\s(?:style|on[a-z]+)\s*=\s*["'{]""")
SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style(?![^>]*nonce)|javascript:", re.IGNORECASE)
INCLUDE = re.compile(r"""{% include "components/[^%]*%}""")


def text_of(path: Path) -> str:
    return COMMENT.sub("", path.read_text())


@pytest.mark.parametrize("path", SCREEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_inline_that_the_content_policy_refuses(path: Path) -> None:
    text = text_of(path)
    assert not INLINE.findall(text)
    assert not SCRIPT.findall(text)


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.name)
def test_a_component_says_what_it_needs(path: Path) -> None:
    opening = path.read_text().split("{% endcomment %}")[0]
    assert opening.startswith("{% comment %}")
    assert "Context:" in opening


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_components_see_only_what_they_are_given(path: Path) -> None:
    assert [found for found in INCLUDE.findall(text_of(path)) if " only" not in found] == []


@pytest.mark.parametrize(
    "wrong",
    [
        '<p style="color:red">',
        '<p onclick="alert(1)">',
        "<script>alert(1)</script>",
        '<a href="javascript:alert(1)">',
        "<style>p{}</style>",
    ],
)
def test_the_check_sees_what_it_looks_for(wrong: str) -> None:
    assert INLINE.search(wrong) or SCRIPT.search(wrong)
