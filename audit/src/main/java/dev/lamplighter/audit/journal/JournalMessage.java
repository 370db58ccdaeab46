package dev.lamplighter.audit.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.audit.AuditRecord;
import dev.lamplighter.audit.AuditText;
import dev.lamplighter.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * A record as a datagram of systemd's journal (systemd.io, Native Journal Protocol): a line {@code FIELD=value} for each field, and for values with a
 * line's end the name, the length as 64 bits and the value. Members become {@code LAMPLIGHTER_AUDIT_} and their name in capitals.
 */
final class JournalMessage {

    private static final String NOTICE = "5";
    private static final int LONGEST_NAME = 64;

    private JournalMessage() {}

    static Bytes of(AuditRecord record) {
        var fields = new ByteArrayOutputStream(1024);
        field(fields, "MESSAGE", AuditText.sentence(record));
        field(fields, "PRIORITY", NOTICE);
        field(fields, "SYSLOG_IDENTIFIER", "lamplighter-audit");
        record.members().keySet().forEach(member -> field(fields, name(member), record.text(member)));
        field(fields, "LAMPLIGHTER_AUDIT_JSON", record.line());
        return Bytes.owned(fields.toByteArray());
    }

    private static String name(String member) {
        String name = "LAMPLIGHTER_AUDIT_" + member.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    static void field(ByteArrayOutputStream fields, String name, String value) {
        byte[] octets = value.getBytes(UTF_8);
        fields.writeBytes(name.getBytes(UTF_8));
        if (value.indexOf('\n') < 0) {
            fields.write('=');
        } else {
            fields.write('\n');
            fields.writeBytes(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(octets.length).array());
        }
        fields.writeBytes(octets);
        fields.write('\n');
    }
}
