-- blocking: a copy is given as another copy's original
SELECT copy.article_id FROM article AS copy JOIN article AS original ON original.article_key = copy.syndicated_of
WHERE original.syndicated_of IS NOT NULL
