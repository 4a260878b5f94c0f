package dev.upserter.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedAttributesTest {
    @Test
    void whatIsPackedComesOutInTheSameOrder() {
        var random = new Random(1);
        var packing = new PackedAttributes();
        for (int i = 0; i < 500; i++) {
            Map<String, String> attributes = new LinkedHashMap<>();
            for (int j = random.nextInt(40); j > 0; j--) {
                attributes.put("näme" + random.nextInt(20_000), "\"" + "é".repeat(random.nextInt(300)) + "\"");
            }

            Map<String, String> unpacked = packing.unpack(packing.pack(attributes));

            assertThat(unpacked).containsExactlyEntriesOf(attributes);
        }
    }
}
