"""What the content security policy would block is not written in the first place, and every template can be read."""

import re
from pathlib import Path

import pytest
from django.template import engines

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
ON_PAPER = ROOT / "templates" / "reports" / "pdf"  # set by the PDF engine, which knows no policy
FORBIDDEN = {
    "an inline style": re.compile(r"<[a-z][^>]*\sstyle\s*=", re.IGNORECASE),
    "an inline handler": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script without nonce": re.compile(r"<script(?![^>]*(\bsrc=|nonce=|type=\"application/json\"))", re.IGNORECASE),
    "a style block without nonce": re.compile(r"<style(?![^>]*nonce=)", re.IGNORECASE),
    "an address of another host": re.compile(r"(?:src|href|action)=[\"'](?:https?:)?//", re.IGNORECASE),
    "a script's address": re.compile(r"javascript:", re.IGNORECASE),
}


def faults_of(text: str) -> list[str]:
    return [name for name, pattern in FORBIDDEN.items() if pattern.search(text)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_a_template_can_be_read_and_asks_for_nothing_the_policy_forbids(path):
    engines["django"].get_template(str(path.relative_to(ROOT / "templates")))
    if ON_PAPER not in path.parents:
        assert faults_of(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('<p class="a" style="color:red">', "an inline style"),
        ('<button onclick="go()">', "an inline handler"),
        ("<script>go()</script>", "a script without nonce"),
        ("<style>p{}</style>", "a style block without nonce"),
        ('<link href="https://cdn.example/x.css">', "an address of another host"),
        ('<img src="//cdn.example/x.png">', "an address of another host"),
        ('<a href="javascript:go()">', "a script's address"),
    ],
)
def test_the_rule_would_notice(text, fault):
    assert fault in faults_of(text)


@pytest.mark.parametrize(
    "text", ['<script src="{% static "a.js" %}"></script>', '<style nonce="{{ n }}">', "<p data-on='x'>"]
)
def test_the_rule_lets_pass_what_the_policy_allows(text):
    assert faults_of(text) == []
