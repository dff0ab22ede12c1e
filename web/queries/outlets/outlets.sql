-- The outlets whose articles are in the snapshot, those with most relevant ones first.
SELECT coalesce(source.name, source) AS name, source, source.kind AS outlet_kind, source.province,
    CAST(sum(found) AS BIGINT) AS found, CAST(sum(read) AS BIGINT) AS read,
    CAST(sum(coverage.relevant) AS BIGINT) AS relevant, CAST(sum(copies) AS BIGINT) AS copies,
    CAST(sum(with_awards) AS BIGINT) AS with_awards,
    round(100.0 * sum(with_awards) / nullif(sum(coverage.relevant), 0), 1) AS percent_with_awards,
    CAST(any_value(first_published) AS DATE) AS first_published,
    CAST(any_value(last_published) AS DATE) AS last_published
FROM source LEFT JOIN coverage USING (source)
GROUP BY source, source.name, source.kind, source.province ORDER BY relevant DESC NULLS LAST, source
