package dev.lamplighter.demo.lab;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import java.util.UUID;

/** What is fixed in the lab: the addresses that {@code examples/lab/lamplighter.yaml} names, and who the one machine is. */
public final class AddressPlan {

    public static final Ip4 SERVER = Ip4.of("10.66.0.2");
    public static final int PREFIX = 24;
    public static final int HTTP_PORT = 8080;
    public static final String INTERFACE = "eth0";
    public static final String TAP = "tap0";
    public static final Mac MAC = Mac.of("52:54:00:1a:4d:70");
    public static final UUID UUID_OF_MACHINE = UUID.fromString("4c616d70-6c69-4768-b465-720000000001");

    private AddressPlan() {}
}
