-- The outlets whose articles are in the snapshot, those with most relevant ones first.
SELECT source, name, kind AS outlet_kind, province, articles, relevant,
    CAST(first_published AS DATE) AS first_published, CAST(last_published AS DATE) AS last_published
FROM source ORDER BY relevant DESC, source
