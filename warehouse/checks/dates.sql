-- warning: a day lies before 1945 or in the future of the newest fetch
WITH bounds AS (SELECT DATE '1945-09-02' AS first, CAST(newest_fetch AS DATE) + 1 AS last FROM run)
SELECT 'ceremony' AS of, ceremony_id AS id, date, url FROM ceremony, bounds WHERE date NOT BETWEEN first AND coalesce(last, date)
UNION ALL SELECT 'article', article_id, CAST(published AS DATE), url FROM article, bounds
    WHERE CAST(published AS DATE) NOT BETWEEN first AND coalesce(last, CAST(published AS DATE))
UNION ALL SELECT 'award', award_id, make_date(period_start, 1, 1), url FROM award, bounds
    WHERE period_start NOT BETWEEN year(first) AND coalesce(year(last), period_start) + 5
UNION ALL SELECT 'award', award_id, make_date(period_end, 1, 1), url FROM award, bounds
    WHERE period_end NOT BETWEEN year(first) AND coalesce(year(last), period_end) + 25
UNION ALL SELECT 'movement', name, start_date, NULL FROM movement, bounds
    WHERE start_date NOT BETWEEN first AND coalesce(last, start_date) + INTERVAL 5 YEAR
UNION ALL SELECT 'movement', name, end_date, NULL FROM movement, bounds
    WHERE end_date NOT BETWEEN first AND coalesce(last, end_date) + INTERVAL 25 YEAR
