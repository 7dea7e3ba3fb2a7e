from __future__ import annotations

from io import BytesIO
from xml.parsers.expat import ExpatError

import pytest

from verbindlich.base.readers import UnreadableFile, limits
from verbindlich.base.readers.markup import DOCTYPE, Attributes, Part, attribute, parse


class Words(Part):
    """Collects the text of each <w>, except within <skip>."""

    skipped = frozenset({"skip"})

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.seen: list[str] = []
        self.starts = {"w": self._start}
        self.ends = {"w": lambda: self.words.append(self.heard())}

    def _start(self, attributes: Attributes) -> None:
        self.seen.append(attribute(attributes, "id"))
        self.listen()


def words(content: str | bytes) -> Words:
    part = Words()
    parse(BytesIO(content.encode() if isinstance(content, str) else content), part)
    return part


def test_elements_and_attributes_are_known_by_their_local_names() -> None:
    part = words('<a:x xmlns:a="urn:a">lost<a:w a:id="1">eins</a:w><w id="2">zwei &amp; &#228;</w></a:x>')
    assert (part.words, part.seen) == (["eins", "zwei & ä"], ["1", "2"])


def test_what_is_skipped_is_skipped_with_all_it_holds() -> None:
    assert words("<x><w>a<skip>b<skip/><w>c</w></skip>d</w></x>").words == ["ad"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_the_declared_encoding_counts(encoding: str) -> None:
    assert words(f'<?xml version="1.0" encoding="{encoding}"?><w>Ü</w>'.encode(encoding)).words == ["Ü"]


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE w>",
        '<!DOCTYPE w SYSTEM "file:///etc/hostname">',
        '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(doctype: str, encoding: str) -> None:
    content = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}<w>&b;</w>'
    with pytest.raises(UnreadableFile) as refusal:
        words(content.encode(encoding))
    assert str(refusal.value) == DOCTYPE


@pytest.mark.parametrize("content", ["", "<w>", "<w></x>", "<w>&b;</w>", "kein XML"])
def test_what_is_no_xml_is_an_error(content: str) -> None:
    with pytest.raises(ExpatError):
        words(content)


def test_a_text_beyond_all_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RAW_CHARACTERS", 10)
    with pytest.raises(UnreadableFile, match="Millionen Zeichen"):
        words("<w>" + "x" * 11 + "</w>")


@pytest.mark.parametrize("content", ["<w {}='1'/>", "<w a='{}'/>", "<{}/>", "<w><!--{}--></w>"])
def test_a_tag_beyond_all_measure_is_refused(content: str) -> None:
    with pytest.raises(UnreadableFile, match="Millionen Zeichen"):
        words(content.format("x" * 7_000_000))


def test_a_part_larger_than_the_pieces_it_is_read_in() -> None:
    assert words(f"<x>{'<w>Wort</w>' * 300_000}{' ' * 9_000_000}<w>Ende</w></x>").words[-1] == "Ende"
