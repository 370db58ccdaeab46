package dev.lamplighter.render.gotemplate;

/** Extended functions on addresses, IPv4 and IPv6. */
final class NetFunctions {

    private NetFunctions() {}

    /** {@code cidrHost 5 "192.0.2.0/24"}: the address of that number in the network; negative numbers count from its end. */
    static Object cidrHost(Arguments given) throws Fault {
        NetAddress.Network network = network(given, 1);
        return network.host(given.whole(0)).orElseThrow(() -> given.fault("the network has no host of that number")).toString();
    }

    /** {@code 255.255.255.0} for {@code 192.0.2.7/24}. */
    static Object cidrNetmask(Arguments given) throws Fault {
        return network(given, 0).netmask().toString();
    }

    /** {@code 192.0.2.0} for {@code 192.0.2.7/24}. */
    static Object cidrNetwork(Arguments given) throws Fault {
        return network(given, 0).first().toString();
    }

    /** {@code 24} for {@code 192.0.2.7/24}. */
    static Object cidrPrefix(Arguments given) throws Fault {
        return (long) network(given, 0).prefix();
    }

    /** {@code ipAdd 5 "192.0.2.1"}; negative numbers go back. */
    static Object ipAdd(Arguments given) throws Fault {
        String text = given.text(1);
        NetAddress address = NetAddress.parse(text).orElseThrow(() -> given.fault("\"" + text + "\" is not an IP address"));
        return address.plus(given.whole(0)).orElseThrow(() -> given.fault("there is no address that far from " + text)).toString();
    }

    static Object macColon(Arguments given) throws Fault {
        String text = given.text(0);
        return MacText.canonical(text).orElseThrow(() -> given.fault("\"" + text + "\" is not a MAC address"));
    }

    static Object macHyphen(Arguments given) throws Fault {
        return ((String) macColon(given)).replace(':', '-');
    }

    private static NetAddress.Network network(Arguments given, int index) throws Fault {
        String text = given.text(index);
        return NetAddress.Network.parse(text).orElseThrow(() -> given.fault("\"" + text + "\" is not a network such as 192.0.2.0/24"));
    }
}
