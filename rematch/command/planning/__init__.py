"""`planning`: the command `plan` and the `plan_content` of it; `grounds` of special categories."""
