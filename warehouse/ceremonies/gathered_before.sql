-- What the snapshot before says of the reports that were not grouped anew, and are there still.

INSERT INTO work.gathered BY NAME
SELECT article_id, event, ceremony_key IS NOT NULL AS held, event_kin AS kin
FROM former.intake JOIN former.article USING (article_id) JOIN former.report USING (article_key)
JOIN work.told USING (article_id) JOIN work.article ON id = article_id
WHERE event IS NOT NULL AND told.relevant AND article_id NOT IN (FROM work.event_reach);
