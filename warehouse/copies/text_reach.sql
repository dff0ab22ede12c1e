-- Which articles are compared anew: those that a changed one can touch. They are joined with no other.

CREATE TEMP TABLE text_key AS
SELECT DISTINCT id, unnest(bands) AS key, generate_subscripts(bands, 1) AS band FROM work.capture;
CREATE TEMP TABLE text_met AS
SELECT DISTINCT id FROM text_key
JOIN (SELECT DISTINCT key, band FROM text_key JOIN work.changed USING (id)) USING (key, band)
UNION SELECT id FROM work.changed;
CREATE TABLE work.text_reach AS
SELECT id FROM text_met UNION SELECT article_id FROM former.intake
WHERE kin IN (SELECT kin FROM former.intake JOIN text_met ON id = article_id);

-- Those around share keys with them, and take up room in large blocks.
CREATE TABLE work.text_around AS SELECT DISTINCT id FROM text_key
JOIN (SELECT DISTINCT key, band FROM text_key JOIN work.text_reach USING (id)) USING (key, band)
ANTI JOIN work.text_reach USING (id);
DROP TABLE text_key; DROP TABLE text_met;
