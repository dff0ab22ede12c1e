-- Work tables of any size, from hashes; $articles, $awards and $officials are their numbers.

CREATE TEMP MACRO pick(list, salt, i) AS list[1 + CAST(hash(i, salt, getvariable('seed')) % len(list) AS INTEGER)];
CREATE TEMP MACRO chance(n, salt, i) AS CAST(hash(i, salt, getvariable('seed')) % n AS INTEGER);
CREATE TEMP MACRO name_of(i) AS concat_ws(' ', pick(['Lò', 'Vàng', 'Giàng', 'Nguyễn', 'Trần', 'Hoàng', 'Lý'], 'a', i),
    pick(['Thị', 'Văn', 'A', 'Seo', 'Đức', 'Minh'], 'b', i), pick(['Mai', 'Sử', 'Phử', 'Bảy', 'Ơn', 'Hường'], 'c', i),
    pick(['', 'Anh', 'Bình', 'Dũng', 'Giang'], 'd', i));
CREATE TEMP TABLE made AS
SELECT i, format('{:016x}', hash(i, 'id', getvariable('seed'))) AS id, chance(CAST(n / 2.5 AS INTEGER) + 1, 'event',
    i) AS event,
    chance(5, 'relevant', i) > 0 AS relevant, chance(6, 'copy', i) = 0 AS copy
FROM (SELECT unnest(range($articles)) AS i, $articles AS n);
INSERT INTO work.article BY NAME
SELECT id, concat('https://bao', s, '.vn/tin-', i, '.html') AS url, concat('bao', s, '.vn') AS source, source AS outlet,
    pick(['lao-cai', 'ha-tay', 'hue', NULL], 'outlet', i) AS province, concat('Hội nghị tổng kết thi đua số ', event) AS title,
    CASE WHEN chance(20, 'dated', i) > 0 THEN TIMESTAMPTZ '2010-01-01 08:00:00+07' + to_minutes(chance(8000000, 'when',
    event) + chance(3000, 'later', i)) END
        AS published,
    CAST(timezone('Asia/Ho_Chi_Minh', published) AS DATE) AS day, published AS fetched, concat('a.warc.gz:', i) AS record,
    'vi' AS language, md5(id) AS text_hash, 3000 + chance(2000, 'length', i) AS text_length, i AS age
FROM (SELECT *, chance(200, 'source', i) AS s FROM made);
INSERT INTO work.report BY NAME
SELECT id AS article_id, CASE WHEN relevant THEN concat('e', event) END AS event, relevant AND chance(10, 'held',
    event) > 0 AS held,
    relevant AND copy AS copy, relevant, pick(['summary', 'conferment', 'congress', 'launch'], 'kind', i) AS kind,
    CASE WHEN chance(10, 'held', event) > 0 AND chance(5, 'date', i) > 0 OR chance(10, 'held', event) > 0 AND NOT copy
        THEN DATE '2010-01-01' + chance(5500, 'day', event) + chance(2, 'next', i) END AS date,
    CASE WHEN chance(9, 'end', i) = 0 THEN date + chance(3, 'end2', i) - 1 END AS date_end,
    pick(['morning', 'afternoon', NULL], 'hour', i) AS part_of_day, pick(['lao-cai', 'ha-tay', 'hue', 'ha-son-binh', NULL],
    'province', event) AS province,
    pick(['Bắc Hà', 'Sa Pa', NULL], 'place', i) AS place, pick(['Hội trường', NULL], 'venue', i) AS venue,
    pick(['UBND tỉnh', 'Tỉnh ủy', NULL], 'host', i) AS host, md5(id) AS text_hash, [] AS warnings
FROM made;
UPDATE work.report SET held = false WHERE event NOT IN (SELECT event FROM work.report WHERE date IS NOT NULL AND event IS NOT NULL);
UPDATE work.report SET copy = false WHERE event NOT IN (SELECT event FROM work.report WHERE NOT copy AND event IS NOT NULL);
CREATE TEMP TABLE made_award AS
SELECT concat(id, ':', k) AS award_report_id, id AS article_id, k AS row,
    pick(['bang-khen', 'co-thi-dua', 'huy-hieu', 'huan-chuong-lao-dong'], 'award', event * 31 + k) AS award,
    CASE award WHEN 'huy-hieu' THEN pick(['Huy hiệu Đảng', NULL], 'name', r) END AS name,
    CASE award WHEN 'huan-chuong-lao-dong' THEN pick([1, 2, NULL], 'class', r) END AS class,
    pick(['ubnd-tinh', 'thu-tuong', NULL], 'grantor', r) AS grantor, pick(['UBND tỉnh', 'Ủy ban nhân dân tỉnh', NULL],
    'grantor name', r) AS grantor_name,
    pick(['collective', 'individual', 'mixed', 'case'], 'recipient', r) AS recipient, pick([7, 12, 30, 312, NULL], 'count',
    r) AS count,
    'exact' AS qualifier, pick(['conferred', 'conferred', 'proposed'], 'status', event * 31 + k) AS status,
    CASE WHEN chance(3, 'names', r) = 0 THEN [{'name': name_of(r % 9973), 'norm': lower(name_of(r % 9973))},
        {'name': upper(name_of(r % 99)), 'norm': lower(name_of(r % 99))}] ELSE [] END AS recipients,
    CASE WHEN chance(3, 'by', r) = 0 THEN [{'name': name_of(r % 31), 'norm': lower(name_of(r % 31))}] ELSE [] END AS presenters,
    CASE WHEN count = 312 THEN [{'label': concat('phần ', r), 'count': 2}] ELSE [] END AS breakdown,
    concat('Tại hội nghị, Chủ tịch UBND tỉnh đã trao tặng ', count, ' tập thể,
    cá nhân có thành tích xuất sắc trong phong trào thi đua yêu nước năm ', r, '.')
        AS evidence,
    300 * k AS evidence_start, evidence_start + length(evidence) AS evidence_end, pick([0.5, 0.9], 'sure',
    r) AS confidence, false AS counted,
    CASE WHEN chance(500, 'corrected', r) = 0 THEN concat('Lý Thị ', r) END AS corrected_by,
    CASE WHEN corrected_by IS NOT NULL THEN DATE '2026-01-01' END AS corrected_on, corrected_by AS corrected_why,
    CASE WHEN chance(5, 'alone', r) = 0 THEN concat('a', r) ELSE concat('e', event, '.', k) END AS award_group,
    CASE WHEN copy OR chance(9, 'part', r) > 0 OR award_group = concat('a', r) THEN 'same' ELSE 'total' END AS part
FROM (SELECT *, i * 10 + k AS r FROM (SELECT *, unnest(range($awards)) AS k FROM made WHERE relevant));
-- Every award has a row of its own.
UPDATE made_award SET part = 'same' WHERE award_report_id IN (SELECT min(award_report_id) FROM made_award GROUP BY award_group);
INSERT INTO work.award BY NAME
SELECT * EXCLUDE (award_group, part), lower(coalesce(name, '')) AS name_norm, [] AS named, [] AS known_by FROM made_award;
INSERT INTO work.award_member BY NAME SELECT award_report_id, award_group, part FROM made_award;
INSERT INTO work.award_choice BY NAME
SELECT award_group, max(award_report_id) AS best, max(count) AS count, 'exact' AS qualifier, count(*) AS agreeing,
    count(DISTINCT count) > 1 AS conflict, min(award.status) AS status,
    min(class) AS class, min(grantor) AS grantor, min(recipient) AS recipient, min(event) AS event,
    CASE WHEN hash(award_group) % 50 = 0 THEN concat('e', CAST(hash(award_group) % 1000 AS INTEGER)) END AS handed_over_event
FROM made_award AS award JOIN work.report USING (article_id) WHERE part = 'same' GROUP BY award_group;
CREATE TEMP TABLE made_official AS
SELECT concat(id, ':', k) AS mention_id, id AS article_id, k AS n,
    CASE WHEN chance(9, 'capitals', r) = 0 THEN upper(name_of(p)) ELSE name_of(p) END AS name, lower(name_of(p)) AS norm,
    list_transform(CASE chance(5, 'titles', r) WHEN 0 THEN [] WHEN 1 THEN ['Phó Giám đốc Sở',
    'Ủy viên Ban'] ELSE ['Chủ tịch UBND'] END,
        lambda post: concat(post, ' ', chance(9, 'where', p), pick(['', ' tỉnh'], 'told', r))) AS titles,
    list_transform(titles, lambda title: lower(title)) AS title_norms,
    list_transform(titles, lambda title: {'post': lower(title), 'body': '', 'national': false}) AS offices,
    pick(['lao-cai', 'hue', 'national', NULL], 'scope', r) AS scope, pick([['attend'], ['present', 'attend'], []], 'roles',
    r) AS roles,
    concat('p', p) AS person
FROM (
    SELECT *, i * 10 + k AS r, chance($articles / 5 + 1, 'person', event * 7 + k) AS p
    FROM (SELECT *, unnest(range($officials)) AS k FROM made WHERE relevant));
INSERT INTO work.official BY NAME SELECT * EXCLUDE (person), [] AS sole FROM made_official;
INSERT INTO work.person SELECT mention_id, person FROM made_official;
INSERT INTO work.movement BY NAME
SELECT id AS article_id, 0 AS n, concat(pick(['Phong trào', 'phong trào'], 'm', i), ' ', chance(50, 'which', i)) AS name,
    lower(name) AS norm,
    DATE '2020-01-01' + chance(900, 'from', i) AS start_date FROM made WHERE relevant AND chance(3, 'movement', i) = 0;
INSERT INTO work.document BY NAME
SELECT id AS article_id, 0 AS n, concat(pick(['Chỉ thị', 'chỉ thị'], 'd', i), ' ', chance(50, 'doc', i)) AS name,
    lower(name) AS norm
FROM made WHERE relevant AND chance(2, 'document', i) = 0;
INSERT INTO work.identity
SELECT 'ceremony', event, concat('ceremony-', md5(event)[:12]) FROM work.report WHERE held GROUP BY event UNION ALL
SELECT 'award', award_group, concat('award-', md5(award_group)[:12]) FROM work.award_choice UNION ALL
SELECT 'official', person, concat('official-', md5(person)[:12]) FROM work.person GROUP BY person;
DROP TABLE made; DROP TABLE made_award; DROP TABLE made_official;
