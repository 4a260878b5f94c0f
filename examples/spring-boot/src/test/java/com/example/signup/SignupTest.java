package com.example.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.Ingester;
import dev.upserter.sandbox.fault.Answer;
import dev.upserter.sandbox.junit.SandboxExtension;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
class SignupTest {
    @RegisterExtension
    static final SandboxExtension customerio = new SandboxExtension();

    @LocalServerPort
    int port;

    @Autowired
    Ingester<Customer> signups;

    @Autowired
    JdbcClient database;

    @Autowired
    MeterRegistry meters;

    @DynamicPropertySource
    static void customerio(DynamicPropertyRegistry properties) {
        properties.add("customerio.endpoint", customerio::address);
        properties.add("customerio.site-id", () -> customerio.sandbox().siteId());
        properties.add("customerio.api-key", () -> customerio.sandbox().apiKey());
    }

    /** What one test leaves is not there in the next. */
    @AfterEach
    void empty() throws InterruptedException {
        signups.flush(Duration.ofSeconds(30));
        database.sql("delete from customers").update();
    }

    @Test
    void whoSignsUpArrives() throws Exception {
        signUp(port, "7");

        assertThat(signups.flush(Duration.ofSeconds(30))).isTrue();
        customerio.check().people(1).person("7").has("email", "7@example.com").has("plan", "free");
    }

    @Test
    void anAnswerThatIsLostIsSentAgain() throws Exception {
        customerio.sandbox().answerNext(Answer.status(503), Answer.lost());

        signUp(port, "7");

        assertThat(signups.flush(Duration.ofSeconds(30))).isTrue();
        customerio.check().people(1).requests(3);
    }

    @Test
    void aPlanHasArrivedWhenItsChangeIsAnsweredAndStays() throws Exception {
        signUp(port, "7");

        changePlan("7", "pro");

        customerio.check().person("7").has("plan", "pro");
        signups.flush(Duration.ofSeconds(30));
        customerio.check().requests(2).person("7").has("plan", "pro");
        assertThatThrownBy(() -> changePlan("8", "pro")).isInstanceOf(HttpClientErrorException.NotFound.class);
    }

    @Test
    void theTableIsLoaded() {
        for (int i = 0; i < 2_500; i++) {
            database.sql("insert into customers values (?, ?, 'free', timestamp '2026-01-02 03:04:05')")
                    .params("c" + i, "c" + i + "@example.com")
                    .update();
        }

        double before = delivered();
        var load = client(port).post().uri("/loads").retrieve().body(SignupController.Load.class);

        assertThat(load).isEqualTo(new SignupController.Load("COMPLETED", 2_500, 2_500, 0));
        customerio.check().people(2_500).person("c2499").has("created_at", 1767323045);
        assertThat(delivered() - before).isEqualTo(2_500);
    }

    private double delivered() {
        return meters.get("upserter.rows")
                .tag("end", "delivered")
                .functionCounter()
                .count();
    }

    @Test
    void whoWaitsIsSentWhenTheServiceStops() {
        var service = other("stopped");
        signUp(port(service), "last");

        service.close();

        customerio.check().person("last").has("plan", "free");
    }

    /** An ingester ends where Customer.io refuses the credentials. */
    @Test
    void aSignUpThatTheIngesterDoesNotTakeIsLeftToTheLoad() {
        try (var service = other("ended")) {
            service.getBean(Ingester.class).close();

            signUp(port(service), "7");

            customerio.check().people(0);
            var load = client(port(service)).post().uri("/loads").retrieve().body(SignupController.Load.class);
            assertThat(load).isEqualTo(new SignupController.Load("COMPLETED", 1, 1, 0));
        }
        customerio.check().person("7").has("plan", "free");
    }

    private static ConfigurableApplicationContext other(String database) {
        return SpringApplication.run(
                SignupApplication.class,
                "--server.port=0",
                "--spring.datasource.url=jdbc:h2:mem:" + database + ";DATABASE_TO_LOWER=true",
                "--customerio.endpoint=" + customerio.address(),
                "--customerio.site-id=" + customerio.sandbox().siteId(),
                "--customerio.api-key=" + customerio.sandbox().apiKey());
    }

    private static int port(ConfigurableApplicationContext service) {
        return Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** The library's copy of HttpClient logs nowhere. Spring's own, by which this test sends, logs all that it does. */
    @Test
    void theLogHasNoCredentials(CapturedOutput output) {
        LoggingSystem log = LoggingSystem.get(getClass().getClassLoader());
        log.setLogLevel("ROOT", LogLevel.TRACE);
        try {
            signUp(port, "7");
            changePlan("7", "pro");
        } finally {
            log.setLogLevel("ROOT", LogLevel.INFO);
        }

        assertThat(output)
                .contains("org.apache.hc.client5")
                .doesNotContain(customerio.sandbox().apiKey());
    }

    private static RestClient client(int port) {
        return RestClient.create("http://127.0.0.1:" + port);
    }

    private static void signUp(int port, String id) {
        client(port)
                .post()
                .uri("/signups")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("id", id, "email", id + "@example.com"))
                .retrieve()
                .toBodilessEntity();
    }

    private void changePlan(String id, String plan) {
        client(port)
                .put()
                .uri("/customers/{id}/plan", id)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("plan", plan))
                .retrieve()
                .toBodilessEntity();
    }
}
