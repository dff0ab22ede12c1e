-- How much is in the snapshot.
SELECT
    (SELECT count(*) FROM ceremony) AS ceremonies,
    (SELECT count(*) FROM award WHERE status = 'conferred') AS awards,
    (SELECT CAST(sum(count) AS BIGINT) FROM award WHERE status = 'conferred') AS recipients,
    (SELECT count(*) FROM article) AS articles,
    (SELECT count(*) FROM source) AS outlets,
    (SELECT count(*) FROM official) AS officials,
    (SELECT min(date) FROM ceremony) AS first_day,
    (SELECT max(date) FROM ceremony) AS last_day
