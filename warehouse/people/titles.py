"""What a title says about where a person serves: a national body, a province, or a body with a name of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from reference.folding import fold
from reference.provinces import aliases
from reference.title_forms import spelled_out
from reference.vocabulary import load

Standing = Literal["member", "lead", "side", "main"]
"""What an office lets its holder be besides: see `Office.standing`."""

_FORMER = re.compile(r"^(?:nguyen|cuu) ")
_NATIONAL = re.compile(
    r"\b(?:trung uong|chinh phu|quoc hoi|chu tich nuoc|thu tuong|bo truong|thu truong|bo chinh tri|ban bi thu|"
    r"tong bi thu|vu truong|toi cao|toan quoc)\b|\bviet nam$"
)
_CENTRAL = re.compile(r"^uy vien(?: du khuyet)? (?:trung uong|bo chinh tri)|^bi thu trung uong dang")
_NOT_NATIONAL = re.compile(r"uy vien(?: du khuyet)? trung uong|doan dai bieu quoc hoi|dai bieu quoc hoi")
_LEADING = re.compile(
    r"^(?:(?:dang bo )?tinh uy|tinh|ubnd(?: tinh)?|hdnd(?: tinh)?|hoi dong thi dua khen thuong(?: tinh)?)$"
)
_LOCAL = re.compile(
    r"\b(?:tinh|thanh pho|huyen|(?<!co )quan(?! (?:su|uy|doi|khu|chung|ly|tri)\b)|thi xa|xa(?! hoi\b)|(?<!dia )phuong|"
    r"thi tran)\b"
)
_MEMBER = re.compile(
    r"^(?:(?:tinh|thanh|huyen|quan|thi|dang) uy vien\b|uy vien\b|thanh vien\b|dai bieu\b|bi thu trung uong dang)"
)
_SIDE = re.compile(
    r"^(?:hoi dong |ban chi dao|ban to chuc(?! (?:tinh|thanh|huyen|trung)\b)|ban thi dua khen thuong|ban van dong|"
    r"cum|khoi|hoi |hiep hoi|doan dai bieu|doan cong tac|doan kiem tra|quy |lien hiep|"
    r"dang doan$|ban can su dang$)"
)
_HEADED = {"truong ban": "ban", "truong phong": "phong", "truong doan": "doan", "chanh van phong": "van phong"}
"""Posts that hold the first word of their body."""
_ONE_OF_A_PROVINCE = frozenset(
    ["cong an tinh", "bo chqs", "bo chbdbp", "mttq", "ldld", "tinh doan", "van phong ubnd", "van phong hdnd"]
)
"""Bodies of which a province has one, though their names say their kind alone."""
_KINDS = re.compile(
    r"(?:(?:so|ban|phong|tinh|huyen|quan|thi|xa|phuong|tran|thanh|pho|uy|ubnd|hdnd|mttq|dang|doan|truong|cong|ty|benh|"
    r"vien|trung|tam|cuc|chi|nhanh|don|vi|hoi|bo|chqs|cap|dia|nha|co|quan|ldld|an|nganh|noi|dung|van|cua|chbdbp)"
    r"(?: |$))*"
)
"""Words that name a kind of body and no body: "Sở", "UBND huyện", "Đảng ủy xã"."""
_OWN_PARTY = re.compile(
    r"^(?:dang bo|dang uy|chi bo|cong doan|dang doan|ban can su dang|dai dang bo) (?=so |ban |cong an |bo )"
)
_AREA = re.compile(
    r"^(?:huyen uy|thi uy|quan uy|dang uy|ubnd|hdnd|mttq|huyen|quan|xa|phuong)"
    r"(?: (?:huyen|thi xa|quan|thanh pho|xa|phuong|thi tran))? (?P<name>.+)$"
)
_BELOW = re.compile(r"(?:(?:ubnd|dang uy|hdnd|mttq) )?(?:xa|phuong|thi tran)\b|phong\b")
_OF_PROVINCE = re.compile(
    r"(?:so|ban|cong an tinh|bo chqs|bo chbdbp|mttq|ldld|tinh doan|van phong|(?:huyen|thi|quan|thanh) uy)\b"
)
_OF_DISTRICT = re.compile(r"(?:(?:ubnd|hdnd) )?(?:huyen|quan|thi xa|thanh pho)\b")
_AREA_CITY = re.compile(r"^(?:thanh uy|(?:ubnd|hdnd) thanh pho)(?: (?P<name>.+))?$")


@dataclass(frozen=True, slots=True)
class Office:
    """What one title says: the post without its body, the body's folded name, and whether the body is a national one.

    `body` is empty where it is one of the province's leading bodies, whose posts are often held together. `former` says
    that it was held before ("nguyên"). `standing`: a `member` of a committee and the holder of a `side` office
    (councils, associations) may hold any other; a `lead` is of the leading bodies; a `main` office with a body of its
    own leaves no room for another. `level` is 5 in the centre, 4 for the leaders of a province, 3 for the heads of its
    bodies and of districts, 2 for their deputies, 1 below, 0 where it is not known.
    """

    post: str
    body: str
    seat: str
    """The body, that of a leading one too: "tinh uy", "ubnd"."""
    national: bool
    former: bool = False
    standing: Standing = "main"
    level: int = 0
    central: bool = False
    """Whether it is membership of the Party's Central Committee or of its Politburo."""

    @property
    def head(self) -> str:
        """The post without what its holder is of it: a deputy, the standing one, one of before."""
        return _head(self.post)

    @property
    def generic(self) -> bool:
        """Whether the body is named by its kind alone."""
        return self.body not in _ONE_OF_A_PROVINCE and bool(_KINDS.fullmatch(self.body))


@lru_cache(maxsize=1 << 18)
def read_title(title: str) -> Office:
    """Read one title as an article gives it; short forms count as what they stand for."""
    words = spelled_out(title)
    plain = _FORMER.sub("", words)
    former = plain != words
    central = bool(_CENTRAL.match(plain))
    national = bool(_NATIONAL.search(_NOT_NATIONAL.sub(" ", plain))) and not _LOCAL.search(plain)
    found = _post().match(plain)
    post, rest = (found.group(0).strip(), plain[found.end() :]) if found else (plain, "")
    kind = _HEADED.get(_head(post), "")
    post = f"nguyen {post}" if former else post
    body = _body(rest if rest.startswith(kind) else f"{kind} {rest}".strip())
    leading = not national and bool(_LEADING.match(body))
    named = "" if leading else body
    if _MEMBER.match(plain):
        return Office(post, named, body, national, former, "member", 5 if national else 0, central)
    if leading:
        return Office(post, "", body.removesuffix(" tinh"), False, former, "lead", 4)
    standing: Standing = "side" if _SIDE.match(body) else "main"
    return Office(post, body, body, national, former, standing, 5 if national else _level(post, body))


def _head(post: str) -> str:
    return (
        post.removeprefix("nguyen ")
        .removeprefix("quyen ")
        .removeprefix("pho ")
        .removesuffix(" thuong truc")
        .removesuffix(" phu trach")
    )


@cache
def _post() -> re.Pattern[str]:
    heads = sorted({spelled_out(head) for head in load("titles")["heads"]}, key=lambda words: (-len(words), words))
    return re.compile(rf"^(?:quyen )?(?:{'|'.join(heads)})\b(?: thuong truc| chuyen trach| phu trach)?\s*")


def area_of(body: str) -> str:
    """Return the district or commune whose body it is ("huyen uy bac ha": "bac ha"), "" where it is none's."""
    found = _AREA.match(body) or _AREA_CITY.match(body)
    return found["name"] or "" if found else ""


@lru_cache(maxsize=1 << 16)
def _body(body: str) -> str:
    """Return a body's name without the province behind it; a party cell of a body counts as the body."""
    body = _OWN_PARTY.sub("", body)
    if found := _province_behind().match(body):
        body = (found[1] or found[2]).strip()
    return body


@lru_cache(maxsize=1 << 16)
def _level(post: str, body: str) -> int:
    deputy = post.startswith("pho ")
    if _BELOW.match(body) or _head(post) == "truong phong":
        return 1
    if _OF_PROVINCE.match(body):
        return 2 if deputy else 3
    return 2 if _OF_DISTRICT.match(body) else 0


@cache
def _province_behind() -> re.Pattern[str]:
    names = "|".join(sorted({fold(name) for name in aliases()}, key=lambda name: (-len(name), name)))
    kept = r"tinh uy|tinh doan|cong an tinh|ubnd(?: tinh)?|hdnd(?: tinh)?|thanh doan"
    bodies = r"so|ban|van phong|bo chqs|bo chbdbp|mttq|ldld|hoi|bao hiem|toa an|vien kiem sat"
    place = rf"(?:(?:tinh|thanh pho)(?: (?:{names}))?|(?:{names}))"
    return re.compile(rf"^(?:({kept})(?: (?:tinh )?(?:{names}))|((?:{bodies})\b.*?) {place})$")
