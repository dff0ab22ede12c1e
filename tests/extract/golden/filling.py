"""What makes a golden page as long as a real one: styles, scripts, menus and footers that hold no article."""

from __future__ import annotations

from reference.folding import slug

_MENU = (
    *("Thời sự", "Chính trị", "Kinh tế", "Xã hội", "Văn hóa", "Thể thao", "Pháp luật", "Giáo dục", "Y tế", "Du lịch"),
    *("Quốc phòng - An ninh", "Xây dựng Đảng", "Nông thôn mới", "Chuyển đổi số", "Bạn đọc", "Media", "Quốc tế"),
)
_PLACES = ("Trong tỉnh", "Trong nước", "Cơ sở", "Chuyên đề", "Ảnh", "Video")


def filled(page: str, number: int) -> str:
    """Return a page with head, menus and footer as long as real ones have them; `number` decides how long."""
    amount = number % 8
    return page.replace("</head>", f"{_styles(150 + 50 * amount)}{_scripts(10 + 4 * amount)}</head>", 1).replace(
        "</body>", f"{_footer(2 + amount % 4)}{_scripts(30 + 6 * amount)}</body>", 1
    )


def _styles(rules: int) -> str:
    rule = ".u{0}-{1}{{margin:{0}px auto;padding:{1}px 12px;font:400 {0}px/1.5 Arial,sans-serif;color:#2{0:02d}}}"
    return "<style>" + "\n".join(rule.format(n % 60, n % 17) for n in range(rules)) + "</style>"


def _scripts(blocks: int) -> str:
    script = (
        '<script>(function(w,d){{var k="slot-{0}";w.dataLayer=w.dataLayer||[];'
        "if(w.innerWidth<{1}&&d.getElementById(k)){{w.dataLayer.push({{event:k,value:{0},section:'tin-tuc'}});}}"
        "for(var i=0;i<{0};i++){{d.cookie='c'+i;}}}})(window,document);</script>\n"
    )
    return "".join(script.format(n, 320 + 16 * n) for n in range(blocks))


def _footer(columns: int) -> str:
    menu = "".join(
        f'<li class="menu-item level-1"><a href="/{slug(name)}/" title="{name}">{name}</a><ul class="sub-menu">'
        + "".join(f'<li><a href="/{slug(name)}/{slug(place)}/">{place}</a></li>' for place in _PLACES)
        + "</ul></li>"
        for name in _MENU
    )
    return "".join(f'<div class="site-map column-{n}"><ul>{menu}</ul></div>' for n in range(columns))
