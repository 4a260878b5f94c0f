package dev.upserter.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.operation.text.ConsentName;
import dev.upserter.operation.text.IdNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KnownNamesTest {

    @ParameterizedTest
    @CsvSource({
        "Email, email",
        "E-mail, email",
        "EMAIL, email",
        "e mail, email",
        "Email Address, email",
        "Created_At, created_at",
        "created at, created_at",
        "CreatedAt, created_at",
        "Created (UTC), created_at",
        "Phone, phone",
        "Phone Number, phone",
        "Time Zone, timezone",
        "Unsubscribed, unsubscribed"
    })
    void nearNamesAreKnown(String column, String attribute) {
        assertThat(KnownNames.attribute(column)).contains(attribute);
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "owner_email", "emails", "created_by", "phones", "first_name", ""})
    void otherNamesSayNothing(String column) {
        assertThat(KnownNames.attribute(column)).isEmpty();
    }

    @Test
    void theDocumentationListsAllOfThem() throws IOException {
        String docs = Files.readString(Path.of("..", "docs", "init.md"));
        KnownNames.OTHERS.forEach((attribute, names) -> assertThat(listed(docs, "| `" + attribute + "` | "))
                .as(attribute)
                .containsExactlyElementsOf(names));
        assertThat(listed(docs, "| the identifier | ")).containsExactlyElementsOf(IdNames.ALL);
        assertThat(listed(docs, "| `unsubscribed` | "))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(KnownNames.consent(name)).contains(ConsentName.OPT_OUT));
        assertThat(listed(docs, "| `unsubscribed`, the opposite | "))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(KnownNames.consent(name)).contains(ConsentName.CONSENT));
        assertThat(listed(docs, "| `unsubscribed`, where there is a date | "))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(KnownNames.consent(name)).contains(ConsentName.OPT_OUT_TIME));
    }

    private static List<String> listed(String docs, String title) {
        int start = docs.indexOf(title) + title.length();
        return Pattern.compile("`([^`]+)`")
                .matcher(docs.substring(start, docs.indexOf('\n', start)))
                .results()
                .map(name -> name.group(1))
                .toList();
    }
}
