"""News whose every word is an attack on the page that shows it, and the same news with harmless words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.warehouse.building import Story, award, official, story, write_parts
from warehouse.publish import publish

PAYLOADS = (
    "<script>window.pwned=1;alert(1)</script>",
    '"><img src=x onerror="window.pwned=1;alert(1)">',
    "'><svg/onload=window.pwned=1>",
    "javascript:window.pwned=1;alert(1)",
    "</title><script>window.pwned=1</script>",
    "</textarea></select></option><script>window.pwned=1</script>",
    "{{7*7}}{% for x in () %}${7*7}",
    "\u202egnp.exe",
    "]]><script>window.pwned=1</script>",
    "&lt;b&gt;&#60;i&#62;&amp;",
    "--><iframe src=//evil.example>",
    '" onfocus=window.pwned=1 autofocus x="',
    "=HYPERLINK(1)",
    "../../../etc/passwd?a=b&c=d#e",
)
HARMLESS = ("thường",) * len(PAYLOADS)


def stories(words: tuple[str, ...]) -> list[Story]:
    """Return a story for each word, which stands in all its texts and in the address of one."""
    return [_told(number, word, words) for number, word in enumerate(words)]


def publish_words(home: Path, words: tuple[str, ...]) -> Path:
    """Publish the stories and return the home."""
    home.mkdir(parents=True)
    articles, reports = write_parts(home, stories(words))
    publish(articles=articles, reports=reports, home=home, info={"command": "test"})
    return home


def _told(number: int, word: str, words: tuple[str, ...]) -> Story:
    say: Callable[[str], str] = lambda text: f"{text} {number} {word}"  # noqa: E731 (one for this story)
    chair = official(say("Lò Văn"), say("Chủ tịch UBND tỉnh"), roles=("attend", "present"))
    rows = [
        award(
            "huan-chuong-lao-dong",
            3 + number,
            **{"class": 2},
            recipient="individual",
            recipient_names=[say("Vàng Thị")],
            grantor="chu-tich-nuoc",
            presented_by=[chair["name"]],
            sentence=say("Nhận Huân chương Lao động"),
        ),
        award(
            "huy-hieu",
            20,
            name=say("Huy hiệu"),
            grantor_name=say("Ban"),
            recipient="individual",
            breakdown=[{"label": say("75 năm"), "count": 2}],
            sentence=say("Trao Huy hiệu"),
        ),
    ]
    told = story(
        f"bai-{number}",
        title=say("Lào Cai trao thưởng"),
        source=f"{number}{word}.vn".replace("/", "\u2215"),
        credit=say("Theo báo"),
        byline=say("Phóng viên"),
        body=f"{say('Hội nghị tổng kết thi đua')}. {word} {word}",
        host=say("UBND tỉnh"),
        place=say("huyện Bắc Hà"),
        date=f"2024-{number % 12 + 1:02d}-11",
        published=f"2024-{number % 12 + 1:02d}-11T17:00:00+07:00",
        documents=[say("Chỉ thị 34")],
        movements=[{"name": say("Phong trào"), "start": "2024-01-01"}],
        officials=[chair],
        awards=rows,
    )
    if number % 2:
        url = f"{word}//{number}" if words is PAYLOADS else f"https://a.vn/{number}"
        return Story(told.article.model_copy(update={"url": url}), told.report.model_copy(update={"url": url}))
    return told
