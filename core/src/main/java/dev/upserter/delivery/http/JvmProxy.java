package dev.upserter.delivery.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The proxy that the system properties of the JVM name, as {@code java.net}'s documentation of networking properties says:
 * {@code https.proxyHost}, {@code https.proxyPort}, the same with {@code http}, and {@code http.nonProxyHosts}, a list of names with
 * asterisks that bars separate. They were set for this process, so they take precedence over the environment.
 */
final class JvmProxy {
    private JvmProxy() {}

    /** The environment, with what the properties name in place of its own. */
    static Map<String, String> over(Map<String, String> environment, Properties properties) {
        var all = new HashMap<>(environment);
        boolean isAny = put("https", "443", properties, all);
        isAny |= put("http", "80", properties, all);
        String direct = properties.getProperty("http.nonProxyHosts");
        if (isAny && direct != null) {
            all.put("no_proxy", direct.replace('|', ','));
        }
        return all;
    }

    private static boolean put(String scheme, String port, Properties properties, Map<String, String> all) {
        String host = properties.getProperty(scheme + ".proxyHost", "").strip();
        if (host.isEmpty()) {
            return false;
        }
        String bracketed = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
        String variable = scheme + "_proxy"; // in lower case, which takes precedence over upper case
        all.put(variable, "http://" + bracketed + ":" + properties.getProperty(scheme + ".proxyPort", port));
        return true;
    }
}
