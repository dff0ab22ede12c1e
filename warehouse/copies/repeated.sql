-- The articles with relevant reports that share their text with others.

SELECT id, outlet, credit, article.published, syndicated_of
FROM work.article JOIN work.told ON article_id = id AND relevant
WHERE id IN (SELECT syndicated_of FROM work.article) OR syndicated_of IS NOT NULL ORDER BY id
