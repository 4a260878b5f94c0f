package dev.upserter.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.operation.text.Role;
import dev.upserter.record.Shape;
import dev.upserter.source.json.JsonSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ShapePlansTest {

    @Test
    void aShapeThatComesBackHasThePlanItHadBefore() {
        var source = JsonSource.open(
                new ByteArrayInputStream("[{\"id\":1},{\"id\":1,\"a\":2},{\"id\":2}]".getBytes(StandardCharsets.UTF_8)),
                "data.json");
        Shape one = source.next().shape();
        Shape two = source.next().shape();
        var plans = new ShapePlans(Mappings.config("id"), new Places(), Role::of, new FieldNames());
        ShapePlan first = plans.of(one);
        assertThat(plans.of(one)).isSameAs(first);
        ShapePlan second = plans.of(two);
        assertThat(second).isNotSameAs(first);
        assertThat(plans.of(source.next().shape())).isSameAs(first);
        assertThat(plans.of(two)).isSameAs(second);
    }

    @Test
    void shapesWithoutEndAreForgotten() {
        var names = new FieldNames();
        var plans = new ShapePlans(Mappings.config("id"), new Places(), Role::of, names);
        Shape early = Mappings.record("{\"id\":1,\"early\":2}").shape();
        ShapePlan first = plans.of(early);
        for (int i = 0; i < 60; i++) {
            String batch = "v" + i + "_";
            plans.of(Mappings.record(IntStream.range(0, 1_000)
                            .mapToObj(field -> "\"" + batch + field + "\":2")
                            .collect(Collectors.joining(",", "{\"id\":1,", "}")))
                    .shape());
        }
        assertThat(plans.of(early)).isNotSameAs(first);
        assertThat(plans.of(early).keptName(0)).hasToString("early");
    }
}
