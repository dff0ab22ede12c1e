-- A row of an award as one article tells of it, and the article.
SELECT award_report.*, article_id, article.url, ceremony_id
FROM award_report JOIN report USING (report_key) JOIN article USING (article_key)
    LEFT JOIN ceremony ON ceremony.ceremony_key = report.ceremony_key
WHERE award_report_id = $row
