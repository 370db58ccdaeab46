package dev.lamplighter.demo.lab;

import static dev.lamplighter.demo.lab.AddressPlan.INTERFACE;
import static dev.lamplighter.demo.lab.AddressPlan.TAP;

import dev.lamplighter.demo.process.DemoException;

/**
 * Three network namespaces: a server and a client, each with one cable into a switch. Everything is made inside them, so that nothing shows
 * in the network of the host. Their names carry the demo's process id.
 */
public final class Lab {

    static final String PREFIX = "lamplighter-";

    private final Namespaces namespaces;
    private final String name;

    public Lab(Namespaces namespaces, long process) {
        this.namespaces = namespaces;
        this.name = PREFIX + process;
    }

    public String server() {
        return name + "-server";
    }

    public String client() {
        return name + "-client";
    }

    public String wire() {
        return name + "-switch";
    }

    /** Makes the namespaces, the bridge and the cables; the server has its address, the client none. */
    public void up() throws DemoException {
        namespaces.add(wire());
        bridge(wire());
        for (String end : new String[] {server(), client()}) {
            namespaces.add(end);
            namespaces.setting(end, "ipv4/conf/all/rp_filter", "0");
            namespaces.setting(end, "ipv4/conf/default/rp_filter", "0");
            namespaces.setting(end, "ipv6/conf/default/disable_ipv6", "1");
            String plug = end.substring(name.length() + 1);
            namespaces.ip("-n", end, "link", "add", INTERFACE, "type", "veth", "peer", "name", plug, "netns", wire());
            namespaces.ip("-n", wire(), "link", "set", plug, "master", "br0", "up");
        }
        namespaces.ip("-n", server(), "addr", "add", AddressPlan.SERVER + "/" + AddressPlan.PREFIX, "brd", "+", "dev", INTERFACE);
        namespaces.ip("-n", server(), "link", "set", INTERFACE, "up");
    }

    /** Lets a virtual machine plug into the client's cable: a tap and a bridge inside the client. */
    public void plugForVirtualMachine() throws DemoException {
        bridge(client());
        namespaces.ip("-n", client(), "tuntap", "add", "dev", TAP, "mode", "tap");
        namespaces.ip("-n", client(), "link", "set", TAP, "master", "br0", "up");
        namespaces.ip("-n", client(), "link", "set", INTERFACE, "master", "br0", "up");
    }

    /** Makes the client itself the machine: its interface has the machine's hardware address. */
    public void plugForWalker() throws DemoException {
        namespaces.ip("-n", client(), "link", "set", INTERFACE, "address", AddressPlan.MAC.toString());
        namespaces.ip("-n", client(), "link", "set", INTERFACE, "up");
    }

    private void bridge(String namespace) throws DemoException {
        namespaces.setting(namespace, "ipv6/conf/default/disable_ipv6", "1");
        namespaces.ip("-n", namespace, "link", "add", "br0", "type", "bridge", "stp_state", "0", "forward_delay", "0", "mcast_snooping", "0");
        namespaces.ip("-n", namespace, "link", "set", "br0", "up");
    }
}
