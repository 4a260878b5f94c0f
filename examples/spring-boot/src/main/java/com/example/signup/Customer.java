package com.example.signup;

import java.time.LocalDateTime;

/** A row of the table of customers; times are in UTC. */
record Customer(String id, String email, String plan, LocalDateTime signedUp) {}
