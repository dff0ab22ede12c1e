-- The persons of the snapshot before whose names no change can touch.

INSERT INTO work.person BY NAME
SELECT mention_id, min(mention_id) OVER (PARTITION BY official_key) AS person FROM former.official_mention
WHERE mention_id NOT IN (SELECT mention_id FROM work.person) AND mention_id IN (SELECT mention_id FROM work.official);
