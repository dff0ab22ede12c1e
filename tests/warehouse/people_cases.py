"""Hard cases of people as data: who is who among the mentions of a case, as a person who knows the province would say.

A line is one mention: the person (a letter, the truth), day or -, province or -, report and ceremony (`r1@c1`; left
out, both are the mention's own; `r1@` is a report on no dated event), the district or commune in brackets, the name,
the titles. A report names all of whom its lines tell.
"""

from __future__ import annotations

BLIND = {
    "retired father and active son at one ceremony, each told by one outlet": """
        a 2024-05-01 lao-cai r1@c1 | Vũ Văn Cài | nguyên Phó Chủ tịch UBND tỉnh
        b 2024-05-01 lao-cai r2@c1 | Vũ Văn Cài | Giám đốc Sở Giao thông vận tải
        a 2005-03-01 lao-cai | Vũ Văn Cài | Phó Chủ tịch UBND tỉnh
        b 2023-03-01 lao-cai | Vũ Văn Cài | Giám đốc Sở Giao thông vận tải
        """,
    "father and son both listed in one report": """
        a 2024-05-01 nghe-an r1@c1 | Lê Quốc Khánh | nguyên Bí thư Tỉnh ủy
        b 2024-05-01 nghe-an r1@c1 | Lê Quốc Khánh | Phó Chủ tịch UBND tỉnh
        b 2024-01-01 nghe-an | Lê Quốc Khánh | Phó Chủ tịch UBND tỉnh
        """,
    "a secretary with a rare name goes to another province": """
        a 2015-01-01 ha-giang | Giàng Seo Phử | Ủy viên Trung ương Đảng; Bí thư Tỉnh ủy
        a 2016-01-01 ha-giang | Giàng Seo Phử | Bí thư Tỉnh ủy
        a 2017-06-01 lai-chau | Giàng Seo Phử | Ủy viên Trung ương Đảng; Bí thư Tỉnh ủy
        a 2018-06-01 lai-chau | Giàng Seo Phử | Bí thư Tỉnh ủy
        """,
    "two of a very common name lead two provinces, one after the other": """
        a 2015-01-01 ha-giang | Nguyễn Văn Hùng | Giám đốc Sở Nội vụ
        a 2016-01-01 ha-giang | Nguyễn Văn Hùng | Giám đốc Sở Nội vụ
        b 2018-06-01 ca-mau | Nguyễn Văn Hùng | Giám đốc Sở Y tế
        b 2019-06-01 ca-mau | Nguyễn Văn Hùng | Giám đốc Sở Y tế
        """,
    "the new title names the former province": """
        a 2019-01-01 son-la | Trần Đức Quận | Phó Bí thư Tỉnh ủy; Chủ tịch UBND tỉnh
        a 2022-01-01 lam-dong | Trần Đức Quận | Bí thư Tỉnh ủy; nguyên Chủ tịch UBND tỉnh Sơn La
        """,
    "a merged province: the post goes on in the unit of today": """
        a 2023-01-01 yen-bai | Trần Huy Tuấn | Chủ tịch UBND tỉnh
        a 2025-03-01 yen-bai | Trần Huy Tuấn | Bí thư Tỉnh ủy
        a 2025-08-01 lao-cai | Trần Huy Tuấn | Chủ tịch UBND tỉnh
        """,
    "two namesakes in two provinces that are one since": """
        a 2021-01-01 yen-bai | Nguyễn Văn Thắng | Giám đốc Sở Y tế
        b 2021-02-01 lao-cai | Nguyễn Văn Thắng | Giám đốc Sở Xây dựng
        a 2022-01-01 yen-bai | Nguyễn Văn Thắng | Giám đốc Sở Y tế
        b 2022-02-01 lao-cai | Nguyễn Văn Thắng | Giám đốc Sở Xây dựng
        b 2025-09-01 lao-cai | Nguyễn Văn Thắng | Giám đốc Sở Xây dựng
        """,
    "one office, its name abbreviated": """
        a 2023-01-01 dien-bien | Lò Văn Tiến | Phó Chủ tịch Ủy ban nhân dân tỉnh; Giám đốc Sở Giáo dục và Đào tạo
        a 2023-05-01 dien-bien | Lò Văn Tiến | Giám đốc Sở GD&ĐT
        a 2023-09-01 dien-bien | Lò Văn Tiến | TUV; GĐ Sở GD-ĐT tỉnh
        a 2023-12-01 dien-bien | Lò Văn Tiến | Giám đốc Sở Giáo dục và Đào tạo tỉnh Điện Biên
        """,
    "two offices at once, told now by one and now by the other": """
        a 2023-01-01 gia-lai | Rah Lan Chung | Ủy viên Ban Thường vụ Tỉnh ủy; Giám đốc Công an tỉnh
        a 2023-05-01 gia-lai | Rah Lan Chung | Ủy viên Ban Thường vụ Tỉnh ủy
        a 2023-06-01 gia-lai | Rah Lan Chung | Phó Chủ tịch Hội đồng Thi đua - Khen thưởng tỉnh
        a 2023-09-01 gia-lai | Rah Lan Chung | Giám đốc Công an tỉnh
        a 2023-11-01 gia-lai | Rah Lan Chung | Phó Chủ tịch Hội đồng Thi đua - Khen thưởng tỉnh
        """,
    "a tone mark is missing, and the office has one holder": """
        a 2023-01-01 lang-son | Nông Quốc Duyệt | Chủ tịch UBND tỉnh
        a 2023-05-01 lang-son | Nông Quốc Duyêt | Chủ tịch UBND tỉnh
        a 2023-09-01 lang-son | Nông Quốc Duyệt | Chủ tịch UBND tỉnh
        """,
    "a wrong year far outside": """
        a 2021-01-01 son-la | Quàng Văn Hương | Giám đốc Sở Y tế
        a 2022-01-01 son-la | Quàng Văn Hương | Giám đốc Sở Y tế
        a 2010-01-01 son-la | Quàng Văn Hương | Bí thư Huyện ủy Mường La
        a 2024-01-01 son-la | Quàng Văn Hương | Bí thư Huyện ủy Mường La
        a 2024-06-01 son-la | Quàng Văn Hương | Bí thư Huyện ủy Mường La
        """,
    "a national leader in many provinces, in one by the party office alone": """
        a 2023-01-01 nghe-an | Võ Thị Ánh Xuân | Phó Chủ tịch nước
        a 2023-01-01 ca-mau | Võ Thị Ánh Xuân | Phó Chủ tịch nước
        a 2023-02-01 lao-cai | Võ Thị Ánh Xuân | Ủy viên Trung ương Đảng; Phó Chủ tịch nước
        a 2023-03-01 an-giang | Võ Thị Ánh Xuân | Ủy viên Ban Chấp hành Trung ương Đảng; Phó Chủ tịch nước
        """,
    "district chairs of one common name, the districts not named": """
        a 2022-01-01 thanh-hoa [Như Xuân] | Nguyễn Văn Hùng | Chủ tịch UBND huyện
        b 2022-02-01 thanh-hoa [Quan Hóa] | Nguyễn Văn Hùng | Chủ tịch UBND huyện
        a 2022-05-01 thanh-hoa [Như Xuân] | Nguyễn Văn Hùng | Chủ tịch UBND huyện
        b 2022-06-01 thanh-hoa [Quan Hóa] | Nguyễn Văn Hùng | Chủ tịch UBND huyện
        """,
    "with and without the middle name": """
        a 2022-01-01 binh-thuan | Lê Quốc Hùng | Giám đốc Sở Y tế
        b 2022-02-01 binh-thuan | Lê Hùng | Phó Chủ tịch UBND huyện Tuy Phong
        """,
    "district to province, each post told several times": """
        a 2015-01-01 nghe-an | Hoàng Viết Đường | Chủ tịch UBND huyện Quỳ Châu
        a 2016-01-01 nghe-an | Hoàng Viết Đường | Bí thư Huyện ủy Quỳ Châu
        a 2018-01-01 nghe-an | Hoàng Viết Đường | Giám đốc Sở Nông nghiệp và Phát triển nông thôn
        a 2021-01-01 nghe-an | Hoàng Viết Đường | Ủy viên Ban Thường vụ Tỉnh ủy; Phó Chủ tịch UBND tỉnh
        a 2022-01-01 nghe-an | Hoàng Viết Đường | nguyên Bí thư Huyện ủy Quỳ Châu; Phó Chủ tịch UBND tỉnh
        """,
}
"""Written before the decision was rebuilt, without a look at what it does with them."""
