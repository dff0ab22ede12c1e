-- A name is that of the official whom the same report calls so, else another report of the same award. Capitals and marks
-- between the syllables do not count: "Sùng A khua", "K’ Brài".
INSERT INTO presentation
WITH told AS (
    SELECT award_key, report_key, unnest(presented_by) AS name FROM award_report WHERE part = 'same'
), written AS (
    SELECT *, regexp_replace(lower(name), '[^\p{L}\p{M}\p{N}]+', ' ', 'g') AS words FROM told
), mentioned AS (
    SELECT report_key, regexp_replace(lower(name), '[^\p{L}\p{M}\p{N}]+', ' ', 'g') AS words, any_value(official_key) AS official_key
    FROM official_mention GROUP BY ALL HAVING count(DISTINCT official_key) = 1
), known AS (
    SELECT award_key, report_key, name, words, max(official_key) OVER (PARTITION BY award_key, words) AS official_key
    FROM written LEFT JOIN mentioned USING (report_key, words)
)
SELECT award_key, official_key, min(name) AS name, count(DISTINCT report_key) AS reports FROM known
GROUP BY award_key, official_key, CASE WHEN official_key IS NULL THEN words END
ORDER BY award_key, official_key NULLS LAST, name
