-- blocking: a province of today is none of the 34
WITH named AS (
    SELECT 'award' AS of, award_id AS id, province_today FROM award
    UNION ALL SELECT 'ceremony', ceremony_id, province_today FROM ceremony
    UNION ALL SELECT 'official', official_id, province_today FROM official
    UNION ALL SELECT 'position', CAST(position_key AS VARCHAR), province_today FROM position
    UNION ALL SELECT 'report', CAST(report_key AS VARCHAR), province_today FROM report
    UNION ALL SELECT 'article', article_id, province_today FROM article
    UNION ALL SELECT 'source', source, province_today FROM source
    UNION ALL SELECT 'province', province_id, province_today FROM province
)
SELECT of, id, province_today FROM named WHERE province_today IS NOT NULL
    AND province_today NOT IN (SELECT province FROM province WHERE valid_to IS NULL)
