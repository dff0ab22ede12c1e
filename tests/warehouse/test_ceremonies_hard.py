"""Hard cases of grouping, made before looking at how it is done: each is events by name, with the reports on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from tests.warehouse.building import Story, award, gather, official, story

CHAIR = official("Trịnh Quốc Khánh", "Chủ tịch UBND tỉnh", roles=("attend", "present"))
DEPUTY = official("Hoàng Thị Minh Châu", "Phó Chủ tịch UBND tỉnh", roles=("attend", "speak"))
SECRETARY = official("Đặng Hữu Phước", "Bí thư Tỉnh ủy", roles=("attend", "speak"))
COUNCIL_CHAIR = official("Vũ Xuân Bách", "Chủ tịch HĐND tỉnh")
PREMIER = official("Phạm Quang Vinh", "Thủ tướng Chính phủ", roles=("attend", "speak", "present"))
MINISTER = official("Lê Thị Ngọc Hà", "Bộ trưởng Bộ Nội vụ", roles=("attend", "speak"))
FLAGS = award("co-thi-dua", 9, grantor="chinh-phu")
MERIT = award("bang-khen", 64, grantor="ubnd-tinh")
PEOPLE = award("bang-khen", 118, grantor="ubnd-tinh", recipient="individual")
ORDER_3 = award("huan-chuong-lao-dong", 1, grantor="chu-tich-nuoc", **{"class": 3})


def badges(count: int, **fields: object) -> dict[str, object]:
    return award("huy-hieu", count, name="Huy hiệu Đảng", recipient="individual", **fields)


CASES: dict[str, Mapping[str, Sequence[Story]]] = {
    "two-districts-with-one-standard-headline": {
        "muong-khuong": [
            story(
                "a",
                title="Trao Huy hiệu Đảng đợt 19/5",
                place="Mường Khương",
                kind="conferment",
                officials=[official("Tráng Seo Lềnh", "Bí thư Huyện ủy Mường Khương")],
                awards=[badges(42)],
            ),
            story(
                "b",
                title="Huyện Mường Khương trao Huy hiệu Đảng đợt 19/5",
                source="b.vn",
                place="huyện Mường Khương",
                kind="conferment",
                officials=[official("Tráng Seo Lềnh", "Bí thư Huyện ủy")],
                awards=[badges(42)],
            ),
        ],
        "bao-yen": [
            story(
                "c",
                title="Trao Huy hiệu Đảng đợt 19/5",
                place="Bảo Yên",
                kind="conferment",
                officials=[official("Hoàng Quốc Bảo", "Bí thư Huyện ủy Bảo Yên")],
                awards=[badges(57)],
            )
        ],
    },
    "badges-in-three-communes-told-by-one-outlet": {
        name: [
            story(
                name,
                title=f"Đảng ủy xã {commune} trao Huy hiệu Đảng đợt 7/11",
                place=commune,
                kind="conferment",
                awards=[badges(count)],
            )
        ]
        for name, commune, count in [("a", "Bản Hồ", 5), ("b", "Tả Phìn", 7), ("c", "Mường Hum", 5)]
    },
    "publication-day-taken-for-the-day-of-the-event": {
        "one": [
            story(
                "a",
                title="Tổng kết công tác thi đua, khen thưởng năm 2024",
                officials=[CHAIR, SECRETARY, DEPUTY],
                awards=[FLAGS, MERIT, PEOPLE],
            ),
            story(
                "b",
                title="64 tập thể được Chủ tịch UBND tỉnh tặng Bằng khen",
                source="b.vn",
                kind="conferment",
                date="2024-06-12",
                published="2024-06-12T06:00:00+07:00",
                officials=[CHAIR, DEPUTY],
                awards=[MERIT, PEOPLE],
            ),
        ]
    },
    "national-outlet-that-gives-no-province": {
        "one": [
            story(
                "a",
                title="Đại hội Thi đua yêu nước tỉnh Lào Cai lần thứ VI",
                kind="congress",
                officials=[CHAIR, SECRETARY],
                awards=[FLAGS, MERIT],
            ),
            story(
                "b",
                title="Lào Cai tôn vinh các điển hình tiên tiến",
                source="toanquoc.vn",
                kind="congress",
                province=None,
                officials=[MINISTER, SECRETARY, CHAIR],
                awards=[MERIT],
            ),
        ]
    },
    "conference-of-a-cluster-told-by-a-guests-outlet": {
        "one": [
            story(
                "a",
                title="Cụm thi đua các tỉnh miền núi biên giới phía Bắc tổng kết năm 2024",
                officials=[CHAIR, DEPUTY],
                awards=[award("co-thi-dua", 3, grantor="chinh-phu")],
            ),
            story(
                "b",
                title="Tổng kết Cụm thi đua các tỉnh miền núi biên giới phía Bắc",
                source="baocaobang.example",
                outlet_province="cao-bang",
                province="cao-bang",
                officials=[official("Nông Thanh Tùng", "Phó Chủ tịch UBND tỉnh Cao Bằng"), CHAIR],
                awards=[award("co-thi-dua", 3, grantor="chinh-phu")],
            ),
        ]
    },
    "joining-points-of-a-national-conference-with-only-their-own-people": {
        "centre": [
            story(
                "a",
                title="Hội nghị trực tuyến toàn quốc tổng kết công tác dân vận năm 2024",
                source="toanquoc.vn",
                province=None,
                officials=[PREMIER, MINISTER],
                awards=[award("huan-chuong-lao-dong", 70, grantor="chu-tich-nuoc")],
            )
        ],
        "lao-cai": [
            story(
                "b",
                title="Hội nghị trực tuyến tổng kết công tác dân vận năm 2024",
                officials=[CHAIR],
                awards=[award("bang-khen", 8, grantor="ubnd-tinh")],
            )
        ],
        "son-la": [
            story(
                "c",
                title="Hội nghị trực tuyến tổng kết công tác dân vận năm 2024",
                source="sonla.example",
                province="son-la",
                officials=[official("Lò Văn Ún", "Phó Bí thư Tỉnh ủy")],
                awards=[award("bang-khen", 11, grantor="ubnd-tinh")],
            )
        ],
    },
    "joining-point-that-tells-the-national-conference": {
        "one": [
            story(
                "a",
                title="Thủ tướng chủ trì Hội nghị toàn quốc tổng kết phong trào thi đua xóa nhà tạm",
                source="toanquoc.vn",
                province=None,
                officials=[PREMIER, MINISTER],
                awards=[award("huan-chuong-lao-dong", 70, grantor="chu-tich-nuoc")],
            ),
            story(
                "b",
                title="Tổng kết phong trào thi đua xóa nhà tạm, nhà dột nát trên toàn quốc",
                officials=[PREMIER, CHAIR, SECRETARY],
                awards=[award("huan-chuong-lao-dong", 70, grantor="chu-tich-nuoc")],
            ),
        ]
    },
    "congress-told-day-by-day": {
        "one": [
            story(
                "a",
                title="Đại hội Thi đua yêu nước tỉnh Lào Cai: Phiên trù bị",
                kind="congress",
                part_of_day="afternoon",
                officials=[DEPUTY],
            ),
            story(
                "b",
                title="Khai mạc Đại hội Thi đua yêu nước tỉnh Lào Cai",
                source="b.vn",
                kind="congress",
                date="2024-06-11",
                date_end="2024-06-12",
                officials=[SECRETARY, CHAIR, DEPUTY],
                awards=[FLAGS],
            ),
            story(
                "c",
                title="Đại hội Thi đua yêu nước tỉnh Lào Cai thành công tốt đẹp",
                kind="congress",
                date="2024-06-12",
                published="2024-06-12T18:00:00+07:00",
                officials=[SECRETARY, CHAIR],
                awards=[FLAGS, MERIT],
            ),
        ]
    },
    "plan-two-weeks-ahead-of-its-congress": {
        "plan": [
            story(
                "a",
                title="Kế hoạch tổ chức Đại hội Thi đua yêu nước tỉnh Lào Cai",
                kind="plan",
                date="2024-05-28",
                published="2024-05-28T09:00:00+07:00",
                officials=[CHAIR],
                awards=[award("bang-khen", 64, grantor="ubnd-tinh", status="prospective")],
            )
        ],
        "congress": [
            story(
                "b",
                title="Đại hội Thi đua yêu nước tỉnh Lào Cai",
                kind="congress",
                officials=[CHAIR, SECRETARY],
                awards=[MERIT],
            )
        ],
    },
    "one-chairman-in-the-morning-and-in-the-afternoon": {
        "morning": [
            story(
                "a",
                title="Chủ tịch UBND tỉnh khen thưởng Công an tỉnh phá chuyên án ma túy",
                kind="conferment",
                part_of_day="morning",
                officials=[CHAIR],
                awards=[award("bang-khen", 3, grantor="ubnd-tinh")],
            )
        ],
        "afternoon": [
            story(
                "b",
                title="Trao Kỷ niệm chương Vì sự nghiệp phát triển du lịch",
                kind="conferment",
                part_of_day="afternoon",
                officials=[CHAIR],
                awards=[award("ky-niem-chuong", 20, grantor="bo-nganh", recipient="individual")],
            )
        ],
    },
    "one-chairman-hands-one-order-over-at-each-of-two-places": {
        "sa-pa": [
            story(
                "a",
                title="Trường THPT số 1 Sa Pa đón nhận Huân chương Lao động hạng Ba",
                kind="conferment",
                place="Sa Pa",
                host="Trường THPT số 1 Sa Pa",
                officials=[CHAIR],
                awards=[ORDER_3],
            ),
            story(
                "a2",
                title="Trường THPT số 1 Sa Pa kỷ niệm 60 năm thành lập",
                source="b.vn",
                kind="other",
                place="thị xã Sa Pa",
                officials=[CHAIR, official("Nguyễn Thị Lan", "Giám đốc Sở Giáo dục và Đào tạo")],
                awards=[ORDER_3],
            ),
        ],
        "bac-ha": [
            story(
                "b",
                title="Nhân dân và cán bộ xã Tà Chải đón nhận Huân chương Lao động hạng Ba",
                kind="conferment",
                place="Bắc Hà",
                host="UBND xã Tà Chải",
                officials=[CHAIR],
                awards=[ORDER_3],
            )
        ],
    },
    "old-name-of-a-province-after-the-merger": {
        "one": [
            story(
                "a",
                title="Lào Cai tổng kết phong trào thi đua 6 tháng đầu năm 2025",
                date="2025-08-10",
                published="2025-08-10T17:00:00+07:00",
                officials=[CHAIR, DEPUTY],
                awards=[MERIT],
            ),
            story(
                "b",
                title="Sơ kết phong trào thi đua 6 tháng đầu năm",
                source="baoyenbai.example",
                province="yen-bai",
                date="2025-08-10",
                published="2025-08-10T19:00:00+07:00",
                officials=[CHAIR, DEPUTY],
                awards=[MERIT],
            ),
        ]
    },
    "two-provinces-with-one-headline-before-their-merger": {
        "lao-cai": [
            story(
                "a",
                title="Tổng kết phong trào thi đua yêu nước, biểu dương điển hình tiên tiến",
                date="2025-05-10",
                officials=[CHAIR],
                awards=[MERIT],
            )
        ],
        "yen-bai": [
            story(
                "b",
                title="Tổng kết phong trào thi đua yêu nước, biểu dương điển hình tiên tiến",
                source="baoyenbai.example",
                province="yen-bai",
                date="2025-05-10",
                officials=[official("Trần Huy Tuấn Anh", "Chủ tịch UBND tỉnh Yên Bái")],
                awards=[award("bang-khen", 51, grantor="ubnd-tinh")],
            )
        ],
    },
    "feature-that-looks-back-on-a-conference": {
        "conference": [
            story(
                "a",
                title="Tổng kết 5 năm phong trào nông dân thi đua sản xuất, kinh doanh giỏi",
                officials=[DEPUTY],
                awards=[award("bang-khen", 30, grantor="ubnd-tinh")],
            )
        ],
        "feature": [
            story(
                "b",
                title="Nông dân Lào Cai thi đua sản xuất, kinh doanh giỏi",
                kind="feature",
                date="2024-06-20",
                published="2024-06-20T08:00:00+07:00",
                officials=[official("Đỗ Văn Sáng", "Chủ tịch Hội Nông dân tỉnh", roles=())],
                awards=[award("bang-khen", 30, grantor="ubnd-tinh", status="cumulative")],
            )
        ],
    },
    "council-in-the-morning-conferment-in-the-afternoon": {
        "council": [
            story(
                "a",
                title="Hội đồng Thi đua - Khen thưởng tỉnh xét khen thưởng",
                kind="council",
                officials=[CHAIR, DEPUTY],
                awards=[award("huan-chuong-lao-dong", 6, grantor="chu-tich-nuoc", status="proposed")],
            )
        ],
        "conferment": [
            story(
                "b",
                title="Công bố quyết định khen thưởng công trình chào mừng",
                kind="conferment",
                officials=[CHAIR, DEPUTY],
                awards=[award("bang-khen", 14, grantor="ubnd-tinh")],
            )
        ],
    },
    "exact-and-rounded-number-under-two-headlines": {
        "one": [
            story(
                "a",
                title="Biểu dương 512 người có uy tín trong đồng bào dân tộc thiểu số",
                kind="conferment",
                officials=[SECRETARY, DEPUTY],
                awards=[award("bang-khen", 512, recipient="individual", grantor="ubnd-tinh")],
            ),
            story(
                "b",
                title="Hơn 500 già làng, trưởng bản được tôn vinh",
                source="b.vn",
                kind="conferment",
                officials=[SECRETARY],
                awards=[award("bang-khen", 500, recipient="individual", grantor="ubnd-tinh", qualifier="over")],
            ),
        ]
    },
    "two-departments-with-one-deputy-chairwoman": {
        "health": [
            story(
                "a",
                title="Ngành Y tế tổng kết công tác năm 2024",
                host="Sở Y tế",
                officials=[DEPUTY, official("Hoàng Minh Quyết", "Giám đốc Sở Y tế")],
                awards=[award("co-thi-dua", 1, grantor="chinh-phu")],
            ),
            story(
                "b",
                title="Sở Y tế triển khai nhiệm vụ năm 2025",
                source="b.vn",
                host="Sở Y tế",
                officials=[official("Hoàng Minh Quyết", "Giám đốc Sở Y tế"), DEPUTY],
                awards=[award("co-thi-dua", 1, grantor="chinh-phu")],
            ),
        ],
        "schools": [
            story(
                "c",
                title="Ngành Giáo dục tổng kết năm học",
                host="Sở Giáo dục và Đào tạo",
                officials=[DEPUTY, official("Dương Bích Nguyệt", "Giám đốc Sở Giáo dục và Đào tạo")],
                awards=[award("co-thi-dua", 1, grantor="chinh-phu")],
            )
        ],
    },
    "numbered-blocs-on-one-day": {
        name: [
            story(
                name,
                title=f"Khối thi đua số {number} tổng kết công tác thi đua, khen thưởng năm 2024",
                officials=[official(head, "Khối trưởng")],
                awards=[award("co-thi-dua", 1, grantor="ubnd-tinh")],
            )
        ]
        for name, number, head in [("a", 3, "Phạm Toàn Thắng"), ("b", 5, "Ma Thị Hiền"), ("c", 8, "Lê Văn Hải")]
    },
    "undated-report-of-the-same-people-and-numbers": {
        "one": [
            story("a", title="Lào Cai biểu dương hộ nông dân giỏi", officials=[CHAIR, DEPUTY], awards=[MERIT, PEOPLE]),
            story(
                "b",
                title="Biểu dương nông dân giỏi tỉnh Lào Cai",
                source="b.vn",
                date=None,
                officials=[CHAIR, DEPUTY],
                awards=[MERIT, PEOPLE],
            ),
        ]
    },
    "unplaced-report-beside-two-provinces-with-one-headline": {
        "lao-cai": [
            story(
                "a", title="Trao Huy hiệu Đảng đợt 3/2", kind="conferment", officials=[SECRETARY], awards=[badges(214)]
            ),
            story(
                "b",
                title="Trao Huy hiệu Đảng đợt 3/2 cho đảng viên cao tuổi",
                source="toanquoc.vn",
                province=None,
                kind="conferment",
                officials=[SECRETARY],
                awards=[badges(214)],
            ),
        ],
        "ha-giang": [
            story(
                "c",
                title="Trao Huy hiệu Đảng đợt 3/2",
                source="hagiang.example",
                province="ha-giang",
                kind="conferment",
                officials=[official("Hầu Minh Lợi", "Phó Bí thư Thường trực Tỉnh ủy")],
                awards=[badges(187)],
            )
        ],
    },
    "two-people-of-one-name-in-two-provinces": {
        "lao-cai": [
            story(
                "a",
                title="Khen thưởng học sinh đoạt giải quốc gia",
                kind="conferment",
                officials=[official("Nguyễn Văn Hùng", "Phó Chủ tịch UBND tỉnh")],
                awards=[award("bang-khen", 25, recipient="individual", grantor="ubnd-tinh")],
            )
        ],
        "an-giang": [
            story(
                "b",
                title="Khen thưởng học sinh đoạt giải quốc gia năm học 2023 - 2024",
                source="angiang.example",
                province="an-giang",
                kind="conferment",
                officials=[official("Nguyễn Văn Hùng", "Giám đốc Sở Giáo dục và Đào tạo")],
                awards=[award("bang-khen", 31, recipient="individual", grantor="ubnd-tinh")],
            )
        ],
    },
    "bare-briefs-with-one-headline": {
        "one": [
            story("a", title="Lào Cai: Tổng kết phong trào thi đua yêu nước năm 2024"),
            story("b", title="Lào Cai tổng kết phong trào thi đua yêu nước 2024", source="b.vn"),
        ]
    },
    "conferences-of-two-unions-on-following-days": {
        "farmers": [
            story(
                "a",
                title="Hội Nông dân tỉnh tổng kết công tác Hội và phong trào nông dân",
                officials=[DEPUTY],
                awards=[award("bang-khen", 12, grantor="ubnd-tinh")],
            )
        ],
        "women": [
            story(
                "b",
                title="Hội LHPN tỉnh tổng kết công tác Hội và phong trào phụ nữ",
                date="2024-06-12",
                published="2024-06-12T16:00:00+07:00",
                officials=[DEPUTY],
                awards=[award("bang-khen", 10, grantor="ubnd-tinh")],
            )
        ],
    },
    "anniversary-and-order-of-one-hospital": {
        "one": [
            story(
                "a",
                title="Bệnh viện Đa khoa tỉnh kỷ niệm 60 năm thành lập",
                kind="other",
                officials=[SECRETARY, official("Phạm Văn Thinh", "Giám đốc Bệnh viện Đa khoa tỉnh")],
                awards=[ORDER_3],
            ),
            story(
                "b",
                title="Đón nhận Huân chương Lao động hạng Ba",
                source="b.vn",
                kind="conferment",
                host="Bệnh viện Đa khoa tỉnh",
                officials=[SECRETARY],
                awards=[ORDER_3],
            ),
        ]
    },
    "one-number-misread-by-one-outlet": {
        "one": [
            story(
                "a",
                title="Tổng kết 10 năm phong trào toàn dân bảo vệ an ninh Tổ quốc",
                officials=[SECRETARY, CHAIR, COUNCIL_CHAIR],
                awards=[FLAGS, MERIT, PEOPLE],
            ),
            story(
                "b",
                title="Toàn dân bảo vệ an ninh Tổ quốc: nhìn lại 10 năm",
                source="b.vn",
                officials=[CHAIR, COUNCIL_CHAIR],
                awards=[award("bang-khen", 46, grantor="ubnd-tinh"), PEOPLE],
            ),
        ]
    },
}


@pytest.mark.parametrize("events", list(CASES.values()), ids=list(CASES))
def test_reports_are_put_to_their_events(events: Mapping[str, Sequence[Story]]) -> None:
    told = [report for reports in events.values() for report in reports]
    gatherings = gather(told)
    number = {report.article.id: n for n, report in enumerate(told)}
    truth = {frozenset(number[report.article.id] for report in reports) for reports in events.values()}
    assert {frozenset(gathering.members) for gathering in gatherings} == truth
