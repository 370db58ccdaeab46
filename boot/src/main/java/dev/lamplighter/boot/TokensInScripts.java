package dev.lamplighter.boot;

import dev.lamplighter.boot.reads.ReadGuard;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Puts the token by which a machine reads its data where its script says <code>${token}</code>. */
record TokensInScripts(ReadGuard reads) {

    private static final String PLACE = "${token}";

    /** {@code script} for who asks; where tokens mean nothing it stays octet for octet as it is. */
    Outcome<Body> in(Outcome<Body> script, Ask asked, Arrival arrival) {
        return of(asked, arrival).map(token -> filled(script, token)).orElse(script);
    }

    Optional<String> of(Ask asked, Arrival arrival) {
        Set<Mac> macs = asked.labels().mac().map(Set::of).or(() -> asked.machine().map(known -> known.machine().macs())).orElse(Set.of());
        Optional<String> token = Optional.empty();
        for (Mac mac : macs) {
            token = reads.token(mac, arrival);
            if (token.filter(text -> !text.isEmpty()).isPresent()) {
                return token;
            }
        }
        return token;
    }

    private static Outcome<Body> filled(Outcome<Body> script, String token) {
        return switch (script) {
            case Outcome.Reply<Body>(Body.Text text, _) -> new Outcome.Reply<>(new Body.Text(filled(text.bytes(), token), text.mediaType()));
            case Outcome.Reply<Body> file -> file;
            case Outcome.Ignored<Body> ignored -> ignored;
            case Outcome.Later<Body> later -> new Outcome.Later<>(() -> filled(later.work().call(), token));
        };
    }

    /** Scripts need not be UTF-8: each octet counts as a character. */
    private static Bytes filled(Bytes script, String token) {
        String text = new String(script.toArray(), StandardCharsets.ISO_8859_1);
        return text.contains(PLACE) ? Bytes.owned(text.replace(PLACE, token).getBytes(StandardCharsets.ISO_8859_1)) : script;
    }
}
