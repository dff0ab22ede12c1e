-- warning: a ceremony is dated before 1945, or after the newest fetch
SELECT ceremony_id, date, url FROM ceremony, run
WHERE date < DATE '1945-01-01' OR date > CAST(newest_fetch AS DATE) + 1
