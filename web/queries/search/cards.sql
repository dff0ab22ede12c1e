-- What a list of search results shows of an event, for all of them: ceremonies, and articles that tell of none.
WITH held AS (
    SELECT ceremony_id AS id, ceremony_key, ceremony_id, CAST(NULL AS VARCHAR) AS article_id, title, kind, date, date_end,
        province, province_today, place, host, reports, outlets, url
    FROM ceremony
    UNION ALL
    SELECT article_id, NULL, NULL, article_id, article.title, kind, report.date, date_end,
        report.province, report.province_today, place, host, 1, 1, url
    FROM article JOIN report USING (article_key)
    WHERE ceremony_key IS NULL AND relevant AND syndicated_of IS NULL
),
given AS (
    SELECT ceremony_key, award, class, CAST(sum(count) AS BIGINT) AS recipients, count(*) - count(count) AS without_count,
        bool_or(qualifier <> 'exact') AS rounded, bool_or(conflict) AS conflict
    FROM award WHERE status = 'conferred' GROUP BY ALL
),
awards AS (
    SELECT ceremony_key, list(struct_pack(award, "class" := class, recipients, without_count, rounded, conflict)
        ORDER BY recipients DESC NULLS LAST, award, class) AS awards
    FROM given GROUP BY ceremony_key
),
sources AS (
    SELECT ceremony_key, list(DISTINCT source ORDER BY source) AS sources
    FROM report JOIN article USING (article_key) WHERE ceremony_key IS NOT NULL GROUP BY ceremony_key
)
SELECT held.* EXCLUDE (ceremony_key), coalesce(awards, []) AS awards, coalesce(sources, []) AS sources
FROM held LEFT JOIN awards USING (ceremony_key) LEFT JOIN sources USING (ceremony_key)
