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

LATER = {
    "ranks, capitals and an old key of the typewriter": """
        a 2022-01-01 dak-lak | Nguyễn Thế Đỉnh | Chỉ huy trưởng Bộ Chỉ huy Quân sự tỉnh
        a 2022-03-01 dak-lak | Đại tá Nguyễn Thế Đỉnh | Chỉ huy trưởng Bộ CHQS tỉnh
        a 2022-05-01 dak-lak | NGUYỄN THẾ ĐỈNH |
        a 2022-07-01 dak-lak | Nguyễn Thế Ðỉnh | Chỉ huy trưởng Bộ CHQS tỉnh
        """,
    "one ceremony, one office, and one outlet leaves out the middle name": """
        a 2022-01-01 bac-kan r1@c1 | Lê Quốc Hùng | Giám đốc Sở Xây dựng
        a 2022-01-01 bac-kan r2@c1 | Lê Hùng | Giám đốc Sở Xây dựng
        """,
    "a chairman is a guest elsewhere, told with the bare title": """
        a 2022-01-01 lai-chau | Khoàng Văn Xẻo | Chủ tịch UBND tỉnh
        a 2022-05-01 dien-bien | Khoàng Văn Xẻo | Chủ tịch UBND tỉnh
        a 2022-09-01 lai-chau | Khoàng Văn Xẻo | Chủ tịch UBND tỉnh
        """,
    "a guest of a common name is not told from a namesake": """
        a 2022-01-01 lai-chau | Nguyễn Văn Sơn | Chủ tịch UBND tỉnh
        b 2022-05-01 dien-bien | Nguyễn Văn Sơn | Chủ tịch UBND tỉnh
        a 2022-09-01 lai-chau | Nguyễn Văn Sơn | Chủ tịch UBND tỉnh
        """,
    "a given name alone is anybody": """
        a 2022-01-01 lai-chau | Hùng |
        b 2022-05-01 lai-chau | Hùng |
        c 2022-09-01 lai-chau | Nguyễn Mạnh Hùng | Giám đốc Sở Y tế
        """,
    "a secretary of the Central Committee becomes a minister": """
        a 2016-02-01 ben-tre | Võ Thành Hạo | Ủy viên Trung ương Đảng; Bí thư Tỉnh ủy
        a 2018-02-01 ben-tre | Võ Thành Hạo | Bí thư Tỉnh ủy
        a 2019-06-01 ha-noi | Võ Thành Hạo | Ủy viên Trung ương Đảng; Bộ trưởng Bộ Nội vụ
        a 2020-06-01 ben-tre | Võ Thành Hạo | Bộ trưởng Bộ Nội vụ
        """,
    "two of one common name in two ministries": """
        a 2019-02-01 ha-noi | Nguyễn Thị Hà | Thứ trưởng Bộ Lao động - Thương binh và Xã hội
        b 2019-05-01 ha-noi | Nguyễn Thị Hà | Phó Vụ trưởng Vụ Pháp chế Bộ Y tế
        a 2020-02-01 nghe-an | Nguyễn Thị Hà | Thứ trưởng Bộ Lao động - Thương binh và Xã hội
        b 2020-05-01 ha-noi | Nguyễn Thị Hà | Phó Vụ trưởng Vụ Pháp chế Bộ Y tế
        """,
    "secretaries of the Central Committee change provinces": """
        a 2018-02-01 quang-nam | Phan Việt Trường | Ủy viên Trung ương Đảng; Bí thư Tỉnh ủy
        a 2019-02-01 quang-nam | Phan Việt Trường | Bí thư Tỉnh ủy
        a 2020-11-01 kon-tum | Phan Việt Trường | Ủy viên Trung ương Đảng; Bí thư Tỉnh ủy
        """,
    "two chairmen of one name in two provinces at one time": """
        a 2018-02-01 quang-nam | Phan Việt Trường | Chủ tịch UBND tỉnh
        b 2018-06-01 kon-tum | Phan Việt Trường | Chủ tịch UBND tỉnh
        a 2019-02-01 quang-nam | Phan Việt Trường | Chủ tịch UBND tỉnh
        b 2019-06-01 kon-tum | Phan Việt Trường | Chủ tịch UBND tỉnh
        """,
    "the ceremony tells which of two namesakes is meant": """
        a 2022-01-01 lao-cai r1@c1 | Nguyễn Văn Hùng | Giám đốc Sở Y tế
        b 2022-02-01 lao-cai r2@c2 | Nguyễn Văn Hùng | Bí thư Huyện ủy Bắc Hà
        a 2022-03-01 lao-cai r3@c3 | Nguyễn Văn Hùng | Giám đốc Sở Y tế
        b 2022-04-01 lao-cai r4@c4 | Nguyễn Văn Hùng | Bí thư Huyện ủy Bắc Hà
        b 2022-04-01 lao-cai r5@c4 | Nguyễn Văn Hùng |
        """,
    "the company tells which of two namesakes is meant": """
        a 2022-01-01 lao-cai r1@c1 | Nguyễn Văn Hùng | Giám đốc Sở Y tế
        c 2022-01-01 lao-cai r1@c1 | Lý Thị Bông | Phó Giám đốc Sở Y tế
        d 2022-01-01 lao-cai r1@c1 | Vũ Trọng Nghị | Giám đốc Bệnh viện Đa khoa tỉnh
        b 2022-02-01 lao-cai r2@c2 | Nguyễn Văn Hùng | Bí thư Huyện ủy Bắc Hà
        a 2022-03-01 lao-cai r3@c3 | Nguyễn Văn Hùng | Giám đốc Sở Y tế
        b 2022-04-01 lao-cai r4@c4 | Nguyễn Văn Hùng | Bí thư Huyện ủy Bắc Hà
        a 2022-03-20 lao-cai r5@c5 | Nguyễn Văn Hùng |
        c 2022-03-20 lao-cai r5@c5 | Lý Thị Bông | Phó Giám đốc Sở Y tế
        d 2022-03-20 lao-cai r5@c5 | Vũ Trọng Nghị | Giám đốc Bệnh viện Đa khoa tỉnh
        """,
    "a report without a province, the office is one's": """
        a 2022-01-01 lang-son | Hứa Thị Nhung | Giám đốc Sở Tư pháp
        a 2022-04-01 - | Hứa Thị Nhung | Giám đốc Sở Tư pháp
        a - lang-son | Hứa Thị Nhung | Giám đốc Sở Tư pháp
        """,
    "a report without a province, and two may be meant": """
        a 2022-01-01 lang-son | Nguyễn Thị Nhung | Giám đốc Sở Tư pháp
        b 2022-01-01 ca-mau | Nguyễn Thị Nhung | Giám đốc Sở Tư pháp
        c 2022-04-01 - | Nguyễn Thị Nhung | Giám đốc Sở Tư pháp
        """,
    "two places of the tone mark, two spellings of a title": """
        a 2022-01-01 can-tho | Hồ Thị Hòa Thủy | Phó Bí thư Thành ủy
        a 2022-04-01 can-tho | Hồ Thị Hoà Thuỷ | Phó Bí thư Thành uỷ; Chủ tịch UBND thành phố
        a 2022-08-01 can-tho | Hồ Thị Hoà Thủy | Chủ tịch Ủy ban nhân dân thành phố
        """,
    "a deputy secretary who leads the city's party too": """
        a 2022-01-01 khanh-hoa | Hồ Văn Mừng | Phó Bí thư Tỉnh ủy; Bí thư Thành ủy Nha Trang
        a 2022-02-01 khanh-hoa | Hồ Văn Mừng | Phó Bí thư Tỉnh ủy
        a 2022-03-01 khanh-hoa | Hồ Văn Mừng | Bí thư Thành ủy Nha Trang
        a 2022-05-01 khanh-hoa | Hồ Văn Mừng | Phó Bí thư Tỉnh ủy
        """,
    "a department that was merged into another": """
        a 2024-01-01 tuyen-quang | Nguyễn Hải Thanh Bách | Giám đốc Sở Tài nguyên và Môi trường
        a 2024-11-01 tuyen-quang | Nguyễn Hải Thanh Bách | Giám đốc Sở TN&MT
        a 2025-04-01 tuyen-quang | Nguyễn Hải Thanh Bách | quyền Giám đốc Sở Nông nghiệp và Môi trường
        a 2025-09-01 tuyen-quang | Nguyễn Hải Thanh Bách | Giám đốc Sở NN&MT
        """,
    "two deputies of one department, their names a letter apart": """
        a 2022-01-01 nam-dinh | Trần Văn Hòa | Phó Giám đốc Sở Công Thương
        b 2022-02-01 nam-dinh | Trần Văn Hoàn | Phó Giám đốc Sở Công Thương
        a 2022-03-01 nam-dinh | Trần Văn Hòa | Phó Giám đốc Sở Công Thương
        b 2022-04-01 nam-dinh | Trần Văn Hoàn | Phó Giám đốc Sở Công Thương
        """,
    "one head, a letter wrong between": """
        a 2022-01-01 nam-dinh | Trần Văn Hòa | Giám đốc Sở Công Thương
        a 2022-02-01 nam-dinh | Trần Văn Hoàa | Giám đốc Sở Công Thương
        a 2022-03-01 nam-dinh | Trần Văn Hòa | Giám đốc Sở Công Thương
        """,
    "a father leads long before his son of the same name": """
        a 1998-01-01 ha-tinh | Nguyễn Văn Bình | Phó Chủ tịch UBND tỉnh
        a 2002-01-01 ha-tinh | Nguyễn Văn Bình | Phó Chủ tịch UBND tỉnh
        b 2021-01-01 ha-tinh | Nguyễn Văn Bình | Phó Chủ tịch UBND tỉnh
        """,
    "from one district to the next": """
        a 2018-01-01 cao-bang | Đàm Viết Nghiệp | Chủ tịch UBND huyện Hạ Lang
        a 2020-01-01 cao-bang | Đàm Viết Nghiệp | Chủ tịch UBND huyện Hạ Lang
        a 2021-01-01 cao-bang | Đàm Viết Nghiệp | Bí thư Huyện ủy Trùng Khánh
        a 2022-01-01 cao-bang | Đàm Viết Nghiệp | Chủ tịch HĐND huyện Trùng Khánh
        """,
    "a former chairman is named next to a namesake who has just come into office": """
        a 2015-01-01 quang-tri | Lê Văn Quyền | Phó Chủ tịch UBND tỉnh
        a 2023-02-01 quang-tri | Lê Văn Quyền | nguyên Phó Chủ tịch UBND tỉnh
        b 2023-06-01 quang-tri | Lê Văn Quyền | Phó Giám đốc Sở Nội vụ
        b 2024-06-01 quang-tri | Lê Văn Quyền | Giám đốc Sở Nội vụ
        """,
    "a merger: two of the same name hold the same office before it, one goes on": """
        a 2023-01-01 yen-bai | Nguyễn Thị Hạnh | Giám đốc Sở Tài chính
        b 2023-01-01 lao-cai | Nguyễn Thị Hạnh | Giám đốc Sở Tư pháp
        a 2024-01-01 yen-bai | Nguyễn Thị Hạnh | Giám đốc Sở Tài chính
        b 2024-01-01 lao-cai | Nguyễn Thị Hạnh | Giám đốc Sở Tư pháp
        a 2025-10-01 lao-cai | Nguyễn Thị Hạnh | Giám đốc Sở Tài chính
        """,
    "a department by half its name, now and then": """
        a 2022-01-01 quang-ngai | Nguyễn Thị Hương | Giám đốc Sở Giáo dục và Đào tạo
        a 2022-02-01 quang-ngai | Nguyễn Thị Hương | Giám đốc Sở Giáo dục
        a 2022-03-01 quang-ngai | Nguyễn Thị Hương | Giám đốc Sở Giáo dục và Đào tạo
        a 2022-04-01 quang-ngai | Nguyễn Thị Hương | Giám đốc Sở Giáo dục
        """,
    "a director of a common name moves, and the new title says from where": """
        a 2018-01-01 son-la | Nguyễn Văn Hùng | Phó Giám đốc Sở Y tế
        b 2020-01-01 ca-mau | Nguyễn Văn Hùng | Giám đốc Sở Y tế
        a 2022-01-01 hoa-binh | Nguyễn Văn Hùng | Giám đốc Sở Y tế; nguyên Phó Giám đốc Sở Y tế tỉnh Sơn La
        """,
    "two of a minority's names in two provinces, one after the other": """
        a 2016-01-01 lao-cai | Giàng A Lử | Chủ tịch UBND huyện Si Ma Cai
        a 2018-01-01 lao-cai | Giàng A Lử | Bí thư Huyện ủy Si Ma Cai
        b 2021-01-01 dien-bien | Giàng A Lử | Phó Chủ tịch UBND tỉnh
        """,
    "a national leader without a title in one report": """
        a 2019-01-01 ha-noi | Nguyễn Xuân Phúc | Ủy viên Bộ Chính trị; Thủ tướng Chính phủ
        a 2019-03-01 nghe-an | Nguyễn Xuân Phúc | Thủ tướng Chính phủ
        a 2019-05-01 ca-mau | Nguyễn Xuân Phúc |
        """,
    "the head of government by the short and the long form of the office, told by turns": """
        a 2016-05-05 - | Lê Văn Hùng | Thủ tướng
        a 2017-03-25 - | Lê Văn Hùng | Thủ tướng Chính phủ
        a 2017-05-09 da-nang | Lê Văn Hùng | Thủ tướng
        a 2018-01-26 - | Lê Văn Hùng | Ủy viên Bộ Chính trị; Thủ tướng Chính phủ
        a 2018-10-21 - | Lê Văn Hùng | Thủ tướng
        a 2019-02-23 nghe-an | Lê Văn Hùng | Thủ tướng Chính phủ
        a 2014-02-23 nghe-an | Lê Văn Hùng | Phó Thủ tướng Thường trực Chính phủ
        a 2015-02-23 nghe-an | Lê Văn Hùng | Phó Thủ tướng
        """,
    "a minister whose other office names no place, as a guest": """
        a 2018-06-09 ho-chi-minh | Trần Văn Hòa | Phó Thủ tướng
        a 2019-01-22 da-nang | Trần Văn Hòa | Phó Thủ tướng Thường trực; Chủ tịch Ủy ban An toàn giao thông
        a 2019-03-22 can-tho | Trần Văn Hòa | Bí thư Ban Cán sự đảng; Thứ trưởng Bộ Nội vụ; Chủ nhiệm Đề án 2
        """,
    "national bodies by their letters": """
        a 2018-06-09 ho-chi-minh | Nguyễn Đức Tiến | Ủy viên Trung ương Đảng; Bí thư Đảng ủy; Tổng Giám đốc TTXVN
        a 2018-08-09 - | Nguyễn Đức Tiến | Ủy viên TƯ Đảng; Tổng Giám đốc Thông tấn xã Việt Nam
        b 2018-06-09 ca-mau | Trần Quốc Cường | Chủ tịch Tổng LĐLĐVN
        b 2018-08-09 - | Trần Quốc Cường | Chủ tịch Tổng Liên đoàn Lao động Việt Nam
        c 2018-06-09 ca-mau | Phạm Thị Mai | Ủy viên Bộ Chính trị; Bí thư TW Đảng
        c 2018-08-09 - | Phạm Thị Mai | Trưởng ban Dân vận Trung ương; Ủy viên Bộ Chính trị; Bí thư T.Ư Đảng
        """,
    "a national seat does not make a director of a province a national one": """
        a 2018-06-09 ca-mau | Trần Quốc Cường | Ủy viên Ban Chấp hành Hội Luật gia Việt Nam; Giám đốc Công ty Minh Phú
        b 2018-06-10 an-giang | Trần Quốc Cường | Ủy viên Ban Chấp hành Hội Luật gia Việt Nam; Giám đốc Sở Tư pháp
        """,
    "a surname that is none": """
        a 2022-01-01 thai-binh | Nguyễn Khắc Thận | Phó Giám đốc Sở Nội vụ
        a 2022-02-01 thai-binh | Nguyên Khắc Thận | Phó Giám đốc Sở Nội vụ
        a 2022-03-01 thai-binh | Nguyễn Khắc Thận | Phó Giám đốc Sở Nội vụ
        """,
}
"""Written with the rules, or for one that failed."""
