-- What of the reports in reach is compared, with those around, but for their officials and awards.

SELECT article_id, kind, told.province, date, date_end, told.published, part_of_day, outlet, article.title, place, venue, host,
    list_concat(list_transform(movements, lambda one: one.name), list_transform(documents, lambda one: one.name))
        AS topics, age
FROM work.told SEMI JOIN work.compared USING (article_id) JOIN work.article ON id = article_id
WHERE relevant ORDER BY article_id
