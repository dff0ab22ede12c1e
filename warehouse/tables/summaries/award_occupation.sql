-- "tuyên dương 96 công nhân": the award's number, which stands once in its sentence, with the noun behind it. Staff
-- ("công nhân viên chức") are no workers. Parts of a number count where the breakdown tells them.
INSERT INTO award_occupation
WITH speaking AS (
    SELECT award_key, count, evidence FROM award
    WHERE recipient NOT IN ('collective', 'mixed') AND count IS NOT NULL
        AND (contains(evidence, 'công nhân') OR contains(evidence, 'lao động') OR contains(evidence, 'nông')
            OR contains(evidence, 'ngư dân') OR contains(evidence, 'diêm dân'))
), beside AS (
    SELECT award_key, count, unnest(regexp_extract_all(evidence, '\d[\d.]*(?:,? +(?:lượt|hộ|hội viên|đoàn viên|đồng chí'
        || '|cá nhân|người|tấm gương|gương|điển hình|nữ|là|tiêu biểu|xuất sắc),?)*'
        || ' +(?:công nhân|người lao động|lao động trực tiếp|nông dân|ngư dân|diêm dân)(?: viên| kỹ thuật viên)?')) AS words
    FROM speaking
), figure AS (
    SELECT award_key, count, unnest(regexp_extract_all(evidence, '\d[\d.]*\d|\d')) AS figure FROM speaking
), once AS (
    SELECT award_key FROM figure WHERE TRY_CAST(replace(figure, '.', '') AS INTEGER) = count
    GROUP BY award_key HAVING count(*) = 1
), said AS (
    SELECT award_key, words, count FROM beside SEMI JOIN once USING (award_key)
    WHERE words NOT LIKE '%viên' AND TRY_CAST(replace(regexp_extract(words, '^\d[\d.]*\d|^\d'), '.', '') AS INTEGER) = count
    UNION ALL
    SELECT award_key, part.label, part.count FROM (SELECT award_key, unnest(breakdown) AS part FROM award)
    WHERE regexp_matches(part.label, 'công nhân|người lao động|lao động trực tiếp|nông dân|ngư dân|diêm dân')
        AND part.label NOT LIKE '%công nhân viên%'
)
SELECT award_key,
    CASE WHEN regexp_matches(words, 'nông dân|ngư dân|diêm dân') THEN 'farmer' ELSE 'worker' END AS occupation,
    CAST(sum(count) AS INTEGER) AS count
FROM said GROUP BY ALL ORDER BY ALL
