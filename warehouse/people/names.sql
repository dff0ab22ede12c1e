-- The names of officials, each with what two of them have in common that may be one person: ceremonies and offices of a province.

CREATE TABLE work.name_key AS
SELECT DISTINCT norm AS name, unnest(list_concat(
    CASE WHEN held THEN ['c ' || event] ELSE [] END, [''],
    CASE WHEN scope IS NULL THEN [] ELSE list_transform(sole, lambda office: concat('o ', scope, ' ', office)) END)) AS key
FROM work.official JOIN work.report USING (article_id);
