INSERT INTO municipalities BY NAME
SELECT $cohort AS cohort, $data AS data, unnest($position::INTEGER[]) AS position,
       unnest($ags::VARCHAR[]) AS ags, unnest($name::VARCHAR[]) AS name, unnest($state::VARCHAR[]) AS state,
       unnest($lat::DOUBLE[]) AS lat, unnest($lon::DOUBLE[]) AS lon,
       unnest($population::BIGINT[]) AS population, unnest($pledge_min::BIGINT[]) AS pledge_min,
       unnest($pledge_max::BIGINT[]) AS pledge_max, unnest($capacity::VARCHAR[]) AS capacity,
       unnest($offers::VARCHAR[]) AS offers, unnest($as_of::VARCHAR[]) AS as_of,
       unnest($priorities::VARCHAR[]) AS priorities,
       unnest($more::VARCHAR[]) AS more
