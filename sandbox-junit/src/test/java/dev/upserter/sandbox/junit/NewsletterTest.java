package dev.upserter.sandbox.junit;

import dev.upserter.sandbox.fault.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NewsletterTest {
    @RegisterExtension
    static final SandboxExtension customerio = new SandboxExtension();

    private final Newsletter newsletter = new Newsletter(
            customerio.address(),
            customerio.sandbox().siteId(),
            customerio.sandbox().apiKey());

    @Test
    void whoSubscribesArrives() throws Exception {
        newsletter.subscribe("ana@example.com", "pro");

        customerio.check().people(1).person("ana@example.com").has("plan", "pro");
    }

    @Test
    void aServerErrorIsTriedAgain() throws Exception {
        customerio.sandbox().answerNext(Answer.status(503), Answer.lost());

        newsletter.subscribe("ana@example.com", "pro");

        customerio.check().requests(3).person("ana@example.com").has("plan", "pro");
    }
}
