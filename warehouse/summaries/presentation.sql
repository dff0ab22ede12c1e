-- A name is that of the official whom the same report calls so, else another report of the same award.
INSERT INTO presentation
WITH told AS (
    SELECT award_key, report_key, unnest(presented_by) AS name FROM award_report WHERE part = 'same'
), mentioned AS (
    SELECT report_key, name, any_value(official_key) AS official_key FROM official_mention
    GROUP BY report_key, name HAVING count(DISTINCT official_key) = 1
), known AS (
    SELECT award_key, report_key, name, max(official_key) OVER (PARTITION BY award_key, lower(name)) AS official_key
    FROM told LEFT JOIN mentioned USING (report_key, name)
)
SELECT award_key, official_key, min(name) AS name, count(DISTINCT report_key) AS reports FROM known
GROUP BY award_key, official_key, CASE WHEN official_key IS NULL THEN lower(name) END
ORDER BY award_key, official_key NULLS LAST, name
