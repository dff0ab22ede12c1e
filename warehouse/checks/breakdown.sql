-- warning: the parts of a count are more than the count
SELECT award_id, any_value(count) AS count, sum(part.count) AS parts, any_value(url) AS url
FROM (SELECT award_id, count, url, unnest(breakdown) AS part FROM award WHERE qualifier = 'exact')
GROUP BY award_id HAVING sum(part.count) > any_value(count)
