package dev.upserter.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonObjectTest {
    @Test
    void everyKindOfValueIsWrittenInOrder() throws Exception {
        var object = new JsonObject()
                .with("text", "a\"b")
                .with("number", 1)
                .with("whole", Long.valueOf(2))
                .with("part", Double.valueOf(0.5))
                .with("flag", true)
                .with("object", new JsonObject().withNull("nothing"))
                .with("objects", List.of(new JsonObject(), new JsonObject()))
                .with("raw", new Json.Raw("{\"n\":\n1.10}"))
                .withTexts("texts", List.of("x", "y"))
                .withNumbers("numbers", List.of(3L, 4L))
                .withRead("read", Json.read("[1.10,null,\"z\"]"));

        assertThat(Json.write(object))
                .isEqualTo("{\"text\":\"a\\\"b\",\"number\":1,\"whole\":2,\"part\":0.5,\"flag\":true,"
                        + "\"object\":{\"nothing\":null},\"objects\":[{},{}],\"raw\":{\"n\":1.10},"
                        + "\"texts\":[\"x\",\"y\"],\"numbers\":[3,4],\"read\":[1.10,null,\"z\"]}");
    }

    @Test
    void whatIsNotKnownIsNull() {
        String text = null;
        Long number = null;

        assertThat(Json.write(new JsonObject().with("text", text).with("number", number)))
                .isEqualTo("{\"text\":null,\"number\":null}");
    }
}
