-- warning: an award has a class that its type has not
SELECT award_id, award, class, url FROM award JOIN award_type USING (award) WHERE class > classes AND NOT named
