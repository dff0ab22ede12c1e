-- Movements and documents that some reports tell of, by the reports' keys in this snapshot.
SELECT 'movement' AS topic, movement_key AS key, any_value(movement.name) AS name,
    min(report_movement.start_date) AS start_date, max(report_movement.end_date) AS end_date
FROM report_movement JOIN movement USING (movement_key)
WHERE report_key IN (SELECT unnest($report_keys)) GROUP BY movement_key
UNION ALL
SELECT 'document', document_key, any_value(document.name), NULL, NULL
FROM report_document JOIN document USING (document_key)
WHERE report_key IN (SELECT unnest($report_keys)) GROUP BY document_key
ORDER BY topic DESC, name
