package dev.upserter.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackEventTest {
    private static final EventId ID =
            new EventId("01HK2D7B00SPQQP6ZDQQTG9TEM".getBytes(StandardCharsets.US_ASCII), 1, 0);

    @Test
    void theEventOfAPersonIsAnEntryWithAttributesOrABodyWithData() {
        TrackEvent event = event(new Identifier(IdentifierType.EMAIL, JsonValue.ofText("ada@x.com")), 1_704_103_200);

        assertThat(written(event, Form.ENTRY))
                .isEqualTo(
                        "{\"type\":\"person\",\"identifiers\":{\"email\":\"ada@x.com\"},\"action\":\"event\",\"name\":\"Order"
                                + " Placed\",\"id\":\"01HK2D7B00SPQQP6ZDQQTG9TEM\",\"timestamp\":1704103200,\"attributes\":{\"total\":49.90}}");
        assertThat(written(event, Form.BODY))
                .isEqualTo(
                        "{\"type\":\"event\",\"name\":\"Order Placed\",\"id\":\"01HK2D7B00SPQQP6ZDQQTG9TEM\",\"timestamp\":"
                                + "1704103200,\"data\":{\"total\":49.90}}");
    }

    @Test
    void theEventOfSomebodyAnonymousIsABodyThatNamesThem() {
        TrackEvent event = event(TrackEvent.anonymous(JsonValue.ofInteger(7)), 1_704_103_200);

        assertThat(event.isAnonymous()).isTrue();
        assertThat(event.subject().keyName()).isEqualTo("anonymous_id");
        assertThat(written(event, Form.BODY)).contains(",\"anonymous_id\":\"7\",\"data\":{");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 99_999, 1_704_103_200, 281_474_976_709L})
    void itsTimeIsWrittenDigitByDigit(long seconds) {
        assertThat(written(event(TrackEvent.anonymous(JsonValue.ofText("v")), seconds), Form.BODY))
                .contains("\"timestamp\":" + seconds + ",");
    }

    private static TrackEvent event(Subject who, long seconds) {
        var total = new Attribute(new AttributeName("total"), JsonValue.ofJson("49.90"));
        return new TrackEvent(
                who, EventType.EVENT, JsonValue.ofText("Order Placed"), seconds, ID, new Payload(List.of(total)));
    }

    private static String written(TrackEvent event, Form form) {
        byte[] bytes = new byte[1000];
        int end = event.write(form, bytes, 0);
        assertThat(end).isEqualTo(event.length(form));
        return new String(Arrays.copyOf(bytes, end), StandardCharsets.UTF_8);
    }
}
