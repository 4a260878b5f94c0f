package dev.upserter.state;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.PersonKey;
import dev.upserter.plan.Sha256;
import dev.upserter.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The random key for hashes of people and things, so that the file with these alone does not reveal them: the file {@code key}
 * beside it, {@code {"format":"1","key":"…"}}. For one thread.
 */
public final class RecordKey {
    public static final String FILE = "key";
    private static final String FORMAT = "1";
    /** The length of a hash in bytes. */
    public static final int HASH = 16;

    private static final int LENGTH = 32;
    private static final int NAME_LENGTH = 4;
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;
    private final String name;
    private final PersonKey person = new PersonKey();

    private RecordKey(byte[] key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            name = HexFormat.of().formatHex(Sha256.of(key), 0, NAME_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC with SHA-256", e);
        }
    }

    /** Says of a record that it cannot be read, since its key cannot. */
    @FunctionalInterface
    public interface Unusable {
        ProblemException because(Path key, Exception cause);
    }

    /**
     * Reads the key of a folder.
     *
     * @throws ProblemException what is unusable then, if it does not exist, or cannot be read
     */
    public static RecordKey read(Path folder, Unusable unusable) {
        Path file = folder.resolve(FILE);
        try (JsonParser json = new JsonFactory().createParser(Files.readAllBytes(file))) {
            Map<String, String> fields = FlatJson.read(json);
            byte[] key = HexFormat.of().parseHex(fields.getOrDefault("key", ""));
            if (!FORMAT.equals(fields.get("format")) || key.length != LENGTH) {
                throw new IOException("it is no key, or one of another version");
            }
            return new RecordKey(key);
        } catch (IOException | IllegalArgumentException e) {
            throw unusable.because(file, e);
        }
    }

    /**
     * Reads the key of a folder, or creates one that is on disk when this returns; several processes may do so at once.
     *
     * @throws ProblemException what is unusable then, if there is one that cannot be read
     */
    public static RecordKey readOrMake(Path folder, Unusable unusable) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            byte[] key = new byte[LENGTH];
            new SecureRandom().nextBytes(key);
            Path own = folder.resolve(FILE + "." + HexFormat.of().formatHex(key, 0, NAME_LENGTH));
            try (var out = new AppendedFile(PrivateFiles.createFile(own))) {
                String text = "{\"format\":\"" + FORMAT + "\",\"key\":\""
                        + HexFormat.of().formatHex(key) + "\"}\n";
                out.append(text.getBytes(StandardCharsets.US_ASCII));
                out.force();
            }
            placeFirst(own, file);
        }
        return read(folder, unusable);
    }

    /** The first process to place its file wins. */
    private static void placeFirst(Path own, Path file) throws IOException {
        try {
            Files.createLink(file, own);
        } catch (FileAlreadyExistsException another) {
            // its key is used
        } catch (IOException | UnsupportedOperationException noLinks) {
            if (!Files.exists(file)) {
                Files.copy(own, file);
            }
        }
        Files.delete(own);
        PrivateFiles.forceFolder(file.resolveSibling("."));
    }

    /** A name that distinguishes this key from others and is not secret: eight hexadecimal digits. */
    public String name() {
        return name;
    }

    /** The hash of a person's identifier. */
    public byte[] hash(Identifier identifier) {
        person.of(identifier);
        return hash(identifier.type(), person.bytes(), person.start(), person.end());
    }

    /**
     * The hash of a person's identifier.
     *
     * @param key in UTF-8, from one index up to another (exclusive); an e-mail address in lower case
     */
    public byte[] hash(IdentifierType type, byte[] key, int from, int to) {
        return hash(type.spelling(), key, from, to);
    }

    /**
     * The hash of a key among those of its kind.
     *
     * @param kind what the key is
     * @param key  in UTF-8, from one index up to another (exclusive)
     */
    public byte[] hash(String kind, byte[] key, int from, int to) {
        mac.update(kind.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        mac.update(key, from, to - from);
        return Arrays.copyOf(mac.doFinal(), HASH);
    }
}
