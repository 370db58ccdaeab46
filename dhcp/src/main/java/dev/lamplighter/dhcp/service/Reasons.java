package dev.lamplighter.dhcp.service;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Outcome;
import dev.lamplighter.model.Reason;
import dev.lamplighter.model.SegmentId;
import dev.lamplighter.model.SubnetPlan;
import dev.lamplighter.store.StoreException;

/** Why DHCP keeps silent. */
final class Reasons {

    static final Reason NOT_A_QUESTION = new Reason("dhcp-not-a-question", "a server's message, not a client's");
    static final Reason UNKNOWN_TYPE = new Reason("dhcp-unknown-type", "a message type that is none (option 53)");
    static final Reason NO_STATION = new Reason("dhcp-no-station", "the hardware address is no single station's (chaddr)");
    static final Reason NO_HOST = new Reason("dhcp-no-host", "the client's address is no single host's (ciaddr)");
    static final Reason NO_ADDRESS_ASKED = new Reason("dhcp-no-address-asked", "a REQUEST that names no address");
    static final Reason OTHER_SERVER = new Reason("dhcp-other-server", "the client chose another server");
    static final Reason UNKNOWN_CLIENT = new Reason("dhcp-unknown-client", "a client that we have no record of wants an address that may be another server's");
    static final Reason NOT_ITS_ADDRESS = new Reason("dhcp-not-its-address", "the address is not this client's");
    static final Reason BOOTP_UNDECLARED = new Reason("dhcp-bootp-undeclared", "a BOOTP client without a declared address: it could never give one back");
    static final Reason PROXY_NO_ADDRESS = new Reason("dhcp-proxy", "another server leases the addresses here");
    static final Reason NOT_PXE = new Reason("dhcp-not-pxe", "not a PXE client (option 60)");

    private Reasons() {}

    static Reason noSubnet(SegmentId segment) {
        return new Reason("dhcp-no-subnet", "no subnet is declared for " + segment);
    }

    static Reason notHere(Ip4 address) {
        return new Reason("dhcp-not-here", address + " is in no declared subnet");
    }

    static Reason unknownRelay(Ip4 giaddr) {
        return new Reason("dhcp-unknown-relay", "the relay " + giaddr + " is in no declared subnet");
    }

    static Reason noPool(SubnetPlan plan) {
        return new Reason("dhcp-undeclared", "no pool in " + plan.subnet() + ", and the client has no address declared there");
    }

    /** {@code census} says who has the addresses. */
    static Reason poolFull(String census) {
        return new Reason(FullDhcp.POOL_FULL, census);
    }

    static Reason unknownLink(Ip4 giaddr, Ip4 link) {
        return new Reason("dhcp-unknown-link", "the relay " + giaddr + " asks for an address of " + link + "'s subnet, which is not declared");
    }

    static Reason released(Ip4 address) {
        return new Reason("dhcp-released", address + " was given back");
    }

    static Reason quarantined(Ip4 address) {
        return new Reason("dhcp-declined", address + " is used by some other host and is kept back");
    }

    static Reason storeFailed(StoreException failure) {
        return new Reason(FullDhcp.STORE_FAILED, "the lease could not be kept: " + failure.getMessage());
    }

    static <A> Outcome<A> ignored(Reason reason) {
        return new Outcome.Ignored<>(reason);
    }
}
