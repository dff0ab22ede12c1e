-- An office holder; why the mentions of him are taken for one person is decided anew from them.
SELECT official_id, name, title, province, reports FROM official WHERE official_id = $official_id
