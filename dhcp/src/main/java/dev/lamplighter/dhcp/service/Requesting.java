package dev.lamplighter.dhcp.service;

import dev.lamplighter.dhcp.packet.DhcpOption.RequestedAddress;
import dev.lamplighter.dhcp.packet.DhcpOption.ServerIdentifier;
import dev.lamplighter.dhcp.service.Verdict.Acknowledge;
import dev.lamplighter.dhcp.service.Verdict.Refuse;
import dev.lamplighter.dhcp.service.Verdict.Silence;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.lease.Lease;
import java.time.Duration;
import java.util.Optional;

/**
 * Judges a REQUEST in each of the states that a client may be in (RFC 2131 section 4.3.2). Within our subnets we are the authority: what is
 * wrong there is refused. Silence is for what may be another server's.
 */
final class Requesting {

    private final Leasing leasing;

    Requesting(Leasing leasing) {
        this.leasing = leasing;
    }

    Verdict judge(Exchange it, Duration leaseTime) throws StoreException {
        Optional<Ip4> server = it.asked().option(ServerIdentifier.class).map(ServerIdentifier::address);
        if (server.isPresent() && !it.isUs(server.get())) {
            leasing.withdraw(it);
            return new Silence(Reasons.OTHER_SERVER);
        }
        Optional<Ip4> asked = it.asked().option(RequestedAddress.class).map(RequestedAddress::address);
        boolean renewing = server.isEmpty() && !it.asked().ciaddr().isNone();
        Optional<Ip4> wanted = renewing ? Optional.of(it.asked().ciaddr()) : asked;
        if (wanted.isEmpty()) {
            return new Silence(Reasons.NO_ADDRESS_ASKED);
        }
        return judge(it, wanted.get(), server.isPresent(), renewing, leaseTime);
    }

    private Verdict judge(Exchange it, Ip4 wanted, boolean choseUs, boolean renewing, Duration leaseTime) throws StoreException {
        if (!it.plan().subnet().contains(wanted)) {
            return new Refuse(wanted + " is not an address of the network " + it.plan().subnet());
        }
        Optional<Lease> last = leasing.last(it);
        boolean known = last.isPresent() || !it.reserved().isEmpty();
        if (!it.mayHave(wanted)) {
            boolean ours = known || choseUs || it.inventory().reserves(wanted);
            return ours ? new Refuse(wanted + " is not for this client") : new Silence(Reasons.UNKNOWN_CLIENT);
        }
        if (hasBetter(it, wanted)) {
            return new Refuse("this machine's address is " + it.reserved().getFirst());
        }
        boolean rebooting = !choseUs && !renewing;
        if (rebooting && !known) {
            return new Silence(Reasons.UNKNOWN_CLIENT);
        }
        if (rebooting && last.filter(lease -> !lease.address().equals(wanted)).isPresent() && !it.reserved().contains(wanted)) {
            return new Refuse(wanted + " is not this client's last address");
        }
        return leasing.claim(it, wanted, Lease.State.BOUND, leaseTime) ? new Acknowledge(wanted) : new Refuse(wanted + " is another client's");
    }

    /** Whether a machine asks for an address of the pool while its own is to be had. */
    private boolean hasBetter(Exchange it, Ip4 wanted) {
        return !it.reserved().contains(wanted)
                && it.reserved().stream().anyMatch(own -> leasing.holder(it, own).filter(lease -> !lease.client().equals(it.client())).isEmpty());
    }
}
