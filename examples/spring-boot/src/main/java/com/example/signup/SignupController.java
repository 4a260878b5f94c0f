package com.example.signup;

import dev.upserter.Ingester;
import dev.upserter.Report;
import dev.upserter.Rows;
import dev.upserter.Upserter;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
class SignupController {
    record Signup(String id, String email) {}

    record Plan(String plan) {}

    /** What became of the rows of a load. */
    record Load(String status, long read, long delivered, long rejected) {}

    private static final Logger LOG = LoggerFactory.getLogger(SignupController.class);

    private final Customers customers;
    private final Ingester<Customer> signups;
    private final Upserter upserter;
    private final DataSource database;

    SignupController(Customers customers, Ingester<Customer> signups, Upserter upserter, DataSource database) {
        this.customers = customers;
        this.signups = signups;
        this.upserter = upserter;
        this.database = database;
    }

    /**
     * Customer.io hears of the customer within a second. It may be down: nobody who signs up waits for it. Whom the ingester has no
     * room for, or cannot send any more, is in the table, and the next load sends it.
     */
    @PostMapping("/signups")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void signUp(@RequestBody Signup signup) throws InterruptedException {
        var now = LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
        var customer = new Customer(signup.id(), signup.email(), "free", now);
        customers.add(customer);
        try {
            if (!signups.offer(customer, Duration.ZERO)) {
                LOG.warn("too many sign-ups wait for Customer.io: one is left to the next load");
            }
        } catch (IllegalStateException ended) {
            LOG.error("a sign-up is left to the next load", ended);
        }
    }

    /** Customer.io has the plan when this is answered. The sign-up goes first, or its plan would arrive last. */
    @PutMapping("/customers/{id}/plan")
    void changePlan(@PathVariable String id, @RequestBody Plan plan) throws InterruptedException {
        if (!customers.changePlan(id, plan.plan())) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        if (!signups.flush(Duration.ofSeconds(10))) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
        }
        upserter.send(Map.of("id", id, "plan", plan.plan())).orThrow();
    }

    /** Sends the whole table, such as once a night: its rows are read one at a time. */
    @PostMapping("/loads")
    Load load() {
        Report report = upserter.run(Rows.query(database, "select id, email, plan, signed_up from customers"));
        return new Load(report.status().name(), report.read(), report.delivered(), report.rejected());
    }
}
