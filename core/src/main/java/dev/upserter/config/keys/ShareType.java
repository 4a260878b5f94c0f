package dev.upserter.config.keys;

import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.plan.Allowance;
import org.jspecify.annotations.Nullable;

/**
 * A share or a number.
 *
 * @param share what it is a share of, as {@code a share of the rows}
 * @param what  what it is a number of
 */
public record ShareType(String share, String what) implements Type<Allowance> {
    @Override
    public @Nullable Allowance read(ConfigNode.Field field, KeyValues values) {
        String written = "";
        if (field.value() instanceof ConfigNode.Numeral numeral) {
            written = numeral.value();
        } else {
            Resolved text = values.text(field, "10%");
            if (text == null) {
                return null;
            }
            written = text.text();
        }
        Allowance allowance = Allowance.parse(written).orElse(null);
        if (allowance == null) {
            values.note(
                    field,
                    field.name() + " must be " + share + ", 0% to 100%, or a number of " + what,
                    "write it as \"10%\", or as 500");
        }
        return allowance;
    }

    @Override
    public String schema() {
        String percent = "\"type\": \"string\", \"pattern\": \"^\\\\s*(100|[0-9]{1,2})\\\\s?%\\\\s*$\"";
        return Type.orFromEnvironment(percent + "}, {\"type\": \"integer\"");
    }

    @Override
    public String inWords() {
        return "share or whole number";
    }

    @Override
    public boolean isPlain() {
        return true;
    }
}
