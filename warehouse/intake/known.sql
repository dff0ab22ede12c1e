-- What the next publish has to know of articles and of the events that they tell of.

CREATE TABLE work.known AS
SELECT article_id, fingerprint, standing.kin, gathered.kin AS event_kin, event
FROM work.intake JOIN work.standing ON id = article_id LEFT JOIN work.gathered USING (article_id);
