package dev.lamplighter.appliance.settings;

import java.util.List;
import java.util.Map;

/** A YAML document as plain values, each with its place. Duplicate keys are already refused. */
public sealed interface Tree {

    Origin.InFile origin();

    /** What a person calls this. */
    String described();

    /** A scalar as it was written; {@code nothing} when it is YAML's null. */
    record Leaf(String text, boolean nothing, Origin.InFile origin) implements Tree {
        @Override
        public String described() {
            return nothing ? "nothing" : "a single value";
        }
    }

    record Items(List<Tree> all, Origin.InFile origin) implements Tree {
        @Override
        public String described() {
            return "a list";
        }
    }

    /** In the order of the file. */
    record Fields(Map<String, Field> all, Origin.InFile origin) implements Tree {
        @Override
        public String described() {
            return "a section";
        }
    }

    /** {@code at} is where its name is. */
    record Field(String name, Origin.InFile at, Tree value) {

        /** The value, if it is a scalar; {@code section} is the path of what this is in. */
        Leaf leaf(String section) throws SettingsException {
            if (value instanceof Leaf leaf) {
                return leaf;
            }
            throw SettingsException.at(value.origin(), section + "." + name, "expected a single value, found " + value.described());
        }
    }
}
