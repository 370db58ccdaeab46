package dev.lamplighter.cli.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.cli.ControlSocket;
import dev.lamplighter.model.Decoded;
import dev.lamplighter.walk.Persona;
import dev.lamplighter.walk.WalkReport;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the appliance of this host would answer to a machine, or why that is not known. */
sealed interface Expected {

    int LONGEST = 16 << 20;

    record Told(WalkReport walk) implements Expected {}

    record Unknown(String why) implements Expected {}

    /** Asks over the control socket, as {@code explain} does: for the segment of that name, or for the one that the appliance means itself where it serves none of that name. */
    static Expected of(Persona who, String segment, Path socket) {
        if (!Files.exists(socket)) {
            return new Unknown("no Lamplighter with a control socket at " + socket + " runs on this host");
        }
        String question = "/api/v1/walk?arch=" + who.firmware().key() + "&mac=" + encoded(who.mac().toString()) + "&uuid=" + who.uuid()
                + who.relay().map(relay -> "&via=" + relay).orElse("");
        return switch (ask(socket, question + "&segment=" + encoded(segment))) {
            case Told told -> told;
            case Unknown _ -> ask(socket, question);
        };
    }

    private static Expected ask(Path socket, String question) {
        var json = new StringBuilder();
        try {
            new ControlSocket(socket).get(question, body -> {
                for (int c = body.read(); c >= 0 && json.length() < LONGEST; c = body.read()) {
                    json.append((char) c);
                }
            });
        } catch (IOException refused) {
            return new Unknown(refused.getMessage());
        }
        return switch (WalkReport.fromJson(json.toString())) {
            case Decoded.Message<WalkReport>(WalkReport walk) -> new Told(walk);
            case Decoded.Malformed<WalkReport>(var reason) -> new Unknown("the appliance at " + socket + " answers, but " + reason);
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
