"""Whether an article is worth fetching, by its title and address alone: how likely it is to be of the topic.

A page tells best by itself, so the test is cheap and generous. The shares are those of relevant articles among the
titles with a cue, as `python -m benchmarks.topic` measures them: on national news of 2016 to 2019, on the half that was
not looked at to choose the cues. Of such a stream 23 % is fetched, for 89 % of the articles that open with an award and
75 % of all that the reading calls relevant. Provincial news has more of the topic and names it in its titles (73 of the
76 relevant ones written for the project's gold and demo, before stock phrases of portraits were added), so there the
shares are rather too low.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from urllib.parse import unquote

from reference.folding import fold

SEARCHES: tuple[str, ...] = (
    "thi đua",
    "khen thưởng",
    "bằng khen",
    "huân chương",
    "huy hiệu Đảng",
    "tuyên dương",
    "biểu dương",
)
"""What to ask a site's own search for: of the texts with one of these words two in three are relevant, and nearly all
relevant ones have one. Where only titles are searched they find four in five provincial ones. "danh hiệu" and "tôn
vinh" bring mostly others."""
UNTOLD = 0.5
"""The answer where neither title nor address tell anything: no share, but a reason to look."""
WORTH = 0.05
"""From here on an article is fetched where its outlet lists everything."""

_SHARES = {
    # awards and emulation
    0.87: "bang khen|giay khen|thu khen|duoc khen|khen thuong|khen tang|tang thuong|phan thuong|thi dua|huan chuong"
    "|huy hieu|ky niem chuong|suy ton",
    # praise, and what is praised in so many words
    0.7: "tuyen duong|bieu duong|ton vinh|vinh danh|truy tang|phong tang|danh hieu|dien hinh|guong|nguoi tot viec tot"
    "|tieu bieu|anh hung lao dong|anh hung luc luong|me viet nam|dung cam|quen minh|cuu nguoi|nhat duoc|trao thuong"
    "|thuong nong|chuyen an",
    # deeds, prizes, and stock phrases of portraits
    0.16: "cuu|triet pha|pha an|lap cong|chien cong|thanh tich|xuat sac|anh hung|hien mau|hien dat|tinh nguyen"
    "|sang tao|sang che|sang kien|giai thuong|trao giai|doat giai|gianh giai|nhan giai|trao tang|duoc trao|le trao"
    "|duoc tang|huy chuong|hoc sinh gioi|thu khoa|lao dong gioi|san xuat gioi|lao nong|nghe nhan|nghe si|nha giao"
    "|thay thuoc|tri an|dung si|giu lua|tay vang|tam long vang|hoa dep|cay cao bong ca",
    # occasions, and who often has them
    0.1: "tong ket|so ket|phat dong|phong trao|ngay hoi|dai hoi|hoi nghi|gap mat|hop mat|ky niem|don nhan|vinh du"
    "|thanh lap|truyen thong|chuc mung|nong thon moi|dai doan ket|lam theo|uy tin|cong doan|tinh doan|thanh doan"
    "|doan thanh nien|hoi nong dan|phu nu|hoi luat gia|chu tich nuoc|thu tuong|bi thu|thanh nien|hoc sinh|sinh vien"
    "|nam sinh|nu sinh|bien phong",
    # offices and trades that are often praised further down
    0.05: "chu tich|bo truong|giam doc|hieu truong|giu chuc|bo nhiem|can bo|dang vien|chien si|bo doi|quan doi|cong an"
    "|canh sat|benh vien|bac si|giao su|thay giao|co giao|giao vien|truong|dai hoc|khoa hoc|nha bao|bao chi"
    "|doanh nghiep|doanh nhan|cong nhan|nong dan|ngu dan|thuyen vien|cong hien|vuot kho|nghi luc|ung ho|nguoi ngheo"
    "|be mac|lien hoan|hoi thi|quoc gia|phat trien|tron",
}
_NONE = 0.02
_OF_A_SECTION = 0.7
"""Cues of at least this share count in the sections of an address too: /thi-dua-khen-thuong/."""
_HOMOGRAPHS = re.compile(r"tuyến[\W_]+đường|\b(?:linh )?c[ựữ]u\b")
"""What is a cue only without its accents: a road is no praise, a former minister and a coffin are no rescue."""
_ENDING = re.compile(r"\.[a-z]{2,5}$")
_QUERY = re.compile(r"[?#].*", re.DOTALL)
_SEPARATORS = re.compile(r"[^a-z]+")
_CUT = ("…", "...")
_FEW = 3
"""Fewer words are no title but a button: "Xem tiếp"."""


def sureness(title: str | None, url: str) -> float:
    """Return the share (0 to 1) of articles with such a title and address that are of the topic.

    Cues are looked for without accents, so that addresses and titles read alike. A whole title with accents tells more
    than the same words in the address, which are then left out.
    """
    words = _words(title or "")
    sections, slug = _words_of(url)
    if not (title and not title.isascii() and len(words) > _FEW and not title.rstrip().endswith(_CUT)):
        words += ["|", *slug]
    share = max(_share(words), _share(sections, _OF_A_SECTION))
    return UNTOLD if share == _NONE and len(words) <= _FEW else share


def _share(words: list[str], least: float = 0) -> float:
    return max(
        (
            share
            for place, word in enumerate(words)
            for cue, share in _cues().get(word, ())
            if share >= least and words[place : place + len(cue)] == cue
        ),
        default=_NONE,
    )


def _words(text: str) -> list[str]:
    if not text.isascii():
        text = fold(_HOMOGRAPHS.sub(" ", unicodedata.normalize("NFC", text).lower()))
    return _SEPARATORS.sub(" ", text.lower()).split()


def _words_of(url: str) -> tuple[list[str], list[str]]:
    """Return the words of the sections of an address, and those of its last part that has any, if they are some."""
    path = _QUERY.sub("", url.partition("://")[2]).partition("/")[2]
    parts = [_words(_ENDING.sub("", unquote(part))) for part in path.split("/")]
    while parts and not parts[-1]:
        del parts[-1]
    slug = parts.pop() if parts else []
    return [word for part in parts for word in (*part, "|")], slug if len(slug) >= _FEW else []


@cache
def _cues() -> dict[str, list[tuple[list[str], float]]]:
    """Return the cues, as words, and their shares by their first word."""
    cues: dict[str, list[tuple[list[str], float]]] = {}
    for share, listed in _SHARES.items():
        for cue in listed.split("|"):
            words = cue.split()
            cues.setdefault(words[0], []).append((words, share))
    return cues
