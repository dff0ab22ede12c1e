-- An outlet with what is in the snapshot of it: how much was found and read, and what its relevant articles tell.
SELECT source.source, source.name, source.kind AS outlet_kind, source.province, source.articles, counted.*,
    CAST(first_published AS DATE) AS first_published, CAST(last_published AS DATE) AS last_published
FROM source CROSS JOIN (
    SELECT CAST(sum(found) AS BIGINT) AS found, CAST(sum(aside) AS BIGINT) AS aside,
        CAST(sum(read) AS BIGINT) AS read, CAST(sum(relevant) AS BIGINT) AS relevant,
        CAST(sum(copies) AS BIGINT) AS copies, CAST(sum(with_awards) AS BIGINT) AS with_awards,
        round(100.0 * sum(with_awards) / nullif(sum(relevant), 0), 1) AS percent_with_awards,
        date_diff('month', min(month) FILTER (read > 0), max(month) FILTER (read > 0)) + 1
            - count(month) FILTER (read > 0) AS gap_months
    FROM coverage WHERE source = $source
) AS counted
WHERE source.source = $source
