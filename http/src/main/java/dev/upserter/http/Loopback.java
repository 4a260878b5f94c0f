package dev.upserter.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** This machine, under the names that no other machine can use. */
public final class Loopback {
    static final String IPV6 = "::1";

    private static final Pattern NAME = Pattern.compile("localhost|127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|\\[::1]");
    private static final Pattern PORT = Pattern.compile(":[0-9]+$");
    private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost");

    private Loopback() {}

    /** Whether a {@code Host} header, with or without a port, names this machine. */
    public static boolean isNamedBy(String hostAndPort) {
        String host = PORT.matcher(hostAndPort).replaceFirst("");
        return NAME.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    /** The host as URLs and {@code Host} headers spell it. */
    public static String uriHost(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /** Whether a server on this host should also listen on IPv6 loopback, and the machine has IPv6 loopback. */
    static boolean isIpv6Too(String host) {
        return HOSTS.contains(host) && hasIpv6();
    }

    private static boolean hasIpv6() {
        try (var socket = new ServerSocket()) {
            byte[] loopback = new byte[16];
            loopback[15] = 1;
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(loopback), 0));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
