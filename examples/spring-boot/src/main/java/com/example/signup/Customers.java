package com.example.signup;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of customers. */
@Repository
class Customers {
    private final JdbcClient database;

    Customers(JdbcClient database) {
        this.database = database;
    }

    void add(Customer customer) {
        database.sql("insert into customers (id, email, plan, signed_up) values (?, ?, ?, ?)")
                .params(customer.id(), customer.email(), customer.plan(), customer.signedUp())
                .update();
    }

    /** Whether there is such a customer. */
    boolean changePlan(String id, String plan) {
        return database.sql("update customers set plan = ? where id = ?")
                        .params(plan, id)
                        .update()
                == 1;
    }
}
