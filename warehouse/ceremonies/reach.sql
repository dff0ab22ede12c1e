-- Which reports are grouped anew: those that a changed article can touch. Their groups cannot be joined with others.

-- An article changes too where it repeats another than before, or stands for another.
CREATE TEMP TABLE place_before AS
SELECT place.id, article.article_id AS home, original.article_id AS original FROM (
    SELECT article_key, article_id AS id FROM former.article UNION ALL SELECT article_key, article_id FROM former.article_address
) AS place JOIN former.article USING (article_key) LEFT JOIN former.article AS original ON original.article_key = article.syndicated_of;
CREATE TEMP TABLE moved AS
SELECT id FROM work.changed
UNION SELECT standing.id FROM work.standing JOIN place_before USING (id)
    WHERE standing.home <> place_before.home OR standing.original IS DISTINCT FROM place_before.original;
CREATE TEMP TABLE dirty AS
FROM moved UNION SELECT home FROM work.standing JOIN moved USING (id) UNION SELECT home FROM place_before JOIN moved USING (id);

-- Keys of all texts that an article had: what it was compared with before is grouped anew too.
CREATE TEMP TABLE report_key AS
SELECT DISTINCT article_id, unnest(keys) AS key FROM read_parquet(getvariable('reports')) WHERE relevant
UNION SELECT article_id, unnest(keys) FROM work.told;
CREATE TEMP TABLE bond AS
SELECT article_id, 't' || coalesce(syndicated_of, id) AS bond FROM work.told JOIN work.article ON id = article_id
UNION ALL SELECT article_id, 't' || coalesce(place_before.original, place_before.home)
    FROM work.told JOIN place_before ON place_before.id = article_id
UNION ALL SELECT article_id, 'e' || event_kin FROM former.intake WHERE event_kin IS NOT NULL;

CREATE TEMP TABLE met AS
SELECT DISTINCT article_id FROM report_key
JOIN (SELECT DISTINCT key FROM report_key JOIN dirty ON id = article_id) USING (key)
UNION SELECT id FROM dirty;
CREATE TABLE work.event_reach AS
WITH RECURSIVE reached (article_id) AS (
    FROM met
    UNION
    SELECT other.article_id FROM reached JOIN bond ON bond.article_id = reached.article_id JOIN bond AS other ON other.bond = bond.bond
)
SELECT article_id FROM reached JOIN work.told USING (article_id) JOIN work.article ON id = article_id WHERE relevant;

-- In a large block a report is compared with its neighbours alone: there, those around are needed to tell who they are, with all
-- that have their texts, for one of these speaks for the others.
CREATE TABLE work.event_around AS
WITH near AS (
    SELECT DISTINCT coalesce(syndicated_of, id) AS root FROM report_key JOIN (
        SELECT key FROM report_key GROUP BY key
        HAVING count(*) > getvariable('largest_block') AND bool_or(article_id IN (FROM work.event_reach))
    ) USING (key) JOIN work.article ON id = article_id)
SELECT article_id FROM work.told JOIN work.article ON id = article_id
WHERE relevant AND coalesce(syndicated_of, id) IN (FROM near) AND article_id NOT IN (FROM work.event_reach);

DROP TABLE place_before; DROP TABLE moved; DROP TABLE dirty; DROP TABLE report_key; DROP TABLE bond; DROP TABLE met;
