package dev.upserter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.batch.Api;
import dev.upserter.config.read.Reading;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.delivery.http.Region;
import dev.upserter.mapping.spec.Cast;
import dev.upserter.mapping.spec.Expression;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.Nulls;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.mapping.spec.Unit;
import dev.upserter.mapping.spec.Unmapped;
import dev.upserter.mapping.spec.ValueOrigin;
import dev.upserter.operation.IdentifierType;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.ProblemException;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

final class SyncConfigBuilderTest {
    @Test
    void whatTheFileCanSayTheLibraryCanBuild() {
        var unix = new Cast.Unix(Unit.MILLISECONDS, ZoneId.of("Europe/Berlin"), null);
        SyncConfig built = SyncConfig.builder("users", "user.id")
                .mapping("email", "email")
                .mapping("plan.name", "plan")
                .rule(new Rule(
                        "seen_at",
                        Expression.of(new ValueOrigin.Field(new FieldPath("seen[0]")))
                                .as(unix)))
                .filter("a == 1")
                .deny("ssn")
                .identifyBy(IdentifierType.EMAIL)
                .unmapped(Unmapped.KEEP)
                .nulls(Nulls.SKIP)
                .updateOnly(true)
                .guard(Code.DATE_AS_TEXT, Level.FIX)
                .api(Api.SINGLE)
                .parallelism(3)
                .requestsPerSecond(50)
                .timeout(Duration.ofSeconds(10))
                .maxAttempts(2)
                .maxOutage(Duration.ofHours(1))
                .credentials(new Credentials("s", "k"))
                .region(Region.US)
                .endpoint(URI.create("http://127.0.0.1:3001/"))
                .build();

        assertThat(built).isEqualTo(Reading.yaml("""
            sync: users
            userId: user.id
            mappings: [{from: email, to: email}, {from: plan.name, to: plan},
              {from: 'seen[0]', to: seen_at, as: unix, unit: ms, zone: Europe/Berlin}]
            filter: a == 1
            deny: [ssn]
            identifyBy: email
            unmapped: keep
            nulls: skip
            mode: update
            guards: {DATE_AS_TEXT: fix}
            api: single
            parallelism: 3
            requestsPerSecond: 50
            timeout: 10s
            maxAttempts: 2
            maxOutage: 1h
            siteId: s
            apiKey: k
            region: us
            endpoint: http://127.0.0.1:3001
            """));
    }

    @Test
    void whatIsNotSaidHasTheUsualValue() {
        assertThat(SyncConfig.builder("configuration", "id").build()).isEqualTo(Reading.json("{\"userId\": \"id\"}"));
        assertThat(SyncConfig.builder("configuration", "id").api(Api.SINGLE).build())
                .isEqualTo(Reading.with("\"api\": \"single\""));
    }

    @Test
    void whatTheFileMustNotSayTheLibraryMustNotBuild() {
        var builder =
                SyncConfig.builder("a/b", "id").identifyBy(IdentifierType.PHONE).api(Api.SINGLE);
        assertThatThrownBy(builder::build)
                .isInstanceOf(ProblemException.class)
                .hasMessage("sync must be " + SyncName.MUST_BE
                        + "\nidentifyBy must be other than phone where api is single");
        assertThatThrownBy(() -> SyncConfig.builder("a", "id")
                        .parallelism(501)
                        .timeout(Duration.ofMinutes(61))
                        .maxOutage(Duration.ofDays(8))
                        .build())
                .isInstanceOf(ProblemException.class)
                .hasMessage("parallelism must be 1 to 500\ntimeout must be longer than zero, up to an hour\n"
                        + "maxOutage must be zero to seven days");
        assertThatThrownBy(() -> SyncConfig.builder("a", "id")
                        .endpoint(URI.create("http://a?b"))
                        .build())
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("endpoint must be an http or https URL");
    }
}
