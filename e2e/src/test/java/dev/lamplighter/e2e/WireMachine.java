package dev.lamplighter.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lamplighter.dhcp.packet.DhcpCodec;
import dev.lamplighter.dhcp.packet.DhcpOption;
import dev.lamplighter.dhcp.packet.DhcpOption.Kind;
import dev.lamplighter.dhcp.packet.DhcpOption.MessageType;
import dev.lamplighter.dhcp.packet.DhcpOption.ParameterRequests;
import dev.lamplighter.dhcp.packet.DhcpOption.Raw;
import dev.lamplighter.dhcp.packet.DhcpOption.RequestedAddress;
import dev.lamplighter.dhcp.packet.DhcpOption.ServerIdentifier;
import dev.lamplighter.dhcp.packet.DhcpOption.VendorClass;
import dev.lamplighter.dhcp.packet.DhcpPacket;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Decoded;
import dev.lamplighter.model.Ip4;
import dev.lamplighter.model.Mac;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Machines that boot, run as a process on the client's host; each word of the command line is one thing that the machine of the last {@code mac=}
 * does: {@code discover}, {@code firmware}, {@code ipxe} and {@code system} (DHCP, the last three up to an address, which it takes), {@code other=IP}
 * (takes that server's offer), {@code proxied=IP} (takes that address, which another server has offered), {@code tftp=FILE} (fetches it), {@code tftp-part=FILE} (falls silent after a few blocks), {@code tftp-silent=FILE}
 * (asks and never answers), {@code at=IP} (goes on with the address that it took in an earlier run) and {@code get=PATH} ({@code @} stands for its hardware address). Every word is printed with what came of it.
 */
final class WireMachine {

    private static final InetAddress SERVER = Ip4.of("10.99.0.1").toInetAddress();
    private static final int TRIES = 30;
    private static final int SILENCE = 2000;
    private static final int BLOCK = 512;
    private static final String IPXE_OPTIONS = "b105018086100e" + "130101" + "150101" + "170101";

    private Mac mac = Mac.of("02:99:02:00:00:00");
    private Ip4 address = Ip4.NONE;
    private int xid = 1;

    private WireMachine() {}

    /** Runs it on the client's host; what it printed. */
    static String on(TwoHosts hosts, List<String> deeds) throws IOException, InterruptedException {
        Host.run(Host.concat(hosts.onClient(), List.of("ip", "route", "replace", "default", "dev", "eth0")).toArray(String[]::new));
        var java = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                WireMachine.class.getName());
        Process client = new ProcessBuilder(Host.concat(hosts.onClient(), Host.concat(java, deeds))).redirectErrorStream(true).start();
        String printed = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (client.waitFor() != 0) {
            throw new AssertionError(printed);
        }
        return printed;
    }

    public static void main(String[] deeds) throws Exception {
        var machine = new WireMachine();
        for (String deed : deeds) {
            int equals = deed.indexOf('=');
            String verb = equals < 0 ? deed : deed.substring(0, equals);
            System.out.println(machine.mac + " " + deed + " -> " + machine.does(verb, equals < 0 ? "" : deed.substring(equals + 1)));
        }
    }

    private String does(String verb, String what) throws Exception {
        return switch (verb) {
            case "mac" -> {
                mac = Mac.of(what);
                address = Ip4.NONE;
                yield "here";
            }
            case "discover" -> asked(message(Kind.DISCOVER, firmware()), Kind.OFFER).yiaddr().toString();
            case "other" -> {
                DhcpPacket offer = asked(message(Kind.DISCOVER, firmware()), Kind.OFFER);
                try (var socket = dhcp()) {
                    send(socket, message(Kind.REQUEST, firmware(), new RequestedAddress(offer.yiaddr()), new ServerIdentifier(Ip4.of(what))));
                }
                yield "asked " + what;
            }
            case "proxied" -> {
                xid++;
                asked(message(Kind.DISCOVER, firmware()), Kind.OFFER);
                address = Ip4.of(what);
                try (var socket = dhcp()) {
                    send(socket, message(Kind.REQUEST, firmware(), new RequestedAddress(address), new ServerIdentifier(Ip4.of("10.99.0.9"))));
                }
                Host.run("ip", "address", "replace", address + "/16", "dev", "eth0");
                yield what;
            }
            case "at" -> {
                address = Ip4.of(what);
                yield "here";
            }
            case "firmware" -> lease(firmware());
            case "ipxe" -> lease(ipxe());
            case "system" -> lease(List.of());
            case "tftp" -> fetch(what, Integer.MAX_VALUE) + " bytes";
            case "tftp-part" -> fetch(what, 3) + " bytes and no more";
            case "tftp-silent" -> fetch(what, 0) + " bytes";
            case "get" -> get(what.replace("@", mac.toString()));
            default -> throw new IllegalArgumentException(verb);
        };
    }

    private static List<DhcpOption> firmware() {
        return List.of(new VendorClass("PXEClient:Arch:00007:UNDI:003000"), new Raw(93, Bytes.of((byte) 0, (byte) 7)));
    }

    private static List<DhcpOption> ipxe() {
        return Host.concat(firmware(), List.of(new Raw(77, Bytes.utf8("iPXE")), new Raw(175, Bytes.hex(IPXE_OPTIONS))));
    }

    private DhcpPacket message(Kind kind, List<DhcpOption> who, DhcpOption... more) {
        var options = new ArrayList<DhcpOption>(List.of(new MessageType(kind), new ParameterRequests(List.of(1, 3, 6, 12, 15, 43, 54, 60, 66, 67, 97, 175))));
        options.addAll(List.of(more));
        options.addAll(who);
        return new DhcpPacket(DhcpPacket.Op.REQUEST, 1, 0, xid, 0, true, Ip4.NONE, Ip4.NONE, Ip4.NONE, Ip4.NONE, mac, "", "", options);
    }

    private String lease(List<DhcpOption> who) throws Exception {
        xid++;
        DhcpPacket offer = asked(message(Kind.DISCOVER, who), Kind.OFFER);
        DhcpPacket given = asked(message(Kind.REQUEST, who, new RequestedAddress(offer.yiaddr()), offer.option(ServerIdentifier.class).orElseThrow()), Kind.ACK);
        address = given.yiaddr();
        Host.run("ip", "address", "replace", address + "/16", "dev", "eth0");
        return address.toString();
    }

    private static DatagramSocket dhcp() throws IOException {
        var socket = new DatagramSocket(new InetSocketAddress(68));
        socket.setBroadcast(true);
        socket.setSoTimeout(SILENCE);
        return socket;
    }

    private static void send(DatagramSocket socket, DhcpPacket question) throws IOException {
        byte[] octets = DhcpCodec.encode(question, 1400).toArray();
        socket.send(new DatagramPacket(octets, octets.length, new InetSocketAddress(Ip4.BROADCAST.toInetAddress(), 67)));
    }

    private DhcpPacket asked(DhcpPacket question, Kind wanted) throws IOException {
        try (var socket = dhcp()) {
            for (int i = 0; i < TRIES; i++) {
                send(socket, question);
                try {
                    for (;;) {
                        var datagram = new DatagramPacket(new byte[2048], 2048);
                        socket.receive(datagram);
                        Bytes octets = Bytes.owned(Arrays.copyOf(datagram.getData(), datagram.getLength()));
                        if (DhcpCodec.decode(octets) instanceof Decoded.Message<DhcpPacket>(DhcpPacket answer) && answer.xid() == xid && answer.chaddr().equals(mac)
                                && answer.kind().equals(Optional.of(wanted))) {
                            return answer;
                        }
                    }
                } catch (SocketTimeoutException _) {
                    // Nobody answered in time: ask again.
                }
            }
        }
        throw new IOException("no " + wanted + " for " + mac);
    }

    /** In blocks of 512 octets (RFC 1350), and at most {@code blocks} of them; how many octets came. */
    private int fetch(String file, int blocks) throws IOException {
        try (var socket = new DatagramSocket(new InetSocketAddress(address.toInetAddress(), 0))) {
            socket.setSoTimeout(TRIES * SILENCE);
            byte[] request = ("\0\1" + file + "\0octet\0").getBytes(US_ASCII);
            socket.send(new DatagramPacket(request, request.length, new InetSocketAddress(SERVER, 69)));
            int got = 0;
            for (int block = 1; block <= blocks; block++) {
                var datagram = new DatagramPacket(new byte[BLOCK + 4], BLOCK + 4);
                socket.receive(datagram);
                byte[] octets = datagram.getData();
                if (octets[1] != 3) {
                    return got;
                }
                int size = datagram.getLength() - 4;
                got += size;
                byte[] acknowledged = {0, 4, octets[2], octets[3]};
                socket.send(new DatagramPacket(acknowledged, acknowledged.length, datagram.getSocketAddress()));
                if (size < BLOCK) {
                    return got;
                }
            }
            return got;
        }
    }

    private String get(String path) throws IOException {
        try (var socket = new Socket(SERVER, 8080, address.toInetAddress(), 0)) {
            socket.getOutputStream().write(("GET " + path + " HTTP/1.0\r\nHost: 10.99.0.1:8080\r\nUser-Agent: iPXE/1.21.1\r\n\r\n").getBytes(US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines().findFirst().orElse("nothing");
        }
    }
}
