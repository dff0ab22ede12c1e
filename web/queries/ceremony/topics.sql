-- Movements and documents that some reports tell of, by the reports' keys in this snapshot.
SELECT 'movement' AS topic, movement_key AS key, movement.name, report_movement.start_date, report_movement.end_date
FROM report_movement JOIN movement USING (movement_key) WHERE report_key IN (SELECT unnest($report_keys))
UNION ALL
SELECT 'document', document_key, document.name, NULL, NULL
FROM report_document JOIN document USING (document_key) WHERE report_key IN (SELECT unnest($report_keys))
