-- The reports, with the event that each tells of, and what the next publish has to know of both.

INSERT INTO work.report BY NAME
SELECT told.* EXCLUDE (report_hash, keys, awards, officials, movements, documents, published),
    event, coalesce(held, false) AS held, article_id IN (FROM work.copy) AS copy
FROM work.told JOIN work.article ON id = article_id LEFT JOIN work.gathered USING (article_id);

CREATE TABLE work.known AS
SELECT article_id, fingerprint, standing.kin, gathered.kin AS event_kin, event
FROM work.intake JOIN work.standing ON id = article_id LEFT JOIN work.gathered USING (article_id);
