-- A row of the only report on an event is an award of its own.

INSERT INTO work.award_choice BY NAME
SELECT award_report_id AS award_group, award_report_id AS best, count, qualifier, 1 AS agreeing, false AS conflict, status, class,
    grantor, recipient, event
FROM work.award JOIN work.report USING (article_id) ANTI JOIN work.award_member USING (award_report_id);

INSERT INTO work.award_member BY NAME
SELECT award_report_id, award_report_id AS award_group, 'same' AS part FROM work.award ANTI JOIN work.award_member USING (award_report_id);
