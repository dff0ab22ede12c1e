-- The rows of awards that were decided at one event and handed over at another tell of one award.

UPDATE work.award SET award_group = member.award_group, part = member.part
FROM work.award_member AS member WHERE member.award_report_id = award.award_report_id;
