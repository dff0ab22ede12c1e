-- The tables of the snapshot `new`: what is not touched as `old` has it, in the place of the rest what was derived anew. Things
-- keep their keys by their stable ids; rows without one, and new things, have keys that were not used.

CREATE TEMP TABLE report_now AS
SELECT now.report_key AS derived, was.report_key
FROM report AS now JOIN article USING (article_key) JOIN old.article AS stood USING (article_id)
    JOIN old.report AS was ON was.article_key = stood.article_key;
CREATE TEMP TABLE ceremony_now AS
SELECT now.ceremony_key AS derived, was.ceremony_key FROM ceremony AS now JOIN old.ceremony AS was USING (ceremony_id);
CREATE TEMP TABLE official_now AS
SELECT now.official_key AS derived, was.official_key FROM official AS now JOIN old.official AS was USING (official_id)
WHERE was.official_key IN (FROM touched_official);
CREATE TEMP TABLE award_now AS
SELECT now.award_key AS derived, coalesce(was.award_key, (SELECT max(award_key) FROM old.award)
    + row_number() OVER (PARTITION BY was.award_key IS NULL ORDER BY now.award_key)) AS award_key
FROM award AS now LEFT JOIN old.award AS was USING (award_id);
CREATE TEMP TABLE movement_now AS
SELECT DISTINCT now.movement_key AS derived, was.movement_key
FROM report_movement AS now JOIN report_now ON report_now.derived = now.report_key
    JOIN old.report_movement AS was ON was.report_key = report_now.report_key AND was.name = now.name
WHERE was.movement_key IN (FROM touched_movement);
CREATE TEMP TABLE document_now AS
SELECT DISTINCT now.document_key AS derived, was.document_key
FROM report_document AS now JOIN report_now ON report_now.derived = now.report_key
    JOIN old.report_document AS was ON was.report_key = report_now.report_key AND was.name = now.name
WHERE was.document_key IN (FROM touched_document);

INSERT INTO new.article BY NAME
SELECT article.* REPLACE (
    CASE WHEN reattributed.article_key IS NULL THEN article.syndicated_of ELSE reattributed.syndicated_of END AS syndicated_of,
    CASE WHEN reattributed.article_key IS NULL THEN article.syndicated_from ELSE reattributed.syndicated_from END AS syndicated_from)
FROM old.article LEFT JOIN reattributed USING (article_key)
WHERE article_key NOT IN (FROM forgotten) ORDER BY article_key;
INSERT INTO new.article_address
FROM old.article_address WHERE article_key NOT IN (FROM forgotten) ORDER BY article_key, article_id;
INSERT INTO new.article_version
FROM old.article_version WHERE article_key NOT IN (FROM forgotten) ORDER BY article_key, version;
INSERT INTO new.report
SELECT * REPLACE (CASE WHEN ceremony_key NOT IN (SELECT ceremony_key FROM ended) THEN ceremony_key END AS ceremony_key)
FROM old.report WHERE article_key NOT IN (FROM forgotten) ORDER BY report_key;

INSERT INTO new.ceremony BY NAME
FROM old.ceremony WHERE 'ceremony ' || ceremony_key NOT IN (FROM touched_event)
UNION ALL BY NAME
SELECT ceremony.* REPLACE (ceremony_now.ceremony_key AS ceremony_key)
FROM ceremony JOIN ceremony_now ON derived = ceremony.ceremony_key
WHERE 'ceremony ' || ceremony_now.ceremony_key IN (FROM touched_event)
ORDER BY ceremony_key;

INSERT INTO new.award BY NAME
FROM old.award WHERE award_key NOT IN (FROM touched_award)
UNION ALL BY NAME
SELECT award.* REPLACE (award_now.award_key AS award_key, ceremony_now.ceremony_key AS ceremony_key,
    later.ceremony_key AS handed_over_key)
FROM award JOIN award_now ON award_now.derived = award.award_key
    LEFT JOIN ceremony_now ON ceremony_now.derived = award.ceremony_key
    LEFT JOIN ceremony_now AS later ON later.derived = award.handed_over_key
ORDER BY award_key;
INSERT INTO new.award_report BY NAME
FROM old.award_report WHERE award_key NOT IN (FROM touched_award)
UNION ALL BY NAME
SELECT told.* REPLACE (told.award_report_key + (SELECT max(award_report_key) FROM old.award_report) AS award_report_key,
    award_now.award_key AS award_key, report_now.report_key AS report_key)
FROM award_report AS told JOIN award_now ON award_now.derived = told.award_key
    JOIN report_now ON report_now.derived = told.report_key
ORDER BY award_report_key;
INSERT INTO new.recipient BY NAME
FROM old.recipient WHERE award_key NOT IN (FROM touched_award)
UNION ALL BY NAME
SELECT recipient.* REPLACE (recipient.recipient_key + (SELECT max(recipient_key) FROM old.recipient) AS recipient_key,
    award_now.award_key AS award_key, report_now.report_key AS report_key)
FROM recipient JOIN award_now ON award_now.derived = recipient.award_key
    JOIN report_now ON report_now.derived = recipient.report_key
ORDER BY recipient_key;

INSERT INTO new.official BY NAME
FROM old.official WHERE official_key NOT IN (FROM touched_official)
UNION ALL BY NAME
SELECT official.* REPLACE (official_now.official_key AS official_key)
FROM official JOIN official_now ON derived = official.official_key
ORDER BY official_key;
INSERT INTO new.position BY NAME
FROM old.position WHERE official_key NOT IN (FROM touched_official)
UNION ALL BY NAME
SELECT held.* REPLACE (held.position_key + (SELECT max(position_key) FROM old.position) AS position_key,
    official_now.official_key AS official_key)
FROM position AS held JOIN official_now ON derived = held.official_key
ORDER BY position_key;
INSERT INTO new.appearance BY NAME
FROM old.appearance WHERE official_key NOT IN (FROM touched_official)
UNION ALL BY NAME
SELECT seen.* REPLACE (seen.appearance_key + (SELECT max(appearance_key) FROM old.appearance) AS appearance_key,
    official_now.official_key AS official_key, ceremony_now.ceremony_key AS ceremony_key)
FROM appearance AS seen JOIN official_now ON official_now.derived = seen.official_key
    JOIN ceremony_now ON ceremony_now.derived = seen.ceremony_key
ORDER BY appearance_key;
INSERT INTO new.official_mention BY NAME
FROM old.official_mention WHERE official_key NOT IN (FROM touched_official)
UNION ALL BY NAME
SELECT named.* REPLACE (named.mention_key + (SELECT max(mention_key) FROM old.official_mention) AS mention_key,
    official_now.official_key AS official_key, report_now.report_key AS report_key)
FROM official_mention AS named JOIN official_now ON official_now.derived = named.official_key
    JOIN report_now ON report_now.derived = named.report_key
ORDER BY mention_key;

INSERT INTO new.movement BY NAME
FROM old.movement WHERE movement_key NOT IN (FROM touched_movement)
UNION ALL BY NAME
SELECT movement.* REPLACE (movement_now.movement_key AS movement_key)
FROM movement JOIN movement_now ON derived = movement.movement_key
ORDER BY movement_key;
INSERT INTO new.report_movement
FROM old.report_movement WHERE report_key NOT IN (SELECT report_key FROM telling WHERE gone) ORDER BY movement_key, report_key;
INSERT INTO new.document BY NAME
FROM old.document WHERE document_key NOT IN (FROM touched_document)
UNION ALL BY NAME
SELECT document.* REPLACE (document_now.document_key AS document_key)
FROM document JOIN document_now ON derived = document.document_key
ORDER BY document_key;
INSERT INTO new.report_document
FROM old.report_document WHERE report_key NOT IN (SELECT report_key FROM telling WHERE gone) ORDER BY document_key, report_key;

-- Outlets whose articles go; of one that is not known the province is the one that most of its articles give, on a tie the first.
INSERT INTO new.source BY NAME
WITH lost AS (SELECT DISTINCT source FROM old.article JOIN forgotten USING (article_key)),
own AS (
    SELECT source, count(*) AS articles, count(*) FILTER (report.relevant) AS relevant,
        min(article.published) AS first_published, max(article.published) AS last_published
    FROM new.article LEFT JOIN new.report USING (article_key) JOIN lost USING (source) GROUP BY source),
place AS (
    SELECT source, first(province ORDER BY articles DESC, id) AS province
    FROM (
        SELECT source, province, count(*) AS articles, min(article_id) AS id
        FROM new.article JOIN lost USING (source) WHERE province IS NOT NULL GROUP BY source, province)
    GROUP BY source),
today AS (
    SELECT province, first(province_today ORDER BY valid_from DESC) AS province_today FROM old.province GROUP BY province)
FROM old.source WHERE source NOT IN (SELECT source FROM lost WHERE source IS NOT NULL)
UNION ALL BY NAME
SELECT source.* REPLACE (own.articles AS articles, own.relevant AS relevant, own.first_published AS first_published,
    own.last_published AS last_published,
    CASE WHEN source.name IS NULL THEN place.province ELSE source.province END AS province,
    CASE WHEN source.name IS NULL THEN today.province_today ELSE source.province_today END AS province_today)
FROM old.source JOIN own USING (source) LEFT JOIN place USING (source) LEFT JOIN today ON today.province = place.province
ORDER BY source;

-- Of an outlet that is gone nothing is ever written, for what is deleted leaves its bytes; the rest is counted anew later.
INSERT INTO new.coverage
FROM old.coverage
WHERE source IS NULL OR source IN (SELECT source FROM new.source) OR source NOT IN (SELECT source FROM old.source);

-- Ids that are gone lead nowhere.
INSERT INTO new.alias
WITH retired AS (
    SELECT 'ceremony' AS kind, ceremony_id AS id FROM old.ceremony ANTI JOIN new.ceremony USING (ceremony_id)
    UNION ALL SELECT 'award', award_id FROM old.award ANTI JOIN new.award USING (award_id)
    UNION ALL SELECT 'official', official_id FROM old.official ANTI JOIN new.official USING (official_id))
SELECT alias.kind, alias.old_id, CASE WHEN retired.id IS NULL THEN alias.id END
FROM old.alias LEFT JOIN retired ON retired.kind = alias.kind AND retired.id = alias.id
UNION ALL SELECT kind, id, NULL FROM retired
ORDER BY 1, 2;

-- What the next publish goes by: it decides nothing by a snapshot in which something was forgotten, but its rows are whole.
INSERT INTO new.intake BY NAME
WITH kept AS (
    SELECT * FROM old.intake WHERE article_id IN (
        SELECT article_id FROM new.article UNION SELECT article_id FROM new.article_address))
SELECT article_id, fingerprint, min(article_id) OVER (PARTITION BY kin) AS kin,
    CASE WHEN event_kin IS NOT NULL THEN min(article_id) OVER (PARTITION BY event_kin) END AS event_kin,
    CASE WHEN event IS NOT NULL THEN min(article_id) OVER (PARTITION BY event) END AS event
FROM kept ORDER BY article_id;
