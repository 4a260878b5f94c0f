package dev.upserter.sandbox;

import static dev.upserter.sandbox.Client.identify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.sandbox.store.Person;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a test sets up in code, and reads there. */
class WorkspaceSettingsTest {
    @AutoClose
    private final Sandbox sandbox =
            Sandbox.start(SandboxConfig.defaults().withToken("secret-token").withWorkspace("second", "key2", "app2"));

    @AutoClose
    private final Client client = new Client(sandbox);

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(config -> config.withHost(" "), "host must not be blank"),
                mistake(config -> config.withPort(-1), "port must be 0 to 65535, not -1"),
                mistake(config -> config.withPort(65_536), "port must be 0 to 65535, not 65536"),
                mistake(config -> config.withMostRecorded(0), "mostRecorded must be at least 1"),
                mistake(config -> config.withCredentials("", "key"), "siteId must hold text without a colon"),
                mistake(config -> config.withCredentials("site", " "), "apiKey must not be blank"),
                mistake(config -> config.withWorkspace("a:b", "key", ""), "siteId must hold text without a colon"),
                mistake(config -> config.withWorkspace("b", "", ""), "apiKey must not be blank"),
                mistake(
                        config -> config.withWorkspace(config.siteId(), "key", ""),
                        "each workspace must have a siteId of its own"),
                mistake(
                        config -> config.withWorkspace("b", "key", "").withWorkspace("b", "key2", ""),
                        "each workspace must have a siteId of its own"),
                mistake(
                        config -> config.withDisabled(Set.of("name")),
                        "there is no identifier 'name'. There are id, email, phone and cio_id"));
    }

    private static Arguments mistake(UnaryOperator<SandboxConfig> change, String message) {
        return Arguments.of(change, message);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void whatCannotBeSetUpIsSaidAtOnce(UnaryOperator<SandboxConfig> change, String message) {
        assertThatThrownBy(() -> change.apply(SandboxConfig.defaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void theBoundsOfPortsAndRecordingAreTaken() {
        SandboxConfig config = SandboxConfig.defaults().withPort(65_535).withMostRecorded(1);

        assertThat(config.port()).isEqualTo(65_535);
        assertThat(config.mostRecorded()).isOne();
        assertThat(config.withPort(0).port()).isZero();
        assertThat(config.port()).as("a copy was changed").isEqualTo(65_535);
    }

    @Test
    void workspacesAreListedTheFirstOneFirst() {
        assertThat(sandbox.workspaces()).extracting(SandboxWorkspace::siteId).containsExactly("sandbox-site", "second");
        assertThat(sandbox.workspaces().getFirst()).isSameAs(sandbox);
        assertThat(sandbox.workspace("second").apiKey()).isEqualTo("key2");
        assertThat(sandbox.workspace("second").appApiKey()).isEqualTo("app2");
        assertThat(sandbox.appApiKey()).isEqualTo("sandbox-app-key");
        assertThat(sandbox.token()).isEqualTo("secret-token");
    }

    @Test
    void theFirstPeopleAreReadAlone() throws Exception {
        client.batch(identify("a", "{}"), identify("b", "{}"), identify("c", "{}"));

        assertThat(sandbox.people(2)).extracting(Person::identifier).containsExactly("a", "b");
        assertThat(sandbox.people(0)).isEmpty();
        assertThat(sandbox.people(9)).hasSize(3);
    }

    @Test
    void anIdentifierThatIsDisabledIsRefusedAloneOrWithItsBatch() throws Exception {
        String phone = identify("phone", "+491700000000", "{}");

        sandbox.disable("phone", false);
        assertThat(client.batch(phone, identify("a", "{}")).statusCode()).isEqualTo(207);
        sandbox.disable("phone", true);
        var whole = client.batch(phone, identify("b", "{}"));
        assertThat(whole.statusCode()).isEqualTo(400);
        assertThat(whole.body()).contains("phone is not enabled as an identifier in this workspace");
        assertThat(sandbox.people()).extracting(Person::identifier).containsExactly("a");

        sandbox.enable("phone");
        assertThat(client.batch(phone).statusCode()).isEqualTo(200);
    }

    @Test
    void onePatternRefusesManyPeopleInTheWordsThatAreGiven() throws Exception {
        sandbox.refuseAll("*@blocked.example", "invalid", "identifiers", "blocked");

        var answer = client.batch(identify("email", "a@Blocked.example", "{}"), identify("a", "{}"));
        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(answer.body())
                .contains(
                        "{\"batch_index\":0,\"reason\":\"invalid\",\"field\":\"identifiers\",\"message\":\"blocked\"}");
        assertThat(sandbox.people()).extracting(Person::identifier).containsExactly("a");
    }
}
