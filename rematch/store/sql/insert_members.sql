INSERT INTO members BY NAME
SELECT $cohort AS cohort, $data AS data, unnest($position::INTEGER[]) AS position,
       unnest($household::VARCHAR[]) AS household, unnest($number::INTEGER[]) AS number,
       unnest($role::VARCHAR[]) AS role, unnest($age::INTEGER[]) AS age, unnest($sex::VARCHAR[]) AS sex,
       unnest($answers::VARCHAR[]) AS answers,
       unnest($more::VARCHAR[]) AS more
