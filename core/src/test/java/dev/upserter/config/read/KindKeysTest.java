package dev.upserter.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.SyncConfig;
import dev.upserter.kind.Kinds;
import dev.upserter.plan.Mode;
import org.junit.jupiter.api.Test;

/** What a configuration may say depends on its type. */
class KindKeysTest {
    @Test
    void withoutATypeRowsBecomePeople() {
        SyncConfig config = Reading.json("{\"userId\": \"id\"}");

        assertThat(config.kind().kind()).isSameAs(Kinds.PERSON);
        assertThat(config).isEqualTo(Reading.with("\"type\": \"person\""));
    }

    @Test
    void theModeOfATypeIsItsFirst() {
        assertThat(Reading.with("\"type\": \"delete\"").kind().mode()).isEqualTo(Mode.APPEND);
        assertThat(Reading.with("\"type\": \"segment\", \"segment\": 7").kind().mode())
                .isEqualTo(Mode.ADD);
    }

    @Test
    void aKeyThatATypeNeedsIsMissed() {
        assertThat(Reading.mistakes("{\"userId\": \"id\", \"type\": \"segment\"}", Reading.JSON))
                .containsExactly("1:1: the key segment is missing, which type: segment needs");
    }

    @Test
    void whatSaysNothingAboutATypeIsRefusedAtItsPlace() {
        assertThat(Reading.mistakes("""
            {"userId": "id", "type": "segment", "segment": 7, "identifyBy": "phone",
             "mappings": [], "api": "batch",
             "mode": "update", "keepValues": true,
             "irreversible": true}\
            """, Reading.JSON))
                .containsExactlyInAnyOrder(
                        "1:65: identifyBy must not be phone where type is segment",
                        "2:2: mappings says nothing where type is segment",
                        "2:18: api says nothing where type is segment",
                        "3:10: mode must be add, remove or mirror, not \"update\"",
                        "3:20: keepValues says nothing where type is segment",
                        "4:2: irreversible says nothing where type is segment");
        assertThat(Reading.mistakes("{\"userId\": \"id\", \"segment\": 7}", Reading.JSON))
                .containsExactly("1:18: segment says nothing where type is person");
        assertThat(Reading.mistakes("{\"userId\": \"id\", \"mode\": \"add\"}", Reading.JSON))
                .containsExactly("1:26: mode must be upsert, update, create or mirror, not \"add\"");
    }

    @Test
    void thePathOfARequestTakesNoPhoneNumber() {
        assertThat(Reading.mistakes(
                        "{\"userId\": \"id\", \"type\": \"delete\", \"api\": \"single\", \"identifyBy\": \"phone\"}",
                        Reading.JSON))
                .singleElement()
                .asString()
                .contains("identifyBy must not be phone where api is single");
    }
}
