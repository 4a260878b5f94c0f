package dev.upserter.architecture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds dependency cycles: Tarjan's strongly connected components. */
final class Circles {
    private final Map<String, Set<String>> dependencies;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> lowest = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final List<Set<String>> found = new ArrayList<>();

    private Circles(Map<String, Set<String>> dependencies) {
        this.dependencies = dependencies;
    }

    /**
     * The cycles of more than one element.
     *
     * @param dependencies by name, what each depends on; names that are not keys are ignored
     */
    static List<Set<String>> in(Map<String, Set<String>> dependencies) {
        var circles = new Circles(dependencies);
        dependencies.keySet().stream().sorted().forEach(name -> {
            if (!circles.numbers.containsKey(name)) {
                circles.visit(name);
            }
        });
        return circles.found;
    }

    private void visit(String name) {
        int number = numbers.size();
        numbers.put(name, number);
        lowest.put(name, number);
        open.push(name);
        for (String other : dependencies.getOrDefault(name, Set.of())) {
            if (!dependencies.containsKey(other)) {
                continue;
            }
            if (!numbers.containsKey(other)) {
                visit(other);
                lowest.merge(name, lowest.getOrDefault(other, number), Math::min);
            } else if (open.contains(other)) {
                lowest.merge(name, numbers.getOrDefault(other, number), Math::min);
            }
        }
        if (lowest.getOrDefault(name, number) == number) {
            close(name);
        }
    }

    private void close(String first) {
        var circle = new TreeSet<String>();
        String name;
        do {
            name = open.pop();
            circle.add(name);
        } while (!name.equals(first));
        if (circle.size() > 1) {
            found.add(circle);
        }
    }
}
