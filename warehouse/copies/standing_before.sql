-- What the snapshot before says of the articles that were not compared anew.

INSERT INTO work.standing BY NAME
WITH place AS (
    SELECT article_key, article_id AS id FROM former.article
    UNION ALL SELECT article_key, article_id FROM former.article_address
)
SELECT place.id, article.article_id AS home, original.article_id AS original, article.syndicated_from AS origin,
    article.credit, kin
FROM place JOIN former.article USING (article_key)
LEFT JOIN former.article AS original ON original.article_key = article.syndicated_of
JOIN former.intake ON intake.article_id = place.id
WHERE place.id NOT IN (FROM work.text_reach);
