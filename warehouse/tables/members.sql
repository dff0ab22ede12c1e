-- What things are made of: ceremonies of articles, officials of mentions, awards of rows of reports.

INSERT INTO work.member
SELECT 'ceremony', event, article_id FROM work.report WHERE held
UNION ALL SELECT 'official', person, mention_id FROM work.person
UNION ALL SELECT 'award', award_group, award_report_id FROM work.award_member;
