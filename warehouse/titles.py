"""What a title says about where a person serves: a national body, a province, or a body with a name of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reference.folding import fold

_POST = re.compile(
    r"^(?:nguyen |quyen )?(?:pho )?(?:"
    r"bi thu(?: thuong truc)?|chu tich(?: thuong truc)?|giam doc|tong giam doc|truong ban|truong doan|truong phong|"
    r"vien truong|chanh an|chanh van phong|chanh thanh tra|chi huy truong|chinh uy|chu nhiem|cuc truong|vu truong|"
    r"bo truong|thu truong|tong bi thu|thu tuong|tu lenh|hieu truong|"
    r"uy vien(?: ban thuong vu| thuong vu| ban chap hanh)?"
    r")(?: thuong truc| chuyen trach| phu trach)?\s*"
)
_NATIONAL = re.compile(
    r"\b(?:trung uong|chinh phu|quoc hoi|chu tich nuoc|thu tuong|bo truong|thu truong|bo chinh tri|ban bi thu|"
    r"tong bi thu|vu truong|toi cao|toan quoc)\b|(?<!mttq )(?<!mat tran to quoc )\bviet nam$"
)
_NOT_NATIONAL = re.compile(r"ban chap hanh trung|uy vien trung uong|doan dai bieu quoc hoi|dai bieu quoc hoi")
_PROVINCIAL = re.compile(r"^(?:(?:\w+ )*tinh(?: uy| doan)?|ubnd|hdnd|hoi dong thi dua khen thuong)(?: \w+){0,3}$")
_LOCAL = re.compile(r"\b(?:tinh|thanh pho|huyen|quan|thi xa|xa|phuong|thi tran)\b")
_BELOW = re.compile(r"\b(?:huyen|quan|thi xa|xa|phuong|thi tran|thanh pho|so|cong ty|truong|phong|benh vien)\b")


@dataclass(frozen=True, slots=True)
class Office:
    """What one title says: the post without its body, the body's folded name, and whether the body is a national one.

    `body` is empty where it is one of the province's leading bodies, whose posts are often held together.
    """

    post: str
    body: str
    national: bool


@lru_cache(maxsize=1 << 16)
def read_title(title: str) -> Office:
    """Read one title as an article gives it."""
    folded = fold(title)
    found = _POST.match(folded)
    post, body = (found.group(0).strip(), folded[found.end() :]) if found else (folded, "")
    if _PROVINCIAL.match(body) and not _BELOW.search(body):
        return Office(post, "", False)
    plain = _NOT_NATIONAL.sub(" ", folded)
    return Office(post, body, bool(_NATIONAL.search(plain)) and not _LOCAL.search(plain))
