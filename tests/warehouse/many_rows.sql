-- $articles is how many. Five award rows an article, three articles a ceremony.
CREATE TEMP TABLE unit AS SELECT province, province_today, row_number() OVER (ORDER BY province) - 1 AS n FROM province
    WHERE valid_from <= DATE '2025-06-30' AND (valid_to IS NULL OR valid_to > DATE '2025-06-30');
CREATE TEMP TABLE code AS SELECT award, name_vi, row_number() OVER (ORDER BY award) - 1 AS n FROM award_type;
CREATE TEMP TABLE giver AS SELECT grantor, row_number() OVER (ORDER BY grantor) - 1 AS n FROM grantor;
INSERT INTO source BY NAME SELECT 'bao' || i || '.vn' AS source, ['newspaper', 'portal', 'board'][i % 3 + 1] AS kind,
    province, province_today, 1 AS articles, 1 AS relevant FROM range(120) t(i) JOIN unit ON n = i % 63;
INSERT INTO ceremony BY NAME SELECT i + 1 AS ceremony_key, 'ceremony-' || i AS ceremony_id, 'x' AS title,
    ['summary', 'launch', 'conferment', 'congress'][i % 4 + 1] AS kind, DATE '2010-01-01' + (hash(i) % 5800)::INT AS date,
    year(date) AS year, province, province_today, 3 AS reports, 1 + i % 3 AS outlets
    FROM range($articles // 3) t(i) JOIN unit ON n = hash(i * 5) % 63 ORDER BY i;
INSERT INTO article BY NAME SELECT i + 1 AS article_key, md5(i::VARCHAR) AS article_id, 'bao' || i % 120 || '.vn' AS source,
    'x' AS title, (DATE '2010-01-01' + (hash(i) % 5800)::INT)::TIMESTAMPTZ AS published, md5('x' || i) AS text_hash,
    3000 AS text_length, CASE WHEN i % 5 = 4 THEN i END AS syndicated_of, 'https://bao.vn/' || i AS url
    FROM range($articles) t(i);
INSERT INTO report BY NAME SELECT article_key AS report_key, article_key, key AS ceremony_key, key IS NOT NULL AS relevant,
    'summary' AS kind, published::DATE AS published, date,
    ceremony.province, ceremony.province_today, 'x' AS text_hash, [] AS warnings
    FROM (SELECT * EXCLUDE (province, province_today, title, url), CASE WHEN article_key % 5 < 3 THEN article_key // 3 END AS key FROM article)
    LEFT JOIN ceremony ON ceremony_key = key ORDER BY article_key;
INSERT INTO award BY NAME SELECT i + 1 AS award_key, 'award-' || i AS award_id, 'award-' || i AS best_id, ceremony_key, ceremony_id, date, year,
    ceremony.province, ceremony.province_today, code.award, name_vi AS award_name_vi,
    CASE WHEN i % 4 = 0 THEN 1 + i % 3 END AS class, giver.grantor,
    ['collective', 'individual', 'household', 'case', 'mixed'][(hash(i) % 5)::INT + 1] AS recipient,
    CASE WHEN i % 7 > 0 THEN 1 + i % 200 END AS count, CASE WHEN i % 21 = 1 THEN 'over' ELSE 'exact' END AS qualifier,
    CASE WHEN i % 6 = 0 THEN 'cumulative' ELSE 'conferred' END AS status,
    CASE WHEN i % 3 = 0 THEN ['Đơn vị ' || hash(i) % 50000] ELSE [] END AS recipient_names,
    CASE WHEN i % 4 = 0 THEN ['Trần Văn ' || i % 3000] ELSE [] END AS presented_by, 1 AS reports, 1 AS reports_agreeing,
    i % 50 = 0 AS conflict, [] AS counts_reported, [] AS breakdown, 0.9 AS confidence,
    'Dịp này, tỉnh tặng Bằng khen cho ' || 1 + i % 200 || if(i % 20 = 1, ' công nhân', ' cá nhân') AS evidence
    FROM range($articles * 5) t(i) JOIN ceremony ON ceremony_key = 1 + i // 15 % ($articles // 3)
        JOIN code ON code.n = hash(i * 3) % 29 LEFT JOIN giver ON giver.n = hash(i * 7) % 14 ORDER BY i;
INSERT INTO award_report BY NAME SELECT award_key AS award_report_key, award_id AS award_report_id, award_key,
    1 + award_key % $articles AS report_key, 'same' AS part, false AS syndicated, award, class, grantor, recipient, count,
    qualifier, status, presented_by, breakdown, evidence, 0 AS evidence_start, length(evidence) AS evidence_end, confidence
    FROM award;
INSERT INTO recipient BY NAME SELECT row_number() OVER () AS recipient_key, award_key, 1 AS report_key,
    recipient_names[1] AS name, lower(name) AS name_norm, recipient AS kind FROM award WHERE len(recipient_names) > 0;
INSERT INTO official BY NAME SELECT i + 1 AS official_key, 'official-' || i AS official_id, 'Trần Văn ' || i AS name,
    province, province_today, false AS national, 'Chủ tịch' AS title, 5 AS ceremonies, 6 AS reports
    FROM range(20000) t(i) JOIN unit ON n = i % 63;
INSERT INTO official_mention BY NAME SELECT i + 1 AS mention_key, 'm' || i AS mention_id, official_key,
    1 + (hash(i) % $articles)::INT AS report_key, name, ['Chủ tịch'] AS titles, ['attend'] AS roles
    FROM range($articles * 3) t(i) JOIN official ON official_key = 1 + i % 20000;
INSERT INTO position BY NAME SELECT official_key AS position_key, official_key, title, 'chu tich' AS post, national, province,
    province_today, 3 AS reports FROM official;
INSERT INTO appearance BY NAME SELECT i + 1 AS appearance_key, 1 + (hash(i) % 20000)::INT AS official_key,
    1 + (hash(i * 5) % ($articles // 3))::INT AS ceremony_key, ['attend'] AS roles, ['Chủ tịch'] AS titles, 1 AS reports
    FROM range($articles * 2) t(i);
INSERT INTO document BY NAME SELECT i + 1 AS document_key, 'Quyết định ' || i AS name, 10 AS reports FROM range(20000) t(i);
INSERT INTO report_document BY NAME SELECT 1 + (hash(i) % $articles)::INT AS report_key, 1 + i % 20000 AS document_key,
    'x' AS name FROM range($articles) t(i);
INSERT INTO movement BY NAME SELECT i + 1 AS movement_key, 'Phong trào ' || i AS name, 10 AS reports FROM range(5000) t(i);
INSERT INTO report_movement BY NAME SELECT 1 + (hash(i) % $articles)::INT AS report_key, 1 + i % 5000 AS movement_key,
    'x' AS name FROM range($articles // 2) t(i);
INSERT INTO run BY NAME SELECT 1 AS snapshot, now() AS built, 'x' AS code_version, 'x' AS inputs_hash, 1 AS parts, '{}' AS info;
