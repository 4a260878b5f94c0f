package dev.upserter.mapping.spec;

import java.io.Serializable;
import java.util.List;

/** Where a value comes from. */
public sealed interface ValueOrigin extends Serializable {

    /** A field of the record: {@code from}. */
    record Field(FieldPath path) implements ValueOrigin {}

    /**
     * Always the same: {@code value}.
     *
     * @param json the value, as valid JSON
     */
    record Constant(String json) implements ValueOrigin {}

    /**
     * A text made of fields: {@code template}.
     *
     * @param text in Liquid
     */
    record Liquid(String text) implements ValueOrigin {
        /** Checks the text; {@link IllegalArgumentException} if it is no template. */
        public Liquid {
            LiquidText.template(text);
        }
    }

    /** Something of the run: {@code run}. */
    record OfRun(RunVariable variable) implements ValueOrigin {}

    /** An object, a rule for each of its fields: {@code object}. A rule that yields nothing leaves its field out. */
    record Fields(List<Rule> rules) implements ValueOrigin {
        public Fields {
            rules = List.copyOf(rules);
        }
    }

    /** A list, an expression for each of its elements: {@code array}. One that yields nothing leaves its element out. */
    record Elements(List<Expression> expressions) implements ValueOrigin {
        public Elements {
            expressions = List.copyOf(expressions);
        }
    }
}
