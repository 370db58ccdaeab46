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
import dev.lamplighter.model.Reason;
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

    /** The code of the reason where no address is left; its sentence says who has them. */
    public static final String POOL_FULL = "dhcp-no-free-address";

    /** The code of the reason where a lease did not reach the disk. */
    public static final String STORE_FAILED = "dhcp-store-failed";

    private final BootPolicy policy;
    private final Supplier<Inventory> machines;
    private final FullSettings settings;
    private final Leasing leasing;
    private final Offering offering;
    private final Requesting requesting;
    private final Census census = new Census();

    /** {@code machines} gives the machines as they are declared when a question arrives. */
    public FullDhcp(BootPolicy policy, Supplier<Inventory> machines, LeaseStore leases, ConflictCheck conflicts, FullSettings settings) {
        this(policy, machines, leases, conflicts, settings, new PoolSearch());
    }

    /** The same, that goes on with {@code search}. */
    public FullDhcp(BootPolicy policy, Supplier<Inventory> machines, LeaseStore leases, ConflictCheck conflicts, FullSettings settings, PoolSearch search) {
        this.policy = policy;
        this.machines = machines;
        this.settings = settings;
        this.leasing = new Leasing(leases);
        this.offering = new Offering(leasing, settings, conflicts, search);
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
        DhcpPacket heard = Informing.withItsAddress(asked, arrival);
        Optional<SubnetPlan> plan = Subnets.of(heard, arrival.via());
        if (plan.isEmpty()) {
            return Reasons.ignored(asked.giaddr().isNone() ? Reasons.noSubnet(arrival.via().id())
                    : Relaying.link(asked).map(link -> Reasons.unknownLink(asked.giaddr(), link)).orElseGet(() -> Reasons.unknownRelay(asked.giaddr())));
        }
        var it = Exchange.of(heard, arrival, plan.get(), machines.get());
        if (heard.isBootp()) {
            return bootp(it);
        }
        return heard.kind().map(kind -> switch (kind) {
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
                .map(address -> leased(Kind.OFFER, it, address).reply())
                .orElseGet(() -> nothingToOffer(it));
    }

    private Outcome<DhcpPacket> nothingToOffer(Exchange it) {
        return Reasons.ignored(it.plan().pools().isEmpty() ? Reasons.noPool(it.plan()) : Reasons.poolFull(census.of(it, leasing)));
    }

    private Outcome<DhcpPacket> request(Exchange it) throws StoreException {
        return switch (requesting.judge(it, leaseTime(it))) {
            case Verdict.Acknowledge granted -> leased(Kind.ACK, it, granted.address()).ciaddr(it.asked().ciaddr()).reply();
            case Verdict.Refuse refused -> new Reply<>(
                    Answer.of(Kind.NAK, it.asked(), it.server()).broadcast().always(new Message(refused.why())).build(),
                    Optional.of(new Reason("dhcp-refused", refused.why())));
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
        return configured(Answer.of(Kind.ACK, it.asked(), it.server()).ciaddr(address), it).reply();
    }

    /** A declared address, which needs no lease; else one of the pools where the subnet gives them away for good (RFC 1534 section 2). */
    private Outcome<DhcpPacket> bootp(Exchange it) {
        if (!it.reserved().isEmpty()) {
            return bootpReply(it, leasing.reserved(it).getFirst());
        }
        return it.plan().bootp() ? later(() -> dynamicBootp(it)) : Reasons.ignored(Reasons.BOOTP_UNDECLARED);
    }

    private Outcome<DhcpPacket> dynamicBootp(Exchange it) throws StoreException {
        Optional<Ip4> address = offering.address(it);
        boolean kept = address.isPresent() && leasing.claim(it, address.get(), Lease.State.BOUND, LongestLease.OF_BOOTP);
        return kept ? bootpReply(it, address.get()) : nothingToOffer(it);
    }

    private Outcome<DhcpPacket> bootpReply(Exchange it, Ip4 address) {
        return configured(new Answer(it.asked()).yiaddr(address), it).reply();
    }

    private Answer leased(Kind kind, Exchange it, Ip4 address) {
        Duration time = leaseTime(it);
        var answer = Answer.of(kind, it.asked(), it.server()).yiaddr(address).always(new LeaseTime(time));
        configured(answer, it);
        it.plan().times().t1().ifPresentOrElse(_ -> answer.always(new RenewalTime(it.plan().times().renewal(time))),
                () -> answer.whenAsked(new RenewalTime(it.plan().times().renewal(time))));
        it.plan().times().t2().ifPresentOrElse(_ -> answer.always(new RebindingTime(it.plan().times().rebinding(time))),
                () -> answer.whenAsked(new RebindingTime(it.plan().times().rebinding(time))));
        return answer;
    }

    /** The operator's own options stand over ours, and under what a machine needs to boot. */
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
        Extra.options(plan, it.asked().chaddr()).forEach(extra -> extra.into(answer));
        BootClient client = BootClients.of(it.asked());
        return answer.boot(policy.plan(client, it.via(), it.machine()), client, it.via().advertise());
    }

    private static Duration leaseTime(Exchange it) {
        return it.plan().times().granted(it.asked().option(LeaseTime.class).map(LeaseTime::time));
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
