package dev.lamplighter.cli.inspect;

import dev.lamplighter.assets.Located;
import dev.lamplighter.boot.AnswerSettings;
import dev.lamplighter.boot.Answers;
import dev.lamplighter.boot.Ask;
import dev.lamplighter.boot.Body;
import dev.lamplighter.boot.QueryLabels;
import dev.lamplighter.boot.Resource;
import dev.lamplighter.cli.GivenLabels;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.Segment;
import dev.lamplighter.render.gotemplate.FunctionSet;
import dev.lamplighter.store.catalog.CatalogStore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the server's own {@link Answers} what a machine gets, without a server. Waits for the disk. */
final class Asking {

    private static final InetSocketAddress HERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Arrival ARRIVAL = new Arrival(new Segment("lo", Ip4.LOOPBACK, Optional.empty(), Segment.DhcpMode.OFF, List.of()), HERE, HERE,
            Optional.empty(), Instant.EPOCH);
    private static final Reason NO_FILE = new Reason("no-boot-file", "boot files are not looked at");

    private final Answers answers;

    Asking(CatalogStore store, FunctionSet functions) {
        this.answers = new Answers(store, name -> new Located.Absent(NO_FILE), Optional.empty(), AnswerSettings.defaults().withFunctions(functions));
    }

    /** What comes of the request that a machine with these labels would send; never {@code Later}. */
    Outcome<Body> ask(Resource what, Map<String, String> labels) {
        String query = GivenLabels.query(labels);
        Outcome<Body> outcome = answers.answer(new Ask(what, QueryLabels.parse(query), query), ARRIVAL);
        while (outcome instanceof Outcome.Later<Body> later) {
            try {
                outcome = later.work().call();
            } catch (Exception failed) {
                return new Outcome.Ignored<>(new Reason("internal-error", "this could not be answered: " + failed));
            }
        }
        return outcome;
    }
}
