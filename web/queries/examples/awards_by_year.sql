SELECT year, ceremonies, awards, recipients, articles_read, articles_relevant, awards_per_100
FROM award_trend
ORDER BY year
