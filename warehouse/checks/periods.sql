-- warning: a period ends before it begins, or an award of this event has one
SELECT 'award' AS of, award_id AS id, period_start AS start, period_end AS "end", url FROM award
WHERE period_start > period_end OR (period_start IS NULL AND period_end IS NOT NULL)
    OR (status = 'conferred' AND period_start IS NOT NULL)
UNION ALL SELECT 'movement', name, year(start_date), year(end_date), NULL FROM movement WHERE start_date > end_date
UNION ALL SELECT 'report', article_id, year(date), year(date_end), url FROM report JOIN article USING (article_key)
    WHERE relevant AND date > date_end
