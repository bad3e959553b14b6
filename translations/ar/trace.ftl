## trace
