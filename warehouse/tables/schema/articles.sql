CREATE TABLE article ( -- An article that was fetched, once, under however many addresses; its text is not kept here, its hash is.
    article_key INTEGER NOT NULL, -- Key in this snapshot.
    article_id VARCHAR NOT NULL, -- Stable id: hash of the address, or of the text where there is none.
    url VARCHAR, -- Canonical address.
    source VARCHAR, -- Domain of the outlet.
    province VARCHAR, -- Slug of the outlet's province; null for national and unknown outlets.
    province_today VARCHAR, -- Slug of the one of today's 34 that holds its territory.
    title VARCHAR NOT NULL, -- Headline.
    published TIMESTAMPTZ, -- Publication; midnight in Vietnam where only the day is known.
    fetched TIMESTAMPTZ, -- Newest fetch.
    record VARCHAR, -- Place of the page in the operator's archive.
    language VARCHAR, -- ISO 639-1 code.
    credit VARCHAR, -- Source that the article itself credits.
    text_hash VARCHAR NOT NULL, -- SHA-256 of the canonical text that all offsets refer to.
    text_length INTEGER NOT NULL, -- Length of that text in code points.
    syndicated_of INTEGER, -- article_key of the article whose text it repeats: the one that credit lines lead to, else the earliest published; null for an original.
    syndicated_from VARCHAR, -- Outlet whose text it is, as credit lines tell: its domain where it is known, else the name as given; null where none tells, and for an original.
);

CREATE TABLE article_address ( -- Another address of an article, or a saved copy of it: print and mobile pages, other sections, moved ids. The first one is in article.
    article_key INTEGER NOT NULL, -- The article.
    article_id VARCHAR NOT NULL, -- Id that the article has by this address.
    url VARCHAR, -- The address, canonical; null for a saved copy without one.
    fetched TIMESTAMPTZ, -- Newest fetch.
    record VARCHAR, -- Place of the page in the operator's archive.
);

CREATE TABLE article_version ( -- A text of an article whose address gave several from fetch to fetch; the last is the one that counts. What differs only in spaces and punctuation is none.
    article_key INTEGER NOT NULL, -- The article.
    version INTEGER NOT NULL, -- 1 for the first text.
    fetched TIMESTAMPTZ, -- When it was fetched first.
    record VARCHAR, -- Place of that page in the operator's archive.
    text_hash VARCHAR NOT NULL, -- SHA-256 of the text.
    title VARCHAR NOT NULL, -- Headline.
    paragraphs_added INTEGER NOT NULL, -- Paragraphs that the version before has not; the headline is one.
    paragraphs_removed INTEGER NOT NULL, -- Paragraphs that only the version before has.
    paragraphs_changed INTEGER NOT NULL, -- Paragraphs that read otherwise.
    numbers_changed VARCHAR[] NOT NULL, -- Numbers in them that stand in the place of others, each as "45 -> 47"; 20 at most.
    title_changed BOOLEAN NOT NULL, -- Whether the headline is another.
    published_changed BOOLEAN NOT NULL, -- Whether the time of publication is.
    byline_changed BOOLEAN NOT NULL, -- Whether the writer is.
);
