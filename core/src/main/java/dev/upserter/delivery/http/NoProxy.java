package dev.upserter.delivery.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hosts that {@code NO_PROXY} names: hosts and domains, each with all below it, with or without a dot or {@code *.} before it;
 * names with asterisks; addresses and ranges of them, such as {@code 10.0.0.0/8} and {@code [fd00::]/8}; each but a range perhaps
 * for one port only. A range is held against addresses alone: no name is looked up.
 */
final class NoProxy {
    private static final System.Logger LOGGER = System.getLogger(NoProxy.class.getName());
    private static final Pattern WITH_PORT = Pattern.compile("([^:]+|\\[[^]]+]):(\\d{1,5})");
    private static final Pattern RANGE = Pattern.compile("([0-9a-f:.]+|\\[[0-9a-f:.]+])/(\\d{1,3})");
    /** What would be an address, if it were one. */
    private static final Pattern DIGITS = Pattern.compile("[\\d.]+");

    /** A run asks for each destination and each client, a server for each run. */
    private static final Set<String> WARNED_OF = ConcurrentHashMap.newKeySet();

    private static final int MOST_WARNINGS = 100;
    private static final int LAST_PORT = 65_535;
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_*.-]+");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-f.]*:[0-9a-f:.]*");

    private final List<String> entries;

    /** The entries of a list, which commas or blanks separate. */
    NoProxy(String list) {
        this.entries = Arrays.stream(list.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    /** Whether a host is reached without the proxy. Warns of each entry that names nothing, once in a process. */
    boolean covers(String host, int port) {
        entries.stream()
                .filter(entry -> !isKnown(entry))
                .filter(entry -> WARNED_OF.size() < MOST_WARNINGS && WARNED_OF.add(entry))
                .forEach(entry -> LOGGER.log(
                        System.Logger.Level.WARNING,
                        "NO_PROXY: '" + entry
                                + "' is no host, domain, address or range such as 10.0.0.0/8, and is ignored"));
        return entries.stream().filter(NoProxy::isKnown).anyMatch(entry -> covers(entry, host, port));
    }

    private static boolean isKnown(String entry) {
        Matcher range = RANGE.matcher(entry);
        if (range.matches()) {
            return address(range.group(1))
                    .filter(bytes -> Integer.parseInt(range.group(2)) <= bytes.length * 8)
                    .isPresent();
        }
        Matcher withPort = WITH_PORT.matcher(entry);
        if (!withPort.matches()) {
            return isPlace(entry);
        }
        return isPlace(withPort.group(1)) && Integer.parseInt(withPort.group(2)) <= LAST_PORT;
    }

    private static boolean isPlace(String text) {
        boolean isName = NAME.matcher(text).matches() && !DIGITS.matcher(text).matches();
        return isName || address(text).isPresent();
    }

    private static boolean covers(String entry, String host, int port) {
        Matcher range = RANGE.matcher(entry);
        if (range.matches()) {
            int bits = Integer.parseInt(range.group(2));
            byte[] first = address(range.group(1)).orElseThrow();
            return address(host).filter(address -> isIn(address, first, bits)).isPresent();
        }
        Matcher withPort = WITH_PORT.matcher(entry);
        if (withPort.matches()) {
            return Integer.parseInt(withPort.group(2)) == port && coversName(withPort.group(1), host);
        }
        return coversName(entry, host);
    }

    private static boolean coversName(String entry, String host) {
        Optional<byte[]> address = address(entry);
        if (address.isPresent()) {
            return address(host)
                    .filter(other -> Arrays.equals(other, address.get()))
                    .isPresent();
        }
        String name = entry.startsWith("*.") ? entry.substring(2) : entry.startsWith(".") ? entry.substring(1) : entry;
        if (name.indexOf('*') >= 0) {
            return Pattern.matches(("\\Q" + name + "\\E").replace("*", "\\E.*\\Q"), host);
        }
        return host.equals(name) || host.endsWith("." + name);
    }

    private static boolean isIn(byte[] address, byte[] first, int bits) {
        if (address.length != first.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit & 7);
            if ((address[bit >> 3] & mask) != (first[bit >> 3] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** The bytes of an address, with or without brackets; empty for a name, which is not looked up. */
    private static Optional<byte[]> address(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (!ADDRESS.matcher(bare).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(bare.contains(":") ? "[" + bare + "]" : bare)
                    .getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
