INSERT INTO journal
SELECT unnest($seq::BIGINT[]), unnest($at::VARCHAR[]), unnest($viewer::VARCHAR[]), unnest($role::VARCHAR[]),
       unnest($action::VARCHAR[]), unnest($token::VARCHAR[]), unnest($run::VARCHAR[]), unnest($details::VARCHAR[]),
       unnest($previous::VARCHAR[]), unnest($hash::VARCHAR[]), unnest($sealed::VARCHAR[])
