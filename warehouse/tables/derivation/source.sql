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

INSERT INTO person_correction BY NAME
WITH named AS (
    SELECT person_correction_key, list(DISTINCT identity.id ORDER BY identity.id) AS official_ids
    FROM (SELECT person_correction_key, unnest(mention_ids) AS mention_id FROM work.person_correction)
        JOIN work.person USING (mention_id)
        JOIN work.identity AS identity ON identity.kind = 'official' AND identity.grp = person.person
    GROUP BY person_correction_key)
SELECT entry.* EXCLUDE (mention_ids), len(mention_ids) AS mentions, coalesce(official_ids, []) AS official_ids
FROM work.person_correction AS entry LEFT JOIN named USING (person_correction_key)
ORDER BY person_correction_key;

INSERT INTO alias BY NAME
SELECT kind, old_id, id FROM work.alias ORDER BY kind, old_id;
