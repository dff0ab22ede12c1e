-- warning: a count is larger than any single ceremony's
SELECT award_id, award, count, url FROM award WHERE status = 'conferred' AND count > 20000
