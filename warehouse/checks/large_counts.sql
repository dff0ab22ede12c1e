-- warning: a count is larger than any single ceremony's of that type
WITH most (award, most) AS (VALUES
    ('huan-chuong-sao-vang', 20), ('huan-chuong-ho-chi-minh', 50), ('huan-chuong-doc-lap', 500), ('huan-chuong-quan-cong', 500),
    ('huan-chuong-dai-doan-ket', 500), ('huan-chuong-huu-nghi', 500), ('huan-chuong-dung-cam', 500),
    ('huan-chuong-lao-dong', 2000), ('giai-thuong', 500), ('chien-si-thi-dua-toan-quoc', 1000),
    ('don-vi-quyet-thang', 2000), ('co-thi-dua', 5000), ('co-truyen-thong', 500))
SELECT award_id, award, count, url FROM award LEFT JOIN most USING (award)
WHERE status = 'conferred' AND count > coalesce(most, 20000)
