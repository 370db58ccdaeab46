package dev.lamplighter.audit;

/** A record as one plain line for people: printable ASCII, whatever it holds. */
public final class AuditText {

    private AuditText() {}

    /** {@code 2026-11-24T13:25:31.123Z change  grpc CN=terraform (192.0.2.7:40112): created groups/a.json by rpcpb.Groups/GroupPut}. */
    public static String of(AuditRecord record) {
        return printable(record.text("time") + " " + sentence(record));
    }

    /** The same without the time, which a journal has of its own. */
    public static String sentence(AuditRecord record) {
        return printable(switch (record.kind()) {
            case "change" -> "change  " + by(record) + ": " + changed(record);
            case "read" -> "read    " + record.text("what") + machine(record) + " by " + record.text("from") + " -> " + record.text("status")
                    + (record.has("sha256") ? ", sha256 " + shortened(record.text("sha256")) : "") + why(record);
            case "refusal" -> "refused " + by(record) + ": " + (record.has("method") ? record.text("method") : "connection") + " -> " + record.text("status") + why(record);
            case "left-out" -> "left out " + record.text("count") + " reads since " + record.text("since") + ", which were too many to keep one by one";
            case "lost" -> "lost    " + record.text("count") + " records, which could not be written";
            case String other -> other;
        });
    }

    private static String by(AuditRecord record) {
        var from = new StringBuilder();
        add(from, record.text("from"), "");
        add(from, record.text("behind"), "sudo by ");
        add(from, record.text("pid"), "pid ");
        add(from, record.text("owner"), "the file is now owned by ");
        return record.text("way") + " " + record.text("who") + (from.isEmpty() ? "" : " (" + from + ")");
    }

    private static void add(StringBuilder all, String text, String before) {
        if (!text.isEmpty()) {
            all.append(all.isEmpty() ? "" : ", ").append(before).append(text);
        }
    }

    private static String changed(AuditRecord record) {
        String deed = record.has("deed") ? record.text("deed") + " " : "";
        String words = record.has("before") || record.has("after") ? ", " + side(record, "before") + " -> " + side(record, "after") : "";
        String digests = record.has("before.sha256") || record.has("after.sha256")
                ? ", sha256 " + shortened(record.text("before.sha256")) + " -> " + shortened(record.text("after.sha256")) : "";
        return deed + record.text("object") + " by " + record.text("method") + words + digests + (record.has("changes") ? ": " + record.text("changes") : "") + why(record);
    }

    private static String side(AuditRecord record, String when) {
        return record.has(when) ? record.text(when) : "none";
    }

    private static String shortened(String digest) {
        return digest.isEmpty() ? "none" : digest.substring(0, Math.min(12, digest.length()));
    }

    private static String machine(AuditRecord record) {
        var machine = new StringBuilder();
        add(machine, record.text("machine"), "");
        add(machine, record.text("mac"), "");
        add(machine, record.text("uuid"), "");
        add(machine, record.text("group"), "group ");
        add(machine, record.text("profile"), "profile ");
        return machine.isEmpty() ? "" : " of " + machine;
    }

    private static String why(AuditRecord record) {
        return (record.has("why") ? ": " + record.text("why") : "") + (record.has("reason") ? " [" + record.text("reason") + "]" : "");
    }

    /** Everything but printable ASCII is written as {@code \\uXXXX}, so that a line stays a line and a terminal what it is. */
    static String printable(String text) {
        var safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c <= '~') {
                safe.append(c);
            } else {
                safe.append(String.format("\\u%04x", (int) c));
            }
        }
        return safe.toString();
    }
}
