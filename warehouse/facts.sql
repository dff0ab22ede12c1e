-- What of the reports in reach is compared, with those around.

SELECT told.article_id, kind, told.province, date, date_end, told.published, part_of_day, outlet, article.title, place, venue,
    host, list_transform(officials, lambda one: {'name': one.name, 'titles': one.titles}) AS officials,
    list_transform(awards, lambda one: {'award': one.award, 'class': one.class, 'recipient': one.recipient,
        'status': one.status, 'count': one.count, 'qualifier': one.qualifier, 'named': one.named,
        'as_read': one.as_read}) AS awards,
    list_concat(list_transform(movements, lambda one: one.name), list_transform(documents, lambda one: one.name))
        AS topics, age
FROM work.told JOIN work.article ON id = article_id
WHERE relevant AND (article_id IN (FROM work.event_reach) OR article_id IN (FROM work.event_around)) ORDER BY article_id
