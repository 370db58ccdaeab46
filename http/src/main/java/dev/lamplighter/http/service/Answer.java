package dev.lamplighter.http.service;

import dev.lamplighter.http.packet.Html;
import dev.lamplighter.http.packet.MediaTypes;
import dev.lamplighter.http.packet.Sniffing;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.event.ConfigRead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a client is answered: without what belongs to the connection, such as the date and how the body is framed. {@code config} says that the
 * question was for what configures a machine.
 */
public record Answer(int status, List<Field> fields, Content content, Labels labels, Optional<Reason> refusal, Optional<ConfigRead> config) {

    private static final String REASON = "X-Lamplighter-Reason";

    public Answer {
        fields = List.copyOf(fields);
    }

    public Answer(int status, List<Field> fields, Content content, Labels labels, Optional<Reason> refusal) {
        this(status, fields, content, labels, refusal, Optional.empty());
    }

    static Answer of(int status, List<Field> fields, Content content) {
        return new Answer(status, fields, content, Labels.NONE, Optional.empty());
    }

    /** A document whose whole length is announced. */
    static Answer document(String mediaType, Bytes bytes) {
        return of(200, List.of(new Field("Content-Type", mediaType)), new Content.Octets(bytes, true));
    }

    /** A status with one line of text, refused for {@code reason}. */
    static Answer refusal(int status, String text, Reason reason, Field... more) {
        var fields = new ArrayList<>(List.of(new Field("Content-Type", MediaTypes.TEXT), new Field("X-Content-Type-Options", "nosniff")));
        fields.addAll(List.of(more));
        return new Answer(status, fields, new Content.Octets(Bytes.utf8(text + "\n"), true), Labels.NONE, Optional.of(reason));
    }

    /** The one answer to everything that is not there. */
    public static Answer notFound(Reason reason) {
        return refusal(404, "404 page not found", reason, new Field(REASON, printable(reason.code())));
    }

    /** A request that is none. */
    public static Answer badRequest(Reason reason) {
        return refusal(400, "400 Bad Request: " + reason.sentence(), reason);
    }

    /** Something went wrong here. */
    public static Answer failure(Reason reason) {
        return refusal(500, "500 Internal Server Error", reason);
    }

    /** A redirect that says so to people, too, where the method is GET. {@code location} is ASCII. */
    static Answer redirect(String method, String location) {
        var fields = new ArrayList<>(List.of(new Field("Location", location)));
        Bytes body = Bytes.EMPTY;
        if (method.equals("GET") || method.equals("HEAD")) {
            fields.add(new Field("Content-Type", MediaTypes.HTML));
            body = Bytes.utf8("<a href=\"" + Html.escape(location) + "\">Temporary Redirect</a>.\n\n");
        }
        return of(307, fields, new Content.Octets(body, true));
    }

    /** A file or folder has its true name at {@code location}, a reference relative to the page. */
    static Answer moved(String location) {
        return of(301, List.of(new Field("Location", location)), Content.NONE);
    }

    Answer forMachine(Labels known) {
        return new Answer(status, fields, content, known, refusal, config);
    }

    /** The same answer, which is about what configures a machine. */
    Answer reading(ConfigRead what) {
        return new Answer(status, fields, content, labels, refusal, Optional.of(what));
    }

    /** The same answer with the signature of its body instead. */
    Answer signed(UnaryOperator<Bytes> signature) {
        return switch (content) {
            case Content.Octets(Bytes body, boolean _) -> {
                Bytes signed = signature.apply(body);
                var said = new ArrayList<>(List.of(new Field("Content-Type", Sniffing.mediaType(signed))));
                fields.stream().filter(field -> field.name().equals(REASON)).forEach(said::add);
                yield new Answer(status, said, new Content.Octets(signed, true), labels, refusal, config);
            }
            case Content.FromFile _ -> throw new IllegalStateException("a file has no signature");
        };
    }

    private static String printable(String code) {
        return code.replaceAll("[^!-~]", "-");
    }
}
