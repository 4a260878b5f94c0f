package dev.upserter.guard;

import dev.upserter.mapping.MappingConfig;
import dev.upserter.mapping.Rule;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.Role;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the rules of a mapping against what Customer.io would refuse in every row: what a mistake in the configuration
 * causes stops the run before the first call.
 */
public final class MappingGuard {
    private MappingGuard() {}

    /**
     * What is wrong with the names that the rules give.
     *
     * @return problems without a place, in the order of the rules, each of the level {@link Level#STOP}; empty if all is
     *     well
     */
    public static List<Problem> check(MappingConfig mapping) {
        var problems = new ArrayList<Problem>();
        for (int i = 0; i < mapping.mappings().size(); i++) {
            check("mappings[" + i + "]: ", mapping.mappings().get(i), problems);
        }
        return problems;
    }

    private static void check(String where, Rule rule, List<Problem> problems) {
        var name = new AttributeName(rule.to());
        if (name.role() == Role.READ_ONLY) {
            problems.add(stop(Code.RESERVED_NAME, where + "the attribute name " + name + " is reserved"));
        }
        if (name.role() == Role.SUBSCRIPTIONS) {
            problems.add(stop(Code.SUBSCRIPTION_OVERWRITE, where + "the whole object " + name + " would be replaced"));
        }
        if (name.utf8Length() > Limits.ATTRIBUTE_NAME) {
            problems.add(stop(Code.ATTRIBUTE_NAME_TOO_LONG, where + Limits.nameTooLong(name)));
        }
    }

    private static Problem stop(Code code, String message) {
        return new Problem(code, Level.STOP, null, message, code.help());
    }
}
