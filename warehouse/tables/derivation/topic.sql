-- Movements and documents, numbered by name; each is called as it mostly is, on a tie by the alphabet.

INSERT INTO movement BY NAME
WITH spelling AS (
    SELECT norm, first(name ORDER BY mentions DESC, name) AS name
    FROM (SELECT norm, name, count(*) AS mentions FROM work.movement GROUP BY norm, name) GROUP BY norm)
SELECT row_number() OVER (ORDER BY norm) AS movement_key, any_value(spelling.name) AS name,
    min(movement.start_date) AS start_date, max(movement.end_date) AS end_date,
    count(DISTINCT movement.article_id) AS reports, min(account.seen) AS first_seen, max(account.seen) AS last_seen
FROM work.movement AS movement LEFT JOIN account USING (article_id) JOIN spelling USING (norm)
GROUP BY norm ORDER BY movement_key;

INSERT INTO report_movement BY NAME
SELECT account.report_key, keyed.movement_key, movement.name, movement.start_date, movement.end_date
FROM work.movement AS movement LEFT JOIN account USING (article_id)
    JOIN (SELECT norm, row_number() OVER (ORDER BY norm) AS movement_key FROM work.movement GROUP BY norm) AS keyed
    USING (norm)
ORDER BY keyed.movement_key, account.report_key, movement.n;

INSERT INTO document BY NAME
WITH spelling AS (
    SELECT norm, first(name ORDER BY mentions DESC, name) AS name
    FROM (SELECT norm, name, count(*) AS mentions FROM work.document GROUP BY norm, name) GROUP BY norm)
SELECT row_number() OVER (ORDER BY norm) AS document_key, any_value(spelling.name) AS name,
    count(DISTINCT document.article_id) AS reports, min(account.seen) AS first_cited, max(account.seen) AS last_cited
FROM work.document AS document LEFT JOIN account USING (article_id) JOIN spelling USING (norm)
GROUP BY norm ORDER BY document_key;

INSERT INTO report_document BY NAME
SELECT account.report_key, keyed.document_key, document.name
FROM work.document AS document LEFT JOIN account USING (article_id)
    JOIN (SELECT norm, row_number() OVER (ORDER BY norm) AS document_key FROM work.document GROUP BY norm) AS keyed
    USING (norm)
ORDER BY keyed.document_key, account.report_key, document.n;
