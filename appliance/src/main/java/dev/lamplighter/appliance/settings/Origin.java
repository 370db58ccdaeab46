package dev.lamplighter.appliance.settings;

/** Where a setting's value came from. The order of the cases is the order in which they win. */
public sealed interface Origin {

    /** How messages begin: what the operator would look for. */
    String where();

    /** The exit code of a bad value from here: Matchbox's own flags and variables keep Matchbox's. */
    int exitCode();

    record Flag(String name, boolean matchbox) implements Origin {
        @Override
        public String where() {
            return (matchbox ? "-" : "--") + name;
        }

        @Override
        public int exitCode() {
            return matchbox ? 1 : 2;
        }
    }

    record Variable(String name) implements Origin {
        @Override
        public String where() {
            return name;
        }

        @Override
        public int exitCode() {
            return name.startsWith("MATCHBOX_") ? 1 : 2;
        }
    }

    /** Line and column count from 1. */
    record InFile(String file, int line, int column) implements Origin {
        @Override
        public String where() {
            return file + ":" + line + ":" + column;
        }

        @Override
        public int exitCode() {
            return 2;
        }
    }

    record Default() implements Origin {
        @Override
        public String where() {
            return "default";
        }

        @Override
        public int exitCode() {
            return 2;
        }
    }
}
