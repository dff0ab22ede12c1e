-- The articles that launch a movement or sum it up, the latest first, with its name and times as each gives them.
SELECT CAST(article.published AS DATE) AS published, article.title AS headline, article.url, article.source,
    report_movement.name AS as_given, report_movement.start_date, report_movement.end_date
FROM movement JOIN report_movement USING (movement_key) JOIN report USING (report_key) JOIN article USING (article_key)
WHERE replace(fold(movement.name), ' ', '-') = $slug ORDER BY article.published DESC, article.article_id
