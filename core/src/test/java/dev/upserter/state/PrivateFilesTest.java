package dev.upserter.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {
    @TempDir
    Path folder;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void filesAndAllFoldersThatAreMadeAreTheUsersAlone() throws IOException {
        PrivateFiles.makeFolders(folder.resolve("a/b"));
        PrivateFiles.createFile(folder.resolve("a/b/created"));
        PrivateFiles.makeFile(folder.resolve("a/b/made"));

        for (String made : new String[] {"a", "a/b"}) {
            assertThat(permissions(made)).as(made).isEqualTo("rwx------");
        }
        for (String made : new String[] {"a/b/created", "a/b/made"}) {
            assertThat(permissions(made)).as(made).isEqualTo("rw-------");
        }
    }

    private String permissions(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(path)));
    }

    @Test
    void aFileThatIsThereIsNotCreatedAndStaysWhenMade() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "content");

        assertThatThrownBy(() -> PrivateFiles.createFile(file)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(PrivateFiles.makeFile(file)).isEqualTo(file).hasContent("content");
        PrivateFiles.makeFolders(folder);
        assertThat(file).hasContent("content");
    }

    @Test
    void aFileTakesThePlaceOfAnother() throws IOException {
        Path whole = Files.writeString(folder.resolve("whole"), "new");
        Path file = Files.writeString(folder.resolve("file"), "old");

        PrivateFiles.replace(whole, file);

        assertThat(file).hasContent("new");
        assertThat(whole).doesNotExist();
        PrivateFiles.replace(file, folder.resolve("another"));
        assertThat(folder.resolve("another")).hasContent("new");
        assertThatThrownBy(() -> PrivateFiles.replace(whole, file)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aFolderIsRemovedWithAllThatIsInItAndNothingElse() throws IOException {
        Files.createDirectories(folder.resolve("gone/a/b"));
        Files.writeString(folder.resolve("gone/a/b/file"), "");
        Files.writeString(folder.resolve("gone/file"), "");
        Path stays = Files.writeString(folder.resolve("stays"), "content");

        PrivateFiles.remove(folder.resolve("gone"));
        PrivateFiles.remove(folder.resolve("never/there"));

        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(stays);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void linksAreRemovedAndWhatTheyLeadToStays() throws IOException {
        Path stays = Files.createDirectories(folder.resolve("stays"));
        Path file = Files.writeString(stays.resolve("file"), "content");
        Path gone = Files.createDirectories(folder.resolve("gone"));
        Files.createSymbolicLink(gone.resolve("link"), stays);
        Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("nothing"));

        PrivateFiles.remove(gone);
        PrivateFiles.remove(folder.resolve("nowhere"));

        assertThat(file).hasContent("content");
        assertThat(Files.exists(folder.resolve("nowhere"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
        assertThat(gone).doesNotExist();
    }

    /** A folder of another user is not trusted, nor a link that another user made. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theOwnerOfALinkIsNotThatOfWhatItLeadsTo() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nothing"));

        assertThat(Set.of(PrivateFiles.owner(link))).containsExactly(Files.getOwner(folder));
        assertThatThrownBy(() -> PrivateFiles.owner(folder.resolve("nothing"))).isInstanceOf(NoSuchFileException.class);
    }
}
