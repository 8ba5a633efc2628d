UPDATE runs SET content = $content, scenario_fingerprint = $scenario WHERE run = $run
