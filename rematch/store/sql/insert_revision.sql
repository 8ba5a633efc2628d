INSERT INTO revisions SELECT $cohort, coalesce(max(seq), 0) + 1, $data, $action, $at, $viewer FROM revisions WHERE cohort = $cohort
