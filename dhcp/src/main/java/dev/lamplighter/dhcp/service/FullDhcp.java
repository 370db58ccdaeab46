package dev.lamplighter.dhcp.service;

import dev.lamplighter.boot.policy.BootClient;
import dev.lamplighter.boot.policy.BootPolicy;
import dev.lamplighter.dhcp.packet.DhcpOption.BroadcastAddress;
import dev.lamplighter.dhcp.packet.DhcpOption.DnsServers;
import dev.lamplighter.dhcp.packet.DhcpOption.DomainName;
import dev.lamplighter.dhcp.packet.DhcpOption.HostName;
import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpOption.LeaseTime;
import dev.lamplighter.dhcp.packet.DhcpOption.Message;
import dev.lamplighter.dhcp.packet.DhcpOption.RebindingTime;
import dev.lamplighter.dhcp.packet.DhcpOption.RenewalTime;
import dev.lamplighter.dhcp.packet.DhcpOption.RequestedAddress;
import dev.lamplighter.dhcp.packet.DhcpOption.Routers;
import dev.lamplighter.dhcp.packet.DhcpOption.SubnetMask;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.model.Arrival;
import dev.lamplighter.model.Inventory;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Machine;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Outcome.Later;
import dev.lamplighter.model.Outcome.Reply;
import dev.lamplighter.model.Responder;
import dev.lamplighter.model.SubnetPlan;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.lease.Lease;
import dev.lamplighter.store.lease.LeaseStore;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The server that leases addresses and says where to boot from (RFC 2131). Whatever touches a lease comes back as {@link Later}. */
public final class FullDhcp implements Responder<DhcpPacket, DhcpPacket> {

    private static final double T1 = 0.5;
    private static final double T2 = 0.875;

    private final BootPolicy policy;
    private final Supplier<Inventory> machines;
    private final FullSettings settings;
    private final Leasing leasing;
    private final Offering offering;
    private final Requesting requesting;

    /** {@code machines} gives the machines as they are declared when a question arrives. */
    public FullDhcp(BootPolicy policy, Supplier<Inventory> machines, LeaseStore leases, FullSettings settings) {
        this.policy = policy;
        this.machines = machines;
        this.settings = settings;
        this.leasing = new Leasing(leases);
        this.offering = new Offering(leasing, settings);
        this.requesting = new Requesting(leasing);
    }

    @Override
    public Outcome<DhcpPacket> answer(DhcpPacket asked, Arrival arrival) {
        if (!Hosts.isStation(asked.chaddr())) {
            return Reasons.ignored(Reasons.NO_STATION);
        }
        if (!asked.ciaddr().isNone() && !Hosts.isHost(asked.ciaddr())) {
            return Reasons.ignored(Reasons.NO_HOST);
        }
        Optional<SubnetPlan> plan = Subnets.of(asked, arrival.via());
        if (plan.isEmpty()) {
            return Reasons.ignored(asked.giaddr().isNone() ? Reasons.noSubnet(arrival.via().id()) : Reasons.unknownRelay(asked.giaddr()));
        }
        var it = Exchange.of(asked, arrival, plan.get(), machines.get());
        if (asked.isBootp()) {
            return bootp(it);
        }
        return asked.kind().map(kind -> switch (kind) {
            case DISCOVER -> later(() -> discover(it));
            case REQUEST -> later(() -> request(it));
            case RELEASE -> later(() -> release(it));
            case DECLINE -> later(() -> decline(it));
            case INFORM -> later(() -> inform(it));
            case OFFER, ACK, NAK -> Reasons.<DhcpPacket>ignored(Reasons.NOT_A_QUESTION);
        }).orElseGet(() -> Reasons.ignored(Reasons.UNKNOWN_TYPE));
    }

    private Outcome<DhcpPacket> discover(Exchange it) throws StoreException {
        return offering.address(it)
                .<Outcome<DhcpPacket>>map(address -> new Reply<>(leased(Kind.OFFER, it, address).build()))
                .orElseGet(() -> Reasons.ignored(Reasons.poolExhausted(it.plan())));
    }

    private Outcome<DhcpPacket> request(Exchange it) throws StoreException {
        return switch (requesting.judge(it, leaseTime(it))) {
            case Verdict.Acknowledge granted -> new Reply<>(leased(Kind.ACK, it, granted.address()).ciaddr(it.asked().ciaddr()).build());
            case Verdict.Refuse refused -> new Reply<>(
                    Answer.of(Kind.NAK, it.asked(), it.via().advertise()).broadcast().always(new Message(refused.why())).build());
            case Verdict.Silence silent -> Reasons.ignored(silent.reason());
        };
    }

    private Outcome<DhcpPacket> release(Exchange it) throws StoreException {
        Ip4 address = it.asked().ciaddr();
        Optional<Lease> held = leasing.last(it).filter(lease -> lease.address().equals(address));
        boolean released = held.isPresent() && leasing.release(it, held.get());
        return Reasons.ignored(released ? Reasons.released(address) : Reasons.NOT_ITS_ADDRESS);
    }

    private Outcome<DhcpPacket> decline(Exchange it) throws StoreException {
        Optional<Lease> declined = it.asked().option(RequestedAddress.class)
                .flatMap(asked -> leasing.last(it).filter(lease -> lease.address().equals(asked.address()) && !lease.isOver(it.now())));
        boolean kept = declined.isPresent() && leasing.quarantine(it, declined.get(), settings.quarantine());
        return Reasons.ignored(kept ? Reasons.quarantined(declined.get().address()) : Reasons.NOT_ITS_ADDRESS);
    }

    /** A client with an address from elsewhere asks for the rest (RFC 2131 section 4.3.5). */
    private Outcome<DhcpPacket> inform(Exchange it) {
        Ip4 address = it.asked().ciaddr();
        if (!it.plan().subnet().contains(address)) {
            return Reasons.ignored(Reasons.notHere(address));
        }
        return new Reply<>(configured(Answer.of(Kind.ACK, it.asked(), it.via().advertise()).ciaddr(address), it).build());
    }

    /** BOOTP has no end of a lease, so only a declared address is given (RFC 1534 section 2). */
    private Outcome<DhcpPacket> bootp(Exchange it) {
        return it.reserved()
                .<Outcome<DhcpPacket>>map(address -> new Reply<>(configured(new Answer(it.asked()).yiaddr(address), it).build()))
                .orElseGet(() -> Reasons.ignored(Reasons.BOOTP_UNDECLARED));
    }

    private Answer leased(Kind kind, Exchange it, Ip4 address) {
        Duration time = leaseTime(it);
        var answer = Answer.of(kind, it.asked(), it.via().advertise()).yiaddr(address).always(new LeaseTime(time));
        return configured(answer, it).whenAsked(new RenewalTime(part(time, T1))).whenAsked(new RebindingTime(part(time, T2)));
    }

    private Answer configured(Answer answer, Exchange it) {
        SubnetPlan plan = it.plan();
        answer.always(new SubnetMask(plan.subnet().mask()));
        if (!plan.routers().isEmpty()) {
            answer.whenAsked(new Routers(plan.routers()));
        }
        if (!plan.dns().isEmpty()) {
            answer.whenAsked(new DnsServers(plan.dns()));
        }
        it.machine().flatMap(Machine::hostname).ifPresent(name -> answer.whenAsked(new HostName(name)));
        plan.domain().ifPresent(domain -> answer.whenAsked(new DomainName(domain)));
        answer.whenAsked(new BroadcastAddress(plan.subnet().broadcast()));
        BootClient client = BootClients.of(it.asked());
        return answer.boot(policy.plan(client, it.via(), it.machine()), client, it.via().advertise());
    }

    /** What the plan says, or less where the client asks for less. */
    private Duration leaseTime(Exchange it) {
        Duration planned = it.plan().lease();
        return it.asked().option(LeaseTime.class).map(LeaseTime::time)
                .filter(asked -> asked.compareTo(planned) < 0)
                .map(asked -> asked.compareTo(settings.shortestLease()) < 0 ? settings.shortestLease() : asked)
                .filter(asked -> asked.compareTo(planned) < 0)
                .orElse(planned);
    }

    private static Duration part(Duration lease, double share) {
        return Duration.ofSeconds((long) (lease.toSeconds() * share));
    }

    @FunctionalInterface
    private interface Work {
        Outcome<DhcpPacket> run() throws StoreException;
    }

    private static Outcome<DhcpPacket> later(Work work) {
        return new Later<>(() -> {
            try {
                return work.run();
            } catch (StoreException failed) {
                return Reasons.ignored(Reasons.storeFailed(failed));
            }
        });
    }
}
