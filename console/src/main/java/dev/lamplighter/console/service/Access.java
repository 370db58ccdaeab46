package dev.lamplighter.console.service;

import dev.lamplighter.console.service.Page.Document;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who may ask what over TCP. A browser is led to this door by any page that it shows, so the name by which the door is asked for ({@code Host}) must be
 * one of its own, against DNS rebinding, and a page of another site ({@code Origin}) gets nothing. A token is shown as {@code Authorization: Bearer},
 * which no other site's page can send.
 *
 * @param scheme {@code http}, or {@code https} where TLS is spoken
 * @param hosts the door's names with port, as {@code Host} has them, in small letters
 * @param looking whether the door may be looked at without a token, as on loopback
 */
public record Access(String scheme, Set<String> hosts, boolean looking, Tokens tokens) {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int MISDIRECTED = 421;
    private static final int BROKEN = 500;
    private static final String BEARER = "bearer ";

    public Access {
        hosts = Set.copyOf(hosts);
    }

    /** What the head of a request says: {@code host} is empty where there is none, or several. */
    public record Head(String path, Optional<String> host, Optional<String> origin, Optional<String> authorization, String from) {}

    /** Whether to go on. */
    public sealed interface Verdict {

        record Pass(Caller caller) implements Verdict {}

        record Refused(Document why) implements Verdict {}
    }

    public Verdict judge(Head head) {
        if (head.host().filter(host -> hosts.contains(host.toLowerCase(Locale.ROOT))).isEmpty()) {
            return refused(MISDIRECTED, "the console is not served under this name: ask for " + String.join(", ", new TreeSet<>(hosts))
                    + ", or add the name to admin.names");
        }
        if (head.origin().filter(origin -> !isOurs(origin)).isPresent()) {
            return refused(FORBIDDEN, "the console answers to its own page only");
        }
        Optional<String> name = Optional.empty();
        if (head.authorization().isPresent()) {
            try {
                name = name(head.authorization().get());
            } catch (IOException unreadable) {
                return refused(BROKEN, "the tokens cannot be read: " + unreadable.getMessage());
            }
            if (name.isEmpty()) {
                return refused(UNAUTHORIZED, "this token is none of admin.token-file; lamplighter console, on the host, shows one that is");
            }
        }
        boolean open = looking || !head.path().startsWith("/api/");
        return name.isPresent() || open ? new Verdict.Pass(new Caller(name.orElse(""), head.from(), name.isPresent())) : refused(UNAUTHORIZED, needed());
    }

    /** What who has no token is told. */
    static String needed() {
        return "this needs a token: lamplighter console, on the host, shows one";
    }

    private Optional<String> name(String authorization) throws IOException {
        return authorization.toLowerCase(Locale.ROOT).startsWith(BEARER) ? tokens.nameOf(authorization.substring(BEARER.length()).strip()) : Optional.empty();
    }

    private boolean isOurs(String origin) {
        String[] parts = origin.toLowerCase(Locale.ROOT).split("://", 2);
        return parts.length == 2 && parts[0].equals(scheme) && hosts.contains(parts[1]);
    }

    private static Verdict refused(int status, String why) {
        return new Verdict.Refused(Document.plain(status, why));
    }
}
