SELECT source, name, kind AS outlet_kind, province, articles, relevant,
    CAST(first_published AS DATE) AS first_published, CAST(last_published AS DATE) AS last_published
FROM source WHERE source = $source
