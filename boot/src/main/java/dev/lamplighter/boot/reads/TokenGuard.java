package dev.lamplighter.boot.reads;

import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Mac;
import dev.lamplighter.model.Reason;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A machine's data go to whoever has the token that its script was given. One is given to the address from which that machine was seen to boot, and
 * is good for {@link ReadTokens#LIFETIME}.
 */
public final class TokenGuard implements ReadGuard {

    private static final String LABEL = "token";

    private final ReadTokens tokens;
    private final BiPredicate<Mac, Arrival> boots;
    private final Function<Mac, Optional<UUID>> uuids;

    /** {@code seen} knows who boots; it must hear every event. {@code uuids} tells which UUID a station showed when it booted. */
    public TokenGuard(ReadTokens tokens, BootsSeen seen, Function<Mac, Optional<UUID>> uuids) {
        this.tokens = tokens;
        this.uuids = uuids;
        this.boots = (mac, arrival) -> Addresses.of(arrival).filter(address -> seen.boots(mac, address)).isPresent();
    }

    @Override
    public Optional<Reason> refusal(Labels said, Inventory machines, Arrival arrival) {
        Optional<String> token = said.get(LABEL).filter(text -> !text.isEmpty());
        if (token.isEmpty()) {
            return Optional.of(new Reason("read-without-token", "http.reads is token, and the question has none: put token=${token} into the URL in the profile's args"
                    + "; a script has none to give where its machine was not seen to boot by DHCP or TFTP from the address that asks"));
        }
        List<Named> named = Named.by(said, machines);
        if (named.isEmpty()) {
            return Optional.of(new Reason("read-of-nobody", "http.reads is token, and the question names no machine: put mac=${mac:hexhyp} into the URL in the profile's args"));
        }
        return named.stream().filter(each -> each.macs().stream().noneMatch(mac -> tokens.isOf(mac, token.get()))).findFirst().map(each ->
                new Reason("read-token-refused", "http.reads is token, and the token is not that of " + each.label() + ", or its " + ReadTokens.LIFETIME.toHours()
                        + " hours are over: machines get a new one with each boot"))
                .or(() -> Named.unproven(said, machines, named.stream().flatMap(each -> each.macs().stream()).collect(Collectors.toUnmodifiableSet()), uuids)
                        .map(label -> Named.unprovenReason("token", label)));
    }

    @Override
    public Optional<String> token(Mac machine, Arrival arrival) {
        return Optional.of(boots.test(machine, arrival) ? tokens.mint(machine) : "");
    }
}
