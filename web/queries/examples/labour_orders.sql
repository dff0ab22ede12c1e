SELECT year, class, count(*) AS awards, sum(count) AS recipients, count(*) FILTER (count IS NULL) AS without_count
FROM award
WHERE award = 'huan-chuong-lao-dong' AND status = 'conferred'
GROUP BY year, class
ORDER BY year, class
