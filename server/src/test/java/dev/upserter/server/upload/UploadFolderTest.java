package dev.upserter.server.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.problem.Code;
import dev.upserter.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadFolderTest {
    @TempDir
    Path folder;

    @Test
    void whatIsUploadedIsForItsOwnerOnly() throws Exception {
        Path state = folder.resolve("state");
        try (UploadFolder uploads = UploadFolder.open(state);
                StoredFile file = uploads.create()) {
            assertThat(permissions(state)).isEqualTo("rwx------");
            assertThat(permissions(file.path())).isEqualTo("rw-------");
            assertThat(permissions(file.path().resolveSibling("."))).isEqualTo("rwx------");
        }
    }

    @Test
    void aFileIsGoneWhenItIsClosed() {
        try (UploadFolder uploads = UploadFolder.open(folder)) {
            StoredFile file = uploads.create();
            file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            file.end();
            assertThat(file.path()).hasSize(3);

            file.close();

            assertThat(file.path()).doesNotExist();
        }
    }

    @Test
    void everythingIsGoneWhenTheFolderIsClosed() {
        UploadFolder uploads = UploadFolder.open(folder);
        StoredFile file = uploads.create();

        uploads.close();
        uploads.close();

        assertThat(file.path().resolveSibling(".")).doesNotExist();
    }

    @Test
    void leftoversOfAServerAreRemovedWhenTheNextOneStarts() throws Exception {
        Path left = Files.createDirectories(folder.resolve("uploads/server-1"));
        Files.writeString(left.resolve("data-1.part"), "[]");
        Files.writeString(left.resolve("lock"), "");

        UploadFolder.open(folder).close();

        assertThat(left).doesNotExist();
    }

    @Test
    void whatAnotherServerHasIsLeftAlone() {
        try (UploadFolder first = UploadFolder.open(folder);
                StoredFile file = first.create()) {
            UploadFolder.open(folder).close();

            assertThat(file.path()).exists();
        }
    }

    @Test
    void whatAServerInAnotherProcessHasIsLeftAlone() throws Exception {
        Path other = Files.createDirectories(folder.resolve("uploads/server-2"));
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        other.resolve("lock").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(holder.getInputStream().read()).isEqualTo('L');

            UploadFolder.open(folder).close();
            assertThat(other).exists();
        } finally {
            holder.destroyForcibly().waitFor();
        }

        UploadFolder.open(folder).close();
        assertThat(other).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> UploadFolder.open(file))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems()).singleElement().satisfies(problem -> {
                            assertThat(problem.code()).isEqualTo(Code.STATE_UNWRITABLE);
                            assertThat(problem.toString()).contains(file.toString());
                        }));
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
