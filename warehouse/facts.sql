-- What of the reports in reach is compared, with those around.

WITH compared AS (FROM work.event_reach UNION FROM work.event_around)
SELECT told.article_id, kind, told.province, date, date_end, told.published, part_of_day, outlet, article.title, place, venue,
    host, coalesce(officials, []) AS officials, coalesce(awards, []) AS awards,
    list_concat(list_transform(movements, lambda one: one.name), list_transform(documents, lambda one: one.name))
        AS topics, age
FROM work.told JOIN compared USING (article_id) JOIN work.article ON id = article_id
LEFT JOIN (
    SELECT article_id, list({'name': name, 'titles': titles} ORDER BY n) AS officials
    FROM work.official SEMI JOIN compared USING (article_id) GROUP BY article_id) USING (article_id)
LEFT JOIN (
    SELECT article_id, list({'award': award, 'class': class, 'recipient': recipient, 'status': status, 'count': count,
        'qualifier': qualifier, 'named': named, 'as_read': as_read} ORDER BY row) AS awards
    FROM work.award SEMI JOIN compared USING (article_id) GROUP BY article_id) USING (article_id)
WHERE relevant ORDER BY article_id
