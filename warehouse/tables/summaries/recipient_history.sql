INSERT INTO recipient_history
WITH named AS (
    SELECT recipient_key, name_norm, kind, province_today, award, date FROM recipient JOIN award USING (award_key)
    WHERE status = 'conferred' AND date IS NOT NULL AND province_today IS NOT NULL
)
SELECT recipient_key,
    count(*) OVER (PARTITION BY name_norm, kind, province_today ORDER BY date
        RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 DAY PRECEDING) AS earlier,
    count(*) OVER (PARTITION BY name_norm, kind, province_today, award ORDER BY date
        RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 DAY PRECEDING) AS earlier_same_award
FROM named ORDER BY recipient_key
