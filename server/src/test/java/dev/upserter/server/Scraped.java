package dev.upserter.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer in Prometheus's text format, read as strictly as Prometheus reads it.
 *
 * @param values by the metric with its labels, as written
 * @param kinds  by the metric
 */
record Scraped(Map<String, Double> values, Map<String, String> kinds) {
    private static final Pattern SAMPLE =
            Pattern.compile("([a-z_:][a-z0-9_:]*)(\\{(?:[a-z_]+=\"[^\"\\\\\n]*\",?)+})? (-?[0-9.]+)");

    static Scraped of(String text) {
        assertThat(text).endsWith("\n");
        var values = new LinkedHashMap<String, Double>();
        var kinds = new LinkedHashMap<String, String>();
        String current = "";
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ", 4);
            if (line.startsWith("# HELP ")) {
                assertThat(words[3]).endsWith(".");
                current = words[2];
            } else if (line.startsWith("# TYPE ")) {
                assertThat(words[2]).as("HELP and TYPE of one metric").isEqualTo(current);
                assertThat(words[3]).isIn("counter", "gauge");
                assertThat(kinds.put(words[2], words[3]))
                        .as("a metric comes once")
                        .isNull();
                assertThat(current.endsWith("_total")).as(current).isEqualTo(words[3].equals("counter"));
            } else {
                Matcher sample = SAMPLE.matcher(line);
                assertThat(sample.matches()).as(line).isTrue();
                assertThat(sample.group(1)).isEqualTo(current);
                String name = line.substring(0, line.lastIndexOf(' '));
                assertThat(values.put(name, Double.valueOf(sample.group(3))))
                        .as(name)
                        .isNull();
            }
        }
        return new Scraped(values, kinds);
    }

    /** The metrics that have a value. */
    Set<String> names() {
        var names = new TreeSet<String>();
        values.keySet().forEach(name -> names.add(name.replaceFirst("\\{.*", "")));
        return names;
    }

    double value(String name) {
        assertThat(values).containsKey(name);
        return values.getOrDefault(name, Double.NaN);
    }
}
