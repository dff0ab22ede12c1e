CREATE TABLE award ( -- The fact: one row an award (a number of recipients of one award at one event), however many outlets report it.
    award_key INTEGER NOT NULL, -- Key in this snapshot.
    award_id VARCHAR NOT NULL, -- Stable id.
    ceremony_key INTEGER, -- The ceremony; null where no report says when it was: tallies of a feature, plans, undated news.
    ceremony_id VARCHAR, -- Stable id of the ceremony.
    date DATE, -- Day of the ceremony; null without one.
    year INTEGER, -- Year of the ceremony; null without one.
    published DATE, -- Day of the first publication.
    province VARCHAR, -- Slug of the province at the time.
    province_today VARCHAR, -- Slug of the one of today's 34 that holds its territory.
    award VARCHAR NOT NULL, -- Code of the award's type.
    award_name_vi VARCHAR NOT NULL, -- The award's own name where the type is a group of awards, else the type's name.
    class INTEGER, -- 1, 2 or 3 (hạng Nhất, Nhì, Ba).
    grantor VARCHAR, -- Code of who grants it; null where no report says.
    grantor_name VARCHAR, -- Who grants it, as given.
    recipient VARCHAR NOT NULL, -- collective, individual, household, case or mixed.
    count INTEGER, -- Number of recipients; null where none is stated. How it is chosen where reports differ: see conflict.
    qualifier VARCHAR NOT NULL, -- exact, over or about.
    status VARCHAR NOT NULL, -- conferred; or cumulative, proposed, prospective, which never belong in totals of conferred awards.
    period_start INTEGER, -- First year, for what is not of this event.
    period_end INTEGER, -- Last year.
    recipient_names VARCHAR[] NOT NULL, -- Recipients named.
    presented_by VARCHAR[] NOT NULL, -- Who handed it over.
    reports INTEGER NOT NULL, -- Articles that tell of it, copies included.
    reports_agreeing INTEGER NOT NULL, -- Outlets whose number agrees; copies of another's text have no vote.
    conflict BOOLEAN NOT NULL, -- Whether an outlet's number cannot be squared with it. A corrected number stands, else most votes win; an exact number beats a rounded one that agrees.
    counts_reported INTEGER[] NOT NULL, -- All numbers reported, in order.
    breakdown STRUCT(label VARCHAR, count INTEGER)[] NOT NULL, -- Parts of the count, where they are told, such as Party badges by years; unnest(breakdown, recursive := true) gives label and count in rows. They need not add up.
    confidence DOUBLE NOT NULL, -- 0 to 1: how often rows like this one are right; 1 where someone corrected it.
    best_id VARCHAR NOT NULL, -- award_report_id of the row that says it best: with the number that stands, an original, the surest.
    evidence VARCHAR NOT NULL, -- The sentence that states it there.
    source VARCHAR, -- Domain of that report's outlet.
    url VARCHAR, -- Address of that report.
    corrected_by VARCHAR, -- Who corrected it in one of the reports; null where it stands as read.
    corrected_on DATE, -- Day of the correction.
    corrected_why VARCHAR, -- Its reason.
    as_read VARCHAR, -- The corrected values as they had been read, as JSON; null where it was not read at all, or stands as read.
    handed_over DATE, -- Day on which it was handed over, where that was at a later ceremony than the one that announced it; null where it was not.
    handed_over_key INTEGER, -- ceremony_key of that later ceremony.
);

CREATE TABLE award_report ( -- An award as one article tells of it.
    award_report_key INTEGER NOT NULL, -- Key in this snapshot.
    award_report_id VARCHAR NOT NULL, -- Stable id: article and row.
    award_key INTEGER NOT NULL, -- The award that it counts for.
    report_key INTEGER NOT NULL, -- The report.
    part VARCHAR NOT NULL, -- same; or total, where it gives the sum of several awards; or part, where it gives a part of the award.
    syndicated BOOLEAN NOT NULL, -- Whether the article repeats another, so that it has no vote.
    award VARCHAR NOT NULL, -- Code of the award's type.
    name VARCHAR, -- Name as given, where the type is a group of awards.
    class INTEGER, -- 1, 2 or 3.
    grantor VARCHAR, -- Code of who grants it.
    grantor_name VARCHAR, -- Who grants it, as given.
    recipient VARCHAR NOT NULL, -- collective, individual, household, case or mixed.
    count INTEGER, -- Number of recipients as stated here.
    qualifier VARCHAR NOT NULL, -- exact, over or about.
    status VARCHAR NOT NULL, -- conferred, cumulative, proposed or prospective.
    period_start INTEGER, -- First year.
    period_end INTEGER, -- Last year.
    presented_by VARCHAR[] NOT NULL, -- Who handed it over.
    breakdown STRUCT(label VARCHAR, count INTEGER)[] NOT NULL, -- Parts of the number, where they are told here.
    evidence VARCHAR NOT NULL, -- The sentence that states it.
    evidence_start INTEGER NOT NULL, -- First code point of it in the canonical text.
    evidence_end INTEGER NOT NULL, -- Code point behind its last.
    confidence DOUBLE NOT NULL, -- 0 to 1; 1 where someone corrected it.
    corrected_by VARCHAR, -- Who corrected it; null where it stands as read.
    corrected_on DATE, -- Day of the correction.
    corrected_why VARCHAR, -- Its reason.
    as_read VARCHAR, -- The corrected values as they had been read, as JSON; null where it was not read at all, or stands as read.
);

CREATE TABLE award_history ( -- What the snapshots said of an award: a row for the first that had it, and one for each in which a value changed. award_at(number) gives the awards as a snapshot had them.
    award_id VARCHAR NOT NULL, -- The award.
    snapshot INTEGER NOT NULL, -- Number of the snapshot that said so first; it holds until the award's next row.
    built TIMESTAMPTZ NOT NULL, -- When that snapshot was built.
    change VARCHAR NOT NULL, -- new, changed or vanished; the values of what vanished are null.
    successor VARCHAR, -- award_id that held most of it, for one that vanished into another; null otherwise.
    ceremony_id VARCHAR, -- As award had it in that snapshot.
    date DATE, -- As award had it in that snapshot.
    handed_over DATE, -- As award had it in that snapshot.
    province VARCHAR, -- As award had it in that snapshot.
    award VARCHAR, -- As award had it in that snapshot.
    award_name_vi VARCHAR, -- As award had it in that snapshot.
    class INTEGER, -- As award had it in that snapshot.
    grantor VARCHAR, -- As award had it in that snapshot.
    recipient VARCHAR, -- As award had it in that snapshot.
    count INTEGER, -- As award had it in that snapshot.
    qualifier VARCHAR, -- As award had it in that snapshot.
    status VARCHAR, -- As award had it in that snapshot.
    reports INTEGER, -- As award had it in that snapshot.
    reports_agreeing INTEGER, -- As award had it in that snapshot.
    conflict BOOLEAN, -- As award had it in that snapshot.
    source VARCHAR, -- As award had it in that snapshot.
    url VARCHAR, -- As award had it in that snapshot.
);

CREATE TABLE snapshot ( -- A snapshot of which award_history tells: this one, and those before it, whether their files are kept or not.
    snapshot INTEGER NOT NULL, -- Its number.
    built TIMESTAMPTZ NOT NULL, -- When it was built.
);
