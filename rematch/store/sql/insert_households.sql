INSERT INTO households BY NAME
SELECT $cohort AS cohort, $data AS data, unnest($position::INTEGER[]) AS position,
       unnest($id::VARCHAR[]) AS id, unnest($lat::DOUBLE[]) AS lat, unnest($lon::DOUBLE[]) AS lon,
       unnest($place::VARCHAR[]) AS place, unnest($available_from::VARCHAR[])::DATE AS available_from,
       unnest($consent::BOOLEAN[]) AS consent, unnest($wish_ags::VARCHAR[]) AS wish_ags,
       unnest($excluded_ags::VARCHAR[]) AS excluded_ags, unnest($linked_hard::VARCHAR[]) AS linked_hard,
       unnest($linked_soft::VARCHAR[]) AS linked_soft, unnest($apart::VARCHAR[]) AS apart,
       unnest($answers::VARCHAR[]) AS answers, unnest($priorities::VARCHAR[]) AS priorities,
       unnest($more::VARCHAR[]) AS more
