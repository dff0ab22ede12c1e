-- Outlets, corrections and retired ids.

-- What the table of outlets knows stands; of another outlet the province that most of its articles give, on a tie the first.
INSERT INTO source BY NAME
WITH province AS (
    SELECT source, first(province ORDER BY articles DESC, id) AS province
    FROM (
        SELECT source, province, count(*) AS articles, min(id) AS id
        FROM work.article WHERE province IS NOT NULL GROUP BY source, province)
    GROUP BY source),
own AS (
    SELECT article.source, count(*) AS articles,
        count(*) FILTER (report.relevant) AS relevant,
        min(article.published) AS first_published, max(article.published) AS last_published
    FROM work.article AS article LEFT JOIN work.report AS report ON report.article_id = article.id
    WHERE article.source <> '' GROUP BY article.source)
SELECT told.* EXCLUDE (day), unit.province_today FROM (
    SELECT own.*, DATE '9999-12-31' AS day, outlet.name, outlet.kind,
        CASE WHEN outlet.source IS NULL THEN province.province ELSE outlet.province END AS province
    FROM own LEFT JOIN outlet USING (source) LEFT JOIN province USING (source)) AS told
ASOF LEFT JOIN province_then AS unit ON unit.province = told.province AND told.day >= unit.since
ORDER BY source;

INSERT INTO correction BY NAME
SELECT correction.* EXCLUDE (article_id), article.article_key
FROM work.correction AS correction LEFT JOIN article USING (article_id)
ORDER BY correction_key;

INSERT INTO alias BY NAME
SELECT kind, old_id, id FROM work.alias ORDER BY kind, old_id;
