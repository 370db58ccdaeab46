package dev.lamplighter.boot.reads;

import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.IpAddress;
import java.util.Optional;

/** Where a question comes from. */
final class Addresses {

    private Addresses() {}

    static Optional<IpAddress> of(Arrival arrival) {
        return Optional.ofNullable(arrival.from().getAddress()).map(IpAddress::of);
    }

    static Optional<Ip4> ip4(Arrival arrival) {
        return of(arrival).filter(Ip4.class::isInstance).map(Ip4.class::cast);
    }

    static String text(Arrival arrival) {
        return of(arrival).map(Object::toString).orElse("it");
    }
}
