package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.carried.jetty.http.MultiPart;
import dev.upserter.carried.jetty.io.Content;
import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncSet;
import dev.upserter.server.upload.Upload;
import dev.upserter.server.upload.UploadFolder;
import dev.upserter.source.DataFile;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The law of uploads: what is stored is what was sent, however the network splits it. */
class SplitUploadTest {
    private static final int ROUNDS = 300;
    private static final String[] NEARLY_BOUNDARIES = {
        "\r",
        "\n",
        "\r\n",
        "-",
        "--",
        "\r\n--",
        "\n--" + Form.BOUNDARY.substring(1),
        "\r\n--" + Form.BOUNDARY.substring(2)
    };

    @TempDir
    Path folder;

    @Test
    void whatIsStoredIsWhatWasSentHoweverItIsCut() throws Exception {
        var random = new Random(20261124);
        try (UploadFolder uploads = UploadFolder.open(folder)) {
            for (int round = 0; round < ROUNDS; round++) {
                String data = data(random);
                byte[] body = Form.of(TestServer.CONFIGURATION, data).closed();

                assertThat(stored(uploads, body, random)).as("round " + round).isEqualTo(data);
            }
        }
    }

    private static String data(Random random) {
        var data = new StringBuilder("[");
        for (int i = random.nextInt(200); i > 0; i--) {
            if (random.nextBoolean()) {
                data.append(NEARLY_BOUNDARIES[random.nextInt(NEARLY_BOUNDARIES.length)]);
            } else {
                data.append((char) ('a' + random.nextInt(26)));
            }
        }
        return data.toString();
    }

    private static String stored(UploadFolder uploads, byte[] body, Random random) throws Exception {
        var configuration = new ByteArrayOutputStream();
        try (var upload = new Upload(uploads, part -> {
            configuration.writeBytes(part.text());
            return SyncSet.of(SyncConfig.builder("users", "id").build());
        })) {
            var parser = new MultiPart.Parser(Form.BOUNDARY, upload);
            for (int from = 0; from < body.length; ) {
                int to = Math.min(body.length, from + 1 + random.nextInt(40));
                parser.parse(Content.Chunk.from(ByteBuffer.wrap(body, from, to - from), to == body.length));
                from = to;
            }
            assertThat(configuration.toString(StandardCharsets.UTF_8)).isEqualTo(TestServer.CONFIGURATION);
            DataFile data = upload.order().files().files().getFirst().data();
            return Files.readString(((DataFile.OnDisk) data).path());
        }
    }
}
