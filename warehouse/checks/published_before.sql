-- warning: a report was published before the day of the event that it tells of
SELECT article_id, report.published, report.date, url FROM report JOIN article USING (article_key)
WHERE report.relevant AND report.date > report.published + 1 AND report.kind NOT IN ('plan', 'launch', 'other')
