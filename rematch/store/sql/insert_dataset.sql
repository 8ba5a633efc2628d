INSERT INTO datasets BY NAME
SELECT $cohort AS cohort, $data AS data, $name AS name, $invented AS invented, $as_of::DATE AS as_of,
       $seed::BIGINT AS seed, $catalogue AS catalogue, $saved_at AS saved_at, $viewer AS viewer,
       $persons AS persons, $households AS households, $municipalities AS municipalities,
       $more::VARCHAR AS more
